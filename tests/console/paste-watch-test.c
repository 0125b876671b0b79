/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is pasted into the rows for an address and a key, on a real display, with real rows; and
 * what stands beside them in the dialogs. */

#include "config.h"

#include "console/rollcall-paste-watch.h"

#include "console/rollcall-expiry-row.h"
#include "console/rollcall-service-check.h"
#include "rollcall-resources.h"

#define URL "https://scim.example.com/v2"
#define KEY "xoxp-0123456789-abcdef"

typedef struct
{
  GtkWidget *window;
  AdwEntryRow *url_row;
  AdwEntryRow *key_row;
  AdwEntryRow *name_row;
  RollcallPasteWatch *watch;
  guint typed;
  guint settled;
} Fixture;

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
over_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
let_pass (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* As GTK inserts what is pasted: at the cursor, in one piece. */
static void
paste (AdwEntryRow *row,
       const char  *text)
{
  GtkEditable *editable = gtk_editable_get_delegate (GTK_EDITABLE (row));
  int position = gtk_editable_get_position (editable);

  gtk_editable_insert_text (editable, text, -1, &position);
  gtk_editable_set_position (editable, position);
  let_pass (50);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *group = adw_preferences_group_new ();

  fixture->url_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  fixture->key_row = ADW_ENTRY_ROW (adw_password_entry_row_new ());
  fixture->name_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (fixture->url_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (fixture->key_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (fixture->name_row));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), group);
  gtk_window_present (GTK_WINDOW (fixture->window));

  fixture->watch = rollcall_paste_watch_new (fixture->url_row, fixture->key_row);
  rollcall_paste_watch_add (fixture->watch, fixture->name_row);
  g_signal_connect_swapped (fixture->watch, "typed", G_CALLBACK (count_cb), &fixture->typed);
  g_signal_connect_swapped (fixture->watch, "settled", G_CALLBACK (count_cb), &fixture->settled);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->watch);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
test_both_into_each (Fixture       *fixture,
                     gconstpointer  data)
{
  AdwEntryRow *rows[] = { fixture->url_row, fixture->key_row, fixture->name_row };
  const char *texts[] = { URL "\n" KEY "\n", KEY " " URL,
                          "Tenant URL: " URL "/\nSecret Token: \"" KEY "\"" };

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
      {
        g_test_message ("row %u, text %u", r, t);
        rollcall_paste_watch_set_text (fixture->watch, fixture->url_row, "");
        rollcall_paste_watch_set_text (fixture->watch, fixture->key_row, "");
        rollcall_paste_watch_set_text (fixture->watch, fixture->name_row, "");
        fixture->settled = 0;
        paste (rows[r], texts[t]);
        g_assert_cmpstr (get_text (fixture->url_row), ==, URL);
        g_assert_cmpstr (get_text (fixture->key_row), ==, KEY);
        g_assert_cmpstr (get_text (fixture->name_row), ==, "");
        g_assert_cmpuint (fixture->settled, ==, 1);
      }
}

/* A key in the wrong row goes to the right one, and can't be brought back into the clear. */
static void
test_key_into_address (Fixture       *fixture,
                       gconstpointer  data)
{
  paste (fixture->url_row, KEY);
  g_assert_cmpstr (get_text (fixture->url_row), ==, "");
  g_assert_cmpstr (get_text (fixture->key_row), ==, KEY);

  gtk_widget_activate_action (GTK_WIDGET (
                                  gtk_editable_get_delegate (GTK_EDITABLE (fixture->url_row))),
                              "text.undo", NULL);
  g_assert_null (strstr (get_text (fixture->url_row), "xoxp"));
}

static void
test_address_into_key (Fixture       *fixture,
                       gconstpointer  data)
{
  paste (fixture->key_row, URL);
  g_assert_cmpstr (get_text (fixture->url_row), ==, URL);
  g_assert_cmpstr (get_text (fixture->key_row), ==, "");
}

static void
test_name_stays (Fixture       *fixture,
                 gconstpointer  data)
{
  paste (fixture->name_row, "Atlassian Cloud 2026");
  g_assert_cmpstr (get_text (fixture->name_row), ==, "Atlassian Cloud 2026");
  g_assert_cmpstr (get_text (fixture->key_row), ==, "");
}

/* Typing is waited for, and nothing moves under the fingers. */
static void
test_typed (Fixture       *fixture,
            gconstpointer  data)
{
  const char *text = "abcdefghijklmnop1";

  for (const char *c = text; *c != '\0'; c++)
    {
      int position = -1;

      gtk_editable_insert_text (gtk_editable_get_delegate (GTK_EDITABLE (fixture->url_row)), c, 1,
                                &position);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (fixture->typed, ==, strlen (text));
  g_assert_cmpuint (fixture->settled, ==, 0);
  let_pass (900);
  g_assert_cmpuint (fixture->settled, ==, 1);
  g_assert_cmpstr (get_text (fixture->url_row), ==, text);
}

static void
test_own_text (Fixture       *fixture,
               gconstpointer  data)
{
  rollcall_paste_watch_set_text (fixture->watch, fixture->url_row, KEY " " URL);
  let_pass (900);
  g_assert_cmpuint (fixture->typed, ==, 0);
  g_assert_cmpuint (fixture->settled, ==, 0);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->url_row), KEY);
  rollcall_paste_watch_stop (fixture->watch);
  let_pass (900);
  g_assert_cmpuint (fixture->typed, >, 0);
  g_assert_cmpuint (fixture->settled, ==, 0);
}

static void
test_expiry (void)
{
  RollcallExpiryRow *row = g_object_ref_sink (g_object_new (ROLLCALL_TYPE_EXPIRY_ROW, NULL));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 20);
  guint changed = 0;

  g_signal_connect_swapped (row, "changed", G_CALLBACK (count_cb), &changed);
  g_assert_cmpint (rollcall_expiry_row_get_expires (row), ==, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Expiry is unknown");

  rollcall_expiry_row_set_lifetime (row, "Atlassian", 365);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Atlassian"));

  rollcall_expiry_row_set_expires (row, g_date_time_to_unix (later) * G_USEC_PER_SEC);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "20 days"));

  rollcall_expiry_row_set_expires (row, 0);
  g_assert_cmpint (rollcall_expiry_row_get_expires (row), ==, 0);
  g_object_unref (row);
}

/* Who has only a directory's base URL at hand means its service. */
static void
test_service_address (void)
{
  static const char *const rows[][2] = {
    { "https://rolls.example.com", "https://rolls.example.com" },
    { " https://rolls.example.com/ ", "https://rolls.example.com" },
    { "https://rolls.example.com/scim/directory/1845c91c", "https://rolls.example.com" },
    { "https://example.com/rolls/scim/directory/1845c91c/Users", "https://example.com/rolls" },
    { "http://127.0.0.1:8642/admin/v1/directories", "http://127.0.0.1:8642" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *tidy = rollcall_service_tidy_address (rows[i][0]);

      g_assert_cmpstr (tidy, ==, rows[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GTK_A11Y", "none", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rollcall_register_resource ();
#define add(name, func) \
  g_test_add ("/console/paste-watch/" name, Fixture, NULL, set_up, func, tear_down)
  add ("both-into-each", test_both_into_each);
  add ("key-into-address", test_key_into_address);
  add ("address-into-key", test_address_into_key);
  add ("name-stays", test_name_stays);
  add ("typed", test_typed);
  add ("own-text", test_own_text);
  add ("stop", test_stop);
#undef add
  g_test_add_func ("/console/expiry-row", test_expiry);
  g_test_add_func ("/console/service-address", test_service_address);
  return g_test_run ();
}
