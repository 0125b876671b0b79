/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection taken from the list, as long as that can be undone. Its key and its roll go for good
 * when the offer to undo has gone, also when the program ends before. */

#pragma once

#include "console/rollcall-sides.h"
#include "desk/desk-session.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_REMOVAL (rollcall_removal_get_type ())
G_DECLARE_FINAL_TYPE (RollcallRemoval, rollcall_removal, ROLLCALL, REMOVAL, GObject)

/**
 * rollcall_removal_begin:
 * @sides: the list
 * @side: one of it
 * @session: (nullable): where its secrets may be
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the removal, with @side out of the list; or %NULL and all is
 *   as it was.
 */
RollcallRemoval *rollcall_removal_begin        (RollcallSides       *sides,
                                                RollcallSide        *side,
                                                DeskSession         *session,
                                                GError             **error);

/* (transfer none): as it was saved */
const Connection *rollcall_removal_get_connection (RollcallRemoval  *self);

/* Whether it was neither undone nor finished. */
gboolean         rollcall_removal_is_pending   (RollcallRemoval     *self);

/* Puts it back; %FALSE with why not, and it stays pending. */
gboolean         rollcall_removal_undo         (RollcallRemoval     *self,
                                                GError             **error);

/* Removes key and roll in a worker thread, which keeps the application from ending; nothing if it
 * isn't pending. What fails is told to the log alone: nobody waits for it any more. */
void             rollcall_removal_finish_async (RollcallRemoval     *self);

/* The same at once, for the end of the program. */
gboolean         rollcall_removal_finish       (RollcallRemoval     *self,
                                                GError             **error);

G_END_DECLS
