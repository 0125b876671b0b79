/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list is a walk over one of the index's orders that leaves out whom the query doesn't want. Who
 * is wanted by search, group or time is a set of marks, a bit for each position; the state is in
 * the index's flags. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-order.h"

#include <string.h>

#include "roll/roll-private.h"
#include "roll/roll-reader.h"
#include "roll/roll-words.h"

static const char members_sql[] = "SELECT member FROM membership WHERE grp = ?1";

static const char changed_sql[] =
    "SELECT row FROM resource WHERE type = ?2"
    "  AND (id IN (SELECT id FROM change WHERE time >= ?1 AND type = ?2)"
    "    OR (?2 = 1 AND id IN (SELECT group_id FROM change WHERE time >= ?1)))";

typedef struct
{
  const RollIndexList *list;
  const guint64 *marks; /* (nullable): for all */
  RollState state;
  guint limit;
  GArray *rows;
} Walk;

static gboolean
is_selective (const RollListQuery *query)
{
  return query->search != NULL || query->group != 0 || query->changed_since != 0;
}

static guint64 *
new_marks (const RollIndexList *list)
{
  return g_new0 (guint64, list->count / 64 + 1);
}

static void
mark_row (const RollIndexList *list,
          guint64             *marks,
          guint32              row,
          guint32             *near)
{
  gint64 position = roll_index_find (list, row, near);

  if (position >= 0)
    marks[position / 64] |= G_GUINT64_CONSTANT (1) << position % 64;
}

/* Marks the rows that @sql gives for @value and the list's type. */
static gboolean
mark_rows (Database             *database,
           const char           *sql,
           gint64                value,
           RollList              type,
           const RollIndexList  *list,
           guint64              *marks,
           GError              **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, error);
  guint32 near = 0;
  gboolean found;

  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, value);
  if (sql == changed_sql)
    database_statement_bind_int (statement, 2, type);
  while (database_statement_step (statement, &found, error))
    {
      if (!found)
        return TRUE;
      mark_row (list, marks, (guint32)database_statement_column_int (statement, 0), &near);
    }
  return FALSE;
}

/* Leaves of @marks, or of all if there are none yet, those that are marked in @others, which it
 * takes. */
static void
restrict_marks (const RollIndexList  *list,
                guint64             **marks,
                guint64              *others)
{
  g_autofree guint64 *taken = others;

  if (*marks == NULL)
    {
      *marks = g_steal_pointer (&taken);
      return;
    }
  for (guint32 i = 0; i <= list->count / 64; i++)
    (*marks)[i] &= taken[i];
}

static gboolean
restrict_by_rows (Roll                 *self,
                  const char           *sql,
                  gint64                value,
                  RollList              type,
                  const RollIndexList  *list,
                  guint64             **marks,
                  GError              **error)
{
  g_autofree guint64 *others = new_marks (list);
  Database *database = roll_worker_lock (self, error);
  gboolean good;

  if (database == NULL)
    return FALSE;
  good = mark_rows (database, sql, value, type, list, others, error);
  roll_worker_unlock (self);
  if (good)
    restrict_marks (list, marks, g_steal_pointer (&others));
  return good;
}

static gboolean
restrict_by_search (Roll                 *self,
                    const RollListQuery  *query,
                    const RollIndexList  *list,
                    guint64             **marks,
                    GCancellable         *cancellable,
                    GError              **error)
{
  g_autoptr (RollWords) words = roll_words_new (query->search);
  g_autofree guint64 *others = NULL;

  if (words == NULL)
    return TRUE;
  others = new_marks (list);
  if (!roll_words_mark (words, list, others, cancellable, error))
    return FALSE;

  if (roll_words_get_count (words) == 1)
    {
      g_autofree char *id = g_strstrip (g_strdup (query->search));
      guint32 near = 0;

      mark_row (list, others, roll_find_row_by_id (self, query->list, id), &near);
    }
  restrict_marks (list, marks, g_steal_pointer (&others));
  return TRUE;
}

