/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statements in one call, and the one place where the database's errors become the store's. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-sql.h"

static DatabaseStatement *
bind (Database    *database,
      GError     **error,
      const char  *sql,
      const char  *types,
      va_list      values)
{
  DatabaseStatement *statement = database_prepare (database, sql, error);

  if (statement == NULL)
    return NULL;

  for (int i = 0; types[i] != '\0'; i++)
    {
      switch (types[i])
        {
        case 'i':
          database_statement_bind_int (statement, i + 1, va_arg (values, gint64));
          break;
        case 'b':
          database_statement_bind_int (statement, i + 1, va_arg (values, int));
          break;
        case 't':
          database_statement_bind_text (statement, i + 1, va_arg (values, const char *));
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return statement;
}

DatabaseStatement *
store_sql_bind (Database    *database,
                GError     **error,
                const char  *sql,
                const char  *types,
                ...)
{
  DatabaseStatement *statement;
  va_list values;

  g_assert (database != NULL && sql != NULL && types != NULL);

  va_start (values, types);
  statement = bind (database, error, sql, types, values);
  va_end (values);
  return statement;
}

gboolean
store_sql_run (Database    *database,
               GError     **error,
               const char  *sql,
               const char  *types,
               ...)
{
  DatabaseStatement *statement;
  va_list values;

  g_assert (database != NULL && sql != NULL && types != NULL);

  va_start (values, types);
  statement = bind (database, error, sql, types, values);
  va_end (values);
  return statement != NULL && database_statement_run (statement, error);
}

gboolean
store_sql_int (Database    *database,
               gint64      *value,
               gboolean    *found,
               GError     **error,
               const char  *sql,
               const char  *types,
               ...)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;
  va_list values;

  g_assert (database != NULL && value != NULL && sql != NULL && types != NULL);

  va_start (values, types);
  statement = bind (database, error, sql, types, values);
  va_end (values);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return FALSE;

  *value = row ? database_statement_column_int (statement, 0) : 0;
  if (found != NULL)
    *found = row;
  return TRUE;
}

gboolean
store_sql_gather (DatabaseStatement  *statement,
                  GArray             *seqs,
                  GError            **error)
{
  gboolean row;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      gint64 seq;

      if (!database_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      seq = database_statement_column_int (statement, 0);
      g_array_append_val (seqs, seq);
    }
}

gboolean
store_result (gboolean   ok,
              GError   **error)
{
  static const struct
  {
    DatabaseError from;
    StoreError to;
  } codes[] = {
    { DATABASE_ERROR_FULL, STORE_ERROR_FULL },
    { DATABASE_ERROR_NEWER, STORE_ERROR_NEWER },
    { DATABASE_ERROR_CONSTRAINT, STORE_ERROR_TAKEN },
    { DATABASE_ERROR_INTERRUPTED, STORE_ERROR_DEADLINE },
  };
  StoreError code = STORE_ERROR_FAILED;
  GError *ours;

  if (ok || error == NULL || *error == NULL || (*error)->domain != DATABASE_ERROR)
    return ok;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if ((*error)->code == (int)codes[i].from)
        code = codes[i].to;
    }

  ours = g_error_new_literal (STORE_ERROR, (int)code, (*error)->message);
  g_clear_error (error);
  g_propagate_error (error, ours);
  return ok;
}
