/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A side at hand: what a person named (a saved connection, or a URI), as a source with its roll. A
 * saved name wins; a scheme or `./` makes it plain. */

#pragma once

#include "connection/connection.h"
#include "desk/desk-service.h"
#include "source/source.h"

G_BEGIN_DECLS

#define DESK_TYPE_SIDE (desk_side_get_type ())
G_DECLARE_FINAL_TYPE (DeskSide, desk_side, DESK, SIDE, GObject)

/**
 * desk_side_new:
 * @text: a saved connection's name, or a URI
 * @secrets: (nullable): asked before the keyring (a key file, the environment)
 * @cancellable: (nullable)
 * @error: return location
 *
 * A connection to a directory of the embedded service starts that service and holds it, takes the
 * base URL that the directory has now, and sees to its own read key.
 *
 * Returns: (transfer full) (nullable): the side, nothing read yet.
 */
DeskSide         *desk_side_new            (const char     *text,
                                            SourceSecrets  *secrets,
                                            GCancellable   *cancellable,
                                            GError        **error);

/**
 * desk_side_new_for:
 * @connection: a saved connection
 * @session: (nullable): where secrets are and go
 * @cancellable: (nullable)
 * @error: return location
 *
 * As desk_side_new() for a saved connection at hand.
 *
 * Returns: (transfer full) (nullable): the side, nothing read yet.
 */
DeskSide         *desk_side_new_for        (const Connection *connection,
                                            DeskSession    *session,
                                            GCancellable   *cancellable,
                                            GError        **error);

/* As a person would call it: the connection's name, a file's name, a host. */
const char       *desk_side_get_name       (DeskSide       *self);
Source           *desk_side_get_source     (DeskSide       *self);
Roll             *desk_side_get_roll       (DeskSide       *self);

/* (nullable): if it is a saved one */
const Connection *desk_side_get_connection (DeskSide       *self);

/* (nullable): of a SCIM side, for provisioning */
const char       *desk_side_get_base_url   (DeskSide       *self);

/* For reading, and for writing: of a Rollcall directory the two are different keys. */
SourceSecrets    *desk_side_get_secrets    (DeskSide       *self);
SourceSecrets    *desk_side_get_provision_secrets (DeskSide *self);

/* Reads it anew. */
gboolean          desk_side_read           (DeskSide       *self,
                                            BaseProgress    progress,
                                            gpointer        progress_data,
                                            GCancellable   *cancellable,
                                            GError        **error);

/* Whether there is a roll, without reading anew; else %DESK_ERROR_NOT_READ. */
gboolean          desk_side_check_saved    (DeskSide       *self,
                                            GError        **error);

G_END_DECLS
