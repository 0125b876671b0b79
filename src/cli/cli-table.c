/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A cell is text when it is printed as a table or CSV and goes straight into the JSON writer
 * otherwise. Numbers stand at the right, with the locale's grouping; CSV and JSON have them
 * plain. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-table.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <string.h>

#include "base/base-csv.h"
#include "base/base-json-writer.h"
#include "base/base-time.h"
#include "cli/cli-run.h"
#include "desk/desk-words.h"

struct _CliTable
{
  const CliColumn *columns;
  guint n_columns;
  CliFormat format;
  gboolean single;

  GPtrArray *cells; /* of all rows, for a table */
  BaseJsonWriter *json;
  BaseCsvWriter *csv;
  guint column; /* of the next cell */
  guint n_rows;
  const char *group; /* the JSON object that is open inside a row, up to its dot */
};

static gsize
group_length (const char *key)
{
  const char *dot = strchr (key, '.');

  return dot != NULL ? (gsize)(dot - key) : 0;
}

/* Opens and closes the objects that dots make, and writes the member's name. */
static void
begin_json_member (CliTable   *table,
                   const char *key)
{
  gsize length = group_length (key);

  if (table->group != NULL &&
      (group_length (table->group) != length || strncmp (table->group, key, length) != 0))
    {
      base_json_writer_end_object (table->json);
      table->group = NULL;
    }
  if (length > 0 && table->group == NULL)
    {
      g_autofree char *name = g_strndup (key, length);

      base_json_writer_name (table->json, name);
      base_json_writer_begin_object (table->json);
      table->group = key;
    }
  base_json_writer_name (table->json, length > 0 ? key + length + 1 : key);
}

static void
write_out (char *text)
{
  fputs (text, stdout);
  g_free (text);
}

/* Goes on to the row's next column; JSON is told its name, the row begun if need be. */
static void
begin_cell (CliTable *table)
{
  const CliColumn *column = &table->columns[table->column];

  g_assert (table->column < table->n_columns);

  if (table->format == CLI_FORMAT_JSON)
    {
      if (table->column == 0)
        base_json_writer_begin_object (table->json);
      begin_json_member (table, column->key);
    }
  table->column++;
}

static void
add_shown (CliTable *table,
           char     *text)
{
  if (table->format == CLI_FORMAT_CSV)
    {
      base_csv_writer_add (table->csv, text);
      g_free (text);
    }
  else
    g_ptr_array_add (table->cells, text);
}

CliTable *
cli_table_new (const CliColumn *columns,
               guint            n_columns,
               CliFormat        format,
               gboolean         single)
{
  CliTable *table;

  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);

  table = g_new0 (CliTable, 1);
  table->columns = columns;
  table->n_columns = n_columns;
  table->format = format;
  table->single = single;
  table->cells = g_ptr_array_new_with_free_func (g_free);
  table->json = base_json_writer_new ();
  table->csv = base_csv_writer_new ();
  if (format == CLI_FORMAT_JSON && !single)
    fputs ("[", stdout);
  if (format == CLI_FORMAT_CSV)
    {
      for (guint i = 0; i < n_columns; i++)
        base_csv_writer_add (table->csv, columns[i].key);
      base_csv_writer_end_row (table->csv);
      write_out (base_csv_writer_take (table->csv));
    }
  return table;
}

void
cli_table_free (CliTable *table)
{
  if (table == NULL)
    return;

  g_ptr_array_unref (table->cells);
  base_json_writer_free (table->json);
  base_csv_writer_free (table->csv);
  g_free (table);
}

void
cli_table_add_text (CliTable   *table,
                    const char *text)
{
  g_return_if_fail (table != NULL);

  begin_cell (table);
  if (table->format == CLI_FORMAT_JSON)
    base_json_writer_text (table->json, text);
  else if (table->format == CLI_FORMAT_CSV)
    add_shown (table, g_strdup (text != NULL ? text : ""));
  else
    add_shown (table, text != NULL ? cli_text_clean (text) : g_strdup ("–"));
}

void
cli_table_add_number (CliTable *table,
                      gint64    number)
{
  g_return_if_fail (table != NULL);

  begin_cell (table);
  if (table->format == CLI_FORMAT_JSON && number < 0)
    base_json_writer_null (table->json);
  else if (table->format == CLI_FORMAT_JSON)
    base_json_writer_int (table->json, number);
  else if (table->format == CLI_FORMAT_CSV)
    add_shown (table, number < 0 ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, number));
  else
    add_shown (table, number < 0 ? g_strdup ("–") : desk_words_number (number));
}

void
cli_table_add_boolean (CliTable *table,
                       gboolean  value)
{
  g_return_if_fail (table != NULL);

  begin_cell (table);
  if (table->format == CLI_FORMAT_JSON)
    base_json_writer_boolean (table->json, value);
  else if (table->format == CLI_FORMAT_CSV)
    add_shown (table, g_strdup (value ? "true" : "false"));
  else
    add_shown (table, g_strdup (value ? _("yes") : _("no")));
}

