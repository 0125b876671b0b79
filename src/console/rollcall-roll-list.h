/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of a roll's users or groups as a GListModel of RollcallRollItem: an array of row numbers
 * in order, whose items are made when they are looked at. Where the order needs no search its first
 * 200 rows are there at once and the rest comes from a worker; the latest question wins. It never
 * makes an item that nobody looks at, a million rows cost four bytes each. Main thread only. */

#pragma once

#include "console/rollcall-roll-item.h"
#include "roll/roll-order.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_ROLL_LIST (rollcall_roll_list_get_type ())
G_DECLARE_FINAL_TYPE (RollcallRollList, rollcall_roll_list, ROLLCALL, ROLL_LIST, GObject)

/* Signals:
 * `replacing (gboolean anew)`: all rows go and others come: once before, with %TRUE if the question
 *   is the same and the roll is a newer one; in between come three items-changed, since GTK looks
 *   through every new row for the old ones it had on screen if all come in one.
 * `replaced (gboolean anew)`: once after.
 * `answered`: the last question is answered, or failed: counts and error are those of now, and so
 *   are the values of the items; look at those that are on screen again. */

/* (transfer full): of nobody, until there is a roll */
RollcallRollList     *rollcall_roll_list_new        (RollList              list);

/**
 * rollcall_roll_list_set_roll:
 * @self: a list
 * @roll: (nullable): the roll, perhaps the same one read anew
 *
 * Asks again. A roll in the same folder keeps what is selected, scrolled to and on screen.
 */
void                  rollcall_roll_list_set_roll   (RollcallRollList     *self,
                                                     Roll                 *roll);
Roll                 *rollcall_roll_list_get_roll   (RollcallRollList     *self);

/* Asks another question; `list` of @query is passed over. */
void                  rollcall_roll_list_set_query  (RollcallRollList     *self,
                                                     const RollListQuery  *query);
const RollListQuery  *rollcall_roll_list_get_query  (RollcallRollList     *self);

/* Whether an answer is awaited. */
gboolean              rollcall_roll_list_is_busy    (RollcallRollList     *self);

/* (nullable): why the last question has no answer */
const GError         *rollcall_roll_list_get_error  (RollcallRollList     *self);

const RollListCounts *rollcall_roll_list_get_counts (RollcallRollList     *self);

/* (transfer none) (element-type guint32): the row numbers; never changed, replaced by another */
GArray               *rollcall_roll_list_get_rows   (RollcallRollList     *self);

/* The row number at @position, without making an item. */
guint32               rollcall_roll_list_get_number (RollcallRollList     *self,
                                                     guint                 position);

/* Where @number stands, or %GTK_INVALID_LIST_POSITION's value, G_MAXUINT. */
guint                 rollcall_roll_list_find       (RollcallRollList     *self,
                                                     guint32               number);

/* How many items it holds, and how many queries for items it made: for tests. */
guint                 rollcall_roll_list_get_kept   (RollcallRollList     *self);
guint                 rollcall_roll_list_get_fetched
                                                    (RollcallRollList     *self);

G_END_DECLS
