/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "people-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

const char *const people_schema[1] = {
  "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT UNIQUE, body TEXT);"
  "CREATE TABLE note (person INTEGER NOT NULL REFERENCES person (id), text TEXT);",
};

Database *
people_open (const char    *path,
             DatabaseFlags  flags)
{
  g_autoptr (GError) error = NULL;
  Database *database = database_open (path, flags, &error);

  g_assert_no_error (error);
  return database;
}

void
people_set_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rollcall-database-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "people of ?x=1#.db", NULL);
  fixture->database = people_open (fixture->path, DATABASE_CREATE);
  g_assert_true (database_migrate (fixture->database, people_schema, 1, &error));
  g_assert_no_error (error);
}

void
people_tear_down (Fixture       *fixture,
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

gboolean
people_add (Database    *database,
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

char *
people_read (Database   *database,
             const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, &error);
  gboolean row = FALSE;

  g_assert_no_error (error);
  g_assert_true (database_statement_step (statement, &row, &error));
  return row ? g_strdup (database_statement_column_text (statement, 0)) : NULL;
}

void
people_assert (Database   *database,
               const char *sql,
               const char *expected)
{
  g_autofree char *text = people_read (database, sql);

  g_assert_cmpstr (text, ==, expected);
}

guint
people_mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}
