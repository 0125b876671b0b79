/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Publishing: differences alone are written, the old roll stays until then, one writer at a time,
 * and nothing is lost when there is no room. */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "database/database.h"
#include "roll-helpers.h"
#include "roll/roll-private.h"
#include "scim/scim-schema.h"

#define USERS                                                                                      \
  "[{'id':'1','userName':'Ada@x.example','externalId':'E1','displayName':'Ada',"                   \
  "  'emails':[{'value':'ada@home.example','type':'home'},"                                        \
  "            {'value':'Ada@Work.example','type':'Work'}]},"                                      \
  " {'id':'2','userName':'grace','active':false,'name':{'givenName':'Grace','familyName':'Hopper'" \
  "}}]"
#define GROUPS                                                                                     \
  "[{'id':'1','displayName':'Engineering','members':[{'value':'1','type':'User'},{'value':'2'}]}," \
  " {'id':'9','displayName':'All','members':[{'value':'1','$ref':'../Groups/1'},{'value':'2'},"    \
  "   {'value':'77'}]}]"

static void
test_views (RollFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollInfo) info = NULL;

  g_assert_false (roll_is_published (fixture->roll));
  roll_fixture_fill (fixture, USERS, GROUPS);
  g_assert_true (roll_is_published (fixture->roll));

  roll_fixture_assert (fixture, "SELECT key_folded FROM person WHERE id = '1'", "ada@x.example");
  roll_fixture_assert (fixture, "SELECT name FROM person WHERE id = '2'", "Grace Hopper");
  roll_fixture_assert (fixture, "SELECT active FROM person WHERE id = '1'", "1");
  roll_fixture_assert (fixture, "SELECT active FROM person WHERE id = '2'", "0");
  roll_fixture_assert (
      fixture,
      "SELECT group_concat (rule || '=' || value) FROM (SELECT rule, value FROM key"
      "  WHERE row = (SELECT row FROM person WHERE id = '1') ORDER BY rule)",
      "emails=ada@work.example,externalId=E1,userName=ada@x.example");
  roll_fixture_assert (fixture,
                       "SELECT compare || ' ' || shown || ' ' || kind FROM value"
                       "  WHERE path = 'emails.value' AND kind = 'work'",
                       "ada@work.example Ada@Work.example work");
  roll_fixture_assert (fixture,
                       "SELECT count (*) FROM value WHERE path IN ('id', 'active', 'externalId')",
                       "0");
  roll_fixture_assert (
      fixture, "SELECT group_concat (path) FROM (SELECT path FROM carried ORDER BY path)",
      "displayName,emails.value,externalId,name.familyName,name.givenName,userName");
  roll_fixture_assert (fixture,
                       "SELECT value FROM key JOIN groups USING (row)"
                       "  WHERE groups.id = '1' AND rule = 'displayName'",
                       "engineering");

  /* Ada and Grace in Engineering, Grace in All; a nested group isn't counted, a stranger is said.
   */
  roll_fixture_assert (fixture, "SELECT count (*) FROM member", "3");
  roll_fixture_assert (fixture, "SELECT count (*) FROM membership", "4");
  info = roll_get_info (fixture->roll, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info->users_total, ==, 2);
  g_assert_cmpint (info->users_active, ==, 1);
  g_assert_cmpint (info->groups_total, ==, 2);
  g_assert_cmpint (info->memberships_total, ==, 3);
  g_assert_cmpstr (info->kind, ==, "scim");
  g_assert_cmpint (roll_fixture_get_fault (fixture, ROLL_FAULT_UNKNOWN_MEMBER), ==, 1);
}

/* Two of the same values have the same hash, in whatever order, case and spelling they came. */
static void
test_hash (RollFixture   *fixture,
           gconstpointer  data)
{
  roll_fixture_fill (
      fixture,
      "[{'id':'1','userName':'x','title':'Eng','emails':[{'value':'a','type':'work'},"
      "   {'value':'b','type':'home','primary':true}]},"
      " {'EMAILS':[{'type':'HOME','value':'B'},{'type':'work','value':'a'}],"
      "  'Title':'ENG','USERNAME':'X','id':'2','active':'False','schemas':[]},"
      " {'id':'3','userName':'x','title':'Eng','emails':[{'value':'b','type':'work'},"
      "   {'value':'a','type':'home'}]}]",
      "[]");
  roll_fixture_assert (fixture, "SELECT count (DISTINCT hash) FROM person WHERE id < '3'", "1");
  roll_fixture_assert (fixture, "SELECT count (DISTINCT hash) FROM person", "2");
  roll_fixture_assert (fixture, "SELECT active FROM person WHERE id = '2'", "0");
  g_assert_cmpint (roll_fixture_get_fault (fixture, ROLL_FAULT_LOWERCASE_KEYS), ==, 1);
  g_assert_cmpint (roll_fixture_get_fault (fixture, ROLL_FAULT_WRONG_TYPE), ==, 1);
}

