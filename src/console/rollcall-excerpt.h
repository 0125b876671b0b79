/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The beginning of a text that a server may have made as long as it liked. A label that wraps lays
 * its text out again for every width that is tried, which stops the window for minutes at twenty
 * thousand characters. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As much as a row shows of a value; all of it stands in the raw JSON. */
#define ROLLCALL_EXCERPT_VALUE 400

/* As much as a heading shows of a name. */
#define ROLLCALL_EXCERPT_NAME 120

/**
 * rollcall_excerpt_new:
 * @text: (nullable): any text
 * @characters: how many at most
 *
 * Returns: (transfer full) (nullable): @text if it is short enough; else its beginning, and how
 *   long it is.
 */
char *rollcall_excerpt_new (const char *text,
                            glong       characters);

G_END_DECLS
