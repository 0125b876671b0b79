/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connection on real files: permissions, settings, migration, transactions when the disk is
 * full, other processes' locks, damage, backups. */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "database/database.h"

#define PEOPLE "SELECT group_concat (name) FROM (SELECT name FROM person ORDER BY id)"

typedef struct
{
  char     *folder;
  char     *path;
  Database *database;
} Fixture;

static const char *const schema[] = {
  "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT UNIQUE, body TEXT);"
  "CREATE TABLE note (person INTEGER NOT NULL REFERENCES person (id), text TEXT);",
};

static Database *
open_or_fail (const char    *path,
              DatabaseFlags  flags)
{
  g_autoptr (GError) error = NULL;
  Database *database = database_open (path, flags, &error);

  g_assert_no_error (error);
  return database;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rollcall-database-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "people of ?x=1#.db", NULL);
  fixture->database = open_or_fail (fixture->path, DATABASE_CREATE);
  g_assert_true (database_migrate (fixture->database, schema, 1, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_clear_pointer (&fixture->database, database_close);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
add_person (Database    *database,
            const char  *name,
            GError     **error)
{
  g_autoptr (DatabaseStatement) statement =
      database_prepare (database, "INSERT INTO person (name) VALUES (?1)", error);

  if (statement == NULL)
    return FALSE;
  database_statement_bind_text (statement, 1, name);
  return database_statement_run (statement, error);
}

static char *
read_text (Database   *database,
           const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, &error);
  gboolean row = FALSE;

  g_assert_no_error (error);
  g_assert_true (database_statement_step (statement, &row, &error));
  return row ? g_strdup (database_statement_column_text (statement, 0)) : NULL;
}

static void
assert_text (Database   *database,
             const char *sql,
             const char *expected)
{
  g_autofree char *text = read_text (database, sql);

  g_assert_cmpstr (text, ==, expected);
}

static guint
mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);

  g_assert_true (add_person (fixture->database, "ada", NULL));
  g_assert_cmpuint (mode_of (fixture->path), ==, 0600);
  g_assert_cmpuint (mode_of (wal), ==, 0600);
  assert_text (fixture->database, "PRAGMA journal_mode", "wal");
  assert_text (fixture->database, "PRAGMA synchronous", "2");
  assert_text (fixture->database, "PRAGMA foreign_keys", "1");
  assert_text (fixture->database, "PRAGMA secure_delete", "1");
  assert_text (fixture->database, "PRAGMA busy_timeout", "5000");
  assert_text (fixture->database, "PRAGMA wal_autocheckpoint", "1000");
  assert_text (fixture->database, "PRAGMA cache_size", "-8192");
  database_set_cache_size (fixture->database, 100);
  assert_text (fixture->database, "PRAGMA cache_size", "-100");
}

static void
test_own_checkpoints (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (Database) mine = open_or_fail (fixture->path, DATABASE_OWN_CHECKPOINTS);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  struct stat before, after;

  assert_text (mine, "PRAGMA wal_autocheckpoint", "0");
  g_assert_cmpint (g_stat (fixture->path, &before), ==, 0);
  g_assert_true (database_exec (mine,
                                "INSERT INTO person (body) VALUES (hex (zeroblob (1000000)))",
                                NULL));
  database_checkpoint (mine);
  g_assert_cmpint (g_stat (fixture->path, &after), ==, 0);
  g_assert_cmpint (after.st_size, >, before.st_size + 1900000);
}

static void
test_functions (Fixture       *fixture,
                gconstpointer  data)
{
  assert_text (fixture->database, "SELECT fold ('STRASSE') = fold ('straße')", "1");
  assert_text (fixture->database, "SELECT fold ('A' || char (776))", "ä");
  assert_text (fixture->database, "SELECT exact ('A' || char (776))", "Ä");
  assert_text (fixture->database, "SELECT fold (NULL) IS NULL AND exact (NULL) IS NULL", "1");
  g_assert_true (database_exec (fixture->database,
                                "CREATE INDEX folded ON person (fold (name))",
                                NULL));
}

