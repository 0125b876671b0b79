/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An answer as it arrived, and what it says when it is a refusal. The sentences are one table by
 * status; the server's own words come behind them, from http-error-shape.c. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-response-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-error.h"
#include "base/base-json-check.h"
#include "http/http-error-private.h"
#include "http/http-error-shape.h"

#define MAX_DEPTH 64

struct _HttpResponse
{
  guint               status;
  SoupMessageHeaders *headers;
  GBytes             *body;
  gboolean            with_key;
};

typedef struct
{
  guint       first; /* statuses from first to last */
  guint       last;
  HttpError   code;
  const char *words; /* with what was tried */
} Refusal;

static const Refusal refusals[] = {
  { 300, 399, HTTP_ERROR_REDIRECTED, N_("the service sends us elsewhere while %s") },
  { 401, 401, HTTP_ERROR_UNAUTHORIZED,
    N_("the service refused the key while %s: it is unknown, expired or revoked") },
  { 403, 403, HTTP_ERROR_FORBIDDEN,
    N_("the service does not allow this key what was asked while %s") },
  { 404, 404, HTTP_ERROR_NOT_FOUND, N_("the service found nothing under that address while %s") },
  { 409, 409, HTTP_ERROR_CONFLICT, N_("the service sees a conflict while %s") },
  { 429, 429, HTTP_ERROR_RATE_LIMITED,
    N_("the service asks to go slower, also after several tries, while %s; try again later") },
  { 400, 499, HTTP_ERROR_REFUSED, N_("the service refused while %s") },
  { 500, 599, HTTP_ERROR_SERVER, N_("the service failed while %s; try again later") },
  { 0, G_MAXUINT, HTTP_ERROR_FAILED, N_("the service gave an unknown answer while %s") },
};

static void
response_clear (gpointer data)
{
  HttpResponse *self = data;

  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
}

static const Refusal *
find_refusal (guint status)
{
  const Refusal *row = refusals;

  while (status < row->first || status > row->last)
    row++;
  return row;
}

/* `Bearer error="invalid_token", error_description="…"` (RFC 6750 §3). */
static char *
read_challenge (HttpResponse *self)
{
  const char *challenge = http_response_get_header (self, "WWW-Authenticate");
  const char *blank = challenge != NULL ? strchr (challenge, ' ') : NULL;
  g_autoptr (GHashTable) parameters = NULL;
  const char *words;

  if (blank == NULL)
    return NULL;

  parameters = soup_header_parse_param_list (blank + 1);
  words = g_hash_table_lookup (parameters, "error_description");
  return words != NULL ? http_error_shape_read (words, -1, NULL) : NULL;
}

/* Where a redirect that wasn't followed points to, without its query. */
static char *
read_location (HttpResponse *self)
{
  const char *location = http_response_get_header (self, "Location");
  g_autofree char *shown = NULL;

  if (location == NULL)
    return NULL;
  shown = g_strdup_printf ("→ %.*s", (int)strcspn (location, "?#"), location);
  return http_words_clean (shown);
}

static char *
read_server_words (HttpResponse *self)
{
  gsize length;
  const char *body = g_bytes_get_data (self->body, &length);
  char *words = http_error_shape_read (body, (gssize)length, NULL);

  if (words == NULL && self->status == 401)
    words = read_challenge (self);
  if (words == NULL && self->status / 100 == 3)
    words = read_location (self);
  return words;
}

static gboolean
looks_like_html (HttpResponse *self)
{
  gsize length;
  const char *body = g_bytes_get_data (self->body, &length);

  while (length > 0 && g_ascii_isspace (*body))
    {
      body++;
      length--;
    }
  return length > 0 && *body == '<';
}

static void
set_not_json (HttpResponse  *self,
              GError        *cause,
              GError       **error)
{
  if (g_bytes_get_size (self->body) == 0)
    g_set_error_literal (error,
                         HTTP_ERROR,
                         HTTP_ERROR_NOT_JSON,
                         _("the service gave an empty answer; check the base URL"));
  else if (looks_like_html (self))
    g_set_error_literal (error,
                         HTTP_ERROR,
                         HTTP_ERROR_NOT_JSON,
                         _("the service answered with a web page instead of SCIM; check the base "
                           "URL"));
  else
    g_set_error (error,
                 HTTP_ERROR,
                 g_error_matches (cause, BASE_ERROR, BASE_ERROR_TOO_DEEP) ? HTTP_ERROR_TOO_DEEP
                                                                          : HTTP_ERROR_NOT_JSON,
                 _("the answer of the service is not usable JSON: %s"),
                 cause->message);
}

HttpResponse *
http_response_new (guint               status,
                   SoupMessageHeaders *headers,
                   GBytes             *body,
                   gboolean            with_key)
{
  HttpResponse *self = g_atomic_rc_box_new0 (HttpResponse);

  self->status = status;
  self->headers = soup_message_headers_ref (headers);
  self->body = body;
  self->with_key = with_key;
  return self;
}

HttpResponse *
http_response_ref (HttpResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
http_response_unref (HttpResponse *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, response_clear);
}

guint
http_response_get_status (HttpResponse *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->status;
}

const char *
http_response_get_header (HttpResponse *self,
                          const char   *name)
{
  SoupMessageHeadersIter at;
  const char *header, *value;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  soup_message_headers_iter_init (&at, self->headers);
  while (soup_message_headers_iter_next (&at, &header, &value))
    {
      if (g_ascii_strcasecmp (header, name) == 0)
        return value;
    }
  return NULL;
}

GBytes *
http_response_get_body (HttpResponse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

JsonNode *
http_response_get_json (HttpResponse  *self,
                        GError       **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) cause = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_bytes_get_data (self->body, &length);
  if (length > 0 && !looks_like_html (self) && base_json_check (text, length, MAX_DEPTH, &cause) &&
      json_parser_load_from_data (parser, text, (gssize)length, &cause) &&
      json_parser_get_root (parser) != NULL)
    return json_parser_steal_root (parser);

  if (cause == NULL)
    cause = g_error_new_literal (BASE_ERROR, BASE_ERROR_JSON, _("there is nothing in it"));
  set_not_json (self, cause, error);
  return NULL;
}

gboolean
http_response_check (HttpResponse  *self,
                     const char    *what,
                     GError       **error)
{
  const Refusal *refusal;
  g_autofree char *words = NULL;
  g_autofree char *theirs = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (what != NULL, FALSE);

  if (self->status >= 200 && self->status <= 299)
    return TRUE;

  refusal = find_refusal (self->status);
  words = http_words (self->status == 401 && !self->with_key
                          ? _("the service wants a key while %s, and none was given")
                          : _(refusal->words),
                      what);
  theirs = read_server_words (self);
  g_set_error (error,
               HTTP_ERROR,
               (int)refusal->code,
               theirs != NULL ? "%s (%u: %s)" : "%s (%u)",
               words,
               self->status,
               theirs);
  return FALSE;
}
