/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes are read as CSV; whatever rows come out are written and must read back the same. */

#include "config.h"

#include <stdint.h>

#include "base/base-csv.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* The rows before the first fault, each a GPtrArray of strings. */
static GPtrArray *
read_rows (GBytes   *file,
           GError  **error)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autoptr (BaseCsvReader) reader = base_csv_reader_new (file, error);
  GPtrArray *fields;

  while (reader != NULL && base_csv_reader_next (reader, &fields, error) && fields != NULL)
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

      g_assert_cmpuint (fields->len, >, 0);
      g_assert_cmpuint (base_csv_reader_get_line (reader), >, 0);
      for (guint i = 0; i < fields->len; i++)
        {
          g_assert_cmpuint (base_csv_reader_get_column (reader, i), >, 0);
          g_assert_true (g_utf8_validate (fields->pdata[i], -1, NULL));
          g_ptr_array_add (row, g_strdup (fields->pdata[i]));
        }
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static GBytes *
write_rows (GPtrArray *rows)
{
  g_autoptr (BaseCsvWriter) writer = base_csv_writer_new ();
  char *text;

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = rows->pdata[i];

      for (guint j = 0; j < row->len; j++)
        base_csv_writer_add (writer, row->pdata[j]);
      base_csv_writer_end_row (writer);
    }
  text = base_csv_writer_take (writer);
  return g_bytes_new_take (text, strlen (text));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) file = g_bytes_new_static (data, size);
  g_autoptr (GPtrArray) rows = read_rows (file, NULL);
  g_autoptr (GBytes) written = write_rows (rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = read_rows (written, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = rows->pdata[i];
      GPtrArray *same = again->pdata[i];

      g_assert_cmpuint (same->len, ==, row->len);
      for (guint j = 0; j < row->len; j++)
        g_assert_cmpstr (same->pdata[j], ==, row->pdata[j]);
    }
  return 0;
}
