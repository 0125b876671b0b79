/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Backup and restore: one file either way, which is the database itself as it was at one moment. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "store/store-lock.h"
#include "store/store-schema.h"
#include "store/store-sql.h"
#include "store/store.h"

/* What was written after the backup gave out versions that the backup doesn't know of. They must
 * not be given to anything else, so a restored database goes on far behind them. */
#define VERSIONS_AFTER_BACKUP (G_GINT64_CONSTANT (1) << 32)

static gboolean
check_empty (const char  *folder,
             GError     **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  if (dir == NULL || g_dir_read_name (dir) == NULL)
    return TRUE;

  g_set_error (error, STORE_ERROR, STORE_ERROR_TAKEN,
               _("%s is not empty; restore into a new data directory"), folder);
  return FALSE;
}

static gboolean
copy_into (Database    *backup,
           const char  *folder,
           GError     **error)
{
  g_autofree char *path = store_schema_path (folder);
  g_autoptr (Database) restored = NULL;

  if (!database_backup (backup, path, error))
    return FALSE;
  restored = store_schema_open (folder, error);
  return restored != NULL &&
         store_sql_run (restored, error, "UPDATE state SET version = version + ?1", "i",
                        VERSIONS_AFTER_BACKUP);
}

gboolean
store_backup (const char  *folder,
              const char  *path,
              GError     **error)
{
  g_autoptr (Database) database = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  database = store_schema_open_read (folder, error);
  return database != NULL && store_result (database_backup (database, path, error), error);
}

gboolean
store_restore (const char  *folder,
               const char  *path,
               GError     **error)
{
  g_autoptr (Database) backup = NULL;
  gboolean ok;
  int lock;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  backup = store_schema_open_file (path, error);
  if (backup == NULL || !store_result (database_check (backup, TRUE, error), error) ||
      !check_empty (folder, error) || !store_schema_make_folder (folder, error))
    return FALSE;

  lock = store_lock_take (folder, error);
  if (lock < 0)
    return FALSE;
  ok = store_result (copy_into (backup, folder, error), error);
  g_close (lock, NULL);
  return ok;
}
