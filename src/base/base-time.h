/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times: microseconds since 1970 UTC inside, RFC 3339 outside. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_time_now:
 *
 * Returns: the wall clock, in microseconds since 1970 UTC.
 */
gint64    base_time_now    (void);

/**
 * base_time_format:
 * @time: microseconds since 1970 UTC
 *
 * Returns: (transfer full): RFC 3339 in UTC with milliseconds and `Z`.
 */
char     *base_time_format (gint64        time);

/**
 * base_time_parse:
 * @text: an RFC 3339 time with an offset or `Z`; fractional seconds of any length
 * @time: (out): microseconds since 1970 UTC
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %BASE_ERROR_TIME.
 */
gboolean  base_time_parse  (const char   *text,
                            gint64       *time,
                            GError      **error);

G_END_DECLS
