/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Transactions and savepoints. SQLite ends a transaction by itself on some failures, a full disk
 * among them; the statements that follow would then each commit alone. We remember what the caller
 * believes, and refuse everything until the caller has ended the transaction too. */

#define G_LOG_DOMAIN "rollcall-database"

#include "config.h"

#include "database/database-private.h"

static gboolean
begin (Database    *self,
       const char  *sql,
       GError     **error)
{
  if (!database_run (self, sql, error))
    return FALSE;

  self->transaction = TRUE;
  return TRUE;
}

static void
forget_transaction (Database *self)
{
  self->transaction = FALSE;
  g_clear_error (&self->lost);
}

gboolean
database_check_transaction (Database  *self,
                            GError   **error)
{
  g_assert (self != NULL);

  if (self->lost == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->lost));
  return FALSE;
}

gboolean
database_begin (Database  *self,
                GError   **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return begin (self, "BEGIN IMMEDIATE", error);
}

gboolean
database_begin_read (Database  *self,
                     GError   **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return begin (self, "BEGIN", error);
}

gboolean
database_commit (Database  *self,
                 GError   **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (database_run (self, "COMMIT", error))
    {
      forget_transaction (self);
      return TRUE;
    }

  database_rollback (self);
  return FALSE;
}

void
database_rollback (Database *self)
{
  g_return_if_fail (self != NULL);

  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  forget_transaction (self);
}

gboolean
database_savepoint (Database  *self,
                    GError   **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return database_run (self, "SAVEPOINT one", error);
}

gboolean
database_savepoint_release (Database  *self,
                            GError   **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return database_run (self, "RELEASE one", error);
}

void
database_savepoint_rollback (Database *self)
{
  g_return_if_fail (self != NULL);

  /* Without a transaction there is no savepoint either: SQLite has rolled back both. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK TO one; RELEASE one", NULL, NULL, NULL);
}
