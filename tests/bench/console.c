/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window on saved rolls, from the inside: how long until the first rows of Users are drawn, how
 * long a search takes from the change of its text until its rows are drawn, and how long a callback
 * of ours holds the main loop at most. One process measures one size; console.py makes the rolls,
 * runs it for both sizes and compares.
 *
 * Drawn means: the frame clock's after-paint of the first frame whose list holds the answer. The
 * main loop is held from the return of its poll to the next poll; what lies between before-paint
 * and after-paint of a frame is GTK's own layout and drawing, and is taken off. What remains is
 * dispatching: events, timers, and what workers hand over. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "console/rollcall-application.h"
#include "console/rollcall-roll-list.h"
#include "console/rollcall-roll-selection.h"
#include "console/rollcall-window.h"

#define MOST_SECONDS 120
#define ROUNDS 3

typedef struct
{
  gint64 polled;   /* when the last poll returned, 0 while it polls */
  gint64 painting; /* when the frame being painted began, 0 between frames */
  gint64 painted;  /* of this dispatch, so long in frames */
  gint64 longest;
  const char *phase;
  const char *longest_phase;
} Held;

typedef struct
{
  RollcallApplication *application;
  RollcallWindow *window;
  GtkWidget *search;
  RollcallRollList *list;
  gint64 first_rows;
  GArray *searches;
  gboolean frame;
} Bench;

/* What the poll function must reach, which is given no data. */
static Held held;

static const char *const terms[] = {
  "a",      "e",      "an",      "ma",     "anna",       "müller", "muller",        "jonas web",
  "zz",     "qqqq",   "example", ".com",   "ana man",    "ö",      "dahl",          "kov",
  "person", "ada.a",  "wei",     "x",      "lind",       "son",    "o'",            "d'angelo",
  "el",     "li na",  "garcía",  "garcia", "e0000",      "12",     "@",             "alej",
  "s",      "st",     "ste",     "stef",   "stefan",     "t",      "to",            "tom",
  "no one", "ibra",   "haddad",  "kaya",   "cé",         "ce",     "łuc",           "luc",
  "nagy",   "mørk",   "mork",    "aguilar", "chen wei",  "wei ch", "anders hansen", "zoe",
  "fr",     "fri",    "frid",    "frida",
};

static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  gint64 now = g_get_monotonic_time ();
  int result;

  if (held.polled != 0 && held.phase != NULL && now - held.polled - held.painted > held.longest)
    {
      held.longest = now - held.polled - held.painted;
      held.longest_phase = held.phase;
    }
  held.polled = 0;
  result = g_poll (fds, n_fds, timeout);
  held.painted = 0;
  held.polled = g_get_monotonic_time ();
  return result;
}

static void
before_paint_cb (void)
{
  held.painting = g_get_monotonic_time ();
}

static void
after_paint_cb (Bench *bench)
{
  if (held.painting != 0)
    held.painted += g_get_monotonic_time () - held.painting;
  held.painting = 0;
  bench->frame = TRUE;
}

/* (nullable): the first mapped widget of @type below @widget */
static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
late_cb (gpointer data)
{
  fprintf (stderr, "the window did not come so far within %d seconds: %s\n", MOST_SECONDS,
           held.phase != NULL ? held.phase : "start");
  exit (1);
}

/* Runs the loop until a frame was painted after @ready held. */
static void
wait_for_frame (Bench    *bench,
                gboolean (*ready) (Bench *bench))
{
  while (!ready (bench))
    g_main_context_iteration (NULL, TRUE);
  bench->frame = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
  while (!bench->frame)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
has_roll (Bench *bench)
{
  RollcallSide *side = rollcall_window_get_side (bench->window);

  return side != NULL && rollcall_side_get_roll (side) != NULL &&
         !rollcall_side_is_loading (side) && rollcall_side_get_progress (side) == NULL;
}

static gboolean
is_answered (Bench *bench)
{
  return !rollcall_roll_list_is_busy (bench->list);
}

/* The first rows are there before the rest of the order is. */
static gboolean
has_rows (Bench *bench)
{
  GtkWidget *page = GTK_WIDGET (rollcall_window_get_page (bench->window, "users"));
  GtkWidget *view = find_widget (page, GTK_TYPE_COLUMN_VIEW);
  GtkSelectionModel *model;

  if (view == NULL)
    return FALSE;
  model = gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
  if (model == NULL || g_list_model_get_n_items (G_LIST_MODEL (model)) == 0)
    return FALSE;
  bench->list = rollcall_roll_selection_get_list (ROLLCALL_ROLL_SELECTION (model));
  bench->search = find_widget (page, GTK_TYPE_SEARCH_ENTRY);
  return TRUE;
}

static gboolean
is_asked (Bench *bench)
{
  const char *wanted = gtk_editable_get_text (GTK_EDITABLE (bench->search));
  const char *asked = rollcall_roll_list_get_query (bench->list)->search;

  return g_strcmp0 (asked != NULL ? asked : "", wanted) == 0 && is_answered (bench);
}

static void
open_window (Bench *bench)
{
  GdkFrameClock *clock;
  gint64 begin;

  held.phase = "opening the window";
  g_application_activate (G_APPLICATION (bench->application));
  bench->window =
      ROLLCALL_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (bench->application)));
  while (!gtk_widget_get_mapped (GTK_WIDGET (bench->window)))
    g_main_context_iteration (NULL, TRUE);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  wait_for_frame (bench, has_roll);

  held.phase = "showing Users";
  begin = g_get_monotonic_time ();
  rollcall_window_show_page (bench->window, "users");
  wait_for_frame (bench, has_rows);
  bench->first_rows = g_get_monotonic_time () - begin;
  wait_for_frame (bench, is_answered);
}

