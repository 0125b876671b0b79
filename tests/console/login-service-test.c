/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The unit that is written for *while I am logged in*, verified by systemd itself. */

#include "config.h"

#include "console/rollcall-login-service.h"

#include <glib/gstdio.h>

/* (transfer full): an executable of the name that a path may have at its worst */
static char *
make_program (const char *folder_name)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), folder_name, NULL);
  char *path = g_build_filename (folder, "rollcall-directory", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "#!/bin/sh\n", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
  return path;
}

static void
verify (const char *text)
{
  g_autofree char *path =
      g_build_filename (g_get_user_cache_dir (), "rollcall-directory.service", NULL);
  g_autofree char *words = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                              &error, "systemd-analyze", "verify", "--man=no", path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &words, NULL, &error));
  /* What it says of other units of the machine names those. */
  if (!g_subprocess_get_successful (process) ||
      strstr (words, "rollcall-directory.service") != NULL)
    g_test_message ("%s\n%s", text, words);
  g_assert_null (strstr (words, "rollcall-directory.service"));
  g_assert_true (g_subprocess_get_successful (process));
}

static void
test_unit_is_verified (void)
{
  g_autofree char *plain = make_program ("plain");
  g_autofree char *strange = make_program ("a b%h$x");
  g_autofree char *unit = rollcall_login_service_make_unit (plain, NULL);
  g_autofree char *unit_strange =
      rollcall_login_service_make_unit (strange, "/data of/100% \"me\"");
  g_autofree char *analyze = g_find_program_in_path ("systemd-analyze");

  g_assert_nonnull (strstr (unit, "/rollcall-directory\" serve\n"));
  g_assert_null (strstr (unit, "until-unused"));
  g_assert_null (strstr (unit, "Environment="));
  g_assert_nonnull (strstr (unit_strange, "/a b%%h$x/rollcall-directory\" serve\n"));
  g_assert_nonnull (
      strstr (unit_strange, "Environment=\"XDG_DATA_HOME=/data of/100%% \\\"me\\\"\"\n"));
  if (analyze == NULL)
    {
      g_test_skip ("systemd-analyze isn't installed");
      return;
    }
  verify (unit);
  verify (unit_strange);
}

static void
test_verify_can_fail (void)
{
  g_autofree char *analyze = g_find_program_in_path ("systemd-analyze");

  if (analyze == NULL)
    {
      g_test_skip ("systemd-analyze isn't installed");
      return;
    }
  if (g_test_subprocess ())
    {
      verify ("[Service]\nExecStart=\"/no/such program\" serve\n");
      return;
    }
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_failed ();
}

static void
test_on_and_off (void)
{
  g_autofree char *program = make_program ("on");
  g_autofree char *path = rollcall_login_service_get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *link =
      g_build_filename (folder, "default.target.wants", "rollcall-directory.service", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("ROLLCALL_DIRECTORY_PROGRAM", program, TRUE);
  g_assert_false (rollcall_login_service_is_on ());
  g_assert_true (rollcall_login_service_set_on (FALSE, &error));

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (rollcall_login_service_set_on (TRUE, &error));
      g_assert_no_error (error);
      g_assert_true (rollcall_login_service_is_on ());
    }
  /* What enables it leads to the unit. */
  g_assert_true (g_file_get_contents (link, &text, NULL, &error));
  g_assert_nonnull (strstr (text, program));

  g_assert_true (rollcall_login_service_set_on (FALSE, &error));
  g_assert_false (rollcall_login_service_is_on ());
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

static void
test_refused (void)
{
  g_autofree char *path = rollcall_login_service_get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *program = make_program ("refused");
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *wants = g_build_filename (folder, "default.target.wants", NULL);
  g_autoptr (GError) error = NULL;

  g_setenv ("ROLLCALL_DIRECTORY_PROGRAM", "/no/such/program", TRUE);
  g_assert_false (rollcall_login_service_set_on (TRUE, &error));
  g_assert_nonnull (strstr (error->message, "/no/such/program"));
  g_assert_false (rollcall_login_service_is_on ());
  g_clear_error (&error);

  g_free (program);
  program = make_program ("a\"b");
  g_setenv ("ROLLCALL_DIRECTORY_PROGRAM", program, TRUE);
  g_assert_false (rollcall_login_service_set_on (TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
  g_assert_false (rollcall_login_service_is_on ());
  g_clear_error (&error);

  /* A file where the folder should be. */
  g_free (program);
  program = make_program ("refused");
  g_setenv ("ROLLCALL_DIRECTORY_PROGRAM", program, TRUE);
  g_rmdir (wants);
  g_rmdir (folder);
  g_rmdir (parent);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (parent, "", -1, NULL));
  g_assert_false (rollcall_login_service_set_on (TRUE, &error));
  g_assert_nonnull (strstr (error->message, "systemd"));
  g_assert_false (rollcall_login_service_is_on ());
  g_unlink (parent);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/console/login-service/unit-is-verified", test_unit_is_verified);
  g_test_add_func ("/console/login-service/verify-can-fail", test_verify_can_fail);
  g_test_add_func ("/console/login-service/on-and-off", test_on_and_off);
  g_test_add_func ("/console/login-service/refused", test_refused);
  return g_test_run ();
}
