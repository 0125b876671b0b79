/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A pull reader over one JSON text (RFC 8259). A string without escapes is handed out where it
 * stands; only others are decoded, into one buffer of the reader. It allocates nothing else and
 * never reads behind its end. Raw control characters in strings, which some servers send, are
 * let through. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-json-reader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-error.h"

#define REPLACEMENT 0xfffd

static gboolean
fail (BaseJsonReader *self,
      const char     *fault)
{
  if (self->fault == NULL)
    self->fault = fault;
  return FALSE;
}

static void
pass_blanks (BaseJsonReader *self)
{
  while (self->at < self->end &&
         (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
}

static gboolean
take (BaseJsonReader *self,
      char            byte)
{
  pass_blanks (self);
  if (self->at == self->end || *self->at != byte)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
read_hex (BaseJsonReader *self,
          gunichar       *unit)
{
  *unit = 0;
  if (self->end - self->at < 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*self->at++);

      if (digit < 0)
        return FALSE;
      *unit = *unit << 4 | (gunichar)digit;
    }
  return TRUE;
}

/* Behind `\u`: one code point, for which a high surrogate needs its low one. */
static gboolean
read_unicode (BaseJsonReader *self)
{
  gunichar unit;
  gunichar low;

  if (!read_hex (self, &unit))
    return fail (self, N_ ("a \\u without four hexadecimal digits"));

  if (unit >= 0xd800 && unit < 0xdc00 && self->end - self->at >= 6 && self->at[0] == '\\' &&
      self->at[1] == 'u')
    {
      const char *before = self->at;

      self->at += 2;
      if (!read_hex (self, &low))
        return fail (self, N_ ("a \\u without four hexadecimal digits"));
      if (low >= 0xdc00 && low < 0xe000)
        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
      else
        self->at = before;
    }

  if (unit == 0 || (unit >= 0xd800 && unit < 0xe000))
    unit = REPLACEMENT;
  g_string_append_unichar (self->decoded, unit);
  return TRUE;
}

static gboolean
read_escape (BaseJsonReader *self)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char bytes[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  if (self->at == self->end)
    return fail (self, N_ ("a string that never ends"));
  if (*self->at == 'u')
    {
      self->at++;
      return read_unicode (self);
    }
  letter = *self->at != '\0' ? strchr (letters, *self->at) : NULL;
  if (letter == NULL)
    return fail (self, N_ ("an escape that JSON doesn't know"));
  self->at++;
  g_string_append_c (self->decoded, bytes[letter - letters]);
  return TRUE;
}

/* Behind the first backslash of a string that began at @start. */
static gboolean
read_escaped (BaseJsonReader *self,
              const char     *start,
              BaseJsonSlice  *text)
{
  if (self->decoded == NULL)
    self->decoded = g_string_new (NULL);
  g_string_truncate (self->decoded, 0);
  g_string_append_len (self->decoded, start, self->at - start);

  while (self->at < self->end)
    {
      const char *run = self->at;

      while (self->at < self->end && *self->at != '"' && *self->at != '\\')
        self->at++;
      g_string_append_len (self->decoded, run, self->at - run);
      if (self->at == self->end)
        break;
      if (*self->at++ == '"')
        {
          text->text = self->decoded->str;
          text->length = self->decoded->len;
          return TRUE;
        }
      if (!read_escape (self))
        return FALSE;
    }
  return fail (self, N_ ("a string that never ends"));
}

/* Passes over a string without looking into it. */
static gboolean
pass_string (BaseJsonReader *self)
{
  for (self->at++; self->at < self->end; self->at++)
    {
      if (*self->at == '\\')
        self->at++;
      else if (*self->at == '"')
        {
          self->at++;
          return TRUE;
        }
    }
  self->at = self->end;
  return fail (self, N_ ("a string that never ends"));
}

/* A number, true, false or null: up to what ends it. */
static gboolean
read_word (BaseJsonReader *self,
           BaseJsonSlice  *word)
{
  const char *start = self->at;

  while (self->at < self->end &&
         (g_ascii_isalnum (*self->at) || strchr ("+-.", *self->at) != NULL) && *self->at != '\0')
    self->at++;
  word->text = start;
  word->length = (gsize)(self->at - start);
  return word->length > 0;
}

void
base_json_reader_init (BaseJsonReader *self,
                       const char     *text,
                       gsize           length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL || length == 0);

  *self = (BaseJsonReader){ .begin = text, .at = text, .end = text + length };
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    self->at += 3;
}

void
base_json_reader_clear (BaseJsonReader *self)
{
  g_return_if_fail (self != NULL);

  if (self->decoded != NULL)
    g_string_free (self->decoded, TRUE);
  self->decoded = NULL;
}

BaseJsonKind
base_json_reader_peek (BaseJsonReader *self)
{
  g_return_val_if_fail (self != NULL, BASE_JSON_NOTHING);

  pass_blanks (self);
  if (self->fault != NULL || self->at == self->end)
    return BASE_JSON_NOTHING;

  switch (*self->at)
    {
    case '{':
      return BASE_JSON_OBJECT;
    case '[':
      return BASE_JSON_ARRAY;
    case '"':
      return BASE_JSON_STRING;
    case 't':
      return BASE_JSON_TRUE;
    case 'f':
      return BASE_JSON_FALSE;
    case 'n':
      return BASE_JSON_NULL;
    default:
      if (g_ascii_isdigit (*self->at) || *self->at == '-')
        return BASE_JSON_NUMBER;
      fail (self, N_ ("something that is no JSON value"));
      return BASE_JSON_NOTHING;
    }
}

gboolean
base_json_reader_enter (BaseJsonReader *self)
{
  BaseJsonKind kind = base_json_reader_peek (self);

  if (kind != BASE_JSON_OBJECT && kind != BASE_JSON_ARRAY)
    return FALSE;
  self->at++;
  return TRUE;
}

gboolean
base_json_reader_next_element (BaseJsonReader *self,
                               guint          *n)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (n != NULL, FALSE);

  if (self->fault != NULL || take (self, ']'))
    return FALSE;
  if (*n > 0 && !take (self, ','))
    return fail (self, N_ ("neither a comma nor the end of an array"));
  (*n)++;
  return base_json_reader_peek (self) != BASE_JSON_NOTHING ||
         fail (self, N_ ("an array that never ends"));
}