static void
test_nothing_changed (RollFixture   *fixture,
                      gconstpointer  data)
{
  g_autofree char *rows = NULL;
  g_autofree char *after = NULL;
  static const char all[] =
      "SELECT group_concat (row || id || hex (digest) || scope) FROM resource";

  roll_fixture_fill (fixture, USERS, GROUPS);
  rows = roll_fixture_query (fixture, all);

  /* A trigger would fail the transaction if any of these tables were written. */
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (Database) database = database_open (roll_get_path (fixture->roll), 0, &error);

    g_assert_no_error (error);
    database_exec (
        database,
        "CREATE TRIGGER t1 BEFORE INSERT ON resource BEGIN SELECT raise (FAIL, 'wrote'); END;"
        "CREATE TRIGGER t2 BEFORE UPDATE ON resource BEGIN SELECT raise (FAIL, 'wrote'); END;"
        "CREATE TRIGGER t3 BEFORE DELETE ON resource BEGIN SELECT raise (FAIL, 'wrote'); END;"
        "CREATE TRIGGER t4 BEFORE INSERT ON leaf BEGIN SELECT raise (FAIL, 'wrote'); END;"
        "CREATE TRIGGER t5 BEFORE DELETE ON leaf BEGIN SELECT raise (FAIL, 'wrote'); END;"
        "CREATE TRIGGER t6 BEFORE DELETE ON membership"
        "  BEGIN SELECT raise (FAIL, 'wrote'); END;"
        "CREATE TRIGGER t7 BEFORE INSERT ON change BEGIN SELECT raise (FAIL, 'wrote'); END;",
        &error);
    g_assert_no_error (error);
  }

  roll_fixture_fill (fixture, USERS, GROUPS);
  after = roll_fixture_query (fixture, all);
  g_assert_cmpstr (rows, ==, after);
}

static void
test_difference (RollFixture   *fixture,
                 gconstpointer  data)
{
  static const char history[] =
      "SELECT group_concat (what || ' ' || key || coalesce (' ' || detail, ''), '; ')"
      "  FROM (SELECT * FROM change ORDER BY what, key)";

  roll_fixture_fill (fixture, USERS, GROUPS);
  roll_fixture_assert (fixture, "SELECT count (*) FROM change", "0");
  roll_fixture_fill (
      fixture,
      "[{'id':'1','userName':'Ada@x.example','externalId':'E1','displayName':'Ada L',"
      "  'emails':[{'value':'ada@home.example','type':'home'},"
      "            {'value':'Ada@Work.example','type':'Work'}]},"
      " {'id':'3','userName':'new'}]",
      "[{'id':'1','displayName':'Engineering','members':[{'value':'3'}]},"
      " {'id':'9','displayName':'All','members':[{'value':'1','type':'User'}]}]");
  roll_fixture_assert (fixture, history,
                       "came new; changed Ada@x.example"
                       " [{\"path\":\"displayName\",\"old\":\"Ada\",\"new\":\"Ada L\"}];"
                       " joined Ada@x.example All; left grace;"
                       " quit Ada@x.example Engineering; quit Engineering All");
  roll_fixture_assert (fixture, "SELECT row FROM person WHERE id = '1'", "1");
  roll_fixture_assert (fixture, "SELECT count (*) FROM value WHERE row = 2", "0");
  roll_fixture_assert (fixture, "SELECT shown FROM value WHERE path = 'displayName'", "Ada L");
  roll_fixture_assert (fixture, "SELECT count (*) FROM member", "2");
}

