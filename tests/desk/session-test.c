/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets of one session where no keyring answers: nothing is kept unless a person says so, and
 * then in memory alone. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/base-secret.h"
#include "connection/connection-list.h"
#include "desk/desk-connection.h"
#include "desk/desk-session.h"

static void
test_no_keyring (void)
{
  g_autoptr (DeskSession) session = desk_session_new ();
  g_autoptr (Connection) draft = connection_new ("Acme", "scim:https://acme.example/scim");
  g_autoptr (Connection) saved = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (desk_connection_save (draft, "some-key-1234", session, NULL, &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NO_KEYRING);
  g_assert_null (strstr (error->message, "some-key"));
  g_clear_error (&error);
  list = connection_list_load (NULL);
  g_assert_cmpuint (list->len, ==, 0);
  g_assert_false (desk_session_holds (session, draft->uuid, "key"));

  desk_session_set_memory_only (session, TRUE);
  g_assert_true (desk_session_get_memory_only (session));
  saved = desk_connection_save (draft, "some-key-1234", session, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (saved->uuid, ==, draft->uuid);
  g_assert_true (desk_session_holds (session, draft->uuid, "key"));

  g_assert_true (desk_connection_remove_begin (saved, &error));
  g_assert_true (desk_session_holds (session, draft->uuid, "key"));
  g_assert_true (desk_connection_remove_finish (saved, session, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (desk_session_holds (session, draft->uuid, "key"));
}

static void
test_memory (void)
{
  g_autoptr (DeskSession) session = desk_session_new ();
  g_autoptr (Connection) one = connection_new ("One", "scim:https://one.example");
  g_autoptr (Connection) two = connection_new ("Two", "scim:https://two.example");
  g_autoptr (SourceSecrets) reading = desk_session_get_secrets (session, one->uuid, "key");
  g_autoptr (SourceSecrets) writing =
      desk_session_get_secrets (session, one->uuid, "provision-key");
  g_autoptr (GError) error = NULL;
  g_auto (BaseSecret) read = NULL;
  g_auto (BaseSecret) written = NULL;
  g_auto (BaseSecret) other = NULL;

  desk_session_set_memory_only (session, TRUE);
  g_assert_true (desk_session_store (session, one, "key", "old", NULL, &error));
  g_assert_true (desk_session_store (session, one, "key", "reads", NULL, &error));
  g_assert_true (desk_session_store (session, one, "provision-key", "writes", NULL, &error));
  g_assert_true (desk_session_store (session, two, "key", "another", NULL, &error));
  g_assert_no_error (error);

  read = source_secrets_lookup (reading, "key", NULL, &error);
  g_assert_cmpstr (read, ==, "reads");
  written = source_secrets_lookup (writing, "key", NULL, &error);
  g_assert_cmpstr (written, ==, "writes");
  g_assert_null (source_secrets_lookup (reading, "password", NULL, &error));
  g_assert_no_error (error);

  g_assert_true (desk_session_clear (session, one, NULL, &error));
  g_assert_null (source_secrets_lookup (reading, "key", NULL, &error));
  g_assert_no_error (error);
  other = desk_session_lookup (session, two->uuid, "key", NULL, &error);
  g_assert_cmpstr (other, ==, "another");
}

/* Many threads at once, as a window's pages are. */
static gpointer
worker_cb (gpointer data)
{
  DeskSession *session = data;
  g_autoptr (Connection) own = connection_new ("Own", "scim:https://own.example");

  for (guint i = 0; i < 500; i++)
    {
      g_auto (BaseSecret) found = NULL;

      g_assert_true (desk_session_store (session, own, "key", "secret", NULL, NULL));
      found = desk_session_lookup (session, own->uuid, "key", NULL, NULL);
      g_assert_cmpstr (found, ==, "secret");
      g_assert_true (desk_session_clear (session, own, NULL, NULL));
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (DeskSession) session = desk_session_new ();
  GThread *threads[4];

  desk_session_set_memory_only (session, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("worker", worker_cb, session);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *nowhere = g_dir_make_tmp ("rollcall-session-XXXXXX", NULL);
  g_autofree char *bus = g_strconcat ("unix:path=", nowhere, "/bus", NULL);
  int result;

  /* A bus that isn't there, so that nobody's real keyring is asked. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", bus, TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/desk/session/no-keyring", test_no_keyring);
  g_test_add_func ("/desk/session/memory", test_memory);
  g_test_add_func ("/desk/session/threads", test_threads);
  result = g_test_run ();
  g_assert_cmpint (g_rmdir (nowhere), ==, 0);
  return result;
}
