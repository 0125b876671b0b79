/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the chart of people draws, as numbers: the counts of both sides over time on one time line.
 * A count holds until the next reading gave another. No widget. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RollcallTrendPoint:
 * @time: microseconds; the counts hold from here to the next point
 * @source: people expected at the source; -1 while nobody knew
 * @target: people active in the directory; likewise
 */
typedef struct
{
  gint64 time;
  gint64 source;
  gint64 target;
} RollcallTrendPoint;

/**
 * rollcall_trend_join:
 * @source: (nullable) (element-type RollTrendPoint): of roll_get_trend(), oldest first
 * @target: (nullable) (element-type RollTrendPoint): likewise
 * @from: microseconds; what is older holds from here
 * @to: microseconds: the last point, with the counts as they are now
 *
 * Returns: (transfer full) (element-type RollcallTrendPoint): oldest first; empty if nothing was
 *   read up to @to.
 */
GArray   *rollcall_trend_join     (GArray     *source,
                                   GArray     *target,
                                   gint64      from,
                                   gint64      to);

/* Whether either side, each nullable, was read twice at least, so that there is a line to draw. */
gboolean  rollcall_trend_is_line  (GArray     *source,
                                   GArray     *target);

/* The round numbers below and above all counts, at least 2 apart. */
void      rollcall_trend_range    (GArray     *points,
                                   gint64     *low,
                                   gint64     *high);

/* On how many days, of 24 hours counted back from the last point, both were known and differed at
 * any time. */
guint     rollcall_trend_days_apart (GArray   *points);

/* (transfer full): for who can't see the chart: "Entra ID 1,204, Slack 1,204; they differed on 7 of
 * 30 days"; @source_name (nullable) */
char     *rollcall_trend_describe (GArray     *points,
                                   const char *source_name,
                                   const char *target_name,
                                   guint       days);

G_END_DECLS
