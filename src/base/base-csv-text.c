/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a CSV file is written in. Excel writes UTF-16 for "Unicode text", with a byte order mark or,
 * after some tools, without one: then the zero bytes of its ASCII characters tell the order. Bytes
 * of an older encoding are never guessed at: a name spelt wrongly would be provisioned. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-csv-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-error.h"

/* How much of a file without a mark is looked at. */
#define SAMPLE 1024

typedef struct
{
  const char *mark;
  gsize length;
  const char *encoding; /* NULL for UTF-8 */
} Mark;

static const Mark marks[] = {
  { "\xef\xbb\xbf", 3, NULL },
  { "\xff\xfe", 2, "UTF-16LE" },
  { "\xfe\xff", 2, "UTF-16BE" },
};

/* The encoding of text without a mark: in UTF-16 every ASCII character has a zero byte on the
 * same side, and few others have one. NULL for UTF-8. */
static const char *
guess_encoding (const char *data,
                gsize       length)
{
  gsize sample = MIN (length, SAMPLE);
  gsize zeros[2] = { 0, 0 };

  for (gsize i = 0; i < sample; i++)
    zeros[i & 1] += data[i] == '\0';

  if (zeros[1] * 4 >= sample && zeros[1] > 4 * zeros[0])
    return "UTF-16LE";
  if (zeros[0] * 4 >= sample && zeros[0] > 4 * zeros[1])
    return "UTF-16BE";
  return NULL;
}

static GBytes *
fail_at (const char  *text,
         const char  *bad,
         GError     **error)
{
  guint line = 1;
  const char *line_start = text;

  for (const char *at = text; at < bad; at++)
    {
      if (*at != '\n' && (*at != '\r' || at[1] == '\n'))
        continue;
      line++;
      line_start = at + 1;
    }

  g_set_error (error, BASE_ERROR, BASE_ERROR_ENCODING,
               _("line %u, column %u: this is not UTF-8; save the file as “CSV UTF-8”"), line,
               base_csv_text_column (line_start, bad));
  return NULL;
}

static GBytes *
convert (const char  *data,
         gsize        length,
         const char  *encoding,
         GError     **error)
{
  gsize converted_length = 0;
  char *converted = NULL;

  if (length % 2 == 0)
    converted = g_convert (data, (gssize)length, "UTF-8", encoding, NULL, &converted_length, NULL);
  if (converted != NULL)
    return g_bytes_new_take (converted, converted_length);

  g_set_error_literal (error, BASE_ERROR, BASE_ERROR_ENCODING,
                       _("the file begins as UTF-16 and then breaks it; save it as "
                         "“CSV UTF-8”"));
  return NULL;
}

GBytes *
base_csv_text_decode (GBytes  *file,
                      GError **error)
{
  gsize length, skip = 0;
  const char *data = g_bytes_get_data (file, &length);
  const char *encoding = guess_encoding (data, length);
  g_autoptr (GBytes) text = NULL;
  const char *bad;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (length < marks[i].length || memcmp (data, marks[i].mark, marks[i].length) != 0)
        continue;
      encoding = marks[i].encoding;
      skip = marks[i].length;
      break;
    }

  if (length == skip)
    return g_bytes_new_static ("", 0);

  text = encoding != NULL ? convert (data + skip, length - skip, encoding, error)
                          : g_bytes_new_from_bytes (file, skip, length - skip);
  if (text == NULL)
    return NULL;

  data = g_bytes_get_data (text, &length);
  if (!g_utf8_validate_len (data, length, &bad))
    return fail_at (data, bad, error);
  return g_steal_pointer (&text);
}

guint
base_csv_text_column (const char *begin,
                      const char *end)
{
  g_assert (begin <= end);

  return (guint)g_utf8_strlen (begin, end - begin) + 1;
}

gboolean
base_csv_text_is_formula (const char *text,
                          gsize       length)
{
  gsize at = 0;

  while (at < length && text[at] == '\'')
    at++;
  return at < length && memchr ("=+-@\t\r\n", text[at], 7) != NULL;
}
