/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One pass over a JSON text that knows only strings and brackets. Outside of strings it lets
 * through the bytes that RFC 8259 knows and no others: json-glib's scanner also takes comments
 * and strings in single quotes, inside which brackets could hide from us and then nest for real.
 * It also takes one value behind another, and loses the memory of the first; and it cuts a string
 * off at \u0000, so that what is stored is not what was checked. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-json-check.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-error.h"

#define BOM "\xef\xbb\xbf"

static gboolean
fail (GError    **error,
      const char *message,
      gsize       offset)
{
  g_set_error (error,
               BASE_ERROR,
               BASE_ERROR_JSON,
               _("%s, at byte %" G_GSIZE_FORMAT),
               message,
               offset + 1);
  return FALSE;
}

/* Moves @at from behind the opening quote to behind the closing one. */
static gboolean
pass_string (const char  *text,
             gsize        length,
             gsize       *at,
             GError     **error)
{
  gsize start = *at;

  for (; *at < length; (*at)++)
    {
      guchar byte = (guchar)text[*at];

      if (byte == '"')
        {
          (*at)++;
          return TRUE;
        }
      if (byte < 0x20)
        return fail (error, _("a control character inside a string"), *at);
      if (byte != '\\')
        continue;
      (*at)++;
      if (*at < length && (guchar)text[*at] < 0x20)
        return fail (error, _("a control character inside a string"), *at);
      if (*at + 4 < length && memcmp (text + *at, "u0000", 5) == 0)
        {
          g_set_error (error,
                       BASE_ERROR,
                       BASE_ERROR_ENCODING,
                       _("a NUL inside a string, at byte %" G_GSIZE_FORMAT),
                       *at);
          return FALSE;
        }
    }

  return fail (error, _("a string that never ends"), start);
}

static gboolean
may_stand_outside (char byte)
{
  return g_ascii_isalnum (byte) || strchr (" \t\r\n:,+-.", byte) != NULL;
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

  g_set_error (error,
               BASE_ERROR,
               BASE_ERROR_ENCODING,
               _("not UTF-8 at byte %" G_GSIZE_FORMAT),
               (gsize)(end - text) + 1);
  return FALSE;
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
