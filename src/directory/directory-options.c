/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules that keep a key off the wire in the clear: plain http only on loopback or behind a
 * proxy, and a public URL wherever our own listener isn't what clients see. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-options.h"

#include <string.h>

#include "directory/directory-reach.h"

#define MAX_THREADS 64

G_DEFINE_QUARK (directory - options - error - quark, directory_options_error)

static gboolean
wrong (GError     **error,
       const char  *words)
{
  g_set_error_literal (error, DIRECTORY_OPTIONS_ERROR, DIRECTORY_OPTIONS_ERROR_USAGE, words);
  return FALSE;
}

static gboolean
parse_listen (DirectoryOptions  *self,
              GError           **error)
{
  const char *given = self->listen != NULL ? self->listen : "127.0.0.1:0";
  const char *colon = strrchr (given, ':');
  g_autofree char *host = NULL;
  guint64 port = 0;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    return wrong (error,
                  "--listen needs an address and a port, such as 127.0.0.1:8642 or [::]:443");
  host = g_strndup (given, (gsize)(colon - given));
  if (host[0] == '[' && g_str_has_suffix (host, "]"))
    {
      host[strlen (host) - 1] = '\0';
      memmove (host, host + 1, strlen (host));
    }
  else if (strchr (host, ':') != NULL)
    return wrong (error, "--listen needs an IPv6 address in brackets, such as [::1]:8642");
  self->address =
      g_inet_address_new_from_string (g_str_equal (host, "localhost") ? "127.0.0.1" : host);
  if (self->address == NULL)
    return wrong (error, "--listen needs an IP address, not a name");
  self->port = (guint16)port;
  self->is_loopback = g_inet_address_get_is_loopback (self->address);
  return TRUE;
}

static gboolean
check_public_url (DirectoryOptions  *self,
                  GError           **error)
{
  g_autoptr (GUri) uri = g_uri_parse (self->public_url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' ||
      (!g_str_equal (g_uri_get_scheme (uri), "https") &&
       !g_str_equal (g_uri_get_scheme (uri), "http")))
    return wrong (error, "--public-url needs a URL such as https://scim.example.com");
  for (const char *c = self->public_url; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return wrong (error, "--public-url must have neither blanks nor other than ASCII characters; "
                           "write them as %XX of their UTF-8, a host's as xn--…");
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL ||
      g_uri_get_userinfo (uri) != NULL)
    return wrong (error, "--public-url must have neither a user nor a query nor a fragment");
  if (g_str_equal (g_uri_get_scheme (uri), "http") && !directory_reach_is_loopback (host) &&
      !self->behind_proxy)
    return wrong (error,
                  "--public-url must be https beyond this computer, because keys travel over "
                  "it; --behind-proxy says that a proxy sees to that");
  while (g_str_has_suffix (self->public_url, "/"))
    self->public_url[strlen (self->public_url) - 1] = '\0';
  return TRUE;
}

DirectoryOptions *
directory_options_new (void)
{
  DirectoryOptions *self = g_new0 (DirectoryOptions, 1);

  self->threads = 2;
  return self;
}

void
directory_options_free (DirectoryOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->data);
  g_free (self->listen);
  g_free (self->public_url);
  g_free (self->certificate);
  g_free (self->certificate_key);
  g_clear_object (&self->address);
  g_free (self);
}

gboolean
directory_options_check (DirectoryOptions  *self,
                         GError           **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!parse_listen (self, error))
    return FALSE;
  if (self->threads < 1 || self->threads > MAX_THREADS)
    return wrong (error, "--threads needs a number from 1 to 64");
  if ((self->certificate == NULL) != (self->certificate_key == NULL))
    return wrong (error, "--tls-certificate and --tls-key go together");
  if (self->certificate != NULL && self->behind_proxy)
    return wrong (error,
                  "--behind-proxy means that the proxy speaks TLS; leave out --tls-certificate");
  if (self->public_url == NULL && self->behind_proxy)
    return wrong (error, "--behind-proxy needs --public-url, the address that clients see");
  if (self->public_url == NULL && !self->is_loopback)
    return wrong (error,
                  "A listener beyond loopback needs --public-url, the address that clients see");
  if (!self->is_loopback && self->certificate == NULL && !self->behind_proxy)
    return wrong (error, "Plain http beyond loopback would show keys to the network: give "
                         "--tls-certificate and --tls-key, or --behind-proxy");
  return self->public_url == NULL || check_public_url (self, error);
}
