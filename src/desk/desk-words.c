/* SPDX-License-Identifier: GPL-3.0-or-later */

/* printf's ' flag groups in no locale but a named one, and scripts run in none; so the digits are
 * grouped here. Days are days of the calendar, in local time: what was at 23:50 is yesterday's at
 * 0:10. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-words.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include "base/base-time.h"

#define WEEK_DAYS 7
#define LONGEST_CLIENT 40

char *
desk_words_number (gint64 number)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const struct lconv *convention = localeconv ();
  const char *separator = convention->thousands_sep;

  if (number < 0)
    return g_strdup ("?");
  if (*separator == '\0' || !g_utf8_validate (separator, -1, NULL))
    separator = ",";

  g_string_printf (text, "%" G_GINT64_FORMAT, number);
  for (gssize at = (gssize)text->len - 3; at > 0; at -= 3)
    g_string_insert (text, at, separator);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
desk_words_count (CompareKind kind,
                  gint64      number)
{
  g_autofree char *text = desk_words_number (number);
  gulong n = (gulong)MAX (number, 0);

  switch (kind)
    {
    case COMPARE_USERS:
      return g_strdup_printf (ngettext ("%s person", "%s people", n), text);
    case COMPARE_GROUPS:
      return g_strdup_printf (ngettext ("%s group", "%s groups", n), text);
    case COMPARE_MEMBERSHIPS:
      return g_strdup_printf (ngettext ("%s membership", "%s memberships", n), text);
    case COMPARE_N_KINDS:
    default:
      g_return_val_if_reached (g_steal_pointer (&text));
    }
}

/* (transfer full) (nullable): local time; %NULL outside the years that GLib knows */
static GDateTime *
local_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

/* How many days of the calendar @time lies before @now; negative for later ones. */
static gint64
days_between (GDateTime *time,
              GDateTime *now)
{
  GDate then_day;
  GDate now_day;

  g_date_set_dmy (&then_day, (GDateDay)g_date_time_get_day_of_month (time),
                  (GDateMonth)g_date_time_get_month (time), (GDateYear)g_date_time_get_year (time));
  g_date_set_dmy (&now_day, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
  return g_date_days_between (&then_day, &now_day);
}

static char *
format_clock (GDateTime *time)
{
  const char *format = nl_langinfo (T_FMT);
  gboolean twelve = *nl_langinfo (AM_STR) != '\0' &&
                    (strstr (format, "%r") != NULL || strstr (format, "%p") != NULL ||
                     strstr (format, "%I") != NULL);

  return g_date_time_format (time, twelve ? "%-I:%M %p" : "%H:%M");
}

static char *
format_date (GDateTime *time,
             GDateTime *now)
{
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: a day of this year for g_date_time_format: 2 Nov */
    /* xgettext:no-c-format */
    return g_date_time_format (time, _("%-d %b"));
  /* Translators: a day of another year for g_date_time_format: 2 Nov 2025 */
  /* xgettext:no-c-format */
  return g_date_time_format (time, _("%-d %b %Y"));
}

/* Both as local times, @now the present for 0; %FALSE for a time that is none. */
static gboolean
read_times (gint64      time,
            gint64      now,
            GDateTime **local,
            GDateTime **local_now)
{
  *local = time != 0 ? local_time (time) : NULL;
  *local_now = local_time (now != 0 ? now : base_time_now ());
  return *local != NULL && *local_now != NULL;
}

char *
desk_words_span (gint64 span)
{
  static const gint64 units[] = { G_TIME_SPAN_DAY, G_TIME_SPAN_HOUR, G_TIME_SPAN_MINUTE,
                                  G_TIME_SPAN_SECOND };
  const guint last = G_N_ELEMENTS (units) - 1;
  g_autofree char *text = NULL;
  guint u = 0;
  gint64 n;

  span = MAX (span, 0);
  while (u < last && span < units[u])
    u++;
  n = span / units[u];
  text = desk_words_number (n);
  switch (u)
    {
    case 0:
      return g_strdup_printf (ngettext ("%s day", "%s days", (gulong)n), text);
    case 1:
      return g_strdup_printf (ngettext ("%s hour", "%s hours", (gulong)n), text);
    case 2:
      return g_strdup_printf (ngettext ("%s minute", "%s minutes", (gulong)n), text);
    default:
      return g_strdup_printf (ngettext ("%s second", "%s seconds", (gulong)n), text);
    }
}

char *
desk_words_ago (gint64 time,
                gint64 now)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) local_now = NULL;
  gint64 span;
  gint64 days;
  gulong n;

  if (!read_times (time, now, &local, &local_now))
    return g_strdup (_("never"));

  span = (now != 0 ? now : base_time_now ()) - time;
  days = days_between (local, local_now);
  /* Another computer's clock may be ahead of ours by a little. */
  if (span < -G_TIME_SPAN_MINUTE)
    return desk_words_time (time, now);
  if (span < G_TIME_SPAN_MINUTE)
    return g_strdup (_("just now"));
  if (span < G_TIME_SPAN_HOUR)
    {
      n = (gulong)(span / G_TIME_SPAN_MINUTE);
      return g_strdup_printf (ngettext ("%lu minute ago", "%lu minutes ago", n), n);
    }
  if (days == 0 || span < 6 * G_TIME_SPAN_HOUR)
    {
      n = (gulong)(span / G_TIME_SPAN_HOUR);
      return g_strdup_printf (ngettext ("%lu hour ago", "%lu hours ago", n), n);
    }
  if (days == 1)
    return g_strdup (_("yesterday"));
  if (days < WEEK_DAYS)
    return g_strdup_printf (ngettext ("%lu day ago", "%lu days ago", (gulong)days), (gulong)days);
  return format_date (local, local_now);
}

