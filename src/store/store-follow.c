/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists that go on behind a row (RFC 9865). In the order of seqs the next rows are those with a
 * greater seq; in an index's order those behind the row's value, ties in the order of seqs. What a
 * filter lets through is looked for from there on until the page is full, so nothing is stepped
 * over. An order that no index has must be made as a whole for each page; there the place is a
 * number of rows. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include <string.h>

#include "store/store-document.h"
#include "store/store-plan-private.h"
#include "store/store-query.h"
#include "store/store-sql.h"

/* How many rows are looked at between two looks at the page. */
#define CHUNK 256

/**
 * Follow:
 * @rest: (element-type ScimFilter): what is checked row by row
 * @needs: what that looks at
 * @places: (element-type StorePlace): the page, and one more
 */
typedef struct
{
  StoreReader *reader;
  const StoreQuery *query;
  gint64 count;
  gint64 deadline;
  GPtrArray *rest;
  StoreDocumentNeeds needs;
  GArray *places;
} Follow;

/**
 * Range:
 * @order: the index
 * @place: where it is followed from; moves on
 * @step: what comes next
 * @end: (nullable): texts stop before it
 * @high: numbers stop behind it
 */
typedef struct
{
  StoreOrder order;
  gboolean descending;
  StorePlace place;
  int step;
  const char *end;
  gint64 high;
} Range;

/* The steps of an order with values first, and with absent ones first. */
static const StoreStep ascending_steps[] = { STORE_STEP_TIES, STORE_STEP_BEHIND,
                                             STORE_STEP_ABSENT };
static const StoreStep descending_steps[] = { STORE_STEP_ABSENT, STORE_STEP_TIES,
                                              STORE_STEP_BEHIND };

void
store_place_clear (StorePlace *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  *self = (StorePlace){ 0 };
}

void
store_place_copy (const StorePlace *self,
                  StorePlace       *copy)
{
  g_return_if_fail (self != NULL && copy != NULL);

  *copy = *self;
  copy->text = g_strdup (self->text);
}

static void
clear_place_cb (gpointer data)
{
  store_place_clear (data);
}

static gboolean
is_full (Follow *follow)
{
  return follow->places->len > follow->count;
}

/* Adds the place of a row if it passes what is checked. */
static gboolean
add (Follow            *follow,
     const StorePlace  *place,
     GError           **error)
{
  g_autoptr (JsonObject) document = NULL;
  StorePlace copy;

  if (follow->rest->len > 0)
    {
      if (!store_document_check_deadline (follow->deadline, error) ||
          !store_document_read (follow->reader, place->seq, &follow->needs, &document, error))
        return FALSE;
      if (document == NULL || !store_document_matches (document, follow->rest))
        return TRUE;
    }
  store_place_copy (place, &copy);
  g_array_append_val (follow->places, copy);
  return TRUE;
}

static DatabaseStatement *
bind_step (Follow     *follow,
           Range      *range,
           StoreStep   step,
           int         limit,
           GError    **error)
{
  Database *database = follow->reader->database;
  const char *sql = store_sort_get_step (range->order, step, range->descending);
  gint64 directory = follow->query->directory;
  int type = (int)follow->query->type;
  const StorePlace *place = &range->place;
  gboolean number = range->order == STORE_ORDER_MODIFIED;

  switch (step)
    {
    case STORE_STEP_FIRST:
      return store_sql_bind (database, error, sql, "ibb", directory, type, limit);
    case STORE_STEP_TIES:
      if (number)
        return store_sql_bind (database, error, sql, "ibiib", directory, type, place->number,
                               place->seq, limit);
      return store_sql_bind (database, error, sql, "ibtib", directory, type, place->text,
                             place->seq, limit);
    case STORE_STEP_BEHIND:
      if (number)
        return store_sql_bind (database, error, sql, "ibib", directory, type, place->number, limit);
      return store_sql_bind (database, error, sql, "ibtb", directory, type, place->text, limit);
    case STORE_STEP_ABSENT:
    case STORE_N_STEPS:
    default:
      return store_sql_bind (database, error, sql, "ibib", directory, type, place->seq, limit);
    }
}

