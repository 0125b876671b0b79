/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who can call a URL, judged by its text. An administrator must not be shown an address as
 * reachable from a cloud that isn't, so whatever is in doubt reaches less far. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-url.h"

#include <gio/gio.h>
#include <libsoup/soup.h>

/* Names that exist inside one network only (RFC 6762, RFC 8375, and what ICANN keeps free). */
static const char *const local_suffixes[] = {
  ".local", ".localdomain", ".lan", ".home", ".home.arpa", ".internal", ".intranet", ".corp",
  ".test",
};

static const char *const reach_words[] = {
  [HTTP_REACH_COMPUTER] = "computer",
  [HTTP_REACH_NETWORK] = "network",
  [HTTP_REACH_INTERNET] = "internet",
};

/* Addresses that GInetAddress has no word for: 0.0.0.0/8, 100.64.0.0/10 (RFC 6598), fc00::/7
 * (RFC 4193), and IPv4 ones written as IPv6, which no cloud calls. */
static gboolean
is_shared_or_mapped (GInetAddress *address)
{
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
  return (bytes[0] & 0xfe) == 0xfc || memcmp (bytes, mapped, sizeof mapped) == 0;
}

static gboolean
address_is_public (GInetAddress *address)
{
  return !g_inet_address_get_is_loopback (address) && !g_inet_address_get_is_any (address) &&
         !g_inet_address_get_is_link_local (address) &&
         !g_inet_address_get_is_site_local (address) &&
         !g_inet_address_get_is_multicast (address) && !is_shared_or_mapped (address);
}

static gboolean
name_is_public (const char *host)
{
  g_autofree char *name = g_ascii_strdown (host, -1);
  gsize length = strlen (name);

  if (length > 0 && name[length - 1] == '.')
    name[length - 1] = '\0';
  if (strchr (name, '.') == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (local_suffixes); i++)
    {
      if (g_str_has_suffix (name, local_suffixes[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
http_host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

HttpReach
http_url_get_reach (const char *url)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GInetAddress) address = NULL;
  const char *host;

  g_return_val_if_fail (url != NULL, HTTP_REACH_COMPUTER);

  uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || *host == '\0' || http_host_is_loopback (host))
    return HTTP_REACH_COMPUTER;
  if (g_strcmp0 (g_uri_get_scheme (uri), "https") != 0)
    return HTTP_REACH_NETWORK;

  address = g_inet_address_new_from_string (host);
  if (address != NULL ? address_is_public (address) : name_is_public (host))
    return HTTP_REACH_INTERNET;
  return HTTP_REACH_NETWORK;
}

const char *
http_reach_to_string (HttpReach reach)
{
  g_return_val_if_fail (reach < G_N_ELEMENTS (reach_words), NULL);

  return reach_words[reach];
}

char *
http_url_escape (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_uri_escape_string (text, NULL, FALSE);
}
