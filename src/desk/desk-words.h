/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers, counted things and times as a person reads them. */

#pragma once

#include <glib.h>

#include "compare/compare-reasons.h"

G_BEGIN_DECLS

/* (transfer full): 1,204 with the locale's separator, a comma where it has none; "?" below 0 */
char *desk_words_number (gint64       number);

/* (transfer full): "1 person", "3 groups", "1,204 memberships" */
char *desk_words_count  (CompareKind  kind,
                         gint64       number);

/* (transfer full): how long ago @time is as of @now (microseconds; 0 for the present): "just now",
 * "3 minutes ago", "yesterday", "5 days ago", then the date; "never" for a @time of 0 */
char *desk_words_ago    (gint64       time,
                         gint64       now);

/* (transfer full): the same time absolutely, as short as it can be: "today at 14:02", "yesterday
 * at 17:40", "2 Nov at 09:15", "2 Nov 2025"; "never" for 0 */
char *desk_words_time   (gint64       time,
                         gint64       now);

/* (transfer full): only what a table needs: "14:02" today, "2 Nov" this year, "2 Nov 2025" */
char *desk_words_short_time (gint64   time,
                             gint64   now);

/* (transfer full): the time of day, by the locale's clock: "14:02", "2:02 PM" */
char *desk_words_clock  (gint64       time);

/* (transfer full): date and time in full, for a tooltip */
char *desk_words_full_time (gint64    time);

/* (transfer full): a length of time in microseconds, by its largest unit: "8 seconds", "3 minutes",
 * "2 hours", "26 days" */
char *desk_words_span   (gint64       span);

/* (transfer full): what a client calls itself, short enough for a sentence: "Azure-AD-SCIM/1.0 (…)"
 * as "Azure-AD-SCIM" */
char *desk_words_client (const char  *user_agent);

G_END_DECLS
