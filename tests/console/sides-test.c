/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of connections as the sidebar shows it, and what is done to one as a whole: renamed,
 * removed, put back, removed for good. In a home and a keyring of the test's own. */

#include "config.h"

#include "console/rollcall-sides.h"

#include <glib/gstdio.h>

#include "base/base-secret.h"
#include "connection/connection-list.h"
#include "console/rollcall-removal.h"
#include "desk/desk-connection.h"

typedef struct
{
  RollcallSides *sides;
  DeskSession *session;
  guint position;
  guint removed;
  guint added;
  guint signals;
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    data)
{
  Fixture *fixture = data;

  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
  fixture->signals++;
}

/* (transfer none): the saved connection of this name */
static RollcallSide *
add_side (Fixture    *fixture,
          const char *name,
          const char *uri,
          const char *key)
{
  g_autoptr (Connection) draft = connection_new (name, uri);
  g_autoptr (Connection) saved = NULL;
  g_autoptr (GError) error = NULL;
  RollcallSide *side;

  saved = desk_connection_save (draft, key, fixture->session, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rollcall_sides_reload (fixture->sides, &error));
  g_assert_no_error (error);
  side = rollcall_sides_find (fixture->sides, saved->uuid);
  g_assert_nonnull (side);
  return side;
}

static char *
join_names (Fixture *fixture)
{
  GString *names = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->sides));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RollcallSide) side = g_list_model_get_item (G_LIST_MODEL (fixture->sides), i);

      g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", rollcall_side_get_name (side));
    }
  return g_string_free (names, FALSE);
}

