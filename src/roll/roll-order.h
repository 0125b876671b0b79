/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of a roll as row numbers in an order, filtered and searched; and how many there are.
 *
 * What a list needs of everybody lies in one file beside the database, in the order of names
 * (roll-search.h), so that no list touches the database.
 *
 * Threads: a Roll may be used by many. Short questions (roll_list() with a limit and no search,
 * group or time, roll-row.h, roll-links.h, roll-history.h, roll_get_body(), roll_get_info()) share
 * a connection on which nothing long runs, and may be asked on the main loop. Whole orders,
 * searches, roll_foreach_user() and roll_write_jsonl() belong in a worker: they use a second
 * connection, or none, and hold up no short question. Neither ever waits for a roll that is being
 * published, here or in another process. After opening a roll, and after a new generation, call
 * roll_list_prepare() in a worker first: where the file is missing or of another version it is made
 * anew, which takes a second for 100,000 people.
 */

#pragma once

#include "roll/roll-row.h"

G_BEGIN_DECLS

/* @ROLL_STATE_LONELY: users in no group, groups without members */
typedef enum
{
  ROLL_STATE_ALL,
  ROLL_STATE_ACTIVE,
  ROLL_STATE_INACTIVE,
  ROLL_STATE_LONELY,
} RollState;

/* Names sort folded and without accents, alike on every machine. Who is equal is in the order of
 * names. Ascending: inactive before active, few members before many, nobody-knows before old
 * before new, no department last whichever way. */
typedef enum
{
  ROLL_SORT_NAME,
  ROLL_SORT_KEY,
  ROLL_SORT_DEPARTMENT,
  ROLL_SORT_ACTIVE,
  ROLL_SORT_MEMBERS,
  ROLL_SORT_MODIFIED,
  ROLL_N_SORTS,
} RollSort;

/**
 * RollListQuery:
 * @list: users or groups
 * @search: (nullable): words, each of which must be found (roll-search.h)
 * @state: whom to show
 * @sort: in which order
 * @descending: the other way round; who is equal stays in the order of names
 * @group: row of a group whose direct members alone are wanted; 0 for all
 * @changed_since: microseconds: only those of whom the history has something then or later: who
 *   came or changed, joined or quit a group; groups that somebody joined or quit; 0 for all
 *
 * All zero is: all users by name.
 */
typedef struct
{
  RollList    list;
  const char *search;
  RollState   state;
  RollSort    sort;
  gboolean    descending;
  guint32     group;
  gint64      changed_since;
} RollListQuery;

/**
 * RollListCounts: How many each state has, for what is otherwise asked.
 */
typedef struct
{
  guint all;
  guint active;
  guint inactive;
  guint lonely;
} RollListCounts;

/**
 * roll_get_generation:
 * @self: a roll
 *
 * Cheap enough to ask each second.
 *
 * Returns: a number that changes whenever anybody, also in another process, publishes; 0 before the
 *   first time.
 */
gint64    roll_get_generation (Roll                *self);

/**
 * roll_list_prepare:
 * @self: a roll
 * @cancellable: (nullable)
 * @error: return location
 *
 * Sees to it that what follows is quick: maps the file of this generation, or makes it. For a
 * worker.
 */
gboolean  roll_list_prepare   (Roll                *self,
                               GCancellable        *cancellable,
                               GError             **error);

/**
 * roll_list:
 * @self: a roll
 * @query: what is wanted
 * @limit: at most so many, the first ones; 0 for all
 * @cancellable: (nullable): for a worker
 * @error: return location
 *
 * Whole orders without a search are kept until the next generation.
 *
 * Returns: (transfer full) (nullable) (element-type guint32): row numbers; empty for a roll that
 *   was never read.
 */
GArray   *roll_list           (Roll                *self,
                               const RollListQuery *query,
                               guint                limit,
                               GCancellable        *cancellable,
                               GError             **error);

/* How many rows @query has in each state, whatever state it asks for. Immediate without a search,
 * group or time. */
gboolean  roll_count_rows     (Roll                *self,
                               const RollListQuery *query,
                               RollListCounts      *counts,
                               GCancellable        *cancellable,
                               GError             **error);

G_END_DECLS
