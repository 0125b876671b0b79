/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request and its answer, once: no retry, no redirect. For this room alone. */

#pragma once

#include <libsoup/soup.h>

#include "http/http-session.h"

G_BEGIN_DECLS

/**
 * HttpRequest:
 * @method: `GET`, …
 * @uri: whom to ask
 * @socket_path: (nullable): the socket it goes over, for messages
 * @body: (nullable): what to send
 * @content_type: of @body
 * @key: (nullable): the bearer
 * @user_agent: who we say we are
 * @repeatable: whether it does no harm if it arrives twice
 * @body_limit: the most bytes of an answer
 * @timeout: the most seconds from the first byte to the last
 */
typedef struct
{
  const char *method;
  GUri       *uri;
  const char *socket_path;
  GBytes     *body;
  const char *content_type;
  const char *key;
  const char *user_agent;
  gboolean    repeatable;
  gsize       body_limit;
  guint       timeout;
} HttpRequest;

/**
 * http_exchange:
 * @soup: a session made while @context was the thread's default
 * @context: a context that nobody else runs
 * @request: what to ask
 * @lost: (out): whether it failed because the connection was lost after it stood
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the whole answer, or %NULL with an #HttpError or
 *   %G_IO_ERROR_CANCELLED.
 */
HttpResponse *http_exchange      (SoupSession        *soup,
                                  GMainContext       *context,
                                  const HttpRequest  *request,
                                  gboolean           *lost,
                                  GCancellable       *cancellable,
                                  GError            **error);

/* Waits on @context. FALSE with %G_IO_ERROR_CANCELLED if @cancellable ended it. */
gboolean      http_exchange_wait (GMainContext       *context,
                                  gint64              milliseconds,
                                  GCancellable       *cancellable,
                                  GError            **error);

G_END_DECLS
