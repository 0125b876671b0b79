/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two lists in order of time are merged into one; each point carries what both sides had then. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-trend.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"
#include "roll/roll-history.h"

static const RollcallTrendPoint *
get_point (GArray *points,
           guint   i)
{
  return &g_array_index (points, RollcallTrendPoint, i);
}

static const RollTrendPoint *
peek (GArray *readings,
      guint   i,
      gint64  to)
{
  const RollTrendPoint *point;

  if (readings == NULL || i >= readings->len)
    return NULL;
  point = &g_array_index (readings, RollTrendPoint, i);
  return point->time <= to ? point : NULL;
}

/* Of several at one time the last one counts. */
static void
append (GArray             *points,
        RollcallTrendPoint  point)
{
  if (points->len > 0 && get_point (points, points->len - 1)->time == point.time)
    g_array_set_size (points, points->len - 1);
  g_array_append_val (points, point);
}

GArray *
rollcall_trend_join (GArray *source,
                     GArray *target,
                     gint64  from,
                     gint64  to)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (RollcallTrendPoint));
  RollcallTrendPoint now = { from, -1, -1 };
  guint s = 0;
  guint t = 0;

  g_return_val_if_fail (from <= to, NULL);

  for (;;)
    {
      const RollTrendPoint *left = peek (source, s, to);
      const RollTrendPoint *right = peek (target, t, to);

      if (left == NULL && right == NULL)
        break;
      if (right == NULL || (left != NULL && left->time <= right->time))
        {
          now.time = MAX (from, left->time);
          now.source = left->users_active;
          s++;
        }
      else
        {
          now.time = MAX (from, right->time);
          now.target = right->users_active;
          t++;
        }
      append (points, now);
    }

  if (points->len > 0)
    {
      now.time = to;
      append (points, now);
    }
  return g_steal_pointer (&points);
}

gboolean
rollcall_trend_is_line (GArray *source,
                        GArray *target)
{
  return (source != NULL && source->len > 1) || (target != NULL && target->len > 1);
}

/* The next of 1, 2, 5, 10, 20, 50, … that isn't below @least. */
static gint64
round_step (double least)
{
  static const gint64 steps[] = { 1, 2, 5 };

  for (gint64 power = 1;; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if ((double)(steps[i] * power) >= least)
        return steps[i] * power;
}

void
rollcall_trend_range (GArray *points,
                      gint64 *low,
                      gint64 *high)
{
  gint64 least = G_MAXINT64;
  gint64 most = 0;
  gint64 step;

  g_return_if_fail (points != NULL);

  for (guint i = 0; i < points->len; i++)
    {
      gint64 counts[] = { get_point (points, i)->source, get_point (points, i)->target };

      for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
        if (counts[c] >= 0)
          {
            least = MIN (least, counts[c]);
            most = MAX (most, counts[c]);
          }
    }
  least = MIN (least, most);
  step = round_step ((double)(most - least) / 4.0);
  *low = least / step * step;
  *high = (most + step - 1) / step * step;
  if (*high - *low < 2)
    {
      *low = MAX (0, *low - 1);
      *high = *low + 2;
    }
}

guint
rollcall_trend_days_apart (GArray *points)
{
  gint64 last_day = -1;
  guint days = 0;
  gint64 end;

  g_return_val_if_fail (points != NULL, 0);

  if (points->len == 0)
    return 0;

  /* Newest first, so that a stretch's first day is perhaps the last one that was counted. */
  end = get_point (points, points->len - 1)->time;
  for (guint i = points->len - 1; i-- > 0;)
    {
      const RollcallTrendPoint *point = get_point (points, i);
      gint64 newest = (end - get_point (points, i + 1)->time) / G_TIME_SPAN_DAY;
      gint64 oldest = (end - point->time - 1) / G_TIME_SPAN_DAY;

      if (point->source < 0 || point->target < 0 || point->source == point->target)
        continue;
      if (newest == last_day)
        newest++;
      if (oldest >= newest)
        days += (guint)(oldest - newest + 1);
      last_day = MAX (last_day, oldest);
    }
  return days;
}

char *
rollcall_trend_describe (GArray     *points,
                         const char *source_name,
                         const char *target_name,
                         guint       days)
{
  const RollcallTrendPoint *last;
  g_autofree char *source = NULL;
  g_autofree char *target = NULL;
  guint apart;

  g_return_val_if_fail (points != NULL && points->len > 0, NULL);

  last = get_point (points, points->len - 1);
  source = desk_words_number (last->source);
  target = desk_words_number (last->target);
  if (source_name == NULL || last->source < 0)
    return g_strdup_printf ("%s %s", target_name, target);

  apart = rollcall_trend_days_apart (points);
  if (apart == 0)
    return g_strdup_printf (_("%s %s, %s %s; they were equal all the time"), source_name, source,
                            target_name, target);
  return g_strdup_printf (ngettext ("%s %s, %s %s; they differed on %u of %u days",
                                    "%s %s, %s %s; they differed on %u of %u days", apart),
                          source_name, source, target_name, target, apart, days);
}
