/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All saved connections as a GListModel of RollcallSide: directories first, then identity
 * providers, each by name. Loaded from connections.ini and watched, so that what `rollcallctl`
 * adds appears here too. */

#pragma once

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SIDES (rollcall_sides_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSides, rollcall_sides, ROLLCALL, SIDES, GObject)

/* (transfer full): empty until rollcall_sides_reload(); @session is handed to each side */
RollcallSides *rollcall_sides_new       (DeskSession    *session);

/**
 * rollcall_sides_reload:
 * @self: the sides
 * @error: return location
 *
 * Reads connections.ini again: sides that stay keep their objects. Called by itself when the file
 * changes; call it after writing the file to see the change at once.
 *
 * Returns: %TRUE, or %FALSE with a #ConnectionError and the sides as they were.
 */
gboolean       rollcall_sides_reload    (RollcallSides  *self,
                                         GError        **error);

/* (transfer none) (nullable): by UUID, or by name */
RollcallSide  *rollcall_sides_find      (RollcallSides  *self,
                                         const char     *uuid);
RollcallSide  *rollcall_sides_find_name (RollcallSides  *self,
                                         const char     *name);

/* (transfer full): @name, or @name with a number behind it that makes it one no side has yet */
char          *rollcall_sides_propose_name (RollcallSides *self,
                                            const char    *name);

/**
 * rollcall_sides_save:
 * @self: the sides
 * @connection: a changed copy of a side's connection
 * @error: return location
 *
 * Writes it to connections.ini and takes it over.
 */
gboolean       rollcall_sides_save      (RollcallSides     *self,
                                         const Connection  *connection,
                                         GError           **error);

G_END_DECLS
