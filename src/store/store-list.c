/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists: first which seqs, in which order, then the rows of the page. Unfiltered pages begin where
 * the block counts say, or are cut out of an index's order; of a filter all seqs that match are
 * gathered (8 bytes each), since the answer tells how many there are. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-blocks.h"
#include "store/store-document.h"
#include "store/store-query.h"
#include "store/store-row.h"
#include "store/store-sql.h"

/**
 * List:
 * @skip: rows before the page
 * @count: rows on the page
 */
typedef struct
{
  StoreReader *reader;
  const StoreQuery *query;
  gint64 skip;
  gint64 count;
  gint64 deadline;
  StoreRowFunc func;
  gpointer data;
} List;

static gboolean
tell_rows (List               *list,
           DatabaseStatement  *statement,
           GError            **error)
{
  gboolean row;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      StoreRow read;

      if (!database_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      store_row_read (statement, &read);
      list->func (&read, list->data);
    }
}

/* Tells the rows of @seqs from @first on. */
static gboolean
tell_seqs (List          *list,
           const GArray  *seqs,
           gint64         first,
           GError       **error)
{
  for (gint64 i = first; i < seqs->len && i - first < list->count; i++)
    if (!store_list_tell (list->reader, g_array_index (seqs, gint64, i), list->func, list->data,
                          error))
      return FALSE;
  return TRUE;
}

/* Everything, in the order of seqs. */
static gboolean
list_by_seq (List    *list,
             GError **error)
{
  const StoreQuery *query = list->query;
  g_autoptr (DatabaseStatement) statement = NULL;
  gint64 first;

  if (!store_blocks_find (list->reader, query->directory, query->type, list->skip, &first, error))
    return FALSE;
  if (first == G_MAXINT64)
    return TRUE;

  statement = store_sql_bind (list->reader->database, error,
                              "SELECT " STORE_ROW_COLUMNS " FROM resources WHERE directory = ?1"
                              " AND type = ?2 AND seq >= ?3 ORDER BY seq LIMIT ?4",
                              "ibii", query->directory, (int)query->type, first, list->count);
  return tell_rows (list, statement, error);
}

/* Everything, in the order of an index. */
static gboolean
list_by_index (List    *list,
               GError **error)
{
  const StoreQuery *query = list->query;
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DatabaseStatement) statement = NULL;

  statement = store_sql_bind (list->reader->database, error,
                              store_sort_get_sql (query->order, query->descending), "ibii",
                              query->directory, (int)query->type, list->count, list->skip);
  return store_sql_gather (statement, seqs, error) && tell_seqs (list, seqs, 0, error);
}

/* Looks at every resource: adds those that match to @seqs, or with their keys to @keys. */
static gboolean
scan (List    *list,
      GArray  *seqs,
      GArray  *keys,
      GError **error)
{
  const StoreQuery *query = list->query;
  g_autoptr (DatabaseStatement) statement = NULL;
  StoreDocumentNeeds needs = { 0 };
  gboolean row;

  if (query->filters->len > 0)
    store_document_need_filter (&needs, query->filters->pdata[0]);
  if (keys != NULL)
    store_document_need_path (&needs, query->by);

  statement = store_sql_bind (list->reader->database, error,
                              "SELECT " STORE_DOCUMENT_COLUMNS " FROM resources"
                              " WHERE directory = ?1 AND type = ?2 ORDER BY seq",
                              "ib", query->directory, (int)query->type);
  if (statement == NULL)
    return FALSE;

  for (;;)
    {
      g_autoptr (JsonObject) document = NULL;
      gint64 seq;

      if (!store_document_check_deadline (list->deadline, error) ||
          !database_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      document = store_document_of (list->reader, statement, &needs, error);
      if (document == NULL)
        return FALSE;
      if (!store_document_matches (document, query->filters))
        continue;
      seq = database_statement_column_int (statement, 0);
      if (keys != NULL)
        store_sort_keys_add (keys, seq, query->by, document);
      else
        g_array_append_val (seqs, seq);
    }
}

/* The keys of those that a plan has found. */
static gboolean
add_keys (List          *list,
          const GArray  *seqs,
          GArray        *keys,
          GError       **error)
{
  StoreDocumentNeeds needs = { 0 };

  store_document_need_path (&needs, list->query->by);
  for (guint i = 0; i < seqs->len; i++)
    {
      gint64 seq = g_array_index (seqs, gint64, i);
      g_autoptr (JsonObject) document = NULL;

      if (!store_document_check_deadline (list->deadline, error) ||
          !store_document_read (list->reader, seq, &needs, &document, error))
        return FALSE;
      if (document != NULL)
        store_sort_keys_add (keys, seq, list->query->by, document);
    }
  return TRUE;
}

/* Adds all that match to @seqs, or with their keys to @keys. */
static gboolean
find_matching (List    *list,
               GArray  *seqs,
               GArray  *keys,
               GError **error)
{
  const StoreQuery *query = list->query;
  g_autoptr (GArray) found = NULL;

  if (query->plan == NULL)
    return scan (list, seqs, keys, error);

  found = store_plan_run (query->plan, list->reader, query->directory, query->type, list->deadline,
                          error);
  if (found == NULL)
    return FALSE;
  if (keys != NULL)
    return add_keys (list, found, keys, error);
  g_array_append_vals (seqs, found->data, found->len);
  return TRUE;
}

/* (transfer full) (nullable): the seqs of all that match, in order; with those of the joined query
 * among them if there is an order. */
static GArray *
find_ordered (List    *list,
              GError **error)
{
  const StoreQuery *query = list->query;
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) keys = query->sort != NULL ? store_sort_keys_new () : NULL;

  if (!find_matching (list, seqs, keys, error))
    return NULL;
  if (keys == NULL)
    return g_steal_pointer (&seqs);
  if (query->other != NULL)
    {
      List other = *list;

      other.query = query->other;
      if (!find_matching (&other, seqs, keys, error))
        return NULL;
    }
  return store_sort_keys_sort (keys, query->descending);
}

