/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list behind Users: what it tells GTK, how many items it makes, what it finds, and what stays
 * selected. */

#include "config.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "console/rollcall-roll-list.h"
#include "console/rollcall-roll-selection.h"
#include "source/source.h"

#define PEOPLE 2000
#define WINDOW 200

typedef struct
{
  Roll *roll;
  RollcallRollList *list;
  guint most_looked_through; /* new rows of a signal that also takes old ones away */
  guint signals;
} Fixture;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            Fixture    *fixture)
{
  fixture->signals++;
  if (removed > 0 && added > 0)
    fixture->most_looked_through = MAX (fixture->most_looked_through, added);
}

static void
wait_for_answer (Fixture *fixture)
{
  while (rollcall_roll_list_is_busy (fixture->list))
    g_main_context_iteration (NULL, TRUE);
}

static void
read_people (Roll       *roll,
             const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "people.csv", NULL);
  g_autofree char *uri = g_strconcat ("csv:", path, NULL);
  g_autoptr (GString) text = g_string_new ("userName,displayName,active\n");
  g_autoptr (Source) source = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < PEOPLE; i++)
    g_string_append_printf (text, "u%04d,Person %04d,%s\n", i, i, i % 4 == 0 ? "false" : "true");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  source = source_new_for_uri (uri, NULL, &error);
  g_assert_no_error (error);
  source_read (source, roll, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_remove (path);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("rollcall-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  fixture->roll = roll_new_temporary (&error);
  g_assert_no_error (error);
  read_people (fixture->roll, folder);
  g_rmdir (folder);
  fixture->list = rollcall_roll_list_new (ROLL_USERS);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (changed_cb), fixture);
  rollcall_roll_list_set_roll (fixture->list, fixture->roll);
  wait_for_answer (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->list);
  g_object_unref (fixture->roll);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static void
ask (Fixture       *fixture,
     RollListQuery  query)
{
  rollcall_roll_list_set_query (fixture->list, &query);
  wait_for_answer (fixture);
}

static void
assert_name (Fixture    *fixture,
             guint       position,
             const char *name)
{
  g_autoptr (RollcallRollItem) item =
      g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  g_assert_nonnull (item);
  g_assert_cmpstr (rollcall_roll_item_get_row (item)->name, ==, name);
}

static void
test_questions (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_cmpuint (count (fixture), ==, PEOPLE);
  assert_name (fixture, 0, "Person 0000");
  assert_name (fixture, PEOPLE - 1, "Person 1999");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), PEOPLE));

  ask (fixture, (RollListQuery){ .descending = TRUE });
  g_assert_cmpuint (count (fixture), ==, PEOPLE);
  assert_name (fixture, 0, "Person 1999");

  ask (fixture, (RollListQuery){ .search = "PERSON U05" });
  g_assert_cmpuint (count (fixture), ==, 100);
  assert_name (fixture, 99, "Person 0599");

  ask (fixture, (RollListQuery){ .search = "nobody" });
  g_assert_cmpuint (count (fixture), ==, 0);

  ask (fixture, (RollListQuery){ .state = ROLL_STATE_INACTIVE });
  g_assert_cmpuint (count (fixture), ==, PEOPLE / 4);
  g_assert_cmpuint (rollcall_roll_list_get_counts (fixture->list)->inactive, ==, PEOPLE / 4);
}

/* GTK looks through all new rows of a signal that takes old ones away: they must be few. */
static void
test_signals (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->signals = 0;
  ask (fixture, (RollListQuery){ .descending = TRUE });
  ask (fixture, (RollListQuery){ .search = "1" });
  ask (fixture, (RollListQuery){ .search = "19" });
  ask (fixture, (RollListQuery){ 0 });
  g_assert_cmpuint (fixture->signals, >, 0);
  g_assert_cmpuint (fixture->most_looked_through, >, 0);
  g_assert_cmpuint (fixture->most_looked_through, <=, 2 * WINDOW);

  fixture->signals = 0;
  rollcall_roll_list_set_roll (fixture->list, fixture->roll);
  wait_for_answer (fixture);
  g_assert_cmpuint (fixture->signals, ==, 0);
}

/* Items are made for who is looked at, a window by one query, and not kept for ever. */
static void
test_items (Fixture       *fixture,
            gconstpointer  data)
{
  guint fetched = rollcall_roll_list_get_fetched (fixture->list);

  for (guint i = 0; i < WINDOW; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (fixture->list), i));
  g_assert_cmpuint (rollcall_roll_list_get_fetched (fixture->list) - fetched, <=, 2);

  for (guint i = 0; i < PEOPLE; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (fixture->list), i));
  g_assert_cmpuint (rollcall_roll_list_get_fetched (fixture->list) - fetched, <=,
                    2 * PEOPLE / WINDOW);
  g_assert_cmpuint (rollcall_roll_list_get_kept (fixture->list), <, PEOPLE);
}

static void
test_selection (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (RollcallRollSelection) selection = rollcall_roll_selection_new (fixture->list);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  guint kept = rollcall_roll_list_get_kept (fixture->list);
  guint32 chosen;

  gtk_selection_model_select_all (model);
  g_assert_cmpuint (rollcall_roll_selection_get_size (selection), ==, PEOPLE);
  g_assert_cmpuint (rollcall_roll_list_get_kept (fixture->list), ==, kept);

  gtk_selection_model_select_item (model, 7, TRUE);
  chosen = rollcall_roll_selection_get_only (selection);
  g_assert_cmpuint (chosen, ==, rollcall_roll_list_get_number (fixture->list, 7));
  ask (fixture, (RollListQuery){ .descending = TRUE });
  g_assert_cmpuint (rollcall_roll_selection_get_only (selection), ==, chosen);
  g_assert_true (gtk_selection_model_is_selected (model, PEOPLE - 1 - 7));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/console/roll-list/questions", test_questions);
  ADD ("/console/roll-list/signals", test_signals);
  ADD ("/console/roll-list/items", test_items);
  ADD ("/console/roll-list/selection", test_selection);
#undef ADD

  return g_test_run ();
}
