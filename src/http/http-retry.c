/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a server wants us to wait, in the ways that servers say it. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-retry.h"

#include <libsoup/soup.h>

#include "base/base-error.h"
#include "base/base-json-check.h"

#define SECOND 1000

/* A server that says 0 is still given a moment. */
#define SHORTEST 100

/* Seconds since 1970 at which the limit begins anew. */
static const char *const reset_headers[] = { "X-Rate-Limit-Reset", "X-RateLimit-Reset" };

static gboolean
read_number (const char *text,
             gint64     *number)
{
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32 * G_GUINT64_CONSTANT (2),
                                                   &value, NULL))
    return FALSE;

  *number = (gint64)value;
  return TRUE;
}

static gboolean
read_date (const char *text,
           gint64      now,
           gint64     *wait)
{
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date == NULL)
    return FALSE;

  *wait = g_date_time_to_unix (date) * SECOND - now / 1000;
  return TRUE;
}

static gboolean
read_reset (HttpResponse *response,
            gint64        now,
            gint64       *wait)
{
  for (guint i = 0; i < G_N_ELEMENTS (reset_headers); i++)
    {
      gint64 seconds;

      if (!read_number (http_response_get_header (response, reset_headers[i]), &seconds))
        continue;

      *wait = seconds * SECOND - now / 1000;
      return TRUE;
    }
  return FALSE;
}

gboolean
http_retry_is_asked (HttpResponse *response)
{
  guint status = http_response_get_status (response);

  return status == 429 || status == 503;
}

gboolean
http_retry_is_cut (HttpResponse *response)
{
  const char *coding = http_response_get_header (response, "Transfer-Encoding");
  const char *type = http_response_get_header (response, "Content-Type");
  g_autoptr (GError) error = NULL;
  const char *text;
  gsize length;

  if (coding == NULL || strcasestr (coding, "chunked") == NULL || type == NULL ||
      strcasestr (type, "json") == NULL)
    return FALSE;

  text = g_bytes_get_data (http_response_get_body (response), &length);
  return !base_json_check (text, length, G_MAXUINT, &error) &&
         g_error_matches (error, BASE_ERROR, BASE_ERROR_JSON);
}

gboolean
http_retry_is_safe (const char *method)
{
  static const char *const safe[] = { "GET", "HEAD", "PUT", "DELETE", NULL };

  g_return_val_if_fail (method != NULL, FALSE);

  return g_strv_contains (safe, method);
}

gint64
http_retry_get_wait (HttpResponse *response,
                     guint         attempt,
                     gint64        now)
{
  const char *after = http_response_get_header (response, "Retry-After");
  gint64 wait;

  if (read_number (after, &wait))
    wait *= SECOND;
  else if (!read_date (after, now, &wait) && !read_reset (response, now, &wait))
    wait = SECOND << MIN (attempt, 16);

  return MAX (wait, SHORTEST);
}
