/* SPDX-License-Identifier: GPL-3.0-or-later */

/* RFC 3339 in both directions, over the proleptic Gregorian calendar, years 0000 to 9999. Written
 * out rather than left to GDateTime, which also takes ISO 8601's week dates and times without an
 * offset: a time whose zone must be guessed is no time. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-time.h"

#include <glib/gi18n.h>

#include "base/base-error.h"

#define SECONDS_A_DAY G_GINT64_CONSTANT (86400)

/* 0000-01-01 and 9999-12-31T23:59:59, in seconds since 1970. */
#define EARLIEST G_GINT64_CONSTANT (-62167219200)
#define LATEST G_GINT64_CONSTANT (253402300799)

/* Days from 1970-01-01. The year is made to begin in March, so that the leap day is its last. */
static gint64
days_from_date (gint64 year,
                gint64 month,
                gint64 day)
{
  gint64 years = month <= 2 ? year - 1 : year;
  gint64 era = (years >= 0 ? years : years - 399) / 400;
  gint64 year_of_era = years - era * 400;
  gint64 day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

static void
date_from_days (gint64  days,
                gint64 *year,
                gint64 *month,
                gint64 *day)
{
  gint64 shifted = days + 719468;
  gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  gint64 day_of_era = shifted - era * 146097;
  gint64 year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 from_march = (5 * day_of_year + 2) / 153;

  *day = day_of_year - (153 * from_march + 2) / 5 + 1;
  *month = from_march < 10 ? from_march + 3 : from_march - 9;
  *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

static int
days_in_month (int year,
               int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month == 2 && leap ? 29 : days[month - 1];
}

/* Reads exactly @digits digits and moves on. */
static gboolean
read_number (const char **at,
             int          digits,
             int         *value)
{
  *value = 0;
  for (int i = 0; i < digits; i++, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *value = *value * 10 + (**at - '0');
    }
  return TRUE;
}

static gboolean
read_char (const char **at,
           const char  *allowed)
{
  for (const char *one = allowed; *one != '\0'; one++)
    {
      if (**at == *one)
        {
          (*at)++;
          return TRUE;
        }
    }
  return FALSE;
}

/* The fraction behind the seconds, if there is one, in microseconds; more digits are dropped. */
static gboolean
read_fraction (const char **at,
               int         *microseconds)
{
  int scale = 100000;

  *microseconds = 0;
  if (!read_char (at, "."))
    return TRUE;
  if (!g_ascii_isdigit (**at))
    return FALSE;

  for (; g_ascii_isdigit (**at); (*at)++, scale /= 10)
    *microseconds += (**at - '0') * scale;
  return TRUE;
}

/* `Z` or an offset, in seconds east of UTC. */
static gboolean
read_offset (const char **at,
             int         *seconds)
{
  gboolean west;
  int hours, minutes;

  *seconds = 0;
  if (read_char (at, "Zz"))
    return TRUE;

  west = **at == '-';
  if (!read_char (at, "+-"))
    return FALSE;
  if (!read_number (at, 2, &hours) || !read_char (at, ":") || !read_number (at, 2, &minutes))
    return FALSE;
  if (hours > 23 || minutes > 59)
    return FALSE;

  *seconds = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
  return TRUE;
}

static gboolean
parse (const char *text,
       gint64     *time)
{
  const char *at = text;
  int year, month, day, hour, minute, second, microseconds, offset;
  gint64 seconds;

  if (!read_number (&at, 4, &year) || !read_char (&at, "-") || !read_number (&at, 2, &month) ||
      !read_char (&at, "-") || !read_number (&at, 2, &day) || !read_char (&at, "Tt ") ||
      !read_number (&at, 2, &hour) || !read_char (&at, ":") || !read_number (&at, 2, &minute) ||
      !read_char (&at, ":") || !read_number (&at, 2, &second) ||
      !read_fraction (&at, &microseconds) || !read_offset (&at, &offset) || *at != '\0')
    return FALSE;

  if (month < 1 || month > 12 || day < 1 || day > days_in_month (year, month))
    return FALSE;

  /* 60 is a leap second (RFC 3339 §5.6); it is the first of the next minute to everybody's
   * clock. */
  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;

  seconds = days_from_date (year, month, day) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second -
            offset;
  if (seconds < EARLIEST || seconds > LATEST)
    return FALSE;

  *time = seconds * G_USEC_PER_SEC + microseconds;
  return TRUE;
}

gint64
base_time_now (void)
{
  return g_get_real_time ();
}

/* Writes the last @digits digits of @number, which isn't negative. */
static void
put_digits (char   *at,
            int     digits,
            gint64  number)
{
  while (digits-- > 0)
    {
      at[digits] = (char)('0' + number % 10);
      number /= 10;
    }
}

char *
base_time_format (gint64 time)
{
  gint64 clamped = CLAMP (time, EARLIEST * G_USEC_PER_SEC, (LATEST + 1) * G_USEC_PER_SEC - 1);
  gint64 milliseconds = clamped / 1000 - (clamped % 1000 < 0 ? 1 : 0);
  gint64 seconds = milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0);
  gint64 days = seconds / SECONDS_A_DAY - (seconds % SECONDS_A_DAY < 0 ? 1 : 0);
  gint64 of_day = seconds - days * SECONDS_A_DAY;
  gint64 year, month, day;
  char *text;

  date_from_days (days, &year, &month, &day);
  /* Every resource in every answer has two of these: printf() would be a tenth of an answer. */
  text = g_strdup ("0000-00-00T00:00:00.000Z");
  put_digits (text, 4, year);
  put_digits (text + 5, 2, month);
  put_digits (text + 8, 2, day);
  put_digits (text + 11, 2, of_day / 3600);
  put_digits (text + 14, 2, of_day / 60 % 60);
  put_digits (text + 17, 2, of_day % 60);
  put_digits (text + 20, 3, milliseconds - seconds * 1000);
  return text;
}

gboolean
base_time_parse (const char  *text,
                 gint64      *time,
                 GError     **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (time != NULL, FALSE);

  if (parse (text, time))
    return TRUE;

  g_set_error_literal (error,
                       BASE_ERROR,
                       BASE_ERROR_TIME,
                       _("the time is not written as 2026-01-31T09:30:00Z, with Z or an offset"));
  return FALSE;
}
