/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One pass over a JSON text that knows only strings and brackets. Outside of strings it lets
 * through the bytes that RFC 8259 knows and no others: json-glib's scanner also takes comments
 * and strings in single quotes, inside which brackets could hide from us and then nest for real.
 * It also takes one value behind another, and loses the memory of the first; it cuts a string off
 * at \u0000, and makes ill-formed UTF-8 of C's octal escapes and of half a surrogate pair, so that
 * what is stored is not what was checked. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-json-check.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-error.h"

#define BOM "\xef\xbb\xbf"

static gboolean
fail_with (GError     **error,
           BaseError    code,
           const char  *what,
           gsize        offset)
{
  g_set_error (error,
               BASE_ERROR,
               (int)code,
               _("%s, at byte %zu"),
               what,
               offset + 1);
  return FALSE;
}

static gboolean
fail (GError     **error,
      const char  *what,
      gsize        offset)
{
  return fail_with (error, BASE_ERROR_JSON, what, offset);
}

/* The four hexadecimal digits at @at as a number, or -1. */
static int
read_digits (const char *text,
             gsize       length,
             gsize       at)
{
  int value = 0;

  if (at > length || length - at < 4)
    return -1;
  for (gsize i = at; i < at + 4; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* Moves @at from the `u` of an escape to its last digit, that of both halves of a pair. */
static gboolean
pass_unicode (const char  *text,
              gsize        length,
              gsize       *at,
              GError     **error)
{
  int high = read_digits (text, length, *at + 1);
  int low = -1;

  if (high < 0)
    return fail (error, _("an escape that JSON doesn't know"), *at);
  if (high == 0)
    return fail_with (error, BASE_ERROR_ENCODING, _("a NUL inside a string"), *at);
  if (high >= 0xd800 && high <= 0xdfff)
    {
      if (high < 0xdc00 && length - *at > 6 && text[*at + 5] == '\\' && text[*at + 6] == 'u')
        low = read_digits (text, length, *at + 7);
      if (low < 0xdc00 || low > 0xdfff)
        return fail_with (error, BASE_ERROR_ENCODING, _("half of a surrogate pair"), *at);
      *at += 6;
    }
  *at += 4;
  return TRUE;
}

/* Moves @at from behind the opening quote to behind the closing one. */
static gboolean
pass_string (const char  *text,
             gsize        length,
             gsize       *at,
             GError     **error)
{
  gsize start = *at;
  gsize i = start;

  for (; i < length; i++)
    {
      guchar byte = (guchar)text[i];

      if (byte == '"')
        {
          *at = i + 1;
          return TRUE;
        }
      if (byte < 0x20)
        return fail (error, _("a control character inside a string"), i);
      if (byte != '\\' || ++i == length)
        continue;
      if (text[i] == 'u')
        {
          if (!pass_unicode (text, length, &i, error))
            return FALSE;
        }
      else if (text[i] == '\0' || strchr ("\"\\/bfnrt", text[i]) == NULL)
        return fail (error, _("an escape that JSON doesn't know"), i);
    }

  return fail (error, _("a string that never ends"), start);
}

static gboolean
may_stand_outside (char byte)
{
  switch (byte)
    {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case ':':
    case ',':
    case '+':
    case '-':
    case '.':
      return TRUE;
    default:
      return g_ascii_isalnum (byte);
    }
}

/* How far a text has come outside of all brackets. */
typedef enum
{
  BEFORE_VALUE,
  INSIDE_SCALAR,
  BEHIND_VALUE,
} Progress;

/* Whether @byte may come where @progress is; steps on. */
static gboolean
step (Progress *progress,
      char      byte)
{
  gboolean is_space = strchr (" \t\r\n", byte) != NULL;
  gboolean is_whole = byte == '"' || byte == '{' || byte == '[';

  if (is_space)
    {
      if (*progress == INSIDE_SCALAR)
        *progress = BEHIND_VALUE;
      return TRUE;
    }
  if (*progress == BEHIND_VALUE || (*progress == INSIDE_SCALAR && is_whole))
    return FALSE;
  *progress = is_whole ? BEHIND_VALUE : INSIDE_SCALAR;
  return TRUE;
}

static gboolean
check_encoding (const char  *text,
                gsize        length,
                GError     **error)
{
  const char *end = NULL;

  if (g_utf8_validate_len (text, length, &end))
    return TRUE;

  return fail_with (error, BASE_ERROR_ENCODING, _("no UTF-8"), (gsize)(end - text));
}

gboolean
base_json_check (const char  *text,
                 gsize        length,
                 guint        max_depth,
                 GError     **error)
{
  Progress progress = BEFORE_VALUE;
  guint depth = 0;
  gsize at = 0;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (length > 0 && !check_encoding (text, length, error))
    return FALSE;

  /* A byte order mark may be ignored (RFC 8259 §8.1), and json-glib does. */
  if (length >= strlen (BOM) && memcmp (text, BOM, strlen (BOM)) == 0)
    at = strlen (BOM);

  while (at < length)
    {
      char byte = text[at++];

      if (depth == 0 && byte != ']' && byte != '}' && !step (&progress, byte))
        return fail (error, _("something behind the end of the value"), at - 1);
      if (byte == '"')
        {
          if (!pass_string (text, length, &at, error))
            return FALSE;
        }
      else if (byte == '{' || byte == '[')
        {
          if (++depth > max_depth)
            {
              g_set_error (error,
                           BASE_ERROR,
                           BASE_ERROR_TOO_DEEP,
                           _("arrays and objects lie more than %u deep inside each other"),
                           max_depth);
              return FALSE;
            }
        }
      else if (byte == '}' || byte == ']')
        {
          if (depth-- == 0)
            return fail (error, _("a closing bracket too many"), at - 1);
        }
      else if (!may_stand_outside (byte))
        {
          return fail (error, _("a character that JSON doesn't know there"), at - 1);
        }
    }

  if (depth > 0)
    return fail (error, _("the end before all brackets close"), at);
  return TRUE;
}
