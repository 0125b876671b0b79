/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What must not lose or spoil anything: a full disk, other processes, damage, backups, a kill. */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "people-fixture.h"

/* A full disk ends the transaction inside SQLite. What the caller still does in the belief to be in
 * it must not be committed by itself. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  const char *fill = "INSERT INTO person (body) VALUES (hex (randomblob (200000)))";
  g_autoptr (GError) error = NULL;

  g_assert_true (people_add (fixture->database, "before", &error));
  database_set_page_limit (fixture->database, 50);
  g_assert_true (database_begin (fixture->database, &error));
  g_assert_true (people_add (fixture->database, "inside", &error));
  g_assert_false (database_exec (fixture->database, fill, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "people of ?x=1#.db"));
  g_assert_null (strstr (error->message, fixture->folder));

  /* Whether or not SQLite has rolled back by now, either the whole transaction stands or none. */
  database_set_page_limit (fixture->database, 0);
  people_add (fixture->database, "after", NULL);
  g_clear_error (&error);
  if (database_commit (fixture->database, &error))
    {
      people_assert (fixture->database,
                     PEOPLE,
                     "before,inside,after");
    }
  else
    {
      g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FULL);
      people_assert (fixture->database, PEOPLE, "before");
    }

  /* And the connection goes on. */
  g_assert_true (database_begin (fixture->database, NULL));
  g_assert_true (people_add (fixture->database, "again", NULL));
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

  g_assert_true (people_add (fixture->database, "before", &error));
  g_assert_true (database_begin (fixture->database, &error));
  g_assert_true (people_add (fixture->database, "inside", &error));

  g_assert_cmpint (g_stat (wal, &info), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  tight = (struct rlimit){ (rlim_t)info.st_size, limit.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  g_assert_false (database_commit (fixture->database, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);

  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_FULL);
  people_assert (fixture->database, PEOPLE, "before");
  g_assert_true (database_begin (fixture->database, NULL));
  g_assert_true (people_add (fixture->database, "again", NULL));
  g_assert_true (database_commit (fixture->database, NULL));
  people_assert (fixture->database, PEOPLE, "before,again");
}

/* SQLite ends the transaction for certain when a statement is interrupted in the middle of a
 * write. */
static void
test_lost_transaction (Fixture       *fixture,
                       gconstpointer  data)
{
  const char *endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                        "INSERT INTO person (body) SELECT i FROM n";
  g_autoptr (GError) error = NULL;

  g_assert_true (database_begin (fixture->database, &error));
  g_assert_true (people_add (fixture->database, "inside", &error));
  database_set_deadline (fixture->database, g_get_monotonic_time () + 50000);
  g_assert_false (database_exec (fixture->database, endless, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_INTERRUPTED);
  database_set_deadline (fixture->database, 0);

  g_clear_error (&error);
  g_assert_false (people_add (fixture->database, "slips out", &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_INTERRUPTED);
  g_clear_error (&error);
  g_assert_false (database_savepoint (fixture->database, &error));
  database_savepoint_rollback (fixture->database);
  g_clear_error (&error);
  g_assert_false (database_commit (fixture->database, &error));
  g_assert_error (error, DATABASE_ERROR, DATABASE_ERROR_INTERRUPTED);
  people_assert (fixture->database, "SELECT count (*) FROM person", "0");
  g_assert_true (people_add (fixture->database, "again", NULL));
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
  fixture->database = people_open (fixture->path, 0);
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
  g_autoptr (Database) writer = people_open (fixture->path, 0);
  g_autoptr (Database) copy = NULL;
  g_autoptr (GError) error = NULL;
  guint version;

  g_assert_true (people_add (fixture->database, "ada", NULL));
  g_assert_true (database_begin (writer, NULL));
  g_assert_true (people_add (writer, "not yet", NULL));
  g_assert_true (database_backup (fixture->database, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (people_mode_of (path), ==, 0600);
  g_assert_true (database_commit (writer, NULL));

  copy = people_open (path, 0);
  people_assert (copy, PEOPLE, "ada");
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
  Database *database = people_open (data, DATABASE_CREATE);
  g_autoptr (GError) error = NULL;

  g_assert_true (database_migrate (database, people_schema, 1, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 50; i++)
    {
      g_assert_true (database_begin (database, &error));
      g_assert_true (people_add (database, NULL, &error));
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

  database = people_open (path, 0);
  people_assert (database, "SELECT count (*) FROM person", "200");
}

static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Database) other = people_open (fixture->path, 0);
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

      if (database_migrate (mine, people_schema, 1, NULL) && people_add (mine, "kept", NULL) &&
          database_begin (mine, NULL) && people_add (mine, "lost", NULL))
        kill (getpid (), SIGKILL);
      _exit (1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));

  database = people_open (path, 0);
  people_assert (database, PEOPLE, "kept");
  g_assert_true (database_check (database, TRUE, NULL));
}

typedef struct
{
  const char *path;
  void (*function) (Fixture *fixture, gconstpointer data);
} Test;

static const Test tests[] = {
  { "/database/full", test_full },
  { "/database/full-at-commit", test_full_at_commit },
  { "/database/lost-transaction", test_lost_transaction },
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
    g_test_add (tests[i].path, Fixture, NULL, people_set_up, tests[i].function, people_tear_down);
  return g_test_run ();
}
