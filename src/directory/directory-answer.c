/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An answer under construction. A body that holds a key just made is wiped when it has been
 * sent. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-answer.h"

#include <string.h>

#include "directory/directory-request.h"

static void
clear_header_cb (gpointer data)
{
  DirectoryPair *pair = data;

  g_free ((char *)pair->name);
  g_free ((char *)pair->value);
}

static void
clear_body (DirectoryAnswer *self)
{
  g_assert (self != NULL);

  if (self->body == NULL)
    return;
  if (self->secret)
    explicit_bzero (self->body->str, self->body->allocated_len);
  g_string_free (g_steal_pointer (&self->body), TRUE);
}

static void
clear_stream (DirectoryAnswer *self)
{
  g_assert (self != NULL);

  if (self->stream.free != NULL)
    self->stream.free (self->stream.data);
  self->stream = (DirectoryStream){ 0 };
}

DirectoryAnswer *
directory_answer_new (void)
{
  DirectoryAnswer *self = g_new0 (DirectoryAnswer, 1);

  self->headers = g_array_new (FALSE, FALSE, sizeof (DirectoryPair));
  g_array_set_clear_func (self->headers, clear_header_cb);
  return self;
}

void
directory_answer_free (DirectoryAnswer *self)
{
  if (self == NULL)
    return;
  clear_body (self);
  clear_stream (self);
  g_array_unref (self->headers);
  g_free (self);
}

void
directory_answer_reset (DirectoryAnswer *self)
{
  g_return_if_fail (self != NULL);

  clear_body (self);
  clear_stream (self);
  g_array_set_size (self->headers, 0);
  self->status = 0;
  self->type = NULL;
  self->secret = FALSE;
}

void
directory_answer_add_header (DirectoryAnswer *self,
                             const char      *name,
                             const char      *value)
{
  DirectoryPair pair;
  char *copy;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && value != NULL);

  copy = g_strdup (value);
  for (char *c = copy; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  pair.name = g_strdup (name);
  pair.value = copy;
  g_array_append_val (self->headers, pair);
}

void
directory_answer_set_text (DirectoryAnswer *self,
                           guint            status,
                           const char      *type,
                           char            *body)
{
  g_return_if_fail (self != NULL);

  clear_body (self);
  self->status = status;
  self->type = type;
  if (body != NULL)
    {
      gsize length = strlen (body);

      self->body = g_string_new_len (body, (gssize)length);
      explicit_bzero (body, length);
      g_free (body);
    }
}
