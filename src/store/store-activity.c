/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The activity: an item a row, its cursor SQLite's own growing key, which is commit order since
 * there is one writer. What was pruned leaves its cursor behind as the directory's floor, so that a
 * follower who missed something is told so. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include <glib/gi18n.h>

#include "store/store-private.h"
#include "store/store-sql.h"

#define DEFAULT_LIMIT 100

#define COLUMNS                                                                                 \
  "cursor, directory, time, request_id, kind, method, path, status, duration_ms, client, idp, " \
  "meaning, count, key_id, resource_type, resource_id, resource_name, changes, detail"

#define SELECT "SELECT " COLUMNS " FROM activity WHERE directory = ?1 AND status >= ?3"
#define OF_KIND " AND (?4 IS NULL OR kind = ?4)"
#define FORWARD " AND cursor > ?2 ORDER BY cursor LIMIT ?5"
#define BACKWARD " AND cursor < ?2 ORDER BY cursor DESC LIMIT ?5"

/* By whether one resource is asked for, which has its own index, and by direction. */
static const char *const list_sql[2][2] = {
  { SELECT OF_KIND FORWARD, SELECT OF_KIND BACKWARD },
  { SELECT OF_KIND " AND resource_id = ?6" FORWARD,
    SELECT OF_KIND " AND resource_id = ?6" BACKWARD },
};

static void
read_row (DatabaseStatement *row,
          StoreActivity     *item)
{
  item->cursor = database_statement_column_int (row, 0);
  item->directory = database_statement_column_int (row, 1);
  item->time = database_statement_column_int (row, 2);
  item->request_id = database_statement_column_text (row, 3);
  item->kind = database_statement_column_text (row, 4);
  item->method = database_statement_column_text (row, 5);
  item->path = database_statement_column_text (row, 6);
  item->status = (guint)database_statement_column_int (row, 7);
  item->duration_ms = (guint)database_statement_column_int (row, 8);
  item->client = database_statement_column_text (row, 9);
  item->idp = database_statement_column_text (row, 10);
  item->meaning = database_statement_column_text (row, 11);
  item->count = database_statement_column_int (row, 12);
  item->key_id = database_statement_column_text (row, 13);
  item->resource_type = database_statement_column_text (row, 14);
  item->resource_id = database_statement_column_text (row, 15);
  item->resource_name = database_statement_column_text (row, 16);
  item->changes = database_statement_column_text (row, 17);
  item->detail = database_statement_column_text (row, 18);
}

static gboolean
check_cursor (StoreReader  *self,
              gint64        directory,
              gint64        after,
              GError      **error)
{
  gint64 floor_cursor;

  if (!store_sql_int (self->database, &floor_cursor, NULL, error,
                      "SELECT activity_floor FROM directories WHERE seq = ?1", "i", directory))
    return FALSE;
  if (after == 0 || after >= floor_cursor)
    return TRUE;

  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_EXPIRED_CURSOR,
                       _("Some of the activity behind this cursor is no longer kept"));
  return FALSE;
}

static gboolean
list (StoreReader                *self,
      gint64                      directory,
      const StoreActivityFilter  *filter,
      StoreActivityFunc           func,
      gpointer                    data,
      GError                    **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean backward = filter->before != 0;
  gboolean row;

  statement =
      store_sql_bind (self->database, error, list_sql[filter->resource != NULL][backward],
                      filter->resource != NULL ? "iibtbt" : "iibtb", directory,
                      backward ? filter->before : filter->after, (int)filter->min_status,
                      filter->kind,
                      filter->limit != 0 ? (int)MIN (filter->limit, G_MAXINT) : DEFAULT_LIMIT,
                      filter->resource);
  if (statement == NULL)
    return FALSE;

  for (;;)
    {
      StoreActivity item;

      if (!database_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      read_row (statement, &item);
      func (&item, data);
    }
}

gboolean
store_writer_append_activity (StoreWriter          *self,
                              const StoreActivity  *item,
                              GError              **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (item != NULL, FALSE);
  g_return_val_if_fail (item->kind != NULL, FALSE);

  if (!store_sql_run (self->database, error,
                      "INSERT INTO activity (directory, time, request_id, kind, method, path,"
                      " status, duration_ms, client, idp, meaning, count, key_id, resource_type,"
                      " resource_id, resource_name, changes, detail) VALUES (?1, ?2, ?3, ?4, ?5,"
                      " ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
                      "iittttbbtttitttttt", item->directory,
                      item->time != 0 ? item->time : self->time, item->request_id, item->kind,
                      item->method, item->path, (int)item->status, (int)item->duration_ms,
                      item->client, item->idp, item->meaning, item->count, item->key_id,
                      item->resource_type, item->resource_id, item->resource_name, item->changes,
                      item->detail))
    return store_result (FALSE, error);

  self->newest_activity = database_get_last_insert_id (self->database);
  return TRUE;
}

gboolean
store_writer_redact_activity (StoreWriter  *self,
                              gint64        directory,
                              const char   *resource_id,
                              GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (resource_id != NULL, FALSE);

  return store_result (
      store_sql_run (self->database, error,
                     "UPDATE activity SET resource_name = NULL, detail = NULL, changes = ("
                     "  SELECT json_group_array (json_remove (value, '$.old', '$.new'))"
                     "  FROM json_each (CASE WHEN json_valid (changes) THEN changes ELSE '[]' END))"
                     " WHERE directory = ?1 AND resource_id = ?2",
                     "it", directory, resource_id),
      error);
}

gboolean
store_writer_prune_activity (StoreWriter  *self,
                             gint64        directory,
                             gint64        before,
                             guint         limit,
                             guint        *removed,
                             GError      **error)
{
  gint64 last;

  g_return_val_if_fail (self != NULL, FALSE);

  /* The oldest items, up to the first that is young enough. */
  if (!store_sql_int (self->database, &last, NULL, error,
                      "SELECT ifnull (max (cursor), 0) FROM (SELECT cursor, time FROM activity"
                      " WHERE directory = ?1 ORDER BY cursor LIMIT ?3) WHERE time < ?2",
                      "iib", directory, before, (int)limit) ||
      !store_sql_run (self->database, error,
                      "UPDATE directories SET activity_floor = max (activity_floor, ?2)"
                      " WHERE seq = ?1",
                      "ii", directory, last) ||
      !store_sql_run (self->database, error,
                      "DELETE FROM activity WHERE directory = ?1 AND cursor <= ?2", "ii", directory,
                      last))
    return store_result (FALSE, error);

  if (removed != NULL)
    *removed = (guint)database_get_changes (self->database);
  return TRUE;
}

gboolean
store_reader_activity (StoreReader                *self,
                       gint64                      directory,
                       const StoreActivityFilter  *filter,
                       StoreActivityFunc           func,
                       gpointer                    data,
                       GError                    **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (filter != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  if (filter->before == 0 && !check_cursor (self, directory, filter->after, error))
    return store_result (FALSE, error);
  return store_result (list (self, directory, filter, func, data, error), error);
}

gboolean
store_reader_activity_range (StoreReader  *self,
                             gint64        directory,
                             gint64       *newest,
                             gint64       *oldest,
                             GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (newest != NULL, FALSE);
  g_return_val_if_fail (oldest != NULL, FALSE);

  return store_result (
      store_sql_int (self->database, newest, NULL, error,
                     "SELECT ifnull (max (cursor), 0) FROM activity WHERE directory = ?1", "i",
                     directory) &&
          store_sql_int (self->database, oldest, NULL, error,
                         "SELECT ifnull (min (cursor), 0) FROM activity WHERE directory = ?1", "i",
                         directory),
      error);
}
