/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is selected in a RollcallRollList: a bit for each position, which makes no items
 * (GtkMultiSelection makes all of them for Ctrl+A). Whoever is selected stays so when the list is
 * sorted, filtered or read anew, as long as they are in it. */

#pragma once

#include <gtk/gtk.h>

#include "console/rollcall-roll-list.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_ROLL_SELECTION (rollcall_roll_selection_get_type ())
G_DECLARE_FINAL_TYPE (RollcallRollSelection, rollcall_roll_selection, ROLLCALL, ROLL_SELECTION,
                      GObject)

/* (transfer full) */
RollcallRollSelection *rollcall_roll_selection_new      (RollcallRollList       *list);

RollcallRollList      *rollcall_roll_selection_get_list (RollcallRollSelection  *self);

/* How many are selected. */
guint                  rollcall_roll_selection_get_size (RollcallRollSelection  *self);

/* The row number if one alone is selected, else 0. */
guint32                rollcall_roll_selection_get_only (RollcallRollSelection  *self);

/* (transfer full) (element-type guint32): the selected row numbers, in the order of the list */
GArray                *rollcall_roll_selection_get_rows (RollcallRollSelection  *self);

G_END_DECLS
