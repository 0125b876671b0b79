/* SPDX-License-Identifier: GPL-3.0-or-later */

/* connections.ini: what is kept, what is refused, and that two programs don't lose each other's
 * change. */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "connection/connection-list.h"

#define WRITERS 4
#define EACH 10

static void
empty (void)
{
  g_autofree char *path = connection_list_get_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  g_unlink (path);
}

static void
test_add_find_update_remove (void)
{
  g_autoptr (Connection) slack = connection_new ("Slack", "scim:https://slack.example/scim");
  g_autoptr (Connection) again = connection_new ("Slack", "csv:/x.csv");
  g_autoptr (Connection) found = NULL;
  g_autoptr (Connection) changed = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  empty ();
  g_assert_true (g_uuid_string_is_valid (slack->uuid));
  slack->service = g_strdup (CONNECTION_EMBEDDED);
  slack->directory = g_strdup ("Ü=[]\n;");
  g_assert_true (connection_list_add (slack, &error));
  g_assert_no_error (error);
  g_assert_false (connection_list_add (again, &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NAME_TAKEN);
  g_clear_error (&error);

  found = connection_list_find ("Slack", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->uuid, ==, slack->uuid);
  g_assert_cmpstr (found->side, ==, slack->side);
  g_assert_cmpstr (found->service, ==, slack->service);
  g_assert_cmpstr (found->directory, ==, slack->directory);
  g_assert_cmpint (found->created / 1000, ==, slack->created / 1000);
  g_assert_null (connection_list_find ("slack", &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "“Slack”"));
  g_clear_error (&error);

  changed = connection_copy (found);
  g_free (changed->name);
  changed->name = g_strdup ("Another");
  g_clear_pointer (&changed->service, g_free);
  g_assert_true (connection_list_update (changed, &error));
  list = connection_list_load (&error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_null (((Connection *)g_ptr_array_index (list, 0))->service);

  g_assert_true (connection_list_remove (slack->uuid, &error));
  g_assert_no_error (error);
  g_assert_false (connection_list_remove (slack->uuid, &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (connection_list_update (changed, &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NOT_FOUND);
}

static void
test_optional_members (void)
{
  g_autoptr (Connection) made = connection_new ("Practice", "scim:https://x.example/scim");
  g_autoptr (Connection) copy = NULL;
  g_autoptr (Connection) found = NULL;
  g_autoptr (Connection) bare = NULL;
  g_autoptr (GError) error = NULL;

  empty ();
  made->source = g_uuid_string_random ();
  made->expires = made->created + 30 * G_TIME_SPAN_DAY;
  made->idp = g_strdup ("entra");
  made->preset = g_strdup ("other");
  connection_set_step (made, 3, TRUE);
  connection_set_step (made, 1, TRUE);
  copy = connection_copy (made);
  g_assert_true (connection_list_add (copy, &error));
  g_assert_no_error (error);

  found = connection_list_find_by_uuid (made->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->source, ==, made->source);
  g_assert_cmpint (found->expires / 1000, ==, made->expires / 1000);
  g_assert_cmpstr (found->idp, ==, "entra");
  g_assert_cmpstr (found->preset, ==, "other");
  g_assert_true (connection_has_step (found, 1));
  g_assert_false (connection_has_step (found, 2));
  g_assert_true (connection_has_step (found, 3));

  connection_set_step (found, 3, FALSE);
  connection_set_step (found, 1, FALSE);
  g_assert_null (found->steps_done);
  found->expires = 0;
  g_clear_pointer (&found->source, g_free);
  g_clear_pointer (&found->idp, g_free);
  g_clear_pointer (&found->preset, g_free);
  g_assert_true (connection_list_update (found, NULL));
  bare = connection_list_find ("Practice", NULL);
  g_assert_null (bare->source);
  g_assert_cmpint (bare->expires, ==, 0);
  g_assert_null (bare->idp);
  g_assert_null (bare->preset);
  g_assert_null (bare->steps_done);
}

/* What somebody wrote into the file by hand harms nothing. */
static void
test_odd_steps (void)
{
  g_autoptr (Connection) connection = connection_new ("X", "counts:users=1");

  connection->steps_done = g_strdup (" 2, x,-1,,999999999999, 4");
  g_assert_true (connection_has_step (connection, 2));
  g_assert_true (connection_has_step (connection, 4));
  g_assert_false (connection_has_step (connection, 1));
  connection_set_step (connection, 2, TRUE);
  g_assert_cmpstr (connection->steps_done, ==, "4,2");
}

static void
test_directory_or_not (void)
{
  static const struct
  {
    const char *side;
    gboolean directory;
  } rows[] = {
    { "scim:https://x.example", TRUE }, { "SCIM:https://x.example", TRUE },
    { "csv:/people.csv", FALSE },       { "counts:users=1", FALSE },
    { "/people.csv", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Connection) connection = connection_new ("X", rows[i].side);

      g_assert_cmpint (connection_is_directory (connection), ==, rows[i].directory);
    }
}

static void
test_rename (void)
{
  g_autoptr (Connection) one = connection_new ("One", "counts:users=1");
  g_autoptr (Connection) two = connection_new ("Two", "counts:users=2");
  g_autoptr (Connection) found = NULL;
  g_autoptr (GError) error = NULL;

  empty ();
  g_assert_true (connection_list_add (one, NULL));
  g_assert_true (connection_list_add (two, NULL));

  g_assert_true (connection_list_check_name ("Two", two->uuid, NULL));
  g_assert_true (connection_list_check_name ("Three", NULL, NULL));
  g_assert_false (connection_list_check_name ("Two", NULL, &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NAME_TAKEN);
  g_clear_error (&error);
  g_assert_false (connection_list_rename (one->uuid, "Two", &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NAME_TAKEN);
  g_clear_error (&error);
  g_assert_false (connection_list_rename (one->uuid, "", &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_BAD_NAME);
  g_clear_error (&error);

  g_assert_true (connection_list_rename (one->uuid, "Three", NULL));
  found = connection_list_find_by_uuid (one->uuid, NULL);
  g_assert_cmpstr (found->name, ==, "Three");
  g_assert_cmpstr (found->side, ==, "counts:users=1");
  g_assert_false (connection_list_rename ("no-such", "Four", &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (connection_list_find_by_uuid ("no-such", &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NOT_FOUND);
}

static void
test_names (void)
{
  const char *const bad[] = { "", " x", "a\nb", "csv:people.csv", "./people.csv", "rcd_secret" };
  g_autofree char *longest = g_strnfill (101, 'x');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (connection_check_name (bad[i], &error));
      g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_BAD_NAME);
      g_assert_null (strstr (error->message, "secret"));
      g_clear_error (&error);
    }
  g_assert_false (connection_check_name (longest, NULL));
  g_assert_true (connection_check_name ("Lön & Co: 1", &error));
  g_assert_no_error (error);
}

static void
test_private_and_foreign_keys_kept (void)
{
  g_autoptr (Connection) connection = connection_new ("One", "counts:users=1");
  g_autofree char *path = connection_list_get_path ();
  g_autofree char *text = NULL;
  GStatBuf status;

  empty ();
  g_assert_true (connection_list_add (connection, NULL));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  {
    g_autofree char *more =
        g_strconcat ("# mine\n", text, "colour=blue\n\n[window]\nwidth=3\n", NULL);
    g_autofree char *after = NULL;

    g_assert_true (g_file_set_contents (path, more, -1, NULL));
    g_free (connection->side);
    connection->side = g_strdup ("counts:users=2");
    g_assert_true (connection_list_update (connection, NULL));
    g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
    g_assert_nonnull (strstr (after, "# mine"));
    g_assert_nonnull (strstr (after, "colour=blue"));
    g_assert_nonnull (strstr (after, "width=3"));
    g_assert_nonnull (strstr (after, "users=2"));
  }
}

static void
test_newer_and_broken (void)
{
  g_autoptr (Connection) connection = connection_new ("One", "counts:users=1");
  g_autofree char *path = connection_list_get_path ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  empty ();
  g_assert_true (g_file_set_contents (path, "[rollcall]\nversion=2\n", -1, NULL));
  g_assert_null (connection_list_load (&error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (connection_list_add (connection, &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "[rollcall]\nversion=2\n");

  g_assert_true (g_file_set_contents (path, "no ini file\n", -1, NULL));
  g_assert_null (connection_list_load (&error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, path));
  empty ();
}

static void
add_some (int writer)
{
  /* A fork draws the same UUIDs as its siblings. */
  g_random_set_seed ((guint32)getpid ());
  for (int i = 0; i < EACH; i++)
    {
      g_autofree char *name = g_strdup_printf ("writer %d connection %d", writer, i);
      g_autoptr (Connection) connection = connection_new (name, "counts:users=1");

      if (!connection_list_add (connection, NULL))
        _exit (1);
    }
  _exit (0);
}

static void
test_writers_lose_nothing (void)
{
  g_autoptr (GPtrArray) list = NULL;
  pid_t children[WRITERS];

  empty ();
  for (int i = 0; i < WRITERS; i++)
    {
      children[i] = fork ();
      g_assert_cmpint (children[i], >=, 0);
      if (children[i] == 0)
        add_some (i);
    }
  for (int i = 0; i < WRITERS; i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  list = connection_list_load (NULL);
  g_assert_cmpuint (list->len, ==, WRITERS * EACH);
  empty ();
}

static void
remove_tree (const char *path)
{
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", path, NULL);

  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("rollcall-XXXXXX", NULL);
  int result;

  /* GLib's own isolation gives each test other folders and lets their names go. */
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/optional-members", test_optional_members);
  g_test_add_func ("/connection/odd-steps", test_odd_steps);
  g_test_add_func ("/connection/directory-or-not", test_directory_or_not);
  g_test_add_func ("/connection/rename", test_rename);
  g_test_add_func ("/connection/list/add-find-update-remove", test_add_find_update_remove);
  g_test_add_func ("/connection/list/names", test_names);
  g_test_add_func ("/connection/list/private-and-foreign-keys-kept",
                   test_private_and_foreign_keys_kept);
  g_test_add_func ("/connection/list/newer-and-broken", test_newer_and_broken);
  g_test_add_func ("/connection/list/writers-lose-nothing", test_writers_lose_nothing);
  result = g_test_run ();
  remove_tree (home);
  return result;
}
