/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many letters two words are apart, for "did you mean". */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_distance:
 * @a: a word or a name, UTF-8
 * @b: another
 *
 * Returns: the least number of letters to add, drop, change or swap with the next one to get from
 *   @a to @b; %G_MAXUINT for texts of more than 64 letters, or not UTF-8, which are simply far.
 */
guint base_distance (const char *a,
                     const char *b);

G_END_DECLS
