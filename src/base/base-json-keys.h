/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names that are twice in a JSON object. A parser keeps one of the values and another parser the
 * other, so that two programs read two documents (RFC 8259 §4). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * base_json_check_keys:
 * @text: (array length=length): a JSON text that base_json_check() has let through
 * @length: its bytes
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %BASE_ERROR_JSON if an object has a name twice, escaped or not.
 *   The message says where, not which.
 */
gboolean base_json_check_keys (const char  *text,
                               gsize        length,
                               GError     **error);

G_END_DECLS
