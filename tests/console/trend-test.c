/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chart's numbers: two lists of readings on one time line. */

#include "config.h"

#include <glib.h>

#include "console/rollcall-trend.h"
#include "roll/roll-history.h"

#define DAY G_TIME_SPAN_DAY

typedef struct
{
  gint64 time;
  gint64 active;
} Reading;

static GArray *
readings_new (const Reading *readings,
              gsize          n)
{
  GArray *trend = g_array_new (FALSE, FALSE, sizeof (RollTrendPoint));

  for (gsize i = 0; i < n; i++)
    {
      RollTrendPoint point = { readings[i].time, readings[i].active + 5, readings[i].active, 1, 2 };

      g_array_append_val (trend, point);
    }
  return trend;
}

static char *
to_text (GArray *points)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < points->len; i++)
    {
      const RollcallTrendPoint *point = &g_array_index (points, RollcallTrendPoint, i);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT "=%" G_GINT64_FORMAT,
                              i > 0 ? " " : "", point->time, point->source, point->target);
    }
  return g_string_free (text, FALSE);
}

static void
test_join (void)
{
  static const Reading left[] = { { 10, 5 }, { 30, 6 }, { 90, 7 } };
  static const Reading right[] = { { 20, 5 }, { 30, 5 }, { 50, 6 } };
  g_autoptr (GArray) source = readings_new (left, G_N_ELEMENTS (left));
  g_autoptr (GArray) target = readings_new (right, G_N_ELEMENTS (right));
  g_autoptr (GArray) points = rollcall_trend_join (source, target, 0, 60);
  g_autofree char *text = to_text (points);

  /* What comes after the end is left out; both readings of one time are one point. */
  g_assert_cmpstr (text, ==, "10:5=-1 20:5=5 30:6=5 50:6=6 60:6=6");
}

static void
test_join_from (void)
{
  static const Reading left[] = { { 10, 5 }, { 20, 6 } };
  g_autoptr (GArray) source = readings_new (left, G_N_ELEMENTS (left));
  g_autoptr (GArray) points = rollcall_trend_join (source, NULL, 25, 60);
  g_autoptr (GArray) nothing = rollcall_trend_join (NULL, NULL, 25, 60);
  g_autofree char *text = to_text (points);

  /* What is older holds from the beginning on. */
  g_assert_cmpstr (text, ==, "25:6=-1 60:6=-1");
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_is_line (void)
{
  static const Reading two[] = { { 10, 5 }, { 20, 6 } };
  g_autoptr (GArray) once = readings_new (two, 1);
  g_autoptr (GArray) twice = readings_new (two, 2);

  g_assert_false (rollcall_trend_is_line (NULL, NULL));
  g_assert_false (rollcall_trend_is_line (once, once));
  g_assert_true (rollcall_trend_is_line (once, twice));
  g_assert_true (rollcall_trend_is_line (twice, NULL));
}

static void
check_range (gint64 least,
             gint64 most,
             gint64 low,
             gint64 high)
{
  Reading readings[] = { { 1, least }, { 2, most } };
  g_autoptr (GArray) source = readings_new (readings, G_N_ELEMENTS (readings));
  g_autoptr (GArray) points = rollcall_trend_join (source, NULL, 0, 3);
  gint64 low_found, high_found;

  rollcall_trend_range (points, &low_found, &high_found);
  g_assert_cmpint (low_found, ==, low);
  g_assert_cmpint (high_found, ==, high);
}

static void
test_range (void)
{
  check_range (1172, 1204, 1170, 1210);
  check_range (0, 0, 0, 2);
  check_range (5, 5, 4, 6);
  check_range (0, 1204, 0, 1500);
  check_range (999, 1000, 998, 1000);
  check_range (1000000, 1000001, 999999, 1000001);
}

static void
test_days_apart (void)
{
  /* Equal for ten days, apart for a little more than two, equal again for half a day, apart until
   * the end, which is half a day later: days are counted back from the end. */
  static const Reading left[] = { { 0, 5 }, { 10 * DAY, 6 }, { 13 * DAY, 7 } };
  static const Reading right[] = { { 0, 5 }, { 12 * DAY + DAY / 2, 6 } };
  g_autoptr (GArray) source = readings_new (left, G_N_ELEMENTS (left));
  g_autoptr (GArray) target = readings_new (right, G_N_ELEMENTS (right));
  g_autoptr (GArray) points = rollcall_trend_join (source, target, 0, 13 * DAY + DAY / 2);
  g_autoptr (GArray) equal = rollcall_trend_join (source, source, 0, 14 * DAY);
  g_autofree char *words = rollcall_trend_describe (points, "Entra ID", "Slack", 30);
  g_autofree char *well = rollcall_trend_describe (equal, "Entra ID", "Slack", 30);
  g_autofree char *alone = rollcall_trend_describe (points, NULL, "Slack", 30);

  g_assert_cmpuint (rollcall_trend_days_apart (points), ==, 4);
  g_assert_cmpuint (rollcall_trend_days_apart (equal), ==, 0);
  g_assert_cmpstr (words, ==, "Entra ID 7, Slack 6; they differed on 4 of 30 days");
  g_assert_cmpstr (well, ==, "Entra ID 7, Slack 7; they were equal all the time");
  g_assert_cmpstr (alone, ==, "Slack 6");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/trend/join", test_join);
  g_test_add_func ("/console/trend/join-from", test_join_from);
  g_test_add_func ("/console/trend/is-line", test_is_line);
  g_test_add_func ("/console/trend/range", test_range);
  g_test_add_func ("/console/trend/days-apart", test_days_apart);
  return g_test_run ();
}
