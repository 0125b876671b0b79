/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who a row is: a round picture of the initials, or the sign of a group, the name, and a mark if
 * there is something to say. With a second line it is a whole row for where there is no room for
 * columns. */

#pragma once

#include "console/rollcall-mark.h"
#include "roll/roll-row.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_NAME_CELL (rollcall_name_cell_get_type ())
G_DECLARE_FINAL_TYPE (RollcallNameCell, rollcall_name_cell, ROLLCALL, NAME_CELL, GtkBox)

/* (transfer floating): @tall for two lines */
GtkWidget *rollcall_name_cell_new (gboolean tall);

/**
 * rollcall_name_cell_show:
 * @self: a cell
 * @row: (nullable): who; %NULL shows nothing
 * @second: (nullable): the second line
 * @mark: what is to be said
 * @words: (nullable): to whom can't see it
 */
void       rollcall_name_cell_show (RollcallNameCell *self,
                                    const RollRow    *row,
                                    const char       *second,
                                    RollcallMarkKind  mark,
                                    const char       *words);

G_END_DECLS
