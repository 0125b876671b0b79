/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fresh roll in a private folder for each test. */

#include "config.h"

#include "roll-helpers.h"

#include <string.h>

#include "database/database.h"
#include "scim/scim-schema.h"

void
roll_fixture_set_up (RollFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *top = g_dir_make_tmp ("rollcall-test-XXXXXX", &error);

  g_assert_no_error (error);
  fixture->folder = g_build_filename (top, "roll", NULL);
  fixture->roll = roll_open (fixture->folder, &error);
  g_assert_no_error (error);
}

void
roll_fixture_tear_down (RollFixture   *fixture,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *top = g_path_get_dirname (fixture->folder);

  g_clear_object (&fixture->roll);
  roll_forget (top, &error);
  g_assert_no_error (error);
  g_free (fixture->folder);
}

void
roll_fixture_append (RollWriter *writer,
                     gboolean    groups,
                     const char *page)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdelimit (g_strdup (page), "'", '"');

  roll_writer_append_page (writer,
                           groups ? scim_resource_type_group () : scim_resource_type_user (), text,
                           strlen (text), NULL, &error);
  g_assert_no_error (error);
}

void
roll_fixture_fill (RollFixture *fixture,
                   const char  *users,
                   const char  *groups)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollWriter) writer = roll_writer_new (fixture->roll, "scim", &error);

  g_assert_no_error (error);
  roll_fixture_append (writer, FALSE, users);
  roll_fixture_append (writer, TRUE, groups);
  roll_writer_publish (writer, &error);
  g_assert_no_error (error);
}

char *
roll_fixture_query (RollFixture *fixture,
                    const char  *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Database) database = NULL;
  DatabaseStatement *statement;
  gboolean found;
  char *text = NULL;

  database = database_open (roll_get_path (fixture->roll), DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  statement = database_prepare (database, sql, &error);
  g_assert_no_error (error);
  database_statement_step (statement, &found, &error);
  g_assert_no_error (error);
  if (found)
    text = g_strdup (database_statement_column_text (statement, 0));
  database_statement_reset (statement);
  return text != NULL ? text : g_strdup ("");
}

gint64
roll_fixture_get_fault (RollFixture *fixture,
                        RollFault    fault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollInfo) info = roll_get_info (fixture->roll, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < info->faults->len; i++)
    {
      const RollFaultCount *count = g_ptr_array_index (info->faults, i);

      if (count->fault == fault)
        return count->count;
    }
  return 0;
}
