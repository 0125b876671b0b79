/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which redirects are followed, and to where (RFC 9110 §15.4). For this room alone. */

#pragma once

#include "http/http-address.h"
#include "http/http-exchange-private.h"

G_BEGIN_DECLS

/* Whether @response, to a request of @method, is a redirect to be followed. */
gboolean http_redirect_is_followed (HttpResponse       *response,
                                    const char         *method);

/**
 * http_redirect_get_next:
 * @address: whom we were told to ask
 * @request: what was asked now
 * @response: the redirect
 * @followed: how many were followed before
 * @error: return location
 *
 * Returns: (transfer full) (nullable): where to ask next, or %NULL with %HTTP_ERROR_REDIRECTED if
 *   that may not be: the fifth was passed, https would become http, a body would go to a stranger,
 *   or a server on a socket points outside.
 */
GUri    *http_redirect_get_next    (HttpAddress        *address,
                                    const HttpRequest  *request,
                                    HttpResponse       *response,
                                    guint               followed,
                                    GError            **error);

/* FALSE with %HTTP_ERROR_REDIRECTED if @response, from @uri, is a refusal of a stranger to whom we
 * were redirected and who didn't get the key. */
gboolean http_redirect_check_end   (HttpAddress        *address,
                                    GUri               *uri,
                                    HttpResponse       *response,
                                    GError            **error);

G_END_DECLS
