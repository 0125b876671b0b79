/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads CSV row by row. The text stays where it is; a field is copied once, into the row that is
 * handed out. A quote is taken at its word: one that never closes, one with something behind it, or
 * one in the middle of a bare field is an error, since what follows would silently land in the
 * wrong column. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-csv.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-csv-text.h"
#include "base/base-error.h"

/* Where a field began. */
typedef struct
{
  guint line;
  const char *line_start;
  const char *start;
} Place;

struct _BaseCsvReader
{
  GBytes *text;
  const char *at;
  const char *end;
  guint line;             /* of at */
  const char *line_start; /* of that line */
  char separator;
  GPtrArray *fields;
  GArray *places; /* of Place, one for each field */
};

static Place
get_place (BaseCsvReader *reader)
{
  return (Place){ reader->line, reader->line_start, reader->at };
}

static gboolean
fail (Place        place,
      const char  *what,
      GError     **error)
{
  g_set_error (error, BASE_ERROR, BASE_ERROR_CSV, _("line %u, column %u: %s"), place.line,
               base_csv_text_column (place.line_start, place.start), what);
  return FALSE;
}

static gboolean
at_line_end (BaseCsvReader *reader)
{
  return reader->at < reader->end && (*reader->at == '\n' || *reader->at == '\r');
}

/* Passes one line end, of one byte or two. */
static void
pass_line_end (BaseCsvReader *reader)
{
  g_assert (at_line_end (reader));

  if (*reader->at == '\r' && reader->at + 1 < reader->end && reader->at[1] == '\n')
    reader->at++;
  reader->at++;
  reader->line++;
  reader->line_start = reader->at;
}

static void
add_field (BaseCsvReader *reader,
           const char    *text,
           gsize          length)
{
  /* The writer's apostrophe before a formula. */
  if (length > 1 && *text == '\'' && base_csv_text_is_formula (text, length))
    {
      text++;
      length--;
    }
  g_ptr_array_add (reader->fields, g_strndup (text, length));
}

static gboolean
read_bare (BaseCsvReader  *reader,
           GError        **error)
{
  const char *start = reader->at;

  while (reader->at < reader->end && *reader->at != reader->separator && !at_line_end (reader))
    {
      if (*reader->at == '"')
        return fail (
            get_place (reader),
            _("a quote inside a field that isn't quoted; quote the field and double the quote"),
            error);
      reader->at++;
    }

  add_field (reader, start, (gsize)(reader->at - start));
  return TRUE;
}

static gboolean
check_after_quote (BaseCsvReader  *reader,
                   GError        **error)
{
  if (reader->at == reader->end || *reader->at == reader->separator || at_line_end (reader))
    return TRUE;

  return fail (get_place (reader),
               _("something stands behind the closing quote; a quote inside a field is doubled"),
               error);
}

static gboolean
read_quoted (BaseCsvReader  *reader,
             GError        **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Place opened = get_place (reader);
  const char *run = ++reader->at;

  while (reader->at < reader->end)
    {
      if (at_line_end (reader))
        {
          pass_line_end (reader);
        }
      else if (*reader->at != '"')
        {
          reader->at++;
        }
      else if (reader->at + 1 < reader->end && reader->at[1] == '"')
        {
          g_string_append_len (text, run, reader->at + 1 - run);
          reader->at += 2;
          run = reader->at;
        }
      else
        {
          g_string_append_len (text, run, reader->at - run);
          reader->at++;
          add_field (reader, text->str, text->len);
          return check_after_quote (reader, error);
        }
    }

  return fail (opened, _("the quote that opens here is never closed"), error);
}

static gboolean
read_field (BaseCsvReader  *reader,
            GError        **error)
{
  Place place = get_place (reader);

  g_array_append_val (reader->places, place);
  if (reader->at < reader->end && *reader->at == '"')
    return read_quoted (reader, error);
  return read_bare (reader, error);
}

