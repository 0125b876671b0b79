/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What changed from one reading of a side to the next, as activity, a page at a time: for services
 * that tell nothing themselves. The roll is asked in a worker thread. Main thread only; signal
 * `changed` when anything below is another. */

#pragma once

#include "desk/desk-activity-change.h"
#include "roll/roll.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_CHANGE_HISTORY (rollcall_change_history_get_type ())
G_DECLARE_FINAL_TYPE (RollcallChangeHistory, rollcall_change_history, ROLLCALL, CHANGE_HISTORY,
                      GObject)

RollcallChangeHistory *rollcall_change_history_new        (void);

/* @roll: (nullable): begins anew with its newest; what was there stays until that is here, if it
 * is the same roll */
void                   rollcall_change_history_set_roll   (RollcallChangeHistory *self,
                                                           Roll                  *roll);

/* (transfer none) (element-type DeskActivityItem): newest first; a new array each time it
 * changes */
GPtrArray             *rollcall_change_history_get_items  (RollcallChangeHistory *self);
gboolean               rollcall_change_history_is_loading (RollcallChangeHistory *self);
gboolean               rollcall_change_history_has_older  (RollcallChangeHistory *self);
void                   rollcall_change_history_load_older (RollcallChangeHistory *self);

/* (nullable): why it can't be read */
const GError          *rollcall_change_history_get_error  (RollcallChangeHistory *self);

G_END_DECLS
