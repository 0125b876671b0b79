/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Redirects are ours to follow, not libsoup's: the key and the people in a body are for one origin.
 * A refused redirect says where it pointed, since that is usually the right base URL. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-redirect-private.h"

#include <glib/gi18n.h>

#include "http/http-error-private.h"

#define MOST_REDIRECTS 5

static gboolean
is_plain_read (const char *method)
{
  return g_str_equal (method, "GET") || g_str_equal (method, "HEAD");
}

static gboolean
refuse (GUri        *next,
        const char  *why,
        GError     **error)
{
  g_autofree char *shown = http_uri_to_shown (next);

  http_set_error (error, HTTP_ERROR_REDIRECTED, why, shown);
  return FALSE;
}

static gboolean
check_next (HttpAddress        *address,
            const HttpRequest  *request,
            GUri               *next,
            guint               followed,
            GError            **error)
{
  const char *scheme = g_uri_get_scheme (next);
  gboolean same = http_uri_same_origin (next, request->uri);

  if (followed >= MOST_REDIRECTS)
    return refuse (next, _("the service keeps sending us elsewhere, at last to %s"), error);

  if (g_uri_get_host (next) == NULL ||
      !(g_str_equal (scheme, "https") || g_str_equal (scheme, "http")))
    return refuse (next, _("the service sends us to %s, which is no web address"), error);

  if (address->socket_path != NULL && !same)
    return refuse (next, _("the service on the socket sends us outside, to %s"), error);

  if (g_str_equal (scheme, "http") &&
      (g_str_equal (g_uri_get_scheme (request->uri), "https") || !http_uri_is_loopback (next)))
    return refuse (next,
                   _("the service sends us to %s, which isn't encrypted; it was not asked"),
                   error);

  if (!same && request->body != NULL)
    return refuse (next,
                   _("the service sends us to another address, %s, and no data was sent there; if "
                     "it is the right one, make it the base URL"),
                   error);
  return TRUE;
}

gboolean
http_redirect_is_followed (HttpResponse *response,
                           const char   *method)
{
  if (http_response_get_header (response, "Location") == NULL)
    return FALSE;

  switch (http_response_get_status (response))
    {
    case 301:
    case 302:
    case 303:
      return is_plain_read (method);
    case 307:
    case 308:
      return TRUE;
    default:
      return FALSE;
    }
}

GUri *
http_redirect_get_next (HttpAddress        *address,
                        const HttpRequest  *request,
                        HttpResponse       *response,
                        guint               followed,
                        GError            **error)
{
  const char *location = http_response_get_header (response, "Location");
  g_autoptr (GUri) next = NULL;

  g_return_val_if_fail (location != NULL, NULL);

  next = g_uri_parse_relative (request->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (next == NULL)
    {
      g_set_error_literal (error,
                           HTTP_ERROR,
                           HTTP_ERROR_REDIRECTED,
                           _("the service sends us to something that is no address"));
      return NULL;
    }
  if (!check_next (address, request, next, followed, error))
    return NULL;
  return g_steal_pointer (&next);
}

gboolean
http_redirect_check_end (HttpAddress   *address,
                         GUri          *uri,
                         HttpResponse  *response,
                         GError       **error)
{
  guint status = http_response_get_status (response);

  if ((status != 401 && status != 403) || http_uri_same_origin (uri, address->uri))
    return TRUE;

  return refuse (uri,
                 _("the service sends us to another address, %s, which didn't get the key and "
                   "refused; if it is the right one, make it the base URL"),
                 error);
}
