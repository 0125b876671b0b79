/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When to ask again. For this room alone. */

#pragma once

#include "http/http-session.h"

G_BEGIN_DECLS

/* Whether @response asks us to come again later: 429 (RFC 6585 §4) or 503 (RFC 9110 §15.6.4). */
gboolean http_retry_is_asked  (HttpResponse *response);

/* Whether @response is JSON that broke off. libsoup 3.2 takes a chunked answer (RFC 9112 §7.1)
 * whose connection is lost between two chunks for a whole one. */
gboolean http_retry_is_cut    (HttpResponse *response);

/* Whether a request of that method may be sent again though the first may have been carried out
 * (RFC 9110 §9.2.2). */
gboolean http_retry_is_safe   (const char   *method);

/**
 * http_retry_get_wait:
 * @response: an answer that asks for a retry
 * @attempt: which try it answers, from 0
 * @now: microseconds since 1970 UTC, against which a date is held
 *
 * Returns: milliseconds to wait: `Retry-After` in either form, else Okta's and GitHub's
 *   `X-Rate-Limit-Reset`, else one second doubled with each attempt.
 */
gint64   http_retry_get_wait  (HttpResponse *response,
                               guint         attempt,
                               gint64        now);

G_END_DECLS
