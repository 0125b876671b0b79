/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The schema's version is SQLite's `user_version`: how many of the steps a file has seen. The
 * missing ones run in one transaction, so a program that dies on the way leaves the file as it
 * was. A file that has seen more steps than we know is left alone. */

#define G_LOG_DOMAIN "rollcall-database"

#include "config.h"

#include "database/database-private.h"

#include <glib/gi18n.h>

static gboolean
check_not_newer (Database  *self,
                 guint      version,
                 guint      known,
                 GError   **error)
{
  if (version <= known)
    return TRUE;

  g_set_error (error,
               DATABASE_ERROR,
               DATABASE_ERROR_NEWER,
               _("%s was written by a newer Rollcall (its format is %u, this program knows %u); "
                 "update this program"),
               self->name,
               version,
               known);
  return FALSE;
}

static gboolean
run_steps (Database           *self,
           const char *const  *steps,
           guint               n_steps,
           GError            **error)
{
  g_autofree char *note = NULL;
  guint version;

  /* Another process may have migrated while we waited for the lock. */
  if (!database_get_version (self, NULL, &version, error) ||
      !check_not_newer (self, version, n_steps, error))
    return FALSE;

  for (guint i = version; i < n_steps; i++)
    {
      if (!database_exec (self, steps[i], error))
        return FALSE;
    }

  note = g_strdup_printf ("PRAGMA user_version = %u", n_steps);
  return database_exec (self, note, error);
}

gboolean
database_get_version (Database    *self,
                      const char  *name,
                      guint       *version,
                      GError     **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (version != NULL, FALSE);

  sql = g_strdup_printf ("PRAGMA \"%s\".user_version", name != NULL ? name : "main");
  statement = database_prepare (self, sql, error);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return FALSE;

  *version = row ? (guint)database_statement_column_int (statement, 0) : 0;
  return TRUE;
}

gboolean
database_migrate (Database           *self,
                  const char *const  *steps,
                  guint               n_steps,
                  GError            **error)
{
  guint version;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (steps != NULL || n_steps == 0, FALSE);

  if (!database_get_version (self, NULL, &version, error) ||
      !check_not_newer (self, version, n_steps, error))
    return FALSE;
  if (version == n_steps)
    return TRUE;

  if (!database_begin (self, error))
    return FALSE;
  if (!run_steps (self, steps, n_steps, error))
    {
      database_rollback (self);
      return FALSE;
    }
  return database_commit (self, error);
}
