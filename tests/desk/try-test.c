/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection is tried out: good services, odd ones, wrong addresses, wrong keys. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "desk/desk-test.h"
#include "scim-stand-in.h"
#include "test-server.h"

/* What was told: one letter a step's end (o, w, f), in order. */
typedef struct
{
  GString *letters;
  char *detail;
  char *title;
  gint64 users;
  gint64 groups;
  int running;
} Told;

static void
told_clear (Told *told)
{
  g_string_free (told->letters, TRUE);
  g_free (told->detail);
  g_free (told->title);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Told, told_clear)

static void
step_cb (const DeskTestStep *step,
         gpointer            data)
{
  static const char letters[] = { 'r', 'o', 'w', 'f' };
  Told *told = data;

  g_assert_nonnull (step->title);
  if (step->state == DESK_TEST_RUNNING)
    {
      g_assert_cmpint (told->running, ==, -1);
      told->running = (int)step->kind;
      return;
    }
  /* Each step begins before it ends. */
  g_assert_cmpint (told->running, ==, (int)step->kind);
  told->running = -1;
  g_string_append_c (told->letters, letters[step->state]);
  g_free (told->detail);
  g_free (told->title);
  told->detail = g_strdup (step->detail);
  told->title = g_strdup (step->title);
  told->users = step->users;
  told->groups = step->groups;
}

static gboolean
try_out (const char  *side,
         const char  *key,
         Told        *told,
         GError     **error)
{
  g_string_truncate (told->letters, 0);
  told->running = -1;
  return desk_test_connection (side, key, step_cb, told, NULL, error);
}

static gboolean
try_stand_in (const StandInHabits  *habits,
              const char           *key,
              Told                 *told,
              GError              **error)
{
  g_autoptr (ScimStandIn) service = scim_stand_in_new (habits);
  g_autofree char *side = g_strconcat ("scim:", scim_stand_in_get_url (service), NULL);

  return try_out (side, key, told, error);
}