static void
search (Bench      *bench,
        const char *term)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 took;

  gtk_editable_set_text (GTK_EDITABLE (bench->search), term);
  wait_for_frame (bench, is_asked);
  took = g_get_monotonic_time () - begin;
  g_array_append_val (bench->searches, took);
}

static void
search_all (Bench *bench)
{
  held.phase = "searching";
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
      search (bench, terms[i]);
  gtk_editable_set_text (GTK_EDITABLE (bench->search), "");
  wait_for_frame (bench, is_asked);
}

static void
sort_and_filter (Bench *bench)
{
  held.phase = "sorting";
  for (RollSort sort = 0; sort < ROLL_N_SORTS; sort++)
    for (int descending = 0; descending < 2; descending++)
      {
        RollListQuery query = { .sort = sort, .descending = descending };

        rollcall_roll_list_set_query (bench->list, &query);
        wait_for_frame (bench, is_answered);
      }
}

static void
scroll (Bench *bench)
{
  GtkWidget *page = GTK_WIDGET (rollcall_window_get_page (bench->window, "users"));
  GtkWidget *view = find_widget (page, GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  held.phase = "scrolling";
  for (int step = 1; step <= 50; step++)
    {
      double upper = gtk_adjustment_get_upper (adjustment);

      gtk_adjustment_set_value (adjustment, upper * (step * 37 % 50) / 50);
      wait_for_frame (bench, is_answered);
    }
}

static gboolean
is_reading (Bench *bench)
{
  return rollcall_side_get_progress (rollcall_window_get_side (bench->window)) != NULL;
}

static void
read_again (Bench *bench)
{
  held.phase = "reading both sides again";
  rollcall_side_read (rollcall_window_get_side (bench->window));
  wait_for_frame (bench, is_reading);
  wait_for_frame (bench, has_roll);
  wait_for_frame (bench, is_answered);
}

static void
walk_pages (Bench *bench)
{
  static const char *const pages[] = { "overview", "users", "groups", "compare", "activity" };

  held.phase = "going from page to page";
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

      rollcall_window_show_page (bench->window, pages[i]);
      while (g_get_monotonic_time () < until)
        wait_for_frame (bench, has_roll);
    }
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return (left > right) - (left < right);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { .searches = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autoptr (GError) error = NULL;
  gint64 percentile;

  g_main_context_set_poll_func (NULL, poll_cb);
  g_timeout_add_seconds (MOST_SECONDS, late_cb, NULL);
  bench.application = rollcall_application_new ();
  if (!g_application_register (G_APPLICATION (bench.application), NULL, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  g_application_set_default (G_APPLICATION (bench.application));
  open_window (&bench);
  search_all (&bench);
  sort_and_filter (&bench);
  scroll (&bench);
  read_again (&bench);
  walk_pages (&bench);
  held.phase = NULL;

  g_array_sort (bench.searches, compare_times);
  percentile = g_array_index (bench.searches, gint64, bench.searches->len * 95 / 100);
  printf ("{\"first_rows_us\":%" G_GINT64_FORMAT ",\"search_p95_us\":%" G_GINT64_FORMAT
          ",\"search_longest_us\":%" G_GINT64_FORMAT ",\"held_us\":%" G_GINT64_FORMAT
          ",\"held_while\":\"%s\"}\n",
          bench.first_rows, percentile,
          g_array_index (bench.searches, gint64, bench.searches->len - 1), held.longest,
          held.longest_phase != NULL ? held.longest_phase : "");
  fflush (stdout);
  _Exit (0);
}
