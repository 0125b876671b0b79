/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An address is told by its scheme and host alone. A name without a dot, or in a domain that is
 * nobody's on the internet, is this network's; any other name is taken for public, since asking the
 * name service would tell others what is typed here. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-reach.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *text;
  DeskReach reach;
} texts[] = {
  { "computer", DESK_REACH_THIS_COMPUTER },
  { "network", DESK_REACH_THIS_NETWORK },
  { "internet", DESK_REACH_INTERNET },
};

/* RFC 6762, RFC 8375, and what routers and firms call their own. */
static const char *const private_domains[] = { ".local", ".home.arpa", ".internal",
                                               ".lan",   ".intranet",  ".corp" };

DeskReach
desk_reach_from_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (texts[i].text, text) == 0)
      return texts[i].reach;
  return DESK_REACH_UNKNOWN;
}

static DeskReach
reach_of_address (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);
  gboolean ipv6 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;

  if (g_inet_address_get_is_loopback (address))
    return DESK_REACH_THIS_COMPUTER;
  if (g_inet_address_get_is_site_local (address) || g_inet_address_get_is_link_local (address) ||
      g_inet_address_get_is_any (address))
    return DESK_REACH_THIS_NETWORK;
  /* Unique local addresses (RFC 4193) and the provider's shared ones (RFC 6598). */
  if (ipv6 ? (bytes[0] & 0xfe) == 0xfc : bytes[0] == 100 && (bytes[1] & 0xc0) == 64)
    return DESK_REACH_THIS_NETWORK;
  return DESK_REACH_INTERNET;
}

static DeskReach
reach_of_name (const char *host)
{
  if (g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost"))
    return DESK_REACH_THIS_COMPUTER;
  if (strchr (host, '.') == NULL)
    return DESK_REACH_THIS_NETWORK;
  for (guint i = 0; i < G_N_ELEMENTS (private_domains); i++)
    if (g_str_has_suffix (host, private_domains[i]))
      return DESK_REACH_THIS_NETWORK;
  return DESK_REACH_INTERNET;
}

DeskReach
desk_reach_of_url (const char *base_url)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *host = NULL;
  DeskReach reach;

  g_return_val_if_fail (base_url != NULL, DESK_REACH_UNKNOWN);

  uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return DESK_REACH_UNKNOWN;

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  address = g_inet_address_new_from_string (host);
  reach = address != NULL ? reach_of_address (address) : reach_of_name (host);
  if (reach == DESK_REACH_INTERNET && g_strcmp0 (g_uri_get_scheme (uri), "https") != 0)
    return DESK_REACH_THIS_NETWORK;
  return reach;
}

char *
desk_reach_describe (DeskReach              reach,
                     const ConnectionGuide *guide)
{
  g_autofree char *headline = NULL;
  gboolean cloud = guide == NULL || guide->is_cloud;

  if (guide == NULL || g_str_equal (guide->id, CONNECTION_GUIDE_OTHER))
    headline = g_strdup (_("An identity provider in the cloud can’t reach this address"));
  else
    headline = g_strdup_printf (_("%s can’t reach this address"), guide->short_name);

  switch (reach)
    {
    case DESK_REACH_NOBODY:
      return g_strdup (_("Nobody can reach this address now\nAnother program has this service’s "
                         "port. End that program and start the service anew; the address stays "
                         "the same."));
    case DESK_REACH_THIS_COMPUTER:
      if (cloud)
        return g_strconcat (headline, "\n",
                            _("It works on this computer only. Publish the service, or rehearse "
                              "with a CSV."),
                            NULL);
      return g_strdup_printf (_("%s reaches this address only from this computer\nIf it runs "
                                "elsewhere, publish the service, or rehearse with a CSV."),
                              guide->short_name);
    case DESK_REACH_THIS_NETWORK:
      if (!cloud)
        return NULL;
      return g_strconcat (headline, "\n",
                          _("It works in this network only. Publish the service under an https "
                            "address, or use the identity provider’s agent in this network."),
                          NULL);
    case DESK_REACH_UNKNOWN:
    case DESK_REACH_INTERNET:
    default:
      return NULL;
    }
}
