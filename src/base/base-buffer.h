/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A growing byte buffer that knows its bound: whatever comes from outside is collected in one of
 * these, never in a GString (a page that never ends must end somewhere). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BaseBuffer BaseBuffer;

/**
 * base_buffer_new:
 * @limit: the most bytes it will hold
 *
 * Returns: (transfer full): an empty buffer.
 */
BaseBuffer *base_buffer_new      (gsize         limit);

void        base_buffer_free     (BaseBuffer   *buffer);

/**
 * base_buffer_append:
 * @buffer: a buffer
 * @data: (array length=length): bytes
 * @length: how many
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %BASE_ERROR_TOO_LARGE, the buffer left as it was.
 */
gboolean    base_buffer_append   (BaseBuffer   *buffer,
                                  const void   *data,
                                  gsize         length,
                                  GError      **error);

/**
 * base_buffer_get_length:
 *
 * Returns: how many bytes it holds.
 */
gsize       base_buffer_get_length (BaseBuffer *buffer);

/**
 * base_buffer_to_bytes:
 * @buffer: (transfer full): a buffer, ended by this call
 *
 * Returns: (transfer full): what it held; a NUL stands behind the last byte, uncounted.
 */
GBytes     *base_buffer_to_bytes (BaseBuffer   *buffer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseBuffer, base_buffer_free)

G_END_DECLS
