/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bounded buffer. It doubles like any other, but never beyond its bound, and refuses the bytes
 * that would cross it before it copies them. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-buffer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-error.h"

#define FIRST_SIZE 4096

struct _BaseBuffer
{
  guint8 *data;
  gsize   length;
  gsize   size;
  gsize   limit;
};

/* Makes room for @wanted bytes and the NUL behind them. */
static void
grow (BaseBuffer *buffer,
      gsize       wanted)
{
  gsize size = MAX (buffer->size, FIRST_SIZE);

  g_assert (wanted <= buffer->limit);

  if (wanted < buffer->size)
    return;

  while (size <= wanted)
    size = size > G_MAXSIZE / 2 ? wanted + 1 : size * 2;

  buffer->size = MIN (size, buffer->limit + 1);
  buffer->data = g_realloc (buffer->data, buffer->size);
}

BaseBuffer *
base_buffer_new (gsize limit)
{
  BaseBuffer *buffer;

  g_return_val_if_fail (limit < G_MAXSIZE, NULL);

  buffer = g_new0 (BaseBuffer, 1);
  buffer->limit = limit;
  return buffer;
}

void
base_buffer_free (BaseBuffer *buffer)
{
  g_return_if_fail (buffer != NULL);

  g_free (buffer->data);
  g_free (buffer);
}

gboolean
base_buffer_append (BaseBuffer  *buffer,
                    const void  *data,
                    gsize        length,
                    GError     **error)
{
  g_return_val_if_fail (buffer != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  if (length == 0)
    return TRUE;

  if (length > buffer->limit - buffer->length)
    {
      g_autofree char *bound = g_format_size (buffer->limit);

      g_set_error (error, BASE_ERROR, BASE_ERROR_TOO_LARGE, _("it is larger than %s"), bound);
      return FALSE;
    }

  grow (buffer, buffer->length + length);
  memcpy (buffer->data + buffer->length, data, length);
  buffer->length += length;
  return TRUE;
}

gsize
base_buffer_get_length (BaseBuffer *buffer)
{
  g_return_val_if_fail (buffer != NULL, 0);

  return buffer->length;
}

GBytes *
base_buffer_to_bytes (BaseBuffer *buffer)
{
  guint8 *data;
  gsize length;

  g_return_val_if_fail (buffer != NULL, NULL);

  grow (buffer, buffer->length);
  data = g_steal_pointer (&buffer->data);
  length = buffer->length;
  data[length] = '\0';
  base_buffer_free (buffer);
  return g_bytes_new_take (data, length);
}
