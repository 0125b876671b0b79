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
 * DeskNewDirectory:
 * @directory: with its first key, whose secret must be shown now and can't be had again
 * @connection: (nullable): as it was saved
 * @problem: (nullable): why it couldn't be saved, or has no read key; the directory stands all the
 *   same
 */
typedef struct
{
  AdminDirectory *directory;
  Connection     *connection;
  GError         *problem;
} DeskNewDirectory;

/**
 * desk_directory_make:
 * @service: where
 * @session: (nullable): where secrets go
 * @name: the directory's
 * @draft: (nullable): a connection to save it as: name, source, idp, … are taken from it, its side
 *   is filled in
 * @cancellable: (nullable)
 * @error: return location
 *
 * For a dialog that shows the key once: the `provision` key isn't kept anywhere (a person may ask
 * for that: desk_session_store()); our own read key and an administrator's token are. The name and
 * the keyring are tried before anything is made. Behind that nothing is taken back: what fails is
 * @problem, and the key is in the answer.
 *
 * Returns: (transfer full) (nullable): the directory; %NULL with an error when none was made.
 */
DeskNewDirectory *desk_directory_make      (DeskService       *service,
                                            DeskSession       *session,
                                            const char        *name,
                                            const Connection  *draft,
                                            GCancellable      *cancellable,
                                            GError           **error);
void              desk_new_directory_free  (DeskNewDirectory  *self);

/**
 * desk_directory_adopt:
 * @service: where
 * @session: (nullable): where secrets go
 * @directory: one of its directories
 * @draft: (nullable): as for desk_directory_make()
 * @cancellable: (nullable)
 * @error: return location
 *
 * Saves a connection to a directory that is there already, with a read key for ourselves.
 *
 * Returns: (transfer full) (nullable): the saved connection; the one there is, if there is one.
 */
Connection       *desk_directory_adopt     (DeskService          *service,
                                            DeskSession          *session,
                                            const AdminDirectory *directory,
                                            const Connection     *draft,
                                            GCancellable         *cancellable,
                                            GError              **error);

/**
 * desk_directory_find_connection:
 * @service: a service
 * @directory: id of one of its directories
 *
 * Returns: (transfer full) (nullable): the saved connection to it, if there is one.
 */
Connection     *desk_directory_find_connection (DeskService *service,
                                                const char  *directory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskNewDirectory, desk_new_directory_free)

G_END_DECLS
