/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the room's tables of sentences become errors. For this room alone. */

#pragma once

#include "http/http-error.h"

G_BEGIN_DECLS

/* (transfer full): @words, already translated, with @value in the place of its one `%s`. For
 * sentences from a table, where the compiler can't check a format. */
char *http_words       (const char  *words,
                        const char  *value);

/* (transfer full) (nullable): @text, which a stranger wrote, fit to be shown: one line of UTF-8
 * without control characters and secrets, at most 300 characters; %NULL if nothing is left of it */
char *http_words_clean (const char  *text);

/* Sets @error to http_words(). */
void  http_set_error   (GError     **error,
                        HttpError    code,
                        const char  *words,
                        const char  *value);

G_END_DECLS
