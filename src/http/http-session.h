/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One side of a conversation with one server: its base URL, its key, its bounds. Requests are
 * synchronous and belong in a worker thread (GTask); a session is used by one thread at a time, and
 * keeps its connections open only between requests of the same thread.
 *
 * It repeats what may be repeated (429 and 503, after the wait that the server asks for; a lost
 * connection on GET, HEAD, PUT and DELETE alone), follows redirects, drops the key when the origin
 * changes, bounds an answer while it arrives, and speaks of TLS faults in words. It keeps no
 * cookies and logs nothing. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "http/http-error.h"

G_BEGIN_DECLS

#define HTTP_TYPE_SESSION (http_session_get_type ())
G_DECLARE_FINAL_TYPE (HttpSession, http_session, HTTP, SESSION, GObject)

typedef struct _HttpResponse HttpResponse;

/**
 * http_session_new:
 * @base_url: an http(s) URL, with or without a query (which is appended to each request's, as
 *   Entra's `?aadOptscim062020` is) or trailing slash; or `unix:PATH` for a server on a socket
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a session, or %NULL with %HTTP_ERROR_BAD_URL, or
 *   %HTTP_ERROR_INSECURE for plain http beyond loopback.
 */
HttpSession  *http_session_new               (const char      *base_url,
                                              GError         **error);

/**
 * http_session_set_key:
 * @self: a session
 * @key: (nullable): the bearer text; copied into secret memory
 * @error: return location
 *
 * A text that looks like a Rollcall key is checked before anything is sent.
 *
 * Returns: %TRUE, or %FALSE with %HTTP_ERROR_KEY_TEXT.
 */
gboolean      http_session_set_key           (HttpSession     *self,
                                              const char      *key,
                                              GError         **error);

/* Replaces `User-Agent: Rollcall/VERSION`, for a dialect that poses as an IdP. */
void          http_session_set_user_agent    (HttpSession     *self,
                                              const char      *user_agent);

/**
 * http_session_set_writes_repeatable:
 * @self: a session
 * @repeatable: whether a POST or PATCH of this session does no harm if it arrives twice
 *
 * Lets writes go over a connection that is open already, which spares a handshake for each. Such a
 * connection may turn out closed by the server, and then libsoup sends the request once more. Not
 * for what makes a key.
 */
void          http_session_set_writes_repeatable
                                             (HttpSession     *self,
                                              gboolean         repeatable);

/**
 * http_session_set_trust:
 * @self: a session
 * @file: a PEM file of certificate authorities, which are trusted instead of the system's
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %HTTP_ERROR_TLS if @file can't be read.
 */
gboolean      http_session_set_trust         (HttpSession     *self,
                                              const char      *file,
                                              GError         **error);

/* Bounds: answer in bytes after decoding (default 32 MiB), seconds for one try from its first to
 * its last byte (60), tries after the first (4), the longest Retry-After that is waited for in
 * seconds (120). JSON may nest 64 deep. */
void          http_session_set_body_limit    (HttpSession     *self,
                                              gsize            bytes);
void          http_session_set_timeout       (HttpSession     *self,
                                              guint            seconds);
void          http_session_set_retries       (HttpSession     *self,
                                              guint            retries,
                                              guint            longest_wait_seconds);

/* (transfer none): the base URL as given, without query and trailing slash */
const char   *http_session_get_base_url      (HttpSession     *self);

/**
 * http_session_send:
 * @self: a session
 * @method: `GET`, `POST`, …
 * @path: below the base URL, percent-encoded, beginning with `/` or `?` or empty; or an absolute
 *   URL of the same origin (a page's link). The base URL's query is added.
 * @body: (nullable): a JSON text
 * @content_type: (nullable): of @body; `application/scim+json` if %NULL
 * @cancellable: (nullable): stops it, also while it waits between tries
 * @error: return location
 *
 * A redirect (RFC 9110 §15.4) is followed up to five times: 301, 302 and 303 for GET and HEAD, 307
 * and 308 for every method. To another origin goes neither the key nor a body, and from https to
 * http nothing at all.
 *
 * One loss can't be seen: a chunked answer whose connection breaks between two chunks. If it is
 * JSON, it is asked for again, and at last refused by http_response_get_json(); whoever reads
 * something else (JSON lines) must know by its contents where it ends.
 *
 * Returns: (transfer full) (nullable): any answer that arrived whole, whatever its status; or %NULL
 *   with an #HttpError or %G_IO_ERROR_CANCELLED.
 */
HttpResponse *http_session_send              (HttpSession     *self,
                                              const char      *method,
                                              const char      *path,
                                              const char      *body,
                                              const char      *content_type,
                                              GCancellable    *cancellable,
                                              GError         **error);

/* How often the session waited because of 429 or 503, and how long in all, in milliseconds. */
guint         http_session_get_waits         (HttpSession     *self,
                                              gint64          *waited);

/* An answer may be read in any thread. */
HttpResponse *http_response_ref              (HttpResponse    *self);
void          http_response_unref            (HttpResponse    *self);
guint         http_response_get_status       (HttpResponse    *self);

/* (nullable): the first header of that name */
const char   *http_response_get_header       (HttpResponse    *self,
                                              const char      *name);

/* (transfer none): the body; a NUL stands behind it, uncounted */
GBytes       *http_response_get_body         (HttpResponse    *self);

/**
 * http_response_get_json:
 * @self: an answer
 * @error: return location
 *
 * Parses the body, its depth checked first.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with %HTTP_ERROR_NOT_JSON (which says
 *   what came instead) or %HTTP_ERROR_TOO_DEEP.
 */
JsonNode     *http_response_get_json         (HttpResponse    *self,
                                              GError         **error);

/**
 * http_response_check:
 * @self: an answer
 * @what: what was tried, for the message ("reading users")
 * @error: return location
 *
 * Turns any status outside 200–299 into an error: the status's own code, and a message that ends
 * with the server's words, whichever of the known error shapes they came in, cut and redacted.
 *
 * Returns: %TRUE for 2xx.
 */
gboolean      http_response_check            (HttpResponse    *self,
                                              const char      *what,
                                              GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpResponse, http_response_unref)

G_END_DECLS
