/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Base URL and key as people paste them: both at once, in either order, with labels, quotes and
 * `Bearer`. What can't be told for certain isn't guessed: a key never lands in the URL's field,
 * which is shown and saved in the clear. Nothing is sent. */

#pragma once

#include "desk/desk-error.h"

G_BEGIN_DECLS

/**
 * desk_paste_sort:
 * @text: what was pasted into either field
 * @url: (out) (transfer full) (nullable): the base URL, tidied as by desk_url_tidy()
 * @key: (out) (transfer full) (nullable): the key, to be ended with base_secret_free()
 *
 * Takes @text apart at blanks, ends of line, labels ("Tenant URL: …") and quotes. Of several URLs
 * or several possible keys none is taken. A single word that is no URL is a key.
 *
 * Returns: whether anything was found.
 */
gboolean  desk_paste_sort (const char  *text,
                           char       **url,
                           char       **key);

/* (transfer full): @url without blanks around it, trailing slash, and `/Users`, `/Groups` or a
 * discovery path behind the base; what isn't a URL comes back trimmed only */
char     *desk_url_tidy   (const char  *url);

/**
 * desk_url_check:
 * @url: a base URL, tidied
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %DESK_ERROR_BAD_URL for an empty text, what is no http(s) URL,
 *   one with a user name or password in it, one with a key in it, or plain http beyond this
 *   computer.
 */
gboolean  desk_url_check  (const char  *url,
                           GError     **error);

G_END_DECLS