/* @marks stays %NULL where nobody is left out. */
static gboolean
make_marks (Roll                 *self,
            const RollListQuery  *query,
            const RollIndexList  *list,
            guint64             **marks,
            GCancellable         *cancellable,
            GError              **error)
{
  return (query->search == NULL ||
          restrict_by_search (self, query, list, marks, cancellable, error)) &&
         (query->group == 0 ||
          restrict_by_rows (self, members_sql, query->group, query->list, list, marks, error)) &&
         (query->changed_since == 0 || restrict_by_rows (self, changed_sql, query->changed_since,
                                                         query->list, list, marks, error)) &&
         !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
is_marked (const guint64 *marks,
           guint32        position)
{
  return marks == NULL || (marks[position / 64] >> position % 64 & 1) != 0;
}

static gboolean
has_state (RollState state,
           guint8    flags)
{
  switch (state)
    {
    case ROLL_STATE_ACTIVE:
      return (flags & ROLL_INDEX_ACTIVE) != 0;
    case ROLL_STATE_INACTIVE:
      return (flags & ROLL_INDEX_ACTIVE) == 0;
    case ROLL_STATE_LONELY:
      return (flags & ROLL_INDEX_LONELY) != 0;
    case ROLL_STATE_ALL:
    default:
      return TRUE;
    }
}

/* Returns: whether more are wanted. */
static gboolean
visit (Walk    *self,
       guint32  position)
{
  if (position < self->list->count && is_marked (self->marks, position) &&
      has_state (self->state, self->list->flags[position]))
    g_array_append_val (self->rows, self->list->rows[position]);
  return self->rows->len < self->limit;
}

static guint32
position_at (const guint32 *order,
             guint32        place)
{
  return order != NULL ? order[place] : place;
}

/* The first place in @order whose value isn't below @value. */
static guint32
find_value (const RollIndexList *list,
            RollSort             sort,
            guint32              end,
            gint64               value)
{
  const guint32 *order = list->orders[sort];
  guint32 low = 0;
  guint32 high = end;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (order[middle] < list->count && roll_index_value (list, sort, order[middle]) < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* From the highest value down; those of one value in the order of names. */
static void
walk_values_down (Walk     *self,
                  RollSort  sort)
{
  const RollIndexList *list = self->list;
  const guint32 *order = list->orders[sort];
  guint32 end = list->count;
  guint32 begin;

  if (sort == ROLL_SORT_DEPARTMENT)
    end = find_value (list, sort, end, ROLL_INDEX_NONE);

  for (guint32 last = end; last > 0; last = begin)
    {
      if (order[last - 1] >= list->count)
        return;
      begin = find_value (list, sort, last, roll_index_value (list, sort, order[last - 1]));
      if (begin >= last)
        return;
      for (guint32 place = begin; place < last; place++)
        if (!visit (self, order[place]))
          return;
    }
  for (guint32 place = end; place < list->count; place++)
    if (!visit (self, order[place]))
      return;
}

static void
walk (Walk     *self,
      RollSort  sort,
      gboolean  descending)
{
  const guint32 *order = self->list->orders[sort];
  guint32 count = self->list->count;

  if (descending && sort != ROLL_SORT_NAME && sort != ROLL_SORT_KEY)
    {
      walk_values_down (self, sort);
      return;
    }
  for (guint32 place = 0; place < count; place++)
    if (!visit (self, position_at (order, descending ? count - 1 - place : place)))
      return;
}

static void
add_to_counts (RollListCounts *counts,
               guint8          flags)
{
  counts->all++;
  counts->active += has_state (ROLL_STATE_ACTIVE, flags);
  counts->inactive += has_state (ROLL_STATE_INACTIVE, flags);
  counts->lonely += has_state (ROLL_STATE_LONELY, flags);
}

static void
count_marked (const RollIndexList *list,
              const guint64       *marks,
              RollListCounts      *counts)
{
  for (guint32 i = 0; i <= list->count / 64; i++)
    for (guint64 left = marks[i]; left != 0; left &= left - 1)
      add_to_counts (counts, list->flags[i * 64 + (guint32)__builtin_ctzll (left)]);
}

/* How many have @state, which the index knows. */
static guint32
count_state (const RollIndexList *list,
             RollState            state)
{
  switch (state)
    {
    case ROLL_STATE_ACTIVE:
      return list->active;
    case ROLL_STATE_INACTIVE:
      return list->count - list->active;
    case ROLL_STATE_LONELY:
      return list->lonely;
    case ROLL_STATE_ALL:
    default:
      return list->count;
    }
}

gboolean
roll_list_prepare (Roll          *self,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (RollIndex) index = NULL;
  GError *cause = NULL;

  g_return_val_if_fail (ROLL_IS_ROLL (self), FALSE);

  index = roll_reader_get_index (self, TRUE, cancellable, &cause);
  return index != NULL || roll_error_take (error, cause);
}

GArray *
roll_list (Roll                 *self,
           const RollListQuery  *query,
           guint                 limit,
           GCancellable         *cancellable,
           GError              **error)
{
  g_autoptr (RollIndex) index = NULL;
  g_autofree guint64 *marks = NULL;
  const RollIndexList *list;
  GError *cause = NULL;
  guint32 most;
  Walk state;

  g_return_val_if_fail (ROLL_IS_ROLL (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (query->sort < ROLL_N_SORTS, NULL);

  index = roll_reader_get_index (self, limit == 0 || is_selective (query), cancellable, &cause);
  if (index == NULL)
    {
      roll_error_take (error, cause);
      return NULL;
    }
  list = &index->lists[query->list];
  if (!make_marks (self, query, list, &marks, cancellable, &cause))
    {
      roll_error_take (error, cause);
      return NULL;
    }

  /* Whoever has them all looks no further for more. */
  most = count_state (list, query->state);
  if (limit > 0)
    most = MIN (most, limit);
  state = (Walk){ .list = list, .marks = marks, .state = query->state, .limit = most };
  state.rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), marks == NULL ? most : 0);
  if (most > 0)
    walk (&state, query->sort, query->descending);
  return state.rows;
}

gboolean
roll_count_rows (Roll                 *self,
                 const RollListQuery  *query,
                 RollListCounts       *counts,
                 GCancellable         *cancellable,
                 GError              **error)
{
  g_autoptr (RollIndex) index = NULL;
  g_autofree guint64 *marks = NULL;
  const RollIndexList *list;
  GError *cause = NULL;

  g_return_val_if_fail (ROLL_IS_ROLL (self), FALSE);
  g_return_val_if_fail (query != NULL, FALSE);
  g_return_val_if_fail (counts != NULL, FALSE);

  *counts = (RollListCounts){ 0 };
  index = roll_reader_get_index (self, is_selective (query), cancellable, &cause);
  if (index == NULL)
    return roll_error_take (error, cause);
  list = &index->lists[query->list];
  if (!make_marks (self, query, list, &marks, cancellable, &cause))
    return roll_error_take (error, cause);

  if (marks != NULL)
    count_marked (list, marks, counts);
  else
    *counts = (RollListCounts){
      .all = count_state (list, ROLL_STATE_ALL),
      .active = count_state (list, ROLL_STATE_ACTIVE),
      .inactive = count_state (list, ROLL_STATE_INACTIVE),
      .lonely = count_state (list, ROLL_STATE_LONELY),
    };
  return TRUE;
}