static void
test_values (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DatabaseStatement) statement =
      database_prepare (fixture->database, "SELECT ?1, ?2, ?3, ?4, ?5, ?6", &error);
  gboolean row;

  g_assert_no_error (error);
  database_statement_bind_int (statement, 1, G_MININT64);
  database_statement_bind_text (statement, 2, "ä");
  database_statement_bind_text_length (statement, 3, "abcdef", 3);
  database_statement_bind_blob (statement, 4, "a\0b", 3);
  database_statement_bind_blob (statement, 5, NULL, 0);
  database_statement_bind_text (statement, 6, NULL);
  g_assert_true (database_statement_step (statement, &row, &error));
  g_assert_true (row);
  g_assert_cmpint (database_statement_column_int (statement, 0), ==, G_MININT64);
  g_assert_cmpstr (database_statement_column_text (statement, 1), ==, "ä");
  g_assert_cmpstr (database_statement_column_text (statement, 2), ==, "abc");
  g_assert_cmpmem (database_statement_column_blob (statement, 3),
                   database_statement_column_bytes (statement, 3),
                   "a\0b",
                   3);
  g_assert_false (database_statement_column_is_null (statement, 4));
  g_assert_cmpuint (database_statement_column_bytes (statement, 4), ==, 0);
  g_assert_true (database_statement_column_is_null (statement, 5));
  g_assert_null (database_statement_column_text (statement, 5));
  g_assert_true (database_statement_step (statement, &row, &error));
  g_assert_false (row);
}

/* A wrong index is a mistake that the next step reports, not a value that goes missing. */
static void
test_wrong_index (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DatabaseStatement) statement =
      database_prepare (fixture->database, "SELECT ?1", &error);

  database_statement_bind_int (statement, 2, 1);
  g_assert_false (database_statement_run (statement, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FAILED);
}

static void
test_in_use (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DatabaseStatement) first = database_prepare (fixture->database, "SELECT 1", &error);

  g_assert_no_error (error);
  g_assert_null (database_prepare (fixture->database, "SELECT 1", &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FAILED);

  database_statement_reset (first);
  g_assert_true (database_prepare (fixture->database, "SELECT 1", NULL) == first);
}

/* More texts than the cache holds: the one in use stays whole, and everything still works. */
static void
test_cache (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (DatabaseStatement) kept =
      database_prepare (fixture->database, "SELECT 'kept' UNION SELECT 'too'", NULL);
  gboolean row;

  g_assert_true (database_statement_step (kept, &row, NULL));
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i % 400);
      g_autofree char *expected = g_strdup_printf ("%u", i % 400);

      assert_text (fixture->database, sql, expected);
    }
  g_assert_cmpstr (database_statement_column_text (kept, 0), ==, "kept");
  g_assert_true (database_statement_step (kept, &row, NULL));
  g_assert_cmpstr (database_statement_column_text (kept, 0), ==, "too");
}

static void
test_constraints (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (add_person (fixture->database, "ada-is-secret", &error));
  g_assert_cmpint (database_get_last_insert_id (fixture->database), ==, 1);
  g_assert_cmpint (database_get_changes (fixture->database), ==, 1);
  g_assert_false (add_person (fixture->database, "ada-is-secret", &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "person.name"));
  g_assert_null (strstr (error->message, "ada-is-secret"));

  g_clear_error (&error);
  g_assert_false (database_exec (fixture->database, "INSERT INTO note VALUES (7, 'x')", &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FAILED);
}

static void
test_savepoints (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (database_begin (fixture->database, &error));
  g_assert_true (database_savepoint (fixture->database, &error));
  g_assert_true (add_person (fixture->database, "ada", &error));
  g_assert_true (database_savepoint_release (fixture->database, &error));
  g_assert_true (database_savepoint (fixture->database, &error));
  g_assert_true (add_person (fixture->database, "bob", &error));
  g_assert_false (add_person (fixture->database, "ada", NULL));
  database_savepoint_rollback (fixture->database);
  g_assert_true (database_commit (fixture->database, &error));
  g_assert_no_error (error);
  assert_text (fixture->database, PEOPLE, "ada");

  /* Rolling back what isn't there harms nothing. */
  database_savepoint_rollback (fixture->database);
  database_rollback (fixture->database);
}

/* A full disk ends the transaction inside SQLite. What the caller still does in the belief to be in
 * it must not be committed by itself. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  const char *fill = "INSERT INTO person (body) VALUES (hex (randomblob (200000)))";
  g_autoptr (GError) error = NULL;

  g_assert_true (add_person (fixture->database, "before", &error));
  database_set_page_limit (fixture->database, 50);
  g_assert_true (database_begin (fixture->database, &error));
  g_assert_true (add_person (fixture->database, "inside", &error));
  g_assert_false (database_exec (fixture->database, fill, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "people of ?x=1#.db"));
  g_assert_null (strstr (error->message, fixture->folder));

  /* Whether or not SQLite has rolled back by now, either the whole transaction stands or none. */
  database_set_page_limit (fixture->database, 0);
  add_person (fixture->database, "after", NULL);
  g_clear_error (&error);
  if (database_commit (fixture->database, &error))
    {
      assert_text (fixture->database,
                   PEOPLE,
                   "before,inside,after");
    }
  else
    {
      g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FULL);
      assert_text (fixture->database, PEOPLE, "before");
    }

  /* And the connection goes on. */
  g_assert_true (database_begin (fixture->database, NULL));
  g_assert_true (add_person (fixture->database, "again", NULL));
  g_assert_true (database_commit (fixture->database, NULL));
}

