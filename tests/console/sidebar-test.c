/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sidebar over a real list: what is selected stays selected whatever happens to the list, and a
 * row says its state. On a real display, in a home of the test's own. */

#include "config.h"

#include "console/rollcall-sidebar.h"

#include "connection/connection-list.h"
#include "console/rollcall-sidebar-row.h"
#include "desk/desk-connection.h"
#include "rollcall-resources.h"

typedef struct
{
  GtkWidget *window;
  RollcallSidebar *sidebar;
  RollcallSides *sides;
  RollcallSide *selected;
  guint told;
} Fixture;

static void
selected_cb (RollcallSidebar *sidebar,
             RollcallSide    *side,
             Fixture         *fixture)
{
  fixture->selected = side;
  fixture->told++;
}

static GtkListBox *
find_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX (widget))
    return GTK_LIST_BOX (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkListBox *list = find_list (child);

      if (list != NULL)
        return list;
    }
  return NULL;
}

static RollcallSide *
add_side (Fixture    *fixture,
          const char *name,
          gint64      expires)
{
  g_autoptr (Connection) draft = connection_new (name, "scim:https://scim.example.com/v2");
  g_autoptr (Connection) saved = NULL;
  g_autoptr (GError) error = NULL;

  draft->expires = expires;
  saved = desk_connection_save (draft, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rollcall_sides_reload (fixture->sides, &error));
  g_assert_no_error (error);
  return rollcall_sides_find (fixture->sides, saved->uuid);
}

static void
rename_side (Fixture      *fixture,
             RollcallSide *side,
             const char   *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (connection_list_rename (rollcall_side_get_uuid (side), name, &error));
  g_assert_true (rollcall_sides_reload (fixture->sides, &error));
  g_assert_no_error (error);
}

/* (nullable) */
static RollcallSide *
get_shown (Fixture *fixture)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (find_list (GTK_WIDGET (fixture->sidebar)));

  return row != NULL ? rollcall_sidebar_row_get_side (ROLLCALL_SIDEBAR_ROW (row)) : NULL;
}

static GtkListBoxRow *
get_row (Fixture *fixture,
         int      index)
{
  return gtk_list_box_get_row_at_index (find_list (GTK_WIDGET (fixture->sidebar)), index);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->sides = rollcall_sides_new (NULL);
  fixture->sidebar = g_object_new (ROLLCALL_TYPE_SIDEBAR, NULL);
  rollcall_sidebar_set_sides (fixture->sidebar, fixture->sides);
  g_signal_connect (fixture->sidebar, "selected", G_CALLBACK (selected_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->sidebar));
  gtk_window_present (GTK_WINDOW (fixture->window));
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
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->sides);
}

static void
test_selection_stays (Fixture       *fixture,
                      gconstpointer  data)
{
  RollcallSide *b = add_side (fixture, "B", 0);
  RollcallSide *d = add_side (fixture, "D", 0);
  g_autoptr (GError) error = NULL;

  rollcall_sidebar_select (fixture->sidebar, d);
  g_assert_true (get_shown (fixture) == d);

  /* One before it, one renamed across it, itself renamed to the front, another removed. */
  add_side (fixture, "A", 0);
  g_assert_true (get_shown (fixture) == d);
  rename_side (fixture, b, "E");
  g_assert_true (get_shown (fixture) == d);
  rename_side (fixture, d, "0");
  g_assert_true (get_shown (fixture) == d);
  g_assert_true (connection_list_remove (rollcall_side_get_uuid (b), &error));
  g_assert_true (rollcall_sides_reload (fixture->sides, &error));
  g_assert_no_error (error);
  g_assert_true (get_shown (fixture) == d);

  /* None of this was a person's doing. */
  g_assert_cmpuint (fixture->told, ==, 0);
}

static void
test_selected_gone (Fixture       *fixture,
                    gconstpointer  data)
{
  RollcallSide *a = add_side (fixture, "A", 0);
  g_autoptr (GError) error = NULL;

  add_side (fixture, "B", 0);
  rollcall_sidebar_select (fixture->sidebar, a);
  g_assert_true (connection_list_remove (rollcall_side_get_uuid (a), &error));
  g_assert_true (rollcall_sides_reload (fixture->sides, &error));
  g_assert_no_error (error);
  g_assert_null (get_shown (fixture));
}

static void
test_activated (Fixture       *fixture,
                gconstpointer  data)
{
  RollcallSide *b;

  add_side (fixture, "A", 0);
  b = add_side (fixture, "B", 0);
  gtk_widget_activate (GTK_WIDGET (get_row (fixture, 1)));
  g_assert_cmpuint (fixture->told, ==, 1);
  g_assert_true (fixture->selected == b);
}

/* What a row says at its end, "" for nothing. */
static const char *
get_state (GtkListBoxRow *row)
{
  GtkWidget *box = gtk_list_box_row_get_child (row);
  const char *words = gtk_widget_get_tooltip_text (gtk_widget_get_last_child (box));

  return words != NULL ? words : "";
}

static void
test_state (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 now = g_get_real_time ();

  add_side (fixture, "A no date", 0);
  add_side (fixture, "B far", now + 200 * G_TIME_SPAN_DAY);
  add_side (fixture, "C soon", now + 20 * G_TIME_SPAN_DAY);
  add_side (fixture, "D ended", now - 2 * G_TIME_SPAN_DAY);

  g_assert_cmpstr (get_state (get_row (fixture, 0)), ==, "");
  g_assert_cmpstr (get_state (get_row (fixture, 1)), ==, "");
  g_assert_nonnull (strstr (get_state (get_row (fixture, 2)), "20 days"));
  g_assert_nonnull (strstr (get_state (get_row (fixture, 3)), "expired"));
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GTK_A11Y", "none", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init ();
  adw_init ();
  rollcall_register_resource ();
#define add(name, func) \
  g_test_add ("/console/sidebar/" name, Fixture, NULL, set_up, func, tear_down)
  add ("selection-stays", test_selection_stays);
  add ("selected-gone", test_selected_gone);
  add ("activated", test_activated);
  add ("state", test_state);
#undef add
  return g_test_run ();
}