/* Reads the place of a row that a step has found. */
static void
read_place (Range             *range,
            StoreStep          step,
            DatabaseStatement *statement,
            StorePlace        *place)
{
  place->seq = database_statement_column_int (statement, 0);
  if (step == STORE_STEP_ABSENT)
    place->kind = STORE_PLACE_ABSENT;
  else if (range->order == STORE_ORDER_MODIFIED)
    {
      place->kind = STORE_PLACE_NUMBER;
      place->number = database_statement_column_int (statement, 1);
    }
  else
    {
      place->kind = STORE_PLACE_TEXT;
      place->text = g_strdup (database_statement_column_text (statement, 1));
    }
}

static gboolean
is_behind (const Range      *range,
           const StorePlace *place)
{
  if (place->kind == STORE_PLACE_NUMBER)
    return place->number > range->high;
  return range->end != NULL &&
         (place->kind == STORE_PLACE_ABSENT || strcmp (place->text, range->end) >= 0);
}

/* The rows of one step, at most @limit; @found tells how many there were. */
static GArray *
read_step (Follow     *follow,
           Range      *range,
           StoreStep   step,
           int         limit,
           GError    **error)
{
  g_autoptr (DatabaseStatement) statement = bind_step (follow, range, step, limit, error);
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (StorePlace));
  gboolean row;

  g_array_set_clear_func (found, clear_place_cb);
  if (statement == NULL)
    return NULL;
  for (;;)
    {
      StorePlace place = { 0 };

      if (!database_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&found);
      read_place (range, step, statement, &place);
      g_array_append_val (found, place);
    }
}

/* Follows one step to its end, or until the page is full. @over becomes whether the range ends
 * there. */
static gboolean
follow_step (Follow     *follow,
             Range      *range,
             StoreStep   step,
             gboolean   *over,
             GError    **error)
{
  int limit = follow->rest->len > 0 ? CHUNK : (int)follow->count + 1;

  while (!is_full (follow))
    {
      g_autoptr (GArray) found = read_step (follow, range, step, limit, error);

      if (found == NULL)
        return FALSE;
      for (guint i = 0; i < found->len && !is_full (follow); i++)
        {
          const StorePlace *place = &g_array_index (found, StorePlace, i);

          *over = is_behind (range, place);
          if (*over)
            return TRUE;
          if (!add (follow, place, error))
            return FALSE;
          store_place_clear (&range->place);
          store_place_copy (place, &range->place);
        }
      if ((int)found->len < limit)
        return TRUE;
      /* Behind a value more of the same may follow. */
      if (step == STORE_STEP_FIRST || step == STORE_STEP_BEHIND)
        {
          if (!is_full (follow) && !follow_step (follow, range, STORE_STEP_TIES, over, error))
            return FALSE;
          step = STORE_STEP_BEHIND;
          if (*over)
            return TRUE;
        }
    }
  return TRUE;
}

/* Begins with the place's own step; where there was no value before, with the first. */
static gboolean
follow_range (Follow  *follow,
              Range   *range,
              GError **error)
{
  const StoreStep *steps = range->descending ? descending_steps : ascending_steps;
  gboolean absent = range->place.kind == STORE_PLACE_ABSENT;
  gboolean start = range->place.kind == STORE_PLACE_START;
  gboolean over = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ascending_steps) && !over && !is_full (follow); i++)
    {
      StoreStep step = steps[i];

      if (step == STORE_STEP_ABSENT)
        {
          /* Nobody's values come behind them again. */
          if (range->descending && !start && !absent)
            continue;
          if (!absent)
            range->place.seq = range->descending ? G_MAXINT64 : 0;
        }
      else if (absent && !range->descending)
        continue;
      else if ((start || absent) && step == STORE_STEP_TIES)
        continue;
      else if (start || absent)
        step = STORE_STEP_FIRST;
      if (!follow_step (follow, range, step, &over, error))
        return FALSE;
    }
  return TRUE;
}

