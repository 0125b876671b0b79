/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last fence before a text leaves for a log, an error or a screen. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_redact:
 * @text: (nullable): any text that may hold somebody else's words (an answer's body, a header)
 *
 * Replaces everything behind `Bearer `, `SSWS ` and `Basic `, whole or cut-off Rollcall keys, and
 * JSON web tokens by `…`.
 *
 * Returns: (transfer full) (nullable): the text without secrets.
 */
char *base_redact (const char *text);

G_END_DECLS