#define assert_names(expected)                     \
  G_STMT_START                                     \
  {                                                \
    g_autofree char *names = join_names (fixture); \
                                                   \
    g_assert_cmpstr (names, ==, expected);         \
  }                                                \
  G_STMT_END

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->session = desk_session_new ();
  fixture->sides = rollcall_sides_new (fixture->session);
  g_signal_connect (fixture->sides, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* Rolls are opened in worker threads, each with a hold on its side. */
  for (int i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_clear_object (&fixture->sides);
  g_clear_object (&fixture->session);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  add_side (fixture, "HR export", "csv:/tmp/hr.csv", NULL);
  add_side (fixture, "Slack", "scim:https://api.slack.com/scim/v2", NULL);
  add_side (fixture, "Atlassian", "scim:https://api.atlassian.com/scim/directory/x", NULL);
  add_side (fixture, "Contoso", "counts:users=3", NULL);

  assert_names ("Atlassian|Slack|Contoso|HR export");
}

/* Only the stretch that is another is told, or the sidebar's rows would all be made anew. */
static void
test_change_is_small (Fixture       *fixture,
                      gconstpointer  data)
{
  RollcallSide *slack;
  g_autoptr (GError) error = NULL;

  add_side (fixture, "Atlassian", "scim:https://api.atlassian.com/scim/directory/x", NULL);
  slack = add_side (fixture, "Slack", "scim:https://api.slack.com/scim/v2", NULL);
  add_side (fixture, "HR export", "csv:/tmp/hr.csv", NULL);
  add_side (fixture, "Github", "scim:https://api.github.com/scim/v2/enterprises/x", NULL);
  g_assert_cmpuint (fixture->position, ==, 1);
  g_assert_cmpuint (fixture->removed, ==, 0);
  g_assert_cmpuint (fixture->added, ==, 1);

  /* A new name that keeps the order is no change of the list at all. */
  fixture->signals = 0;
  g_assert_true (connection_list_rename (rollcall_side_get_uuid (slack), "Slacker", &error));
  g_assert_true (rollcall_sides_reload (fixture->sides, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->signals, ==, 0);
  g_assert_cmpstr (rollcall_side_get_name (slack), ==, "Slacker");

  /* One that changes it leaves the others, and the side's object, alone. */
  g_assert_true (connection_list_rename (rollcall_side_get_uuid (slack), "Aslack", &error));
  g_assert_true (rollcall_sides_reload (fixture->sides, &error));
  g_assert_no_error (error);
  assert_names ("Aslack|Atlassian|Github|HR export");
  g_assert_cmpuint (fixture->position, ==, 0);
  g_assert_cmpuint (fixture->removed, ==, 3);
  g_assert_cmpuint (fixture->added, ==, 3);
  g_assert_true (rollcall_sides_find_name (fixture->sides, "Aslack") == slack);
}

static void
test_propose_name (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *first = rollcall_sides_propose_name (fixture->sides, "Slack");
  g_autofree char *third = NULL;

  g_assert_cmpstr (first, ==, "Slack");
  add_side (fixture, "Slack", "counts:users=3", NULL);
  add_side (fixture, "Slack 2", "counts:users=3", NULL);
  third = rollcall_sides_propose_name (fixture->sides, "Slack");
  g_assert_cmpstr (third, ==, "Slack 3");
}

static gboolean
has_key (Fixture    *fixture,
         const char *uuid)
{
  g_autoptr (GError) error = NULL;
  char *key = desk_session_lookup (fixture->session, uuid, "key", NULL, &error);
  gboolean there = key != NULL;

  g_assert_no_error (error);
  base_secret_free (key);
  return there;
}

/* (transfer full): the folder of its roll, with something in it */
static char *
fake_roll (RollcallSide *side)
{
  char *folder = connection_get_roll_folder (rollcall_side_get_connection (side));
  g_autofree char *file = g_build_filename (folder, "roll.db", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  return folder;
}

static void
test_remove_and_undo (Fixture       *fixture,
                      gconstpointer  data)
{
  RollcallSide *slack =
      add_side (fixture, "Slack", "scim:https://api.slack.com/scim/v2", "xoxp-0123456789");
  g_autofree char *uuid = g_strdup (rollcall_side_get_uuid (slack));
  g_autofree char *folder = fake_roll (slack);
  g_autoptr (RollcallRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;

  removal = rollcall_removal_begin (fixture->sides, slack, fixture->session, &error);
  g_assert_no_error (error);
  g_assert_true (rollcall_removal_is_pending (removal));
  assert_names ("");
  g_assert_true (has_key (fixture, uuid));
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));

  g_assert_true (rollcall_removal_undo (removal, &error));
  g_assert_no_error (error);
  g_assert_false (rollcall_removal_is_pending (removal));
  assert_names ("Slack");
  g_assert_nonnull (rollcall_sides_find (fixture->sides, uuid));

  /* The toast goes after all, and takes nothing with it. */
  g_assert_true (rollcall_removal_finish (removal, &error));
  g_assert_true (has_key (fixture, uuid));
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
}

static void
test_remove_for_good (Fixture       *fixture,
                      gconstpointer  data)
{
  RollcallSide *slack =
      add_side (fixture, "Slack", "scim:https://api.slack.com/scim/v2", "xoxp-0123456789");
  g_autofree char *uuid = g_strdup (rollcall_side_get_uuid (slack));
  g_autofree char *folder = fake_roll (slack);
  g_autoptr (RollcallRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;

  removal = rollcall_removal_begin (fixture->sides, slack, fixture->session, &error);
  g_assert_no_error (error);
  rollcall_removal_finish_async (removal);
  g_assert_false (rollcall_removal_is_pending (removal));
  for (int i = 0; i < 5000 && g_file_test (folder, G_FILE_TEST_EXISTS); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_false (has_key (fixture, uuid));
  assert_names ("");
}

/* A name that was given away meanwhile: nothing is lost, it can be undone once that is changed. */
static void
test_undo_name_taken (Fixture       *fixture,
                      gconstpointer  data)
{
  RollcallSide *counts = add_side (fixture, "Counts", "counts:users=3", NULL);
  g_autoptr (RollcallRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;
  RollcallSide *other;

  removal = rollcall_removal_begin (fixture->sides, counts, fixture->session, &error);
  g_assert_no_error (error);
  other = add_side (fixture, "Counts", "counts:users=4", NULL);
  g_assert_false (rollcall_removal_undo (removal, &error));
  g_assert_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NAME_TAKEN);
  g_clear_error (&error);
  g_assert_true (rollcall_removal_is_pending (removal));

  g_assert_true (connection_list_rename (rollcall_side_get_uuid (other), "Others", &error));
  g_assert_true (rollcall_removal_undo (removal, &error));
  g_assert_no_error (error);
  assert_names ("Counts|Others");
}

static void
test_told_expiry (Fixture       *fixture,
                  gconstpointer  data)
{
  RollcallSide *slack = add_side (fixture, "Slack", "scim:https://api.slack.com/scim/v2", NULL);
  g_autoptr (Connection) changed = connection_copy (rollcall_side_get_connection (slack));
  g_autoptr (GError) error = NULL;

  g_assert_null (rollcall_side_get_key_health (slack));
  changed->expires = g_get_real_time () + 20 * G_TIME_SPAN_DAY;
  g_assert_true (rollcall_sides_save (fixture->sides, changed, &error));
  g_assert_no_error (error);
  g_assert_nonnull (rollcall_side_get_key_health (slack));
  g_assert_cmpint (rollcall_side_get_key_health (slack)->level, ==, DESK_KEY_WARNING);

  changed->expires = 0;
  g_assert_true (rollcall_sides_save (fixture->sides, changed, &error));
  g_assert_null (rollcall_side_get_key_health (slack));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define add(name, func) g_test_add ("/console/sides/" name, Fixture, NULL, set_up, func, tear_down)
  add ("order", test_order);
  add ("change-is-small", test_change_is_small);
  add ("propose-name", test_propose_name);
  add ("remove-and-undo", test_remove_and_undo);
  add ("remove-for-good", test_remove_for_good);
  add ("undo-name-taken", test_undo_name_taken);
  add ("told-expiry", test_told_expiry);
#undef add
  return g_test_run ();
}
