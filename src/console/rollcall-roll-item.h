/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of a list: a RollRow as a GObject, made only for rows that are seen. It stays the same
 * object when a new roll has other values for the same row. */

#pragma once

#include "roll/roll-row.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_ROLL_ITEM (rollcall_roll_item_get_type ())
G_DECLARE_FINAL_TYPE (RollcallRollItem, rollcall_roll_item, ROLLCALL, ROLL_ITEM, GObject)

/* (transfer full): @row is (nullable) for one that is in the roll no more */
RollcallRollItem *rollcall_roll_item_new     (guint32           number,
                                              RollRow          *row);

/* The row number, also of one that is in the roll no more. */
guint32           rollcall_roll_item_get_number
                                             (RollcallRollItem *self);

/* (nullable) (transfer none) */
const RollRow    *rollcall_roll_item_get_row (RollcallRollItem *self);

/* Takes other values over. @row is (nullable). */
void              rollcall_roll_item_set_row (RollcallRollItem *self,
                                              RollRow          *row);

G_END_DECLS
