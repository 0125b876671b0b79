/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A side at hand: what a person named (a saved connection, or a URI), as a source with its roll.
 * A saved name wins; a scheme or `./` makes it plain. */

#pragma once

#include "admin/admin-embedded.h"
#include "connection/connection.h"
#include "source/source.h"

G_BEGIN_DECLS

#define DESK_TYPE_SIDE (desk_side_get_type ())
G_DECLARE_FINAL_TYPE (DeskSide, desk_side, DESK, SIDE, GObject)

/**
 * desk_side_new:
 * @text: a saved connection's name, or a URI
 * @secrets: (nullable): asked before the keyring (a key file, the environment)
 * @error: return location
 *
 * A connection to a directory of the embedded service starts that service and holds it.
 *
 * Returns: (transfer full) (nullable): the side, nothing read yet.
 */
DeskSide         *desk_side_new            (const char     *text,
                                            SourceSecrets  *secrets,
                                            GCancellable   *cancellable,
                                            GError        **error);

const char       *desk_side_get_name       (DeskSide       *self);
Source           *desk_side_get_source     (DeskSide       *self);
Roll             *desk_side_get_roll       (DeskSide       *self);

/* (nullable): if it is a saved one */
const Connection *desk_side_get_connection (DeskSide       *self);

/* (nullable): of a SCIM side, for provisioning */
const char       *desk_side_get_base_url   (DeskSide       *self);
SourceSecrets    *desk_side_get_secrets    (DeskSide       *self);

/* Reads it anew. */
gboolean          desk_side_read           (DeskSide       *self,
                                            BaseProgress    progress,
                                            gpointer        progress_data,
                                            GCancellable   *cancellable,
                                            GError        **error);

G_END_DECLS
