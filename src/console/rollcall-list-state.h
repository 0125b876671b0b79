/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in place of a list that has nothing to show: it is being read, nobody is in it,
 * nothing matches, it can't be had; and the way on from there. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-roll-list.h"
#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_LIST_STATE (rollcall_list_state_get_type ())
G_DECLARE_FINAL_TYPE (RollcallListState, rollcall_list_state, ROLLCALL, LIST_STATE, AdwBin)

/* The signal `reset` asks to search for nothing and show all. */

/**
 * rollcall_list_state_update:
 * @self: the widget
 * @side: (nullable): whose list
 * @list: the list
 *
 * Returns: whether it has something to say; else the list itself is to be shown.
 */
gboolean rollcall_list_state_update (RollcallListState *self,
                                     RollcallSide      *side,
                                     RollcallRollList  *list);

G_END_DECLS
