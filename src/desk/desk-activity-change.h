/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same words for services whose activity isn't ours to see: what changed between two
 * readings. */

#pragma once

#include "desk/desk-activity.h"
#include "roll/roll-history.h"

G_BEGIN_DECLS

/**
 * desk_activity_new_from_change:
 * @change: of a roll's history
 *
 * Returns: (transfer full): it in words, without method, status and key: "Zoe Adams left", seen
 *   when it was read. Its cursor is @change's number, its time that of the reading.
 */
DeskActivityItem *desk_activity_new_from_change (const RollChange  *change);

/**
 * desk_activity_read_changes:
 * @roll: of a side that is read
 * @before: cursor of the last item of the page before; 0 for the newest
 * @limit: at most so many
 * @error: return location
 *
 * Returns: (transfer full) (element-type DeskActivityItem) (nullable): newest first.
 */
GPtrArray        *desk_activity_read_changes    (Roll              *roll,
                                                 gint64             before,
                                                 guint              limit,
                                                 GError           **error);

G_END_DECLS
