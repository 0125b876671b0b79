/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a file in blocks and hands its lines out of one buffer, which grows to the longest line and
 * not beyond the bound of one answer. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-lines.h"

#include <glib/gi18n.h>
#include <string.h>

#include "source/source.h"

#define BLOCK_BYTES 65536
#define MOST_LINE_BYTES (64 * 1024 * 1024)

struct _SourceLines
{
  GInputStream *stream;
  char *name;
  GByteArray *buffer;
  gsize at;     /* where the next line begins */
  gsize looked; /* up to where no line end was found */
  guint number;
  gboolean ended;
};

/* Makes room and reads another block. */
static gboolean
fill (SourceLines   *self,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GError) cause = NULL;
  gsize length;
  gssize count;

  if (self->at > 0)
    {
      g_byte_array_remove_range (self->buffer, 0, (guint)self->at);
      self->looked -= self->at;
      self->at = 0;
    }
  if (self->buffer->len > MOST_LINE_BYTES)
    {
      g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, _("%s, line %u: longer than 64 MB"),
                   self->name, self->number + 1);
      return FALSE;
    }

  length = self->buffer->len;
  g_byte_array_set_size (self->buffer, (guint)length + BLOCK_BYTES);
  count = g_input_stream_read (self->stream, self->buffer->data + length, BLOCK_BYTES, cancellable,
                               &cause);
  g_byte_array_set_size (self->buffer, (guint)(length + (gsize)MAX (count, 0)));
  self->ended = count == 0;
  if (count >= 0)
    return TRUE;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_UNREADABLE, _("%s: %s"), self->name,
                 cause->message);
  return FALSE;
}

SourceLines *
source_lines_new (const char  *path,
                  GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) cause = NULL;
  GFileInputStream *stream = g_file_read (file, NULL, &cause);
  SourceLines *self;

  if (stream == NULL)
    {
      g_set_error_literal (error, SOURCE_ERROR, SOURCE_ERROR_UNREADABLE, cause->message);
      return NULL;
    }
  self = g_new0 (SourceLines, 1);
  self->stream = G_INPUT_STREAM (stream);
  self->name = g_path_get_basename (path);
  self->buffer = g_byte_array_new ();
  return self;
}

void
source_lines_free (SourceLines *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->stream);
  g_byte_array_unref (self->buffer);
  g_free (self->name);
  g_free (self);
}

gboolean
source_lines_next (SourceLines   *self,
                   const char   **line,
                   gsize         *length,
                   GCancellable  *cancellable,
                   GError       **error)
{
  const char *end;

  for (;;)
    {
      end = self->looked < self->buffer->len
                ? memchr (self->buffer->data + self->looked, '\n', self->buffer->len - self->looked)
                : NULL;
      if (end != NULL || self->ended)
        break;
      self->looked = self->buffer->len;
      if (!fill (self, cancellable, error))
        return FALSE;
    }

  *line = (const char *)self->buffer->data + self->at;
  if (end == NULL)
    end = (const char *)self->buffer->data + self->buffer->len;
  *length = (gsize)(end - *line);
  if (self->at == self->buffer->len)
    *line = NULL;

  self->at = MIN (self->at + *length + 1, self->buffer->len);
  self->looked = self->at;
  self->number++;
  return TRUE;
}

guint
source_lines_get_number (SourceLines *self)
{
  return self->number;
}
