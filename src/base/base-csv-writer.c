/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes CSV. A field is quoted when a reader of any kind could take it apart: for a separator of
 * any of the three, since readers guess, a quote, a line end, a byte order mark, or Excel's `sep=`.
 * A row of one empty field is written as two quotes, or it would be no row. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-csv.h"

#include <string.h>

#include "base/base-csv-text.h"

struct _BaseCsvWriter
{
  GString *out;
  guint fields;  /* in the row that is being written */
  gboolean bare; /* and whether nothing was written for them */
};

static gboolean
needs_quotes (const char *field)
{
  return strpbrk (field, ",;\t\"\r\n") != NULL || g_str_has_prefix (field, "\xef\xbb\xbf") ||
         g_ascii_strncasecmp (field, "sep=", 4) == 0;
}

static void
append_quoted (GString    *out,
               const char *field)
{
  g_string_append_c (out, '"');
  for (const char *at = field; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

BaseCsvWriter *
base_csv_writer_new (void)
{
  BaseCsvWriter *writer = g_new0 (BaseCsvWriter, 1);

  writer->out = g_string_new (NULL);
  return writer;
}

void
base_csv_writer_free (BaseCsvWriter *writer)
{
  g_return_if_fail (writer != NULL);

  g_string_free (writer->out, TRUE);
  g_free (writer);
}

void
base_csv_writer_add (BaseCsvWriter *writer,
                     const char    *field)
{
  g_autofree char *safe = NULL;
  gsize length;

  g_return_if_fail (writer != NULL);

  safe = g_utf8_make_valid (field != NULL ? field : "", -1);
  length = strlen (safe);
  if (base_csv_text_is_formula (safe, length))
    {
      char *protected = g_strconcat ("'", safe, NULL);

      g_free (safe);
      safe = protected;
    }

  if (writer->fields > 0)
    g_string_append_c (writer->out, ',');
  if (needs_quotes (safe))
    append_quoted (writer->out, safe);
  else
    g_string_append (writer->out, safe);

  writer->bare = writer->fields == 0 && *safe == '\0';
  writer->fields++;
}

void
base_csv_writer_end_row (BaseCsvWriter *writer)
{
  g_return_if_fail (writer != NULL);

  if (writer->fields == 1 && writer->bare)
    g_string_append (writer->out, "\"\"");
  g_string_append (writer->out, "\r\n");
  writer->fields = 0;
}

char *
base_csv_writer_take (BaseCsvWriter *writer)
{
  GString *out;

  g_return_val_if_fail (writer != NULL, NULL);

  out = writer->out;
  writer->out = g_string_new (NULL);
  return g_string_free (out, FALSE);
}