/* In WAL the pages are written by the commit itself, which is where a disk is full most often. */
static void
test_full_at_commit (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  struct rlimit limit, tight;
  struct stat info;

  g_assert_true (add_person (fixture->database, "before", &error));
  g_assert_true (database_begin (fixture->database, &error));
  g_assert_true (add_person (fixture->database, "inside", &error));

  g_assert_cmpint (g_stat (wal, &info), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  tight = (struct rlimit){ (rlim_t)info.st_size, limit.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  g_assert_false (database_commit (fixture->database, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);

  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FULL);
  assert_text (fixture->database, PEOPLE, "before");
  g_assert_true (database_begin (fixture->database, NULL));
  g_assert_true (add_person (fixture->database, "again", NULL));
  g_assert_true (database_commit (fixture->database, NULL));
  assert_text (fixture->database, PEOPLE, "before,again");
}

/* SQLite ends the transaction for certain when a statement is interrupted in the middle of a write.
 * */
static void
test_lost_transaction (Fixture       *fixture,
                       gconstpointer  data)
{
  const char *endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                        "INSERT INTO person (body) SELECT i FROM n";
  g_autoptr (GError) error = NULL;

  g_assert_true (database_begin (fixture->database, &error));
  g_assert_true (add_person (fixture->database, "inside", &error));
  database_set_deadline (fixture->database, g_get_monotonic_time () + 50000);
  g_assert_false (database_exec (fixture->database, endless, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_INTERRUPTED);
  database_set_deadline (fixture->database, 0);

  g_clear_error (&error);
  g_assert_false (add_person (fixture->database, "slips out", &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_INTERRUPTED);
  g_clear_error (&error);
  g_assert_false (database_savepoint (fixture->database, &error));
  database_savepoint_rollback (fixture->database);
  g_clear_error (&error);
  g_assert_false (database_commit (fixture->database, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_INTERRUPTED);
  assert_text (fixture->database, "SELECT count (*) FROM person", "0");
  g_assert_true (add_person (fixture->database, "again", NULL));
}

static void
test_deadline (Fixture       *fixture,
               gconstpointer  data)
{
  const char *endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                        "SELECT count (*) FROM n";
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (DatabaseStatement) statement = database_prepare (fixture->database, endless, NULL);

  database_set_deadline (fixture->database, start + 100000);
  g_assert_false (database_statement_step (statement, NULL, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_INTERRUPTED);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 100000);
  database_set_deadline (fixture->database, 0);
  g_assert_true (add_person (fixture->database, "ada", NULL));
}

static gpointer
interrupt_thread (gpointer data)
{
  g_usleep (50000);
  database_interrupt (data);
  return NULL;
}

static void
test_interrupt (Fixture       *fixture,
                gconstpointer  data)
{
  const char *endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                        "SELECT count (*) FROM n";
  g_autoptr (GError) error = NULL;
  g_autoptr (DatabaseStatement) statement = database_prepare (fixture->database, endless, NULL);
  GThread *thread = g_thread_new ("interrupt", interrupt_thread, fixture->database);

  g_assert_false (database_statement_step (statement, NULL, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_INTERRUPTED);
  g_thread_join (thread);
}

static void
test_migrate (Fixture       *fixture,
              gconstpointer  data)
{
  const char *const two[] = { schema[0], "ALTER TABLE person ADD COLUMN email TEXT" };
  const char *const broken[] = { schema[0], two[1], "CREATE TABLE fresh (x); NONSENSE" };
  g_autoptr (GError) error = NULL;
  guint version;

  g_assert_true (add_person (fixture->database, "ada", NULL));
  g_assert_true (database_migrate (fixture->database, two, 2, &error));
  g_assert_true (database_get_version (fixture->database, NULL, &version, &error));
  g_assert_cmpuint (version, ==, 2);
  assert_text (fixture->database, "SELECT name FROM person WHERE email IS NULL", "ada");

  g_assert_true (database_migrate (fixture->database, two, 2, &error));
  g_assert_false (database_migrate (fixture->database, broken, 3, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FAILED);
  g_assert_true (database_get_version (fixture->database, NULL, &version, NULL));
  g_assert_cmpuint (version, ==, 2);
  assert_text (fixture->database, "SELECT count (*) FROM sqlite_schema WHERE name = 'fresh'", "0");

  g_clear_error (&error);
  g_assert_false (database_migrate (fixture->database, schema, 1, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_NEWER);
  g_test_message ("%s", error->message);
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Database) reader = open_or_fail (fixture->path, DATABASE_READ_ONLY);
  g_autoptr (GError) error = NULL;

  g_assert_true (database_begin_read (reader, NULL));
  assert_text (reader, "SELECT count (*) FROM person", "0");
  g_assert_true (add_person (fixture->database, "ada", NULL));
  assert_text (reader, "SELECT count (*) FROM person", "0");
  g_assert_true (database_commit (reader, NULL));
  assert_text (reader, "SELECT count (*) FROM person", "1");

  g_assert_false (add_person (reader, "bob", &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_READ_ONLY);
}

static void
test_attach (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.db", NULL);
  g_autoptr (Database) compare = open_or_fail (":memory:", DATABASE_CREATE);
  g_autoptr (GError) error = NULL;
  guint version;

  g_assert_true (add_person (fixture->database, "ada", NULL));
  g_assert_true (database_attach (fixture->database, path, "other", FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mode_of (path), ==, 0600);
  assert_text (fixture->database, "PRAGMA other.journal_mode", "wal");
  g_assert_true (database_exec (fixture->database, "CREATE TABLE other.t (x)", &error));
  g_assert_true (database_detach (fixture->database, "other", &error));
  g_assert_true (database_attach (fixture->database, "", "staging", FALSE, &error));
  g_assert_true (database_exec (fixture->database, "CREATE TABLE staging.t (x)", &error));

  g_assert_true (database_attach (compare, fixture->path, "source", TRUE, &error));
  g_assert_true (database_attach (compare, path, "target", TRUE, &error));
  g_assert_no_error (error);
  assert_text (compare, "SELECT name FROM source.person", "ada");
  g_assert_true (database_get_version (compare, "source", &version, &error));
  g_assert_cmpuint (version, ==, 1);
  g_assert_false (database_exec (compare, "DELETE FROM source.person", &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (database_attach (compare, "/nowhere/at/all.db", "lost", TRUE, &error));
  g_assert_nonnull (error);
}

static void
test_scratch (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "scratch.db", NULL);
  g_autoptr (Database) scratch = open_or_fail (path, DATABASE_CREATE | DATABASE_SCRATCH);

  g_assert_cmpuint (mode_of (path), ==, 0600);
  assert_text (scratch, "PRAGMA synchronous", "0");
  assert_text (scratch, "PRAGMA journal_mode", "memory");
}

static void
assert_refused (const char    *path,
                DatabaseFlags  flags,
                DatabaseError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (database_open (path, flags, &error));
  g_assert_error (error, DATABASE_ERROR, (int)code);
  g_test_message ("%s", error->message);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.db", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "text.db", NULL);
  g_autofree char *foreign = g_build_filename (fixture->folder, "foreign.db", NULL);
  g_autofree char *words = g_strnfill (5000, 'x');

  assert_refused (missing, 0, DATABASE_ERROR_NOT_FOUND);
  assert_refused (missing, DATABASE_READ_ONLY, DATABASE_ERROR_NOT_FOUND);
  assert_refused ("/nowhere/at/all.db", DATABASE_CREATE, DATABASE_ERROR_NOT_FOUND);

  g_assert_true (g_file_set_contents (text, words, -1, NULL));
  assert_refused (text, 0, DATABASE_ERROR_CORRUPT);
  assert_refused (text, DATABASE_READ_ONLY, DATABASE_ERROR_CORRUPT);

  if (geteuid () != 0)
    {
      g_assert_true (g_file_set_contents (foreign, "", 0, NULL));
      g_assert_cmpint (g_chmod (foreign, 0), ==, 0);
      assert_refused (foreign, DATABASE_CREATE, DATABASE_ERROR_READ_ONLY);
    }
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (database_exec (fixture->database,
                                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                "LIMIT 1000) INSERT INTO person (name) SELECT 'person ' || i "
                                "FROM n",
                                &error));
  g_assert_true (database_check (fixture->database, FALSE, &error));
  g_assert_true (database_check (fixture->database, TRUE, &error));
  g_assert_no_error (error);
  g_clear_pointer (&fixture->database, database_close);

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  memset (contents + length / 2, 0x5a, 4096);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize)length, NULL));
  fixture->database = open_or_fail (fixture->path, 0);
  g_assert_false (database_check (fixture->database, TRUE, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_CORRUPT);
}

static void
test_dangling (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (database_exec (fixture->database,
                                "PRAGMA foreign_keys = OFF; INSERT INTO note VALUES (7, 'x')",
                                NULL));
  g_assert_false (database_check (fixture->database, FALSE, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "of note points to a row of person that is gone"));
}

static void
test_backup (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "backup.db", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "backup.db", NULL);
  g_autoptr (Database) writer = open_or_fail (fixture->path, 0);
  g_autoptr (Database) copy = NULL;
  g_autoptr (GError) error = NULL;
  guint version;

  g_assert_true (add_person (fixture->database, "ada", NULL));
  g_assert_true (database_begin (writer, NULL));
  g_assert_true (add_person (writer, "not yet", NULL));
  g_assert_true (database_backup (fixture->database, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (mode_of (path), ==, 0600);
  g_assert_true (database_commit (writer, NULL));

  copy = open_or_fail (path, 0);
  assert_text (copy, PEOPLE, "ada");
  g_assert_true (database_get_version (copy, NULL, &version, NULL));
  g_assert_cmpuint (version, ==, 1);
  g_assert_true (database_check (copy, TRUE, NULL));

  g_assert_false (database_backup (fixture->database, path, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (database_backup (fixture->database, nowhere, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_NOT_FOUND);
}

/* Two threads open a new file at the same moment and write: both succeed. */
static gpointer
write_thread (gpointer data)
{
  Database *database = open_or_fail (data, DATABASE_CREATE);
  g_autoptr (GError) error = NULL;

  g_assert_true (database_migrate (database, schema, 1, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 50; i++)
    {
      g_assert_true (database_begin (database, &error));
      g_assert_true (add_person (database, NULL, &error));
      g_assert_true (database_commit (database, &error));
      g_assert_no_error (error);
    }
  database_close (database);
  return NULL;
}

static void
test_two_writers (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "new.db", NULL);
  g_autoptr (Database) database = NULL;
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("write", write_thread, path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  database = open_or_fail (path, 0);
  assert_text (database, "SELECT count (*) FROM person", "200");
}

static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Database) other = open_or_fail (fixture->path, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (database_exec (other, "PRAGMA busy_timeout = 50", NULL));
  g_assert_true (database_begin (fixture->database, NULL));
  g_assert_false (database_begin (other, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_BUSY);
  database_rollback (fixture->database);
  g_assert_true (database_begin (other, NULL));
  database_rollback (other);
}

/* A process that dies in the middle of a transaction leaves nothing of it, and all before it. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "killed.db", NULL);
  g_autoptr (Database) database = NULL;
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      Database *mine = database_open (path, DATABASE_CREATE, NULL);

      if (database_migrate (mine, schema, 1, NULL) && add_person (mine, "kept", NULL) &&
          database_begin (mine, NULL) && add_person (mine, "lost", NULL))
        kill (getpid (), SIGKILL);
      _exit (1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));

  database = open_or_fail (path, 0);
  assert_text (database, PEOPLE, "kept");
  g_assert_true (database_check (database, TRUE, NULL));
}

typedef struct
{
  const char *path;
  void (*function) (Fixture *fixture, gconstpointer data);
} Test;

static const Test tests[] = {
  { "/database/settings", test_settings },
  { "/database/own-checkpoints", test_own_checkpoints },
  { "/database/functions", test_functions },
  { "/database/values", test_values },
  { "/database/wrong-index", test_wrong_index },
  { "/database/in-use", test_in_use },
  { "/database/cache", test_cache },
  { "/database/constraints", test_constraints },
  { "/database/savepoints", test_savepoints },
  { "/database/full", test_full },
  { "/database/full-at-commit", test_full_at_commit },
  { "/database/lost-transaction", test_lost_transaction },
  { "/database/deadline", test_deadline },
  { "/database/interrupt", test_interrupt },
  { "/database/migrate", test_migrate },
  { "/database/read-only", test_read_only },
  { "/database/attach", test_attach },
  { "/database/scratch", test_scratch },
  { "/database/refused", test_refused },
  { "/database/damaged", test_damaged },
  { "/database/dangling", test_dangling },
  { "/database/backup", test_backup },
  { "/database/two-writers", test_two_writers },
  { "/database/busy", test_busy },
  { "/database/killed", test_killed },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);
  return g_test_run ();
}