static void
test_dropped_writer (RollFixture   *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  RollWriter *writer;

  roll_fixture_fill (fixture, USERS, GROUPS);
  writer = roll_writer_new (fixture->roll, "scim", &error);
  g_assert_no_error (error);
  roll_fixture_append (writer, FALSE, "[{'id':'5','userName':'halfway'}]");

  /* Readers see the old roll while another is read. */
  roll_fixture_assert (fixture, "SELECT count (*) FROM person", "2");
  g_object_unref (writer);
  roll_fixture_assert (fixture, "SELECT count (*) FROM person", "2");
  roll_fixture_fill (fixture, "[]", "[]");
  roll_fixture_assert (fixture, "SELECT count (*) FROM person", "0");
  roll_fixture_assert (fixture, "SELECT count (*) FROM leaf", "0");
}

static void
test_busy (RollFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollWriter) writer = roll_writer_new (fixture->roll, "scim", &error);
  RollWriter *second;
  int status;
  pid_t child;

  g_assert_no_error (error);
  second = roll_writer_new (fixture->roll, "scim", &error);
  g_assert_null (second);
  g_assert_error (error, ROLL_ERROR, ROLL_ERROR_BUSY);
  g_clear_error (&error);

  child = fork ();
  if (child == 0)
    {
      g_autoptr (Roll) roll = roll_open (fixture->folder, NULL);
      g_autoptr (GError) reason = NULL;
      g_autoptr (RollWriter) other = roll_writer_new (roll, "scim", &reason);

      _exit (other == NULL && g_error_matches (reason, ROLL_ERROR, ROLL_ERROR_BUSY) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);

  g_clear_object (&writer);
  writer = roll_writer_new (fixture->roll, "scim", &error);
  g_assert_no_error (error);
}

/* Nobody has a backup of a roll, and nobody needs one: it is read again. */
static void
test_damaged (RollFixture   *fixture,
              gconstpointer  user_data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "damaged", NULL);
  g_autofree char *path = g_build_filename (folder, "roll.db", NULL);
  g_autoptr (Roll) anew = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "no database at all, but long enough", -1, NULL));
  g_assert_null (roll_open (folder, &error));
  g_assert_error (error, ROLL_ERROR, ROLL_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "forget"));
  g_clear_error (&error);

  g_assert_true (roll_forget (folder, &error));
  g_assert_no_error (error);
  anew = roll_open (folder, &error);
  g_assert_no_error (error);
}

static void
test_newer (RollFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Database) database = database_open (roll_get_path (fixture->roll), 0, &error);
  Roll *roll;

  g_assert_no_error (error);
  database_exec (database, "PRAGMA user_version = 99", &error);
  g_assert_no_error (error);
  roll = roll_open (fixture->folder, &error);
  g_assert_null (roll);
  g_assert_error (error, ROLL_ERROR, ROLL_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "newer"));
}

static void
test_full (RollFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) page = g_string_new ("[");
  g_autoptr (RollWriter) writer = NULL;

  roll_fixture_fill (fixture, USERS, GROUPS);
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (page,
                            "%s{'id':'n%u','userName':'somebody-%u','title':'a longer title'}",
                            i > 0 ? "," : "", i, i);
  g_string_append_c (page, ']');

  writer = roll_writer_new (fixture->roll, "scim", &error);
  g_assert_no_error (error);
  roll_fixture_append (writer, FALSE, page->str);
  database_set_page_limit (roll_writer_get_database (writer), 60);
  g_assert_false (roll_writer_publish (writer, &error));
  g_assert_error (error, ROLL_ERROR, ROLL_ERROR_FULL);
  g_clear_error (&error);
  g_clear_object (&writer);

  roll_fixture_assert (fixture, "SELECT count (*) FROM person", "2");
  roll_fixture_assert (fixture, "SELECT count (*) FROM member", "3");
  roll_fixture_fill (fixture, page->str, "[]");
  roll_fixture_assert (fixture, "SELECT count (*) FROM person", "2000");
}

static guint
mode_of (const char *folder,
         const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf information;

  g_assert_cmpint (g_stat (path, &information), ==, 0);
  return information.st_mode & 0777;
}

