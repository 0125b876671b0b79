/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing is looked up: a name without a dot, or below a name that is only known locally, is the
 * network's. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-reach.h"

#include <gio/gio.h>
#include <string.h>

static const char *const local_suffixes[] = { ".local",    ".lan",       ".home", ".internal",
                                              ".intranet", ".home.arpa", ".test", ".localhost" };

static gboolean
is_local_name (const char *host)
{
  g_autofree char *lower = g_ascii_strdown (host, -1);

  if (strchr (lower, '.') == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (local_suffixes); i++)
    if (g_str_has_suffix (lower, local_suffixes[i]))
      return TRUE;
  return FALSE;
}

/* fc00::/7 (RFC 4193), which GLib doesn't count as site-local */
static gboolean
is_unique_local (GInetAddress *address)
{
  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
         (g_inet_address_to_bytes (address)[0] & 0xfe) == 0xfc;
}

gboolean
directory_reach_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

const char *
directory_reach_of_url (const char *url)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GInetAddress) address = NULL;
  const char *host;

  g_return_val_if_fail (url != NULL, NULL);

  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || directory_reach_is_loopback (host))
    return "computer";
  if (!g_str_equal (g_uri_get_scheme (uri), "https"))
    return "network";
  address = g_inet_address_new_from_string (host);
  if (address == NULL)
    return is_local_name (host) ? "network" : "internet";
  if (g_inet_address_get_is_site_local (address) || g_inet_address_get_is_link_local (address) ||
      is_unique_local (address))
    return "network";
  return "internet";
}
