/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A base URL taken apart, and how a request's URL is made from it. For this room alone. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HttpAddress:
 * @text: as given, without query and trailing slash
 * @uri: the same, parsed; for a socket `http://localhost`
 * @query: (nullable): what is added to each request's query
 * @socket_path: (nullable): of a server on a Unix socket
 */
typedef struct
{
  char *text;
  GUri *uri;
  char *query;
  char *socket_path;
} HttpAddress;

/* (transfer full) (nullable): @base_url, or %NULL with %HTTP_ERROR_BAD_URL or
 * %HTTP_ERROR_INSECURE */
HttpAddress *http_address_parse        (const char   *base_url,
                                        GError      **error);
void         http_address_free         (HttpAddress  *self);

/**
 * http_address_resolve:
 * @self: an address
 * @path: below the base URL, or an absolute URL of the same origin
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the URL to ask, or %NULL with %HTTP_ERROR_BAD_URL, or
 *   %HTTP_ERROR_REDIRECTED for an absolute URL of another origin.
 */
GUri        *http_address_resolve      (HttpAddress  *self,
                                        const char   *path,
                                        GError      **error);

/* Scheme, host and port are equal (RFC 9110 §4.3.1). */
gboolean     http_uri_same_origin      (GUri         *one,
                                        GUri         *other);

/* Whether nothing asked of @uri leaves this computer. */
gboolean     http_uri_is_loopback      (GUri         *uri);

/* (transfer full): scheme, host, port and path: what may be shown of a URL */
char        *http_uri_to_shown         (GUri         *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpAddress, http_address_free)

G_END_DECLS