gboolean
base_json_reader_next_member (BaseJsonReader *self,
                              guint          *n,
                              BaseJsonSlice  *key)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (n != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  if (self->fault != NULL || take (self, '}'))
    return FALSE;
  if (*n > 0 && !take (self, ','))
    return fail (self, N_ ("neither a comma nor the end of an object"));
  if (!base_json_reader_text (self, key) || !take (self, ':'))
    return fail (self, N_ ("an object's member without its name or colon"));
  (*n)++;
  return base_json_reader_peek (self) != BASE_JSON_NOTHING ||
         fail (self, N_ ("an object that never ends"));
}

gboolean
base_json_reader_text (BaseJsonReader *self,
                       BaseJsonSlice  *text)
{
  const char *start;

  g_return_val_if_fail (text != NULL, FALSE);

  if (base_json_reader_peek (self) != BASE_JSON_STRING)
    return FALSE;

  start = ++self->at;
  while (self->at < self->end && *self->at != '"' && *self->at != '\\')
    self->at++;
  if (self->at == self->end)
    return fail (self, N_ ("a string that never ends"));
  if (*self->at == '\\')
    return read_escaped (self, start, text);

  text->text = start;
  text->length = (gsize)(self->at++ - start);
  return TRUE;
}

gboolean
base_json_reader_scalar (BaseJsonReader *self,
                         BaseJsonSlice  *text)
{
  static const char *const words[] = {
    [BASE_JSON_TRUE] = "true",
    [BASE_JSON_FALSE] = "false",
    [BASE_JSON_NULL] = "null",
  };
  BaseJsonKind kind = base_json_reader_peek (self);

  g_return_val_if_fail (text != NULL, FALSE);

  if (kind == BASE_JSON_STRING)
    return base_json_reader_text (self, text);
  if (kind < BASE_JSON_NUMBER)
    return FALSE;

  read_word (self, text);
  if (kind == BASE_JSON_NUMBER)
    return TRUE;
  if (text->length != strlen (words[kind]) || memcmp (text->text, words[kind], text->length) != 0)
    return fail (self, N_ ("a word that JSON doesn't know"));
  if (kind == BASE_JSON_NULL)
    text->length = 0;
  return TRUE;
}

gboolean
base_json_reader_skip (BaseJsonReader *self,
                       BaseJsonSlice  *raw)
{
  BaseJsonKind kind = base_json_reader_peek (self);
  const char *start = self->at;
  BaseJsonSlice word;
  guint depth = 0;

  if (kind == BASE_JSON_NOTHING)
    return FALSE;

  do
    {
      if (self->at == self->end)
        return fail (self, N_ ("the end before all brackets close"));
      if (*self->at == '"')
        {
          if (!pass_string (self))
            return FALSE;
          continue;
        }
      if (*self->at == '{' || *self->at == '[')
        depth++;
      else if (*self->at == '}' || *self->at == ']')
        depth--;
      else if (depth == 0)
        {
          read_word (self, &word);
          break;
        }
      self->at++;
    }
  while (depth > 0);

  if (raw != NULL)
    *raw = (BaseJsonSlice){ start, (gsize)(self->at - start) };
  return TRUE;
}

gboolean
base_json_slice_is (const BaseJsonSlice *slice,
                    const char          *word)
{
  return slice->length == strlen (word) &&
         g_ascii_strncasecmp (slice->text, word, slice->length) == 0;
}

gsize
base_json_reader_get_offset (BaseJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (gsize)(self->at - self->begin);
}

gboolean
base_json_reader_check (BaseJsonReader  *self,
                        GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->fault == NULL)
    return TRUE;
  g_set_error (error, BASE_ERROR, BASE_ERROR_JSON, _("%s, at byte %zu"),
               _ (self->fault), base_json_reader_get_offset (self) + 1);
  return FALSE;
}