static void
test_modes (RollFixture   *fixture,
            gconstpointer  data)
{
  mode_t before = umask (0);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (fixture->folder, "a", "b", NULL);
  g_autoptr (Roll) roll = roll_open (folder, &error);
  g_autoptr (Roll) temporary = roll_new_temporary (&error);
  g_autofree char *gone = g_path_get_dirname (roll_get_path (temporary));

  g_assert_no_error (error);
  umask (before);
  roll_fixture_fill (fixture, USERS, GROUPS);
  g_assert_cmpint (mode_of (folder, ""), ==, 0700);
  g_assert_cmpint (mode_of (folder, ROLL_DATABASE_NAME), ==, 0600);
  g_assert_cmpint (mode_of (fixture->folder, ROLL_LOCK_NAME), ==, 0600);
  g_assert_cmpint (mode_of (gone, ""), ==, 0700);

  g_clear_object (&temporary);
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
}

/* Reads a temporary roll in another process, which is killed; (transfer full): its folder */
static char *
leave_temporary (void)
{
  char path[4096] = "";
  int pipes[2];
  pid_t child;

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0)
    {
      Roll *roll = roll_new_temporary (NULL);

      if (write (pipes[1], roll_get_path (roll), strlen (roll_get_path (roll))) < 0)
        _exit (1);
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  g_assert_cmpint (read (pipes[0], path, sizeof path - 1), >, 0);
  g_close (pipes[0], NULL);
  g_close (pipes[1], NULL);
  return g_path_get_dirname (path);
}

static void
make_old (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "alive", NULL);
  struct utimbuf times = { time (NULL) - 3600, time (NULL) - 3600 };

  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

/* People's data doesn't outlive a program that was killed by more than the next one. */
static void
test_left_over (RollFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Roll) used = roll_new_temporary (&error);
  g_autofree char *used_folder = g_path_get_dirname (roll_get_path (used));
  g_autofree char *old_folder = leave_temporary ();
  g_autofree char *new_folder = leave_temporary ();
  g_autoptr (Roll) next = NULL;

  g_assert_no_error (error);
  g_assert_true (g_file_test (old_folder, G_FILE_TEST_IS_DIR));
  make_old (used_folder);
  make_old (old_folder);
  next = roll_new_temporary (&error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (used_folder, G_FILE_TEST_IS_DIR));
  g_assert_false (g_file_test (old_folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new_folder, G_FILE_TEST_IS_DIR));
  roll_forget (new_folder, &error);
  g_assert_no_error (error);
}

static void
test_evidence (RollFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollWriter) writer = roll_writer_new (fixture->roll, "jsonl", &error);
  g_autoptr (RollInfo) info = NULL;

  g_assert_no_error (error);
  roll_fixture_append (writer, FALSE, USERS);
  roll_fixture_append (writer, TRUE, GROUPS);
  roll_writer_append_evidence (writer, ROLL_EVIDENCE_DELETED, "User", "ADA@X.example", NULL, 0,
                               &error);
  g_assert_no_error (error);
  roll_writer_append_evidence (writer, ROLL_EVIDENCE_FAILED, "User", "zoe", "no", 5, &error);
  g_assert_no_error (error);
  roll_writer_publish (writer, &error);
  g_assert_no_error (error);

  roll_fixture_assert (fixture, "SELECT group_concat (key) FROM person", "grace");
  roll_fixture_assert (fixture, "SELECT count (*) FROM member", "2");
  roll_fixture_assert (fixture, "SELECT detail FROM evidence WHERE key_folded = 'zoe'", "no");
  info = roll_get_info (fixture->roll, &error);
  g_assert_cmpint (info->users_total, ==, 1);
  g_assert_cmpint (info->users_active, ==, 0);
  g_assert_cmpint (info->memberships_total, ==, 2);

  /* Without the evidence she is back. */
  g_clear_object (&writer);
  roll_fixture_fill (fixture, USERS, GROUPS);
  roll_fixture_assert (fixture, "SELECT count (*) FROM person", "2");
  roll_fixture_assert (fixture, "SELECT count (*) FROM evidence", "0");
}

#define add(name, function)                                                            \
  g_test_add ("/roll/publish/" name, RollFixture, NULL, roll_fixture_set_up, function, \
              roll_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("views", test_views);
  add ("hash", test_hash);
  add ("nothing-changed", test_nothing_changed);
  add ("difference", test_difference);
  add ("dropped-writer", test_dropped_writer);
  add ("busy", test_busy);
  add ("damaged", test_damaged);
  add ("newer", test_newer);
  add ("full", test_full);
  add ("modes", test_modes);
  add ("left-over", test_left_over);
  add ("evidence", test_evidence);

  return g_test_run ();
}
