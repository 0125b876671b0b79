/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reach of a URL: who can call it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HttpReach:
 * @HTTP_REACH_COMPUTER: loopback
 * @HTTP_REACH_NETWORK: a private or link-local address, a name without a dot or under .local and
 *   its like, and anything on plain http
 * @HTTP_REACH_INTERNET: https on any other name or address
 */
typedef enum
{
  HTTP_REACH_COMPUTER,
  HTTP_REACH_NETWORK,
  HTTP_REACH_INTERNET,
} HttpReach;

/* Who can call @url (also `unix:PATH`), judged by its text alone; nothing is looked up. */
HttpReach   http_url_get_reach   (const char *url);

/* "computer", "network", "internet": the words of the administration API. */
const char *http_reach_to_string (HttpReach   reach);

/* Whether @host, a URL's host without brackets, is 127.0.0.0/8, ::1 or localhost. */
gboolean    http_host_is_loopback (const char *host);

/* (transfer full): @text percent-encoded for use inside a query value */
char       *http_url_escape      (const char *text);

G_END_DECLS
