/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connection: how a file is opened and attached, and its settings. What must hold for every
 * database of ours is the two scripts below. A file is made by us with 0600 before SQLite sees it;
 * SQLite gives its -wal and -shm files the same permissions. */

#define G_LOG_DOMAIN "rollcall-database"

#include "config.h"

#include "database/database-private.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define BUSY_MILLISECONDS 5000
#define CACHE_KIBIBYTES 8192
#define MEMORY ":memory:"

/* How many of SQLite's instructions run between two looks at the clock: about a tenth of a
 * millisecond. */
#define DEADLINE_INSTRUCTIONS 10000

/* For the connection as a whole. A WAL that has grown is cut to 64 MB when it begins anew. */
static const char connection_settings[] = "PRAGMA foreign_keys = ON;"
                                          "PRAGMA trusted_schema = OFF;"
                                          "PRAGMA mmap_size = 0;"
                                          "PRAGMA journal_size_limit = 67108864;";

static gboolean
is_file (const char *path)
{
  return *path != '\0' && strcmp (path, MEMORY) != 0;
}

static void
make_private_file (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  /* There already, or can't be made: SQLite will find out and say so. */
  if (fd >= 0)
    g_close (fd, NULL);
}

/* A file: URI, which is how SQLite is asked for read-only on one attached file. It also keeps a
 * path that begins with "file:" from being taken for a URI. */
static char *
make_uri (const char *path,
          gboolean    read_only)
{
  g_autofree char *escaped = NULL;
  g_autofree char *absolute = NULL;

  if (!is_file (path))
    return g_strdup (path);

  absolute = g_canonicalize_filename (path, NULL);
  escaped = g_uri_escape_string (absolute, "/", FALSE);
  return g_strdup_printf ("file:%s?mode=%s", escaped, read_only ? "ro" : "rw");
}

/* The first column of @sql's first row. */
static char *
read_pragma (Database    *self,
             const char  *sql,
             int         *result)
{
  sqlite3_stmt *statement = NULL;
  char *text = NULL;

  *result = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);
  if (*result == SQLITE_OK)
    *result = sqlite3_step (statement);
  if (*result == SQLITE_ROW)
    {
      text = g_strdup ((const char *)sqlite3_column_text (statement, 0));
      *result = SQLITE_OK;
    }
  sqlite3_finalize (statement);
  return text;
}

/* Turning a new file into a WAL needs it alone, and SQLite doesn't wait for that by itself. */
static gboolean
set_wal (Database    *self,
         const char  *schema,
         GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA \"%s\".journal_mode = WAL", schema);
  gint64 end = g_get_monotonic_time () + BUSY_MILLISECONDS * 1000;

  for (;;)
    {
      int result;
      g_autofree char *mode = read_pragma (self, sql, &result);

      if (result == SQLITE_OK && g_strcmp0 (mode, "wal") == 0)
        return TRUE;
      if (result == SQLITE_OK)
        {
          g_set_error (error,
                       DATABASE_ERROR,
                       DATABASE_ERROR_FAILED,
                       _("%s lies on a file system that can't hold a database; move it to a local "
                         "disk"),
                       self->name);
          return FALSE;
        }
      if ((result & 0xff) != SQLITE_BUSY || g_get_monotonic_time () > end)
        return database_fail (self, result, error);
      g_usleep (20000);
    }
}

/* What holds for each database of the connection, main and attached. */
static gboolean
set_up_schema (Database    *self,
               const char  *schema,
               gboolean     file,
               gboolean     read_only,
               gboolean     scratch,
               GError     **error)
{
  g_autofree char *settings = NULL;
  g_autofree char *first_read = NULL;

  settings = g_strdup_printf ("PRAGMA \"%s\".secure_delete = %s; PRAGMA \"%s\".synchronous = %s;",
                              schema,
                              scratch ? "OFF" : "ON",
                              schema,
                              scratch ? "OFF" : "FULL");
  if (!database_exec (self, settings, error))
    return FALSE;

  if (file && !read_only && !scratch)
    return set_wal (self, schema, error);

  /* SQLite opens lazily; what is wrong with the file should be said now. */
  first_read = g_strdup_printf ("PRAGMA \"%s\".schema_version", schema);
  return database_exec (self, first_read, error);
}

