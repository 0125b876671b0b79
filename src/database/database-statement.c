/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prepared statements, cached by their text. A statement is in use from database_prepare() until it
 * is reset; one that is in use is neither handed out twice nor dropped from the cache. A bind that
 * fails is remembered and reported by the next step, so that callers check errors in one place. */

#define G_LOG_DOMAIN "rollcall-database"

#include "config.h"

#include "database/database-private.h"

#include <string.h>

#define CACHE_SIZE 256

static void
statement_free (gpointer data)
{
  DatabaseStatement *self = data;

  sqlite3_finalize (self->handle);
  g_free (self->sql);
  g_free (self);
}

/* Drops the statement that was used longest ago and is free. */
static void
shrink_cache (Database *self)
{
  for (GList *link = self->recent.tail; link != NULL; link = link->prev)
    {
      DatabaseStatement *statement = link->data;

      if (statement->in_use)
        continue;

      g_queue_unlink (&self->recent, &statement->link);
      g_hash_table_remove (self->statements, statement->sql);
      return;
    }
}

static DatabaseStatement *
add_to_cache (Database    *self,
              const char  *sql,
              GError     **error)
{
  DatabaseStatement *statement;
  sqlite3_stmt *handle = NULL;
  const char *rest = NULL;
  int result =
      sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, &rest);

  if (result != SQLITE_OK)
    {
      database_fail (self, result, error);
      return NULL;
    }

  g_assert (handle != NULL && *rest == '\0');

  statement = g_new0 (DatabaseStatement, 1);
  statement->handle = handle;
  statement->database = self;
  statement->sql = g_strdup (sql);
  statement->link.data = statement;

  if (self->statements == NULL)
    self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, statement_free);
  if (g_hash_table_size (self->statements) >= CACHE_SIZE)
    shrink_cache (self);
  g_hash_table_insert (self->statements, statement->sql, statement);
  g_queue_push_head_link (&self->recent, &statement->link);
  return statement;
}

static DatabaseStatement *
find_in_cache (Database   *self,
               const char *sql)
{
  DatabaseStatement *statement =
      self->statements != NULL ? g_hash_table_lookup (self->statements, sql) : NULL;

  if (statement != NULL)
    {
      g_queue_unlink (&self->recent, &statement->link);
      g_queue_push_head_link (&self->recent, &statement->link);
    }
  return statement;
}

static void
note_bind (DatabaseStatement *self,
           int                result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

void
database_free_statements (Database *self)
{
  g_assert (self != NULL);

  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_queue_init (&self->recent);
}

gboolean
database_run (Database    *self,
              const char  *sql,
              GError     **error)
{
  DatabaseStatement *statement = database_prepare (self, sql, error);

  return statement != NULL && database_statement_run (statement, error);
}

DatabaseStatement *
database_prepare (Database    *self,
                  const char  *sql,
                  GError     **error)
{
  DatabaseStatement *statement;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  if (!database_check_transaction (self, error))
    return NULL;

  statement = find_in_cache (self, sql);
  if (statement == NULL)
    statement = add_to_cache (self, sql, error);
  if (statement == NULL)
    return NULL;

  if (statement->in_use)
    {
      g_set_error (error,
                   DATABASE_ERROR,
                   DATABASE_ERROR_FAILED,
                   "this statement is in use already and was not reset: %s",
                   sql);
      return NULL;
    }

  statement->in_use = TRUE;
  return statement;
}

void
database_statement_bind_int (DatabaseStatement *self,
                             int                index,
                             gint64             value)
{
  g_return_if_fail (self != NULL);

  note_bind (self, sqlite3_bind_int64 (self->handle, index, value));
}

void
database_statement_bind_text (DatabaseStatement *self,
                              int                index,
                              const char        *text)
{
  database_statement_bind_text_length (self, index, text, -1);
}

void
database_statement_bind_text_length (DatabaseStatement *self,
                                     int                index,
                                     const char        *text,
                                     gssize             length)
{
  gsize bytes;

  g_return_if_fail (self != NULL);

  if (text == NULL)
    {
      database_statement_bind_null (self, index);
      return;
    }

  bytes = length >= 0 ? (gsize)length : strlen (text);
  note_bind (self,
             sqlite3_bind_text64 (self->handle, index, text, bytes, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void
database_statement_bind_blob (DatabaseStatement *self,
                              int                index,
                              const void        *data,
                              gsize              length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || length == 0);

  if (length == 0)
    note_bind (self, sqlite3_bind_zeroblob (self->handle, index, 0));
  else
    note_bind (self, sqlite3_bind_blob64 (self->handle, index, data, length, SQLITE_TRANSIENT));
}

void
database_statement_bind_null (DatabaseStatement *self,
                              int                index)
{
  g_return_if_fail (self != NULL);

  note_bind (self, sqlite3_bind_null (self->handle, index));
}

gboolean
database_statement_step (DatabaseStatement  *self,
                         gboolean           *row,
                         GError            **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);

  if (row != NULL)
    *row = FALSE;
  if (!database_check_transaction (self->database, error))
    {
      database_statement_reset (self);
      return FALSE;
    }

  result = self->bind_result;
  if (result == SQLITE_OK)
    result = sqlite3_step (self->handle);

  if (result != SQLITE_ROW && result != SQLITE_DONE)
    {
      database_fail (self->database, result, error);
      database_statement_reset (self);
      return FALSE;
    }

  if (row != NULL)
    *row = result == SQLITE_ROW;
  return TRUE;
}

gboolean
database_statement_run (DatabaseStatement  *self,
                        GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!database_statement_step (self, NULL, error))
    return FALSE;

  database_statement_reset (self);
  return TRUE;
}

void
database_statement_reset (DatabaseStatement *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->bind_result = SQLITE_OK;
  self->in_use = FALSE;
}

gint64
database_statement_column_int (DatabaseStatement *self,
                               int                column)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_column_int64 (self->handle, column);
}

const char *
database_statement_column_text (DatabaseStatement *self,
                                int                column)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *)sqlite3_column_text (self->handle, column);
}

gsize
database_statement_column_bytes (DatabaseStatement *self,
                                 int                column)
{
  g_return_val_if_fail (self != NULL, 0);

  return (gsize)sqlite3_column_bytes (self->handle, column);
}

const void *
database_statement_column_blob (DatabaseStatement *self,
                                int                column)
{
  g_return_val_if_fail (self != NULL, NULL);

  return sqlite3_column_blob (self->handle, column);
}

gboolean
database_statement_column_is_null (DatabaseStatement *self,
                                   int                column)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}
