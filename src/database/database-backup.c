/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A copy of a database in use, and its check. The copy is made in one step, under one read lock
 * that in WAL stops no writer, so it is the state of one moment however busy the database is. It
 * is synced before we call it made, and removed if it fails. */

#define G_LOG_DOMAIN "rollcall-database"

#include "config.h"

#include "database/database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
fail_with_errno (const char  *name,
                 int          number,
                 GError     **error)
{
  g_set_error (error,
               DATABASE_ERROR,
               (int)database_code_from_errno (number),
               number == EEXIST ? _("%s is there already (%s); choose another name")
                                : _("%s can't be written: %s"),
               name,
               g_strerror (number));
  return FALSE;
}

static gboolean
sync_path (const char  *path,
           const char  *name,
           GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int number = 0;

  if (fd < 0 || fsync (fd) != 0)
    number = errno;
  if (fd >= 0)
    g_close (fd, NULL);
  return number == 0 || fail_with_errno (name, number, error);
}

static gboolean
copy (Database    *self,
      const char  *path,
      const char  *name,
      GError     **error)
{
  sqlite3 *target = NULL;
  sqlite3_backup *backup;
  int result = sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (result == SQLITE_OK)
    {
      backup = sqlite3_backup_init (target, "main", self->handle, "main");
      if (backup != NULL)
        sqlite3_backup_step (backup, -1);
      result = backup != NULL ? sqlite3_backup_finish (backup) : sqlite3_extended_errcode (target);
    }

  if (result != SQLITE_OK)
    database_set_error (target, name, result, error);
  sqlite3_close (target);
  return result == SQLITE_OK;
}

gboolean
database_backup (Database    *self,
                 const char  *path,
                 GError     **error)
{
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  int fd;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  name = g_path_get_basename (path);
  folder = g_path_get_dirname (path);

  fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_with_errno (name, errno, error);
  g_close (fd, NULL);

  if (copy (self, path, name, error) && sync_path (path, name, error) &&
      sync_path (folder, name, error))
    return TRUE;

  g_unlink (path);
  return FALSE;
}

/* Steps @sql, a check that has rows only for faults or one row that is "ok". */
static gboolean
check_with (Database    *self,
            const char  *sql,
            GError     **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (self, sql, error);
  gboolean row;

  if (statement == NULL || !database_statement_step (statement, &row, error))
    return FALSE;
  if (!row || g_strcmp0 (database_statement_column_text (statement, 0), "ok") == 0)
    return TRUE;

  g_set_error (error,
               DATABASE_ERROR,
               DATABASE_ERROR_CORRUPT,
               _("%s is damaged: %s; restore it from a backup"),
               self->name,
               database_statement_column_text (statement, 0));
  return FALSE;
}

gboolean
database_check (Database  *self,
                gboolean   whole,
                GError   **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return check_with (self, whole ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)", error) &&
         check_with (self,
                     "SELECT 'row ' || ifnull (rowid, '?') || ' of ' || \"table\" || ' points to a "
                     "row of ' || parent || ' that is gone' FROM pragma_foreign_key_check LIMIT 1",
                     error);
}