static void
test_good (void)
{
  const StandInHabits habits = { .users = 1204,
                                 .groups = 43,
                                 .pagination = "{\"index\":true}",
                                 .key = "correct" };
  g_auto (Told) told = { g_string_new (NULL) };
  g_autoptr (GError) error = NULL;

  g_assert_true (try_stand_in (&habits, "correct", &told, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (told.letters->str, ==, "ooo");
  g_assert_cmpint (told.users, ==, 1204);
  g_assert_cmpint (told.groups, ==, 43);
  g_assert_cmpstr (told.title, ==, "One page was read: 1,204 people, 43 groups");
}

static void
test_odd (void)
{
  const StandInHabits no_groups = { .users = 3, .no_groups = TRUE, .key = "k" };
  const StandInHabits no_total = { .users = 3, .groups = 1, .no_total = TRUE, .key = "k" };
  const StandInHabits open = { .users = 3, .groups = 1 };
  g_auto (Told) told = { g_string_new (NULL) };

  g_assert_true (try_stand_in (&no_groups, "k", &told, NULL));
  g_assert_cmpstr (told.letters->str + 1, ==, "ow");
  g_assert_nonnull (strstr (told.detail, "no groups"));
  g_assert_cmpint (told.groups, ==, -1);
  g_assert_true (try_stand_in (&no_total, "k", &told, NULL));
  g_assert_cmpstr (told.letters->str + 1, ==, "ow");
  g_assert_cmpint (told.users, ==, -1);
  g_assert_true (try_stand_in (&open, NULL, &told, NULL));
  g_assert_cmpstr (told.letters->str + 1, ==, "wo");
}

static void
test_wrong_key (void)
{
  const StandInHabits habits = { .users = 3, .groups = 1, .key = "correct" };
  g_auto (Told) told = { g_string_new (NULL) };
  g_autoptr (GError) error = NULL;

  g_assert_false (try_stand_in (&habits, "wrong-key", &told, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_TEST);
  g_assert_cmpuint (told.letters->len, ==, 2);
  g_assert_cmpint (told.letters->str[1], ==, 'f');
  g_assert_cmpstr (told.title, ==, "The key is not accepted");
  g_assert_null (strstr (error->message, "wrong-key"));
  g_clear_error (&error);

  g_assert_false (try_stand_in (&habits, NULL, &told, &error));
  g_assert_cmpint (told.letters->str[1], ==, 'f');
}

/* Nothing is sent for a key that is cut off, nor to an address that can't be one. */
static void
test_not_sent (void)
{
  static const char *const sides[] = {
    "scim:http://scim.contoso.example/v2",
    "scim:https://ann:secret@x.example/v2",
    "scim:",
    "scim:ftp://x.example",
  };
  const StandInHabits habits = { .users = 3, .groups = 1 };
  g_autoptr (ScimStandIn) service = scim_stand_in_new (&habits);
  g_autofree char *side = g_strconcat ("scim:", scim_stand_in_get_url (service), NULL);
  g_auto (Told) told = { g_string_new (NULL) };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (try_out (sides[i], "k", &told, &error));
      g_assert_error (error, DESK_ERROR, DESK_ERROR_TEST);
      g_assert_cmpstr (told.letters->str, ==, "f");
      g_assert_null (strstr (error->message, "secret"));
    }

  g_assert_false (try_out (side, "rcd_cut", &told, NULL));
  g_assert_cmpstr (told.letters->str, ==, "f");
  g_assert_cmpstr (told.title, ==, "The key is not accepted");
  g_assert_null (scim_stand_in_get_user_agent (service));
  g_assert_cmpuint (scim_stand_in_get_lists (service), ==, 0);
}

static void
page_cb (SoupServerMessage *message,
         const char        *path,
         gpointer           data)
{
  static const char page[] = "<!DOCTYPE html><title>Sign in</title>";

  soup_server_message_set_status (message, GPOINTER_TO_UINT (data), NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_STATIC, page,
                                    strlen (page));
}

static void
nothing_cb (SoupServerMessage *message,
            const char        *path,
            gpointer           data)
{
  static const char text[] = "{\"message\":\"no route\"}";

  soup_server_message_set_status (message, GPOINTER_TO_UINT (data), NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, text,
                                    strlen (text));
}

static void
test_wrong_address (void)
{
  static const struct
  {
    TestHandler handler;
    guint status;
    const char *words;
  } rows[] = {
    { page_cb, 200, "This is a web page, not a SCIM service." },
    { page_cb, 404, "This is a web page, not a SCIM service." },
    { nothing_cb, 404, "no SCIM service at this address" },
    { nothing_cb, 200, "not as a SCIM service does" },
    { nothing_cb, 410, "(410: no route)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestServer) server =
          test_server_new (rows[i].handler, GUINT_TO_POINTER (rows[i].status), NULL, NULL);
      g_autofree char *side = g_strconcat ("scim:", test_server_get_url (server), NULL);
      g_auto (Told) told = { g_string_new (NULL) };
      g_autoptr (GError) error = NULL;

      g_assert_false (try_out (side, "k", &told, &error));
      g_assert_error (error, DESK_ERROR, DESK_ERROR_TEST);
      g_assert_cmpstr (told.letters->str, ==, "f");
      g_assert_cmpstr (told.title, ==, "The address doesn’t answer as it should");
      g_assert_nonnull (strstr (told.detail, rows[i].words));
    }
}

/* A service that asks for a key everywhere is a service. */
static void
test_key_wanted_everywhere (void)
{
  g_autoptr (TestServer) server = test_server_new (nothing_cb, GUINT_TO_POINTER (401), NULL, NULL);
  g_autofree char *side = g_strconcat ("scim:", test_server_get_url (server), NULL);
  g_auto (Told) told = { g_string_new (NULL) };

  g_assert_false (try_out (side, "k", &told, NULL));
  g_assert_cmpstr (told.letters->str, ==, "of");
}

static void
test_unreachable_and_cancelled (void)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_auto (Told) told = { g_string_new (NULL) };
  g_autoptr (GError) error = NULL;

  /* The discard port of loopback: nobody listens. */
  g_assert_false (try_out ("scim:http://127.0.0.1:9/scim", "k", &told, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_TEST);
  g_assert_cmpstr (told.letters->str, ==, "f");
  g_clear_error (&error);

  g_cancellable_cancel (cancelled);
  told.running = -1;
  g_assert_false (desk_test_connection ("scim:http://127.0.0.1:9/scim", "k", step_cb, &told,
                                        cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("rollcall-try-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "people.csv", NULL);
  g_autofree char *side = g_strconcat ("csv:", path, NULL);
  g_auto (Told) told = { g_string_new (NULL) };
  g_autoptr (GError) error = NULL;

  g_assert_false (try_out (side, NULL, &told, &error));
  g_assert_error (error, DESK_ERROR, DESK_ERROR_TEST);
  g_assert_cmpstr (told.letters->str, ==, "f");
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "userName,active\nann,true\n", -1, NULL));
  g_assert_true (try_out (side, NULL, &told, &error));
  g_assert_cmpstr (told.letters->str, ==, "o");
  g_assert_false (try_out ("what", NULL, &told, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desk/try/good", test_good);
  g_test_add_func ("/desk/try/odd", test_odd);
  g_test_add_func ("/desk/try/wrong-key", test_wrong_key);
  g_test_add_func ("/desk/try/not-sent", test_not_sent);
  g_test_add_func ("/desk/try/wrong-address", test_wrong_address);
  g_test_add_func ("/desk/try/key-wanted-everywhere", test_key_wanted_everywhere);
  g_test_add_func ("/desk/try/unreachable-and-cancelled", test_unreachable_and_cancelled);
  g_test_add_func ("/desk/try/files", test_files);
  return g_test_run ();
}