/* Where a look-up in a range of an index begins and ends. */
static void
range_of_look (const StorePlan *look,
               Range           *range)
{
  range->high = G_MAXINT64;
  if (look->look == STORE_LOOK_MODIFIED_RANGE)
    {
      range->order = STORE_ORDER_MODIFIED;
      range->high = look->high;
    }
  else
    {
      range->order = look->look == STORE_LOOK_USER_NAME_RANGE ? STORE_ORDER_USER_NAME
                                                              : STORE_ORDER_DISPLAY_NAME;
      range->end = look->end;
    }
  if (range->place.kind != STORE_PLACE_START)
    return;
  range->place.kind = range->order == STORE_ORDER_MODIFIED ? STORE_PLACE_NUMBER : STORE_PLACE_TEXT;
  range->place.number = look->low;
  range->place.text = g_strdup (look->text);
}

/* (nullable): the one range that narrows @plan down; what else it asks for goes to @follow. */
static const StorePlan *
find_range (Follow          *follow,
            const StorePlan *plan)
{
  const StorePlan *look = plan;

  if (plan == NULL)
    return NULL;
  if (plan->kind == STORE_PLAN_ALL_OF && plan->parts->len == 1)
    look = plan->parts->pdata[0];
  if (look->kind != STORE_PLAN_LOOK || look->look < STORE_LOOK_USER_NAME_RANGE)
    return NULL;
  for (guint i = 0; plan != look && i < plan->rest->len; i++)
    g_ptr_array_add (follow->rest, plan->rest->pdata[i]);
  return look;
}

/* Rows in the order of seqs, from a statement of seqs that takes directory, type, the seq before
 * and a limit. */
static gboolean
follow_seqs (Follow      *follow,
             gint64       after,
             const char  *sql,
             GError     **error)
{
  int limit = follow->rest->len > 0 ? CHUNK : (int)follow->count + 1;

  while (!is_full (follow))
    {
      g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (DatabaseStatement) statement =
          store_sql_bind (follow->reader->database, error, sql, "ibib", follow->query->directory,
                          (int)follow->query->type, after, limit);

      if (!store_sql_gather (statement, seqs, error))
        return FALSE;
      for (guint i = 0; i < seqs->len && !is_full (follow); i++)
        {
          StorePlace place = { STORE_PLACE_SEQ, g_array_index (seqs, gint64, i), 0, NULL };

          if (!add (follow, &place, error))
            return FALSE;
          after = place.seq;
        }
      if ((int)seqs->len < limit)
        return TRUE;
    }
  return TRUE;
}

