/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connection on real files: permissions, settings, values, statements, migration. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "people-fixture.h"

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);

  g_assert_true (people_add (fixture->database, "ada", NULL));
  g_assert_cmpuint (people_mode_of (fixture->path), ==, 0600);
  g_assert_cmpuint (people_mode_of (wal), ==, 0600);
  people_assert (fixture->database, "PRAGMA journal_mode", "wal");
  people_assert (fixture->database, "PRAGMA synchronous", "2");
  people_assert (fixture->database, "PRAGMA foreign_keys", "1");
  people_assert (fixture->database, "PRAGMA secure_delete", "1");
  people_assert (fixture->database, "PRAGMA busy_timeout", "5000");
  people_assert (fixture->database, "PRAGMA wal_autocheckpoint", "1000");
  people_assert (fixture->database, "PRAGMA cache_size", "-8192");
  database_set_cache_size (fixture->database, 100);
  people_assert (fixture->database, "PRAGMA cache_size", "-100");
}

static void
test_own_checkpoints (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (Database) mine = people_open (fixture->path, DATABASE_OWN_CHECKPOINTS);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  struct stat before, after;

  people_assert (mine, "PRAGMA wal_autocheckpoint", "0");
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
  people_assert (fixture->database, "SELECT fold ('STRASSE') = fold ('straße')", "1");
  people_assert (fixture->database, "SELECT fold ('A' || char (776))", "ä");
  people_assert (fixture->database, "SELECT exact ('A' || char (776))", "Ä");
  people_assert (fixture->database, "SELECT fold (NULL) IS NULL AND exact (NULL) IS NULL", "1");
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

      people_assert (fixture->database, sql, expected);
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

  g_assert_true (people_add (fixture->database, "ada-is-secret", &error));
  g_assert_cmpint (database_get_last_insert_id (fixture->database), ==, 1);
  g_assert_cmpint (database_get_changes (fixture->database), ==, 1);
  g_assert_false (people_add (fixture->database, "ada-is-secret", &error));
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
  g_assert_true (people_add (fixture->database, "ada", &error));
  g_assert_true (database_savepoint_release (fixture->database, &error));
  g_assert_true (database_savepoint (fixture->database, &error));
  g_assert_true (people_add (fixture->database, "bob", &error));
  g_assert_false (people_add (fixture->database, "ada", NULL));
  database_savepoint_rollback (fixture->database);
  g_assert_true (database_commit (fixture->database, &error));
  g_assert_no_error (error);
  people_assert (fixture->database, PEOPLE, "ada");

  /* Rolling back what isn't there harms nothing. */
  database_savepoint_rollback (fixture->database);
  database_rollback (fixture->database);
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
  g_assert_true (people_add (fixture->database, "ada", NULL));
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
  const char *const two[] = { people_schema[0], "ALTER TABLE person ADD COLUMN email TEXT" };
  const char *const broken[] = { people_schema[0], two[1], "CREATE TABLE fresh (x); NONSENSE" };
  g_autoptr (GError) error = NULL;
  guint version;

  g_assert_true (people_add (fixture->database, "ada", NULL));
  g_assert_true (database_migrate (fixture->database, two, 2, &error));
  g_assert_true (database_get_version (fixture->database, NULL, &version, &error));
  g_assert_cmpuint (version, ==, 2);
  people_assert (fixture->database, "SELECT name FROM person WHERE email IS NULL", "ada");

  g_assert_true (database_migrate (fixture->database, two, 2, &error));
  g_assert_false (database_migrate (fixture->database, broken, 3, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FAILED);
  g_assert_true (database_get_version (fixture->database, NULL, &version, NULL));
  g_assert_cmpuint (version, ==, 2);
  people_assert (fixture->database,
                 "SELECT count (*) FROM sqlite_schema WHERE name = 'fresh'",
                 "0");

  g_clear_error (&error);
  g_assert_false (database_migrate (fixture->database, people_schema, 1, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_NEWER);
  g_test_message ("%s", error->message);
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Database) reader = people_open (fixture->path, DATABASE_READ_ONLY);
  g_autoptr (GError) error = NULL;

  g_assert_true (database_begin_read (reader, NULL));
  people_assert (reader, "SELECT count (*) FROM person", "0");
  g_assert_true (people_add (fixture->database, "ada", NULL));
  people_assert (reader, "SELECT count (*) FROM person", "0");
  g_assert_true (database_commit (reader, NULL));
  people_assert (reader, "SELECT count (*) FROM person", "1");

  g_assert_false (people_add (reader, "bob", &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_READ_ONLY);
}

static void
test_attach (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.db", NULL);
  g_autoptr (Database) compare = people_open (":memory:", DATABASE_CREATE);
  g_autoptr (GError) error = NULL;
  guint version;

  g_assert_true (people_add (fixture->database, "ada", NULL));
  g_assert_true (database_attach (fixture->database, path, "other", FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (people_mode_of (path), ==, 0600);
  people_assert (fixture->database, "PRAGMA other.journal_mode", "wal");
  g_assert_true (database_exec (fixture->database, "CREATE TABLE other.t (x)", &error));
  g_assert_true (database_detach (fixture->database, "other", &error));
  g_assert_true (database_attach (fixture->database, "", "staging", FALSE, &error));
  g_assert_true (database_exec (fixture->database, "CREATE TABLE staging.t (x)", &error));

  g_assert_true (database_attach (compare, fixture->path, "source", TRUE, &error));
  g_assert_true (database_attach (compare, path, "target", TRUE, &error));
  g_assert_no_error (error);
  people_assert (compare, "SELECT name FROM source.person", "ada");
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
  g_autoptr (Database) scratch = people_open (path, DATABASE_CREATE | DATABASE_SCRATCH);

  g_assert_cmpuint (people_mode_of (path), ==, 0600);
  people_assert (scratch, "PRAGMA synchronous", "0");
  people_assert (scratch, "PRAGMA journal_mode", "memory");
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
  { "/database/deadline", test_deadline },
  { "/database/interrupt", test_interrupt },
  { "/database/migrate", test_migrate },
  { "/database/read-only", test_read_only },
  { "/database/attach", test_attach },
  { "/database/scratch", test_scratch },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, people_set_up, tests[i].function, people_tear_down);
  return g_test_run ();
}