char *
desk_words_time (gint64 time,
                 gint64 now)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) local_now = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *date = NULL;

  if (!read_times (time, now, &local, &local_now))
    return g_strdup (_("never"));

  clock = format_clock (local);
  switch (days_between (local, local_now))
    {
    case -1:
      return g_strdup_printf (_("tomorrow at %s"), clock);
    case 0:
      return g_strdup_printf (_("today at %s"), clock);
    case 1:
      return g_strdup_printf (_("yesterday at %s"), clock);
    default:
      date = format_date (local, local_now);
      if (g_date_time_get_year (local) != g_date_time_get_year (local_now))
        return g_steal_pointer (&date);
      /* Translators: a date and a time of day: 2 Nov at 09:15 */
      return g_strdup_printf (_("%s at %s"), date, clock);
    }
}

char *
desk_words_short_time (gint64 time,
                       gint64 now)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) local_now = NULL;

  if (!read_times (time, now, &local, &local_now))
    return g_strdup (_("never"));
  if (days_between (local, local_now) == 0)
    return format_clock (local);
  return format_date (local, local_now);
}

char *
desk_words_clock (gint64 time)
{
  g_autoptr (GDateTime) local = local_time (time);

  return local != NULL ? format_clock (local) : g_strdup (_("never"));
}

char *
desk_words_full_time (gint64 time)
{
  g_autoptr (GDateTime) local = time != 0 ? local_time (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%c") : g_strdup (_("never"));
}

char *
desk_words_client (const char *user_agent)
{
  g_autofree char *valid = NULL;
  const char *end;

  g_return_val_if_fail (user_agent != NULL, NULL);

  valid = g_utf8_make_valid (user_agent, -1);
  end = strpbrk (valid, "/(;");
  if (end == NULL || end == valid)
    end = valid + strlen (valid);
  if (g_utf8_strlen (valid, end - valid) > LONGEST_CLIENT)
    end = g_utf8_offset_to_pointer (valid, LONGEST_CLIENT);
  return g_strchomp (g_strndup (valid, (gsize)(end - valid)));
}
