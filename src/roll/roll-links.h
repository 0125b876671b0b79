/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is in a group, and in which groups somebody is: direct memberships in scope, by name. Short
 * questions with a limit (roll-order.h says what that means). */

#pragma once

#include "roll/roll-row.h"

G_BEGIN_DECLS

/**
 * roll_get_members:
 * @self: a roll
 * @group: row of a group
 * @limit: at most so many; 0 for all, which is for a worker where a group is large
 * @error: return location
 *
 * How many there are is RollRow.members. For pages of a large group see RollListQuery.group.
 *
 * Returns: (transfer full) (nullable) (element-type RollRow): people directly in it.
 */
GPtrArray *roll_get_members       (Roll     *self,
                                   guint32   group,
                                   guint     limit,
                                   GError  **error);

/* (transfer full) (nullable) (element-type RollRow): groups directly in a group, which
 * RollRow.members doesn't count */
GPtrArray *roll_get_member_groups (Roll     *self,
                                   guint32   group,
                                   guint     limit,
                                   GError  **error);

/* (transfer full) (nullable) (element-type RollRow): the groups that a user, or a group, is
 * directly in; how many there are for a user is RollRow.members */
GPtrArray *roll_get_groups        (Roll     *self,
                                   guint32   row,
                                   guint     limit,
                                   GError  **error);

G_END_DECLS