/* The separator that the first row has most of, outside of quotes; a comma if it has none. */
static char
find_separator (const char *at,
                const char *end)
{
  static const char separators[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  while (at < end && (*at == '\r' || *at == '\n'))
    at++;
  for (; at < end && (quoted || (*at != '\r' && *at != '\n')); at++)
    {
      if (*at == '"')
        quoted = !quoted;
      for (guint i = 0; !quoted && i < G_N_ELEMENTS (separators); i++)
        counts[i] += *at == separators[i];
    }

  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    {
      if (counts[i] > counts[best])
        best = i;
    }
  return separators[best];
}

/* `sep=;` alone on the first line, which Excel reads and some exports write. */
static gboolean
read_separator_line (BaseCsvReader *reader)
{
  const char *at = reader->at;

  if (reader->end - at < 5 || g_ascii_strncasecmp (at, "sep=", 4) != 0 ||
      strchr (",;\t", at[4]) == NULL || (reader->end - at > 5 && at[5] != '\r' && at[5] != '\n'))
    return FALSE;

  reader->separator = at[4];
  reader->at += 5;
  return TRUE;
}

BaseCsvReader *
base_csv_reader_new (GBytes  *file,
                     GError **error)
{
  BaseCsvReader *reader;
  GBytes *text;
  gsize length;

  g_return_val_if_fail (file != NULL, NULL);

  text = base_csv_text_decode (file, error);
  if (text == NULL)
    return NULL;

  reader = g_new0 (BaseCsvReader, 1);
  reader->text = text;
  reader->at = g_bytes_get_data (text, &length);
  if (reader->at == NULL)
    reader->at = "";
  reader->end = reader->at + length;
  reader->line = 1;
  reader->line_start = reader->at;
  reader->fields = g_ptr_array_new_with_free_func (g_free);
  reader->places = g_array_new (FALSE, FALSE, sizeof (Place));
  if (!read_separator_line (reader))
    reader->separator = find_separator (reader->at, reader->end);
  return reader;
}

void
base_csv_reader_free (BaseCsvReader *reader)
{
  g_return_if_fail (reader != NULL);

  g_bytes_unref (reader->text);
  g_ptr_array_unref (reader->fields);
  g_array_unref (reader->places);
  g_free (reader);
}

gboolean
base_csv_reader_next (BaseCsvReader  *reader,
                      GPtrArray     **fields,
                      GError        **error)
{
  g_return_val_if_fail (reader != NULL, FALSE);
  g_return_val_if_fail (fields != NULL, FALSE);

  *fields = NULL;
  g_ptr_array_set_size (reader->fields, 0);
  g_array_set_size (reader->places, 0);

  while (at_line_end (reader))
    pass_line_end (reader);
  if (reader->at == reader->end)
    return TRUE;

  for (;;)
    {
      if (!read_field (reader, error))
        return FALSE;
      if (reader->at == reader->end || *reader->at != reader->separator)
        break;
      reader->at++;
    }

  if (at_line_end (reader))
    pass_line_end (reader);
  *fields = reader->fields;
  return TRUE;
}

guint
base_csv_reader_get_line (BaseCsvReader *reader)
{
  g_return_val_if_fail (reader != NULL, 0);

  return reader->places->len > 0 ? g_array_index (reader->places, Place, 0).line : reader->line;
}

guint
base_csv_reader_get_field_line (BaseCsvReader *reader,
                                guint          field)
{
  g_return_val_if_fail (reader != NULL, 0);
  g_return_val_if_fail (field < reader->places->len, 0);

  return g_array_index (reader->places, Place, field).line;
}

guint
base_csv_reader_get_column (BaseCsvReader *reader,
                            guint          field)
{
  const Place *place;

  g_return_val_if_fail (reader != NULL, 0);
  g_return_val_if_fail (field < reader->places->len, 0);

  place = &g_array_index (reader->places, Place, field);
  return base_csv_text_column (place->line_start, place->start);
}
