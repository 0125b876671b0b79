/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What must be known of a JSON text before json-glib, which recurses, may see it: that it is UTF-8
 * and how deep it nests. One pass, no allocation. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_json_check:
 * @text: (array length=length): a JSON text
 * @length: its bytes
 * @max_depth: the most arrays and objects inside each other
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %BASE_ERROR_TOO_DEEP, or %BASE_ERROR_ENCODING for ill-formed
 *   UTF-8, half a surrogate pair or a NUL, escaped or not, or %BASE_ERROR_JSON for a bracket or
 *   string that never closes, an escape that JSON doesn't know and anything behind the first value.
 */
gboolean base_json_check (const char  *text,
                          gsize        length,
                          guint        max_depth,
                          GError     **error);

G_END_DECLS
