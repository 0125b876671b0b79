/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Base URLs as people paste them: with a trailing slash or without, with a query (Entra's
 * `?aadOptscim062020`), or `unix:PATH`. A URL that would carry a key over plain http to another
 * computer, or a password in itself, is refused before anything is sent. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-address.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "http/http-error-private.h"
#include "http/http-url.h"

#define SOCKET_SCHEME "unix:"

static gboolean
check_scheme (GUri    *uri,
              GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);

  if (g_str_equal (scheme, "https"))
    return TRUE;

  if (!g_str_equal (scheme, "http"))
    {
      g_set_error_literal (error,
                           HTTP_ERROR,
                           HTTP_ERROR_BAD_URL,
                           _("the address doesn't begin with https://; copy the whole base URL"));
      return FALSE;
    }

  if (http_uri_is_loopback (uri))
    return TRUE;

  g_set_error (error,
               HTTP_ERROR,
               HTTP_ERROR_INSECURE,
               _("plain http to %s would show the key to everybody on the way; use https"),
               g_uri_get_host (uri));
  return FALSE;
}

/* GUri lets blanks and line ends pass, which come along when an address is copied. */
static gboolean
check_blanks (const char  *text,
              GError     **error)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (!g_ascii_isspace (*at) && !g_ascii_iscntrl (*at))
        continue;

      g_set_error_literal (error,
                           HTTP_ERROR,
                           HTTP_ERROR_BAD_URL,
                           _("the address holds a blank or a line end; copy the address alone"));
      return FALSE;
    }
  return TRUE;
}

static GUri *
parse_uri (const char  *text,
           GError     **error)
{
  g_autoptr (GUri) uri = NULL;

  if (!check_blanks (text, error))
    return NULL;

  uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || (g_str_has_prefix (g_uri_get_scheme (uri), "http") &&
                      (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')))
    {
      g_set_error_literal (error,
                           HTTP_ERROR,
                           HTTP_ERROR_BAD_URL,
                           _("this is not an address such as https://scim.example.com/v2"));
      return NULL;
    }
  if (!check_scheme (uri, error))
    return NULL;

  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error,
                           HTTP_ERROR,
                           HTTP_ERROR_BAD_URL,
                           _("the address holds a user name or a password; leave out what stands "
                             "before the @"));
      return NULL;
    }
  return g_steal_pointer (&uri);
}

static char *
without_trailing_slashes (const char *text,
                          gsize       length)
{
  while (length > 0 && text[length - 1] == '/')
    length--;
  return g_strndup (text, length);
}

static HttpAddress *
parse_socket (const char  *base_url,
              GError     **error)
{
  const char *path = base_url + strlen (SOCKET_SCHEME);
  HttpAddress *self;

  if (!g_path_is_absolute (path))
    {
      g_set_error (error,
                   HTTP_ERROR,
                   HTTP_ERROR_BAD_URL,
                   _("behind %s stands the whole path of a socket, beginning with /"),
                   SOCKET_SCHEME);
      return NULL;
    }

  self = g_new0 (HttpAddress, 1);
  self->text = g_strdup (base_url);
  self->socket_path = g_strdup (path);
  self->uri = g_uri_parse ("http://localhost", SOUP_HTTP_URI_FLAGS, NULL);
  return self;
}

/* @one and @two joined by `&`; either may be missing. */
static char *
join_queries (const char *one,
              const char *two)
{
  if (one == NULL || *one == '\0')
    return g_strdup (two);
  if (two == NULL || *two == '\0')
    return g_strdup (one);
  return g_strconcat (one, "&", two, NULL);
}

static gboolean
query_contains (const char *query,
                const char *part)
{
  g_auto (GStrv) parts = query != NULL ? g_strsplit (query, "&", -1) : NULL;

  return parts != NULL && g_strv_contains ((const char *const *)parts, part);
}

