/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SQLite's result codes in our words. Each message says which file, and what to do; SQLite's own
 * words follow only where they help, and they hold names of tables and columns, never a value. */

#define G_LOG_DOMAIN "rollcall-database"

#include "config.h"

#include "database/database-private.h"

#include <errno.h>
#include <glib/gi18n.h>

G_DEFINE_QUARK (database-error-quark, database_error)

typedef struct
{
  int           result; /* extended or primary; the first row that fits counts */
  DatabaseError code;
} ResultCode;

static const ResultCode result_codes[] = {
  { SQLITE_CONSTRAINT_UNIQUE, DATABASE_ERROR_CONSTRAINT },
  { SQLITE_CONSTRAINT_PRIMARYKEY, DATABASE_ERROR_CONSTRAINT },
  { SQLITE_CONSTRAINT_ROWID, DATABASE_ERROR_CONSTRAINT },
  { SQLITE_FULL, DATABASE_ERROR_FULL },
  { SQLITE_BUSY, DATABASE_ERROR_BUSY },
  { SQLITE_LOCKED, DATABASE_ERROR_BUSY },
  { SQLITE_READONLY, DATABASE_ERROR_READ_ONLY },
  { SQLITE_PERM, DATABASE_ERROR_READ_ONLY },
  { SQLITE_CORRUPT, DATABASE_ERROR_CORRUPT },
  { SQLITE_NOTADB, DATABASE_ERROR_CORRUPT },
  { SQLITE_INTERRUPT, DATABASE_ERROR_INTERRUPTED },
};

/* SQLite knows a full disk by ENOSPC alone. Of a quota or a limit it says only that writing failed,
 * and when the failure passed through a statement it also forgets why; then errno, which nothing
 * has touched since, still knows. */
static DatabaseError
code_from_result (sqlite3 *handle,
                  int      result,
                  int      number)
{
  int primary = result & 0xff;

  if ((primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) && handle != NULL)
    {
      int known = sqlite3_system_errno (handle);

      return database_code_from_errno (known != 0 ? known : number);
    }

  for (guint i = 0; i < G_N_ELEMENTS (result_codes); i++)
    {
      if (result_codes[i].result == result || result_codes[i].result == primary)
        return result_codes[i].code;
    }
  return DATABASE_ERROR_FAILED;
}

static char *
words (DatabaseError  code,
       const char    *name,
       const char    *sqlite)
{
  switch (code)
    {
    case DATABASE_ERROR_FULL:
      return g_strdup_printf (_("there is no room left for %s: the disk is full or its limit is "
                                "reached; free some room and try again"),
                              name);
    case DATABASE_ERROR_BUSY:
      return g_strdup_printf (_("another program holds %s; try again in a moment"), name);
    case DATABASE_ERROR_READ_ONLY:
      return g_strdup_printf (_("%s or its folder may not be written or read by this user; check "
                                "its owner and permissions"),
                              name);
    case DATABASE_ERROR_CORRUPT:
      return g_strdup_printf (_("%s is damaged, or no database at all; restore it from a backup "
                                "(%s)"),
                              name,
                              sqlite);
    case DATABASE_ERROR_CONSTRAINT:
      return g_strdup_printf (_("a value that must be unique is taken in %s (%s)"), name, sqlite);
    case DATABASE_ERROR_NOT_FOUND:
      return g_strdup_printf (_("there is no %s, or its folder is missing"), name);
    case DATABASE_ERROR_INTERRUPTED:
      return g_strdup_printf (_("the query on %s took too long or was stopped"), name);
    case DATABASE_ERROR_NEWER:
    case DATABASE_ERROR_FAILED:
    default:
      return g_strdup_printf (_("%s can't be used: %s"), name, sqlite);
    }
}

DatabaseError
database_code_from_errno (int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return DATABASE_ERROR_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return DATABASE_ERROR_READ_ONLY;
    case ENOENT:
    case ENOTDIR:
      return DATABASE_ERROR_NOT_FOUND;
    default:
      return DATABASE_ERROR_FAILED;
    }
}

void
database_set_error (sqlite3     *handle,
                    const char  *name,
                    int          result,
                    GError     **error)
{
  int number = errno;
  DatabaseError code = code_from_result (handle, result, number);
  g_autofree char *message = NULL;

  g_assert (name != NULL);

  message = words (code, name, handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (result));
  g_set_error_literal (error, DATABASE_ERROR, (int)code, message);
}

gboolean
database_fail (Database  *self,
               int        result,
               GError   **error)
{
  g_autoptr (GError) mine = NULL;

  g_assert (self != NULL);
  g_assert (result != SQLITE_OK);

  database_set_error (self->handle, self->name, result, &mine);

  /* Some failures end the transaction (https://sqlite.org/lang_transaction.html, 3.2). */
  if (self->transaction && self->lost == NULL && sqlite3_get_autocommit (self->handle))
    self->lost = g_error_copy (mine);

  g_propagate_error (error, g_steal_pointer (&mine));
  return FALSE;
}
