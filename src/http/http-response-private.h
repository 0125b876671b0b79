/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How an answer is made. For this room alone. */

#pragma once

#include <libsoup/soup.h>

#include "http/http-session.h"

G_BEGIN_DECLS

/* (transfer full): an answer to a request that carried a key or not; takes @body, whose last byte a
 * NUL follows, and refs @headers */
HttpResponse *http_response_new (guint               status,
                                 SoupMessageHeaders *headers,
                                 GBytes             *body,
                                 gboolean            with_key);

G_END_DECLS
