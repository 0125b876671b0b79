/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many people both sides had over time: two lines of steps, the gap between them filled. The
 * source is solid and ends in a dot, the directory dashed and ends in a ring, so that no colour is
 * needed to tell them apart. Time runs from left to right in every language. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_TREND_CHART (rollcall_trend_chart_get_type ())
G_DECLARE_FINAL_TYPE (RollcallTrendChart, rollcall_trend_chart, ROLLCALL, TREND_CHART, GtkWidget)

/**
 * rollcall_trend_chart_set_points:
 * @self: the chart
 * @points: (nullable) (element-type RollcallTrendPoint): of rollcall_trend_join()
 * @source_name: (nullable): the source's, for the legend; %NULL if there is none
 * @target_name: (nullable): the directory's
 */
void rollcall_trend_chart_set_points (RollcallTrendChart *self,
                                      GArray             *points,
                                      const char         *source_name,
                                      const char         *target_name);

G_END_DECLS
