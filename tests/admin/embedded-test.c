/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The embedded service's life, with the real rollcall-directory and, for its refusals, with small
 * programs in its place. */

#include "config.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "admin/admin-embedded.h"
#include "admin/admin-json.h"

#define UNUSED_SECONDS 10

typedef struct
{
  char *home;
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", path, NULL);

  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

/* g_get_user_data_dir() remembers, so the environment is set once and its folders are emptied. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("BUILD_ROOT"), "src", "rollcall-directory", NULL);

  fixture->home = g_strdup (g_getenv ("HOME"));
  g_setenv ("ROLLCALL_DIRECTORY_PROGRAM", program, TRUE);
  g_mkdir_with_parents (g_getenv ("XDG_RUNTIME_DIR"), 0700);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  remove_tree (g_getenv ("XDG_RUNTIME_DIR"));
  remove_tree (g_getenv ("XDG_DATA_HOME"));
  g_free (fixture->home);
}

/* Puts a shell script in the service's place. */
static void
pose_as_service (Fixture    *fixture,
                 const char *script)
{
  g_autofree char *path = g_build_filename (fixture->home, "service", NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_setenv ("ROLLCALL_DIRECTORY_PROGRAM", path, TRUE);
}

static gboolean
is_listening (const char *service)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (service + strlen ("unix:"));
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);

  return connection != NULL;
}

