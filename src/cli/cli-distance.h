/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many letters two words are apart, for “did you mean”. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The least number of letters to add, drop, change or swap with the next one to get from @a to @b.
 * */
guint cli_distance (const char *a,
                    const char *b);

G_END_DECLS