/* What a plan finds is 8 bytes a row: found anew for each page, but only the page is looked at. */
static gboolean
follow_plan (Follow            *follow,
             const StorePlace  *place,
             gint64            *total,
             GError           **error)
{
  const StorePlan *plan = follow->query->plan;
  g_autoptr (GArray) seqs = store_plan_run (plan, follow->reader, follow->query->directory,
                                            follow->query->type, follow->deadline, error);

  if (seqs == NULL)
    return FALSE;
  *total = seqs->len;
  for (guint i = 0; i < seqs->len && !is_full (follow); i++)
    {
      StorePlace found = { STORE_PLACE_SEQ, g_array_index (seqs, gint64, i), 0, NULL };

      if (found.seq > place->seq && !add (follow, &found, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether the place is a number of rows, because the order must be made each time. */
static gboolean
needs_offset (const StoreQuery *query)
{
  if (query->other != NULL)
    return TRUE;
  if (query->sort == NULL)
    return FALSE;
  return !query->indexed_order || (query->plan != NULL && !store_plan_is_scan (query->plan));
}

/* The place of the row behind so many in the index's order; there are more. */
static gboolean
find_offset (Follow      *follow,
             StorePlace  *place,
             GError     **error)
{
  const StoreQuery *query = follow->query;
  Range range = { .order = query->order };
  g_autoptr (DatabaseStatement) statement = NULL;
  gint64 skip = place->seq;
  gboolean row;

  *place = (StorePlace){ 0 };
  if (skip == 0)
    return TRUE;
  statement = store_sql_bind (follow->reader->database, error,
                              store_sort_get_sql (query->order, query->descending), "ibbi",
                              query->directory, (int)query->type, 1, skip - 1);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    read_place (&range,
                database_statement_column_is_null (statement, 1) ? STORE_STEP_ABSENT
                                                                 : STORE_STEP_FIRST,
                statement, place);
  return TRUE;
}

static gboolean
find (Follow            *follow,
      const StorePlace  *place,
      gint64            *total,
      GError           **error)
{
  const StoreQuery *query = follow->query;
  const StorePlan *look = query->sort == NULL ? find_range (follow, query->plan) : NULL;
  Range range = { .descending = query->descending, .high = G_MAXINT64 };
  gboolean found;

  *total = -1;
  if (query->filters->len == 0 && !store_list_count (follow->reader, query, total, error))
    return FALSE;
  if (place->kind == STORE_PLACE_OFFSET && place->seq >= *total)
    return TRUE;
  if (look == NULL && query->filters->len > 0 && (query->plan == NULL || query->sort != NULL))
    g_ptr_array_add (follow->rest, query->filters->pdata[0]);
  for (guint i = 0; i < follow->rest->len; i++)
    store_document_need_filter (&follow->needs, follow->rest->pdata[i]);

  if (query->sort == NULL && look == NULL)
    return query->plan != NULL
               ? follow_plan (follow, place, total, error)
               : follow_seqs (follow, place->seq,
                              "SELECT seq FROM resources WHERE directory = ?1 AND type = ?2"
                              " AND seq > ?3 ORDER BY seq LIMIT ?4",
                              error);

  store_place_copy (place, &range.place);
  range.order = query->order;
  if (range.place.kind == STORE_PLACE_OFFSET && !find_offset (follow, &range.place, error))
    return FALSE;
  if (look != NULL)
    {
      range.descending = FALSE;
      range_of_look (look, &range);
    }
  found = follow_range (follow, &range, error);
  store_place_clear (&range.place);
  return found;
}

static gboolean
follow_offset (Follow            *follow,
               const StorePlace  *place,
               StoreRowFunc       func,
               gpointer           data,
               StorePlace        *next,
               gint64            *total,
               GError           **error)
{
  gint64 skip = place->kind == STORE_PLACE_OFFSET ? place->seq : 0;

  if (!store_list_run (follow->reader, follow->query, skip, follow->count, follow->deadline, func,
                       data, total, error))
    return FALSE;
  if (*total - skip > follow->count)
    *next = (StorePlace){ STORE_PLACE_OFFSET, skip + follow->count, 0, NULL };
  return TRUE;
}

static gboolean
do_follow (Follow            *follow,
           const StorePlace  *place,
           StoreRowFunc       func,
           gpointer           data,
           StorePlace        *next,
           gint64            *total,
           GError           **error)
{
  follow->reader->base_url = follow->query->base_url;
  if (needs_offset (follow->query))
    return follow_offset (follow, place, func, data, next, total, error);
  if (!find (follow, place, total, error))
    return FALSE;
  for (gint64 i = 0; i < MIN (follow->count, follow->places->len); i++)
    if (!store_list_tell (follow->reader, g_array_index (follow->places, StorePlace, i).seq, func,
                          data, error))
      return FALSE;
  if (is_full (follow))
    store_place_copy (&g_array_index (follow->places, StorePlace, follow->count - 1), next);
  return TRUE;
}

gboolean
store_reader_follow (StoreReader       *self,
                     const StoreQuery  *query,
                     const StorePlace  *place,
                     gint64             count,
                     gint64             deadline,
                     StoreRowFunc       func,
                     gpointer           data,
                     StorePlace        *next,
                     gint64            *total,
                     GError           **error)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (StorePlace));
  Follow follow = { self, query, count, deadline, rest, { 0 }, places };
  gboolean ok;

  g_return_val_if_fail (self != NULL && query != NULL && place != NULL, FALSE);
  g_return_val_if_fail (count > 0 && func != NULL, FALSE);
  g_return_val_if_fail (next != NULL && total != NULL, FALSE);
  g_return_val_if_fail (!self->in_batch, FALSE);

  *next = (StorePlace){ 0 };
  g_array_set_clear_func (places, clear_place_cb);
  if (!database_begin_read (self->database, error))
    return store_result (FALSE, error);
  database_set_deadline (self->database, deadline);
  ok = do_follow (&follow, place, func, data, next, total, error);
  database_set_deadline (self->database, 0);
  database_rollback (self->database);
  return store_result (ok, error);
}