static void
test_starts_and_is_found (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (AdminEmbedded) first = NULL;
  g_autoptr (AdminEmbedded) second = NULL;
  g_autoptr (AdminClient) client = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (AdminDirectory) found = NULL;
  g_autoptr (AdminKey) key = NULL;
  g_autoptr (AdminKey) replaced = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (JsonNode) activity = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = admin_embedded_get_default_service ();

  first = admin_embedded_ensure (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (admin_embedded_get_service (first), ==, expected);
  g_assert_nonnull (admin_embedded_get_url (first));
  second = admin_embedded_ensure (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (admin_embedded_get_url (second), ==, admin_embedded_get_url (first));

  client = admin_client_new (admin_embedded_get_service (second), NULL, &error);
  g_assert_no_error (error);
  directory = admin_client_create_directory (client, "Ådirectory / ?", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (directory->key->secret);
  g_assert_cmpstr (directory->key->scope, ==, "provision");
  g_assert_cmpint (directory->key->expires, >, directory->key->created);

  found = admin_client_find_directory (client, "Ådirectory / ?", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, directory->id);
  g_assert_null (found->key);
  g_assert_true (admin_client_rename_directory (client, found->id, "Renamed", NULL, &error));
  g_assert_no_error (error);
  g_assert_null (admin_client_find_directory (client, "Ådirectory / ?", NULL, &error));
  g_assert_error (error, ADMIN_ERROR, ADMIN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "“Renamed”"));
  g_clear_error (&error);

  key = admin_client_create_key (client, found->id, "Reader", "read", 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (key->expires, ==, 0);
  g_assert_true (admin_client_extend_key (client, found->id, key->id,
                                          g_get_real_time () + G_TIME_SPAN_DAY, NULL, &error));
  g_assert_no_error (error);
  replaced = admin_client_replace_key (client, found->id, directory->key->id, 3600, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (replaced->secret, !=, directory->key->secret);
  g_assert_true (admin_client_revoke_key (client, found->id, key->id, NULL, &error));
  g_assert_no_error (error);
  keys = admin_client_list_keys (client, found->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, >=, 2);
  for (guint i = 0; i < keys->len; i++)
    g_assert_null (((AdminKey *)g_ptr_array_index (keys, i))->secret);

  activity =
      admin_client_get_activity_before (client, found->id, G_MAXINT64, 10, "key", 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (admin_json_get_list (activity)), >=, 3);
  g_clear_pointer (&activity, json_node_unref);
  activity = admin_client_get_activity (client, found->id, -1, 1, 0, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (admin_json_get_list (activity)), ==, 0);

  g_assert_true (admin_client_delete_directory (client, found->id, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&client);
  g_assert_true (admin_embedded_stop (second, &error));
  g_assert_true (is_listening (expected));
  g_assert_true (admin_embedded_stop (first, &error));
  g_assert_no_error (error);
  g_assert_false (is_listening (expected));
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), <=, 0);
}

static void
test_held_then_ends (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (AdminEmbedded) embedded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *service = admin_embedded_get_default_service ();
  gint64 deadline;

  embedded = admin_embedded_ensure (NULL, &error);
  g_assert_no_error (error);
  g_usleep ((UNUSED_SECONDS + 2) * G_USEC_PER_SEC);
  g_assert_true (is_listening (service));

  /* Each look at the socket is a client too, so the looks are farther apart than that. */
  g_clear_object (&embedded);
  deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  do
    g_usleep ((UNUSED_SECONDS + 2) * G_USEC_PER_SEC);
  while (is_listening (service) && g_get_monotonic_time () < deadline);
  g_assert_false (is_listening (service));
}

static void
test_restarts_after_end (Fixture       *fixture,
                         gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AdminEmbedded) embedded = admin_embedded_ensure (NULL, &error);

      g_assert_no_error (error);
      g_assert_true (admin_embedded_stop (embedded, &error));
      g_assert_no_error (error);
    }
}

static void
test_refusal_in_its_words (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (AdminEmbedded) embedded = NULL;
  g_autoptr (GError) error = NULL;

  pose_as_service (fixture,
                   "echo 'a line before' >&2\n"
                   "echo 'rollcall-directory: the data is of a newer version' >&2\nexit 1");
  embedded = admin_embedded_ensure (NULL, &error);
  g_assert_null (embedded);
  g_assert_error (error, ADMIN_ERROR, ADMIN_ERROR_START);
  g_assert_true (g_str_has_suffix (error->message, ": the data is of a newer version"));
  g_assert_true (admin_error_is_unreachable (error));
}

static void
test_refusal_without_words (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (AdminEmbedded) embedded = NULL;
  g_autoptr (GError) error = NULL;

  pose_as_service (fixture, "echo '{\"ready\":'\nexit 0");
  embedded = admin_embedded_ensure (NULL, &error);
  g_assert_null (embedded);
  g_assert_error (error, ADMIN_ERROR, ADMIN_ERROR_START);
}

static void
test_no_program (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (AdminEmbedded) embedded = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("ROLLCALL_DIRECTORY_PROGRAM", "/nowhere/rollcall-directory", TRUE);
  embedded = admin_embedded_ensure (NULL, &error);
  g_assert_null (embedded);
  g_assert_error (error, ADMIN_ERROR, ADMIN_ERROR_NO_PROGRAM);
}

static gpointer
cancel_cb (gpointer data)
{
  g_usleep (200000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (AdminEmbedded) embedded = NULL;
  g_autoptr (GError) error = NULL;
  GThread *thread;

  pose_as_service (fixture, "exec sleep 30");
  thread = g_thread_new ("cancel", cancel_cb, cancellable);
  embedded = admin_embedded_ensure (cancellable, &error);
  g_thread_join (thread);
  g_assert_null (embedded);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What the child gets from us: no secret, no standard input, a session of its own. */
static void
test_child_inherits_nothing (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (AdminEmbedded) embedded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->home, "seen", NULL);
  g_autofree char *seen = NULL;
  g_autofree char *session = g_strdup_printf ("session=%d\n", (int)getsid (0));

  g_setenv ("ROLLCALL_TARGET_KEY", "rcd_notakeybutlookslikeone", TRUE);
  g_setenv ("ROLLCALL_ADMIN_TOKEN", "alsoasecret", TRUE);
  g_setenv ("SEEN", path, TRUE);
  pose_as_service (fixture, "{ env; echo stdin=$(readlink /proc/$$/fd/0);"
                            " echo session=$(cut -d' ' -f6 /proc/$$/stat); } >$SEEN; exit 1");
  embedded = admin_embedded_ensure (NULL, &error);
  g_assert_null (embedded);
  g_assert_true (g_file_get_contents (path, &seen, NULL, NULL));
  g_assert_null (strstr (seen, "lookslikeone"));
  g_assert_null (strstr (seen, "alsoasecret"));
  g_assert_nonnull (strstr (seen, "stdin=/dev/null\n"));
  g_assert_nonnull (strstr (seen, "session="));
  g_assert_null (strstr (seen, session));
  g_unsetenv ("ROLLCALL_TARGET_KEY");
  g_unsetenv ("ROLLCALL_ADMIN_TOKEN");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("rollcall-XXXXXX", NULL);
  g_autofree char *runtime = g_build_filename (home, "run", NULL);
  g_autofree char *data = g_build_filename (home, "data", NULL);
  int result;

  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/admin/embedded/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("starts-and-is-found", test_starts_and_is_found);
  ADD ("held-then-ends", test_held_then_ends);
  ADD ("restarts-after-end", test_restarts_after_end);
  ADD ("refusal-in-its-words", test_refusal_in_its_words);
  ADD ("refusal-without-words", test_refusal_without_words);
  ADD ("no-program", test_no_program);
  ADD ("cancelled", test_cancelled);
  ADD ("child-inherits-nothing", test_child_inherits_nothing);
#undef ADD
  result = g_test_run ();
  remove_tree (home);
  return result;
}
