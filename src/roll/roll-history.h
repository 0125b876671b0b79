/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What changed from one reading to the next, newest first, and how the counts went. A roll keeps 90
 * days of both, and at most 100 MB of changes. The first reading is no change. Short questions. */

#pragma once

#include "roll/roll-row.h"

G_BEGIN_DECLS

/* @ROLL_CHANGE_JOINED, @ROLL_CHANGE_QUIT: a group, while both were there before and after */
typedef enum
{
  ROLL_CHANGE_CAME,
  ROLL_CHANGE_LEFT,
  ROLL_CHANGE_CHANGED,
  ROLL_CHANGE_JOINED,
  ROLL_CHANGE_QUIT,
} RollChangeKind;

/**
 * RollChangeValue:
 * @path: canonical, "title", `emails[type eq "work"].value`
 * @old: (nullable): as written before; %NULL if there was no value
 * @new: (nullable): as written now; %NULL if there is no value any more
 */
typedef struct
{
  char *path;
  char *old;
  char *new;
} RollChangeValue;

/**
 * RollChange:
 * @number: later ones have higher numbers
 * @time: microseconds: when the reading that saw it was published
 * @what: what happened
 * @list: to a user or to a group
 * @id: whose; it may be in the roll no more
 * @key: userName or displayName, @name: as shown; both as they were then
 * @group: (nullable): name of the group that was joined or quit
 * @group_id: (nullable): its id; %NULL also for what an older Rollcall noted
 * @values: (nullable) (element-type RollChangeValue): of %ROLL_CHANGE_CHANGED
 */
typedef struct
{
  gint64          number;
  gint64          time;
  RollChangeKind  what;
  RollList        list;
  char           *id;
  char           *key;
  char           *name;
  char           *group;
  char           *group_id;
  GPtrArray      *values;
} RollChange;

void       roll_change_free  (RollChange  *change);

/**
 * roll_get_changes:
 * @self: a roll
 * @list: whose @id it is; only looked at with an @id
 * @id: (nullable): only of this user, or of this group with who joined and quit it; %NULL for all
 * @before: only those with a lower number, for the next page; 0 from the newest
 * @limit: at most so many
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type RollChange): newest first.
 */
GPtrArray *roll_get_changes  (Roll        *self,
                              RollList     list,
                              const char  *id,
                              gint64       before,
                              guint        limit,
                              GError     **error);

/**
 * RollTrendPoint:
 * @time: microseconds: when this was published
 * @users_active: of @users_total
 *
 * Counts as in RollInfo; -1 for what nobody knows.
 */
typedef struct
{
  gint64 time;
  gint64 users_total;
  gint64 users_active;
  gint64 groups_total;
  gint64 memberships_total;
} RollTrendPoint;

/**
 * roll_get_trend:
 * @self: a roll
 * @since: microseconds; 0 for all that is kept
 * @error: return location
 *
 * Of readings in a row with the same counts the first and the last are there, so that a line from
 * point to point is true.
 *
 * Returns: (transfer full) (nullable) (element-type RollTrendPoint): oldest first.
 */
GArray    *roll_get_trend    (Roll        *self,
                              gint64       since,
                              GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollChange, roll_change_free)

G_END_DECLS
