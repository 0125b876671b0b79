/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the room's tables of sentences become errors. For this room alone. */

#pragma once

#include "http/http-error.h"

G_BEGIN_DECLS

/* (transfer full): @words, already translated, with @value in the place of its one `%s`. For
 * sentences from a table, where the compiler can't check a format. */
char *http_words     (const char  *words,
                      const char  *value);

/* Sets @error to http_words(). */
void  http_set_error (GError     **error,
                      HttpError    code,
                      const char  *words,
                      const char  *value);

G_END_DECLS
