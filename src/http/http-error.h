/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can go wrong between us and a server, in words for a person. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HTTP_ERROR (http_error_quark ())

/**
 * HttpError:
 * @HTTP_ERROR_FAILED: anything else; the message has the words of the library
 * @HTTP_ERROR_BAD_URL: the address is not http(s) or not an address; correct it
 * @HTTP_ERROR_INSECURE: plain http beyond this computer; use https
 * @HTTP_ERROR_UNREACHABLE: no name, no route, nobody listens, or the connection was lost
 * @HTTP_ERROR_TIMEOUT: no answer in time
 * @HTTP_ERROR_TLS: the certificate is refused; the message names it and why
 * @HTTP_ERROR_REDIRECTED: too many redirects, or one that isn't followed; the message says to where
 * @HTTP_ERROR_TOO_LARGE: the answer is larger than the bound
 * @HTTP_ERROR_TOO_DEEP: the answer's JSON nests deeper than the bound
 * @HTTP_ERROR_NOT_JSON: the answer is something else (HTML, say); the URL is probably a web page's
 * @HTTP_ERROR_UNAUTHORIZED: 401: the key is unknown, expired or revoked
 * @HTTP_ERROR_FORBIDDEN: 403: the key may not do this
 * @HTTP_ERROR_NOT_FOUND: 404
 * @HTTP_ERROR_CONFLICT: 409
 * @HTTP_ERROR_RATE_LIMITED: 429, still after the retries, or it asks for a longer wait than allowed
 * @HTTP_ERROR_REFUSED: another 4xx; the message has the server's words
 * @HTTP_ERROR_SERVER: 5xx, still after the retries
 * @HTTP_ERROR_KEY_TEXT: the key is not whole; nothing was sent
 */
typedef enum
{
  HTTP_ERROR_FAILED,
  HTTP_ERROR_BAD_URL,
  HTTP_ERROR_INSECURE,
  HTTP_ERROR_UNREACHABLE,
  HTTP_ERROR_TIMEOUT,
  HTTP_ERROR_TLS,
  HTTP_ERROR_REDIRECTED,
  HTTP_ERROR_TOO_LARGE,
  HTTP_ERROR_TOO_DEEP,
  HTTP_ERROR_NOT_JSON,
  HTTP_ERROR_UNAUTHORIZED,
  HTTP_ERROR_FORBIDDEN,
  HTTP_ERROR_NOT_FOUND,
  HTTP_ERROR_CONFLICT,
  HTTP_ERROR_RATE_LIMITED,
  HTTP_ERROR_REFUSED,
  HTTP_ERROR_SERVER,
  HTTP_ERROR_KEY_TEXT,
} HttpError;

GQuark http_error_quark (void);

G_END_DECLS
