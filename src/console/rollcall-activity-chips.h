/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The kinds of activity as chips with counts, one of them chosen. Signal `changed` when it is
 * another. */

#pragma once

#include <gtk/gtk.h>

#include "console/rollcall-activity-lines.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_ACTIVITY_CHIPS (rollcall_activity_chips_get_type ())
G_DECLARE_FINAL_TYPE (RollcallActivityChips, rollcall_activity_chips, ROLLCALL, ACTIVITY_CHIPS,
                      GtkBox)

RollcallActivityChip rollcall_activity_chips_get_chosen (RollcallActivityChips *self);

/* Back to everything. */
void                 rollcall_activity_chips_reset      (RollcallActivityChips *self);

/* Counts @items (element-type DeskActivityItem); @readings: they are changes between readings,
 * which tell of no failures and look-ups. */
void                 rollcall_activity_chips_count      (RollcallActivityChips *self,
                                                         GPtrArray             *items,
                                                         gboolean               readings);

G_END_DECLS