static gboolean
list_matching (List    *list,
               gint64  *total,
               GError **error)
{
  g_autoptr (GArray) seqs = find_ordered (list, error);

  if (seqs == NULL)
    return FALSE;
  *total = seqs->len;
  return tell_seqs (list, seqs, list->skip, error);
}

static gboolean
list_one (List    *list,
          gint64  *total,
          GError **error)
{
  const StoreQuery *query = list->query;

  if (query->filters->len > 0)
    return list_matching (list, total, error);
  if (!store_list_count (list->reader, query, total, error))
    return FALSE;
  if (list->count == 0 || list->skip >= *total)
    return TRUE;
  if (query->sort == NULL)
    return list_by_seq (list, error);
  return query->indexed_order ? list_by_index (list, error) : list_matching (list, total, error);
}

/* One list, and what is joined to it behind it or, if there is an order, among it. */
static gboolean
do_list (List    *list,
         gint64  *total,
         GError **error)
{
  List other = *list;
  gint64 more;

  if (list->query->other == NULL)
    return list_one (list, total, error);
  if (list->query->sort != NULL)
    return list_matching (list, total, error);
  if (!list_one (list, total, error))
    return FALSE;

  other.query = list->query->other;
  other.skip = MAX (0, list->skip - *total);
  other.count = list->count - CLAMP (*total - list->skip, 0, list->count);
  if (!list_one (&other, &more, error))
    return FALSE;
  *total += more;
  return TRUE;
}

gboolean
store_list_run (StoreReader       *reader,
                const StoreQuery  *query,
                gint64             skip,
                gint64             count,
                gint64             deadline,
                StoreRowFunc       func,
                gpointer           data,
                gint64            *total,
                GError           **error)
{
  List list = { reader, query, skip, count, deadline, func, data };

  g_assert (reader != NULL && query != NULL && func != NULL && total != NULL);

  reader->base_url = query->base_url;
  return do_list (&list, total, error);
}

gboolean
store_list_count (StoreReader       *reader,
                  const StoreQuery  *query,
                  gint64            *total,
                  GError           **error)
{
  g_assert (reader != NULL && query != NULL && total != NULL);

  return store_sql_int (reader->database, total, NULL, error,
                        query->type == STORE_USER
                            ? "SELECT users_total FROM directories WHERE seq = ?1"
                            : "SELECT groups_total FROM directories WHERE seq = ?1",
                        "i", query->directory);
}

gboolean
store_list_tell (StoreReader   *reader,
                 gint64         seq,
                 StoreRowFunc   func,
                 gpointer       data,
                 GError       **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  StoreRow read;
  gboolean row;

  g_assert (reader != NULL && func != NULL);

  statement =
      store_sql_bind (reader->database, error,
                      "SELECT " STORE_ROW_COLUMNS " FROM resources WHERE seq = ?1", "i", seq);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    {
      store_row_read (statement, &read);
      func (&read, data);
    }
  return TRUE;
}

gboolean
store_reader_list (StoreReader       *self,
                   const StoreQuery  *query,
                   gint64             start_index,
                   gint64             count,
                   gint64             deadline,
                   StoreRowFunc       func,
                   gpointer           data,
                   gint64            *total,
                   GError           **error)
{
  gint64 skip = MAX (start_index, 1) - 1;
  gboolean ok;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (query != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);
  g_return_val_if_fail (total != NULL, FALSE);

  /* The writer's own reader is in a transaction already, and nothing may interrupt that. */
  if (self->in_batch)
    return store_result (store_list_run (self, query, skip, MAX (count, 0), deadline, func, data,
                                         total, error),
                         error);

  if (!database_begin_read (self->database, error))
    return store_result (FALSE, error);
  database_set_deadline (self->database, deadline);
  ok = store_list_run (self, query, skip, MAX (count, 0), deadline, func, data, total, error);
  database_set_deadline (self->database, 0);
  database_rollback (self->database);
  return store_result (ok, error);
}
