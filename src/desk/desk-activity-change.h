/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What changed between two readings, in the same words as what a service tells of itself: for
 * services that have no activity to ask for. */

#pragma once

#include "desk/desk-activity.h"
#include "roll/roll-history.h"

G_BEGIN_DECLS

/**
 * desk_activity_new_from_change:
 * @change: of roll_get_changes()
 *
 * Returns: (transfer full): it in words; its cursor is the change's number, its time that of the
 *   reading which saw it. It has no request.
 */
DeskActivityItem *desk_activity_new_from_change (const RollChange *change);

G_END_DECLS