static GUri *
with_query (GUri       *uri,
            const char *path,
            const char *query)
{
  return g_uri_build (SOUP_HTTP_URI_FLAGS,
                      g_uri_get_scheme (uri),
                      NULL,
                      g_uri_get_host (uri),
                      g_uri_get_port (uri),
                      path,
                      query,
                      NULL);
}

static GUri *
resolve_absolute (HttpAddress  *self,
                  const char   *url,
                  GError      **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *shown = NULL;
  g_autofree char *query = NULL;

  if (uri != NULL && http_uri_same_origin (uri, self->uri))
    {
      if (self->query == NULL || query_contains (g_uri_get_query (uri), self->query))
        return g_steal_pointer (&uri);

      query = join_queries (g_uri_get_query (uri), self->query);
      return with_query (uri, g_uri_get_path (uri), query);
    }

  shown = uri != NULL ? http_uri_to_shown (uri) : g_strdup ("?");
  g_set_error (error,
               HTTP_ERROR,
               HTTP_ERROR_REDIRECTED,
               _("the service at %s points to another address, %s, which doesn't get the key; if "
                 "that is the right one, make it the base URL"),
               self->text,
               shown);
  return NULL;
}

HttpAddress *
http_address_parse (const char  *base_url,
                    GError     **error)
{
  g_autoptr (HttpAddress) self = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);

  if (g_str_has_prefix (base_url, SOCKET_SCHEME))
    return parse_socket (base_url, error);

  uri = parse_uri (base_url, error);
  if (uri == NULL)
    return NULL;

  self = g_new0 (HttpAddress, 1);
  self->text = without_trailing_slashes (base_url, strcspn (base_url, "?#"));
  self->query = g_uri_get_query (uri) != NULL && *g_uri_get_query (uri) != '\0'
                    ? g_strdup (g_uri_get_query (uri))
                    : NULL;
  self->uri = g_uri_parse (self->text, SOUP_HTTP_URI_FLAGS, error);
  return self->uri != NULL ? g_steal_pointer (&self) : NULL;
}

void
http_address_free (HttpAddress *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_free (self->query);
  g_free (self->socket_path);
  g_free (self);
}

GUri *
http_address_resolve (HttpAddress  *self,
                      const char   *path,
                      GError      **error)
{
  g_autofree char *base = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *query = NULL;
  const char *question;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  /* A page's link is the server's text, and must not break out of the request's first line. */
  if (!check_blanks (path, error))
    return NULL;
  if (*path != '\0' && *path != '/' && *path != '?')
    return resolve_absolute (self, path, error);

  question = strchr (path, '?');
  query = join_queries (question != NULL ? question + 1 : NULL, self->query);
  base = without_trailing_slashes (g_uri_get_path (self->uri), strlen (g_uri_get_path (self->uri)));
  whole = g_strdup_printf ("%s%.*s",
                           base,
                           (int)(question != NULL ? question - path : (gssize)strlen (path)),
                           path);
  return with_query (self->uri, *whole != '\0' ? whole : "/", query);
}

static int
port_of (GUri *uri)
{
  if (g_uri_get_port (uri) > 0)
    return g_uri_get_port (uri);
  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

gboolean
http_uri_same_origin (GUri *one,
                      GUri *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return g_strcmp0 (g_uri_get_scheme (one), g_uri_get_scheme (other)) == 0 &&
         g_uri_get_host (one) != NULL && g_uri_get_host (other) != NULL &&
         g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0 &&
         port_of (one) == port_of (other);
}

gboolean
http_uri_is_loopback (GUri *uri)
{
  g_return_val_if_fail (uri != NULL, FALSE);

  return g_uri_get_host (uri) != NULL && http_host_is_loopback (g_uri_get_host (uri));
}

char *
http_uri_to_shown (GUri *uri)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  text = g_uri_to_string_partial (uri,
                                  G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
  return http_words_clean (text);
}