void
cli_table_add_time (CliTable *table,
                    gint64    time)
{
  g_autofree char *text = time != 0 ? base_time_format (time) : NULL;

  g_return_if_fail (table != NULL);

  begin_cell (table);
  if (table->format == CLI_FORMAT_JSON)
    base_json_writer_text (table->json, text);
  else if (table->format == CLI_FORMAT_CSV)
    add_shown (table, g_strdup (text != NULL ? text : ""));
  else
    add_shown (table, cli_text_time (time));
}

void
cli_table_add_raw (CliTable   *table,
                   const char *json)
{
  g_return_if_fail (table != NULL);

  begin_cell (table);
  if (table->format == CLI_FORMAT_JSON)
    base_json_writer_raw (table->json, json != NULL ? json : "null");
  else
    add_shown (table, g_strdup (json != NULL ? json : ""));
}

void
cli_table_end_row (CliTable *table)
{
  g_return_if_fail (table != NULL);
  g_return_if_fail (table->column == table->n_columns);

  if (table->format == CLI_FORMAT_JSON)
    {
      if (table->group != NULL)
        base_json_writer_end_object (table->json);
      table->group = NULL;
      base_json_writer_end_object (table->json);
      if (!table->single)
        fputs (table->n_rows > 0 ? ",\n" : "\n", stdout);
      write_out (base_json_writer_take (table->json));
    }
  else if (table->format == CLI_FORMAT_CSV)
    {
      base_csv_writer_end_row (table->csv);
      write_out (base_csv_writer_take (table->csv));
    }
  table->column = 0;
  table->n_rows++;
}

static void
print_padded (const char *text,
              guint       width,
              gboolean    right,
              CliStyle    style)
{
  guint own = cli_text_width (text);
  int blanks = width > own ? (int)(width - own) : 0;

  if (right)
    printf ("%*s", blanks, "");
  cli_text_print (style, text);
  if (!right)
    printf ("%*s", blanks, "");
}

static const char *
cell_at (CliTable *table,
         guint     row,
         guint     column)
{
  return g_ptr_array_index (table->cells, row * table->n_columns + column);
}

static void
print_single (CliTable *table)
{
  guint width = 0;

  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].heading != NULL)
      width = MAX (width, cli_text_width (_ (table->columns[i].heading)));
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].heading != NULL)
      {
        fputs ("  ", stdout);
        print_padded (_ (table->columns[i].heading), width, FALSE, CLI_STYLE_QUIET);
        printf ("  %s\n", cell_at (table, 0, i));
      }
}

static void
print_list (CliTable *table)
{
  g_autofree guint *widths = g_new0 (guint, table->n_columns);
  guint last = 0;

  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].heading != NULL)
      {
        last = i;
        widths[i] = cli_text_width (_ (table->columns[i].heading));
        for (guint row = 0; row < table->n_rows; row++)
          widths[i] = MAX (widths[i], cli_text_width (cell_at (table, row, i)));
      }
  for (gint64 row = -1; row < (gint64)table->n_rows; row++)
    {
      for (guint i = 0; i <= last; i++)
        {
          const CliColumn *column = &table->columns[i];
          gboolean right = column->kind == CLI_COLUMN_NUMBER;

          if (column->heading == NULL)
            continue;
          print_padded (row < 0 ? _ (column->heading) : cell_at (table, (guint)row, i),
                        i == last && !right ? 0 : widths[i], right,
                        row < 0 ? CLI_STYLE_STRONG : CLI_STYLE_PLAIN);
          fputs (i == last ? "\n" : "  ", stdout);
        }
    }
}

CliExit
cli_table_finish (CliTable   *table,
                  const char *empty)
{
  g_return_val_if_fail (table != NULL, CLI_EXIT_FAILED);

  if (table->format == CLI_FORMAT_JSON)
    fputs (table->single ? "\n" : table->n_rows > 0 ? "\n]\n" : "]\n", stdout);
  else if (table->format == CLI_FORMAT_TABLE && table->n_rows == 0 && empty != NULL)
    printf ("%s\n", empty);
  else if (table->format == CLI_FORMAT_TABLE && table->single && table->n_rows > 0)
    print_single (table);
  else if (table->format == CLI_FORMAT_TABLE)
    print_list (table);
  return cli_flush (CLI_EXIT_WELL);
}

CliExit
cli_flush (CliExit exit)
{
  int why = fflush (stdout) != 0 ? errno : 0;

  if (why == 0 && !ferror (stdout))
    return exit;
  /* Nothing is left for main()'s own flush to fail at and to say again. */
  __fpurge (stdout);
  clearerr (stdout);
  /* Whoever closed the pipe wants no more, and knows. */
  if (why == EPIPE)
    return exit;
  return cli_run_fail (CLI_EXIT_FAILED, _("Can't write all of it to standard output: %s"),
                       why != 0 ? g_strerror (why) : _("a part of it was refused"));
}
