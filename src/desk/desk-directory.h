/* SPDX-License-Identifier: GPL-3.0-or-later */

/* New directories with their keys. */

#pragma once

#include "connection/connection.h"
#include "desk/desk-service.h"

G_BEGIN_DECLS

/**
 * desk_directory_create:
 * @service: where
 * @name: the directory's
 * @connection_name: (nullable): also save it as a connection of this name
 * @cancellable: (nullable)
 * @error: return location
 *
 * With @connection_name the new `provision` key goes to the keyring, a `read` key for ourselves is
 * made and kept there too, and the key's text isn't in the answer any more. Name and keyring are
 * tried first; what fails later is taken back, so that no directory is left behind whose key nobody
 * has.
 *
 * Returns: (transfer full) (nullable): the directory; its key's secret only without
 * @connection_name.
 */
AdminDirectory *desk_directory_create (DeskService    *service,
                                       const char     *name,
                                       const char     *connection_name,
                                       GCancellable   *cancellable,
                                       GError        **error);

/**
 * desk_directory_find_connection:
 * @service: a service
 * @directory: id of one of its directories
 *
 * Returns: (transfer full) (nullable): the saved connection to it, if there is one.
 */
Connection     *desk_directory_find_connection (DeskService *service,
                                                const char  *directory);

G_END_DECLS