static gboolean
set_up (Database    *self,
        const char  *path,
        GError     **error)
{
  gboolean scratch = (self->flags & DATABASE_SCRATCH) != 0;
  gboolean read_only = (self->flags & DATABASE_READ_ONLY) != 0;

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (self->flags & DATABASE_OWN_CHECKPOINTS)
    sqlite3_wal_autocheckpoint (self->handle, 0);
  database_set_cache_size (self, CACHE_KIBIBYTES);

  return database_exec (self, connection_settings, error) &&
         set_up_schema (self, "main", is_file (path), read_only, scratch, error) &&
         (!scratch || database_exec (self, "PRAGMA main.journal_mode = MEMORY", error)) &&
         database_add_functions (self, error);
}

static int
deadline_cb (gpointer user_data)
{
  Database *self = user_data;

  return g_get_monotonic_time () >= self->deadline;
}

Database *
database_open (const char     *path,
               DatabaseFlags   flags,
               GError        **error)
{
  gboolean read_only = (flags & DATABASE_READ_ONLY) != 0;
  gboolean create = (flags & DATABASE_CREATE) != 0;
  int mode = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  g_autoptr (Database) self = NULL;
  g_autofree char *uri = NULL;
  int result;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (!(read_only && create), NULL);

  if (create && is_file (path))
    make_private_file (path);

  self = g_new0 (Database, 1);
  self->name = is_file (path) ? g_path_get_basename (path) : g_strdup (_("the database in memory"));
  self->flags = flags;
  g_queue_init (&self->recent);

  uri = make_uri (path, read_only);
  result = sqlite3_open_v2 (uri,
                            &self->handle,
                            mode | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                            NULL);
  if (result != SQLITE_OK)
    {
      database_set_error (self->handle, self->name, result, error);
      return NULL;
    }

  if (!set_up (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
database_close (Database *self)
{
  g_return_if_fail (self != NULL);

  database_free_statements (self);
  sqlite3_close (self->handle);
  g_clear_error (&self->lost);
  g_free (self->name);
  g_free (self);
}

void
database_set_cache_size (Database *self,
                         guint     kibibytes)
{
  g_autofree char *sql = NULL;

  g_return_if_fail (self != NULL);

  sql = g_strdup_printf ("PRAGMA cache_size = -%u", MAX (kibibytes, 1));
  sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
}

void
database_set_deadline (Database *self,
                       gint64    deadline)
{
  g_return_if_fail (self != NULL);

  self->deadline = deadline;
  sqlite3_progress_handler (self->handle,
                            deadline != 0 ? DEADLINE_INSTRUCTIONS : 0,
                            deadline != 0 ? deadline_cb : NULL,
                            self);
}

void
database_interrupt (Database *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_interrupt (self->handle);
}

gboolean
database_attach (Database    *self,
                 const char  *path,
                 const char  *name,
                 gboolean     read_only,
                 GError     **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (is_file (path) && !read_only && (self->flags & DATABASE_CREATE))
    make_private_file (path);

  uri = make_uri (path, read_only);
  statement = database_prepare (self, "ATTACH ?1 AS ?2", error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_text (statement, 1, uri);
  database_statement_bind_text (statement, 2, name);
  if (!database_statement_run (statement, error))
    return FALSE;

  if (set_up_schema (self, name, is_file (path), read_only, !is_file (path), error))
    return TRUE;
  database_detach (self, name, NULL);
  return FALSE;
}

gboolean
database_detach (Database    *self,
                 const char  *name,
                 GError     **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  statement = database_prepare (self, "DETACH ?1", error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_text (statement, 1, name);
  return database_statement_run (statement, error);
}

gboolean
database_exec (Database    *self,
               const char  *sql,
               GError     **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (sql != NULL, FALSE);

  if (!database_check_transaction (self, error))
    return FALSE;

  result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  return result == SQLITE_OK || database_fail (self, result, error);
}

gint64
database_get_last_insert_id (Database *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_last_insert_rowid (self->handle);
}

gint64
database_get_changes (Database *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_changes64 (self->handle);
}

void
database_set_page_limit (Database *self,
                         gint64    pages)
{
  g_autofree char *sql = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (pages >= 0);

  sql = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT,
                         pages > 0 ? pages : G_GINT64_CONSTANT (0xfffffffe));
  sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
}

void
database_checkpoint (Database *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}
