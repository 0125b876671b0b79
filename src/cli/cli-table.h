/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of named values, printed as an aligned table, as JSON or as CSV. JSON and CSV go out row
 * by row; only a table, which must know its widths, is kept. */

#pragma once

#include "cli/cli-text.h"
#include "cli/cli-types.h"

G_BEGIN_DECLS

typedef enum
{
  CLI_COLUMN_TEXT,
  CLI_COLUMN_NUMBER,
  CLI_COLUMN_BOOLEAN,
  CLI_COLUMN_TIME,
  CLI_COLUMN_RAW,
} CliColumnKind;

/**
 * CliColumn:
 * @key: its name in JSON and CSV; one dot makes an object of neighbours ("users.total")
 * @heading: untranslated, for the table; %NULL leaves it out there
 * @kind: of its values
 */
typedef struct
{
  const char    *key;
  const char    *heading;
  CliColumnKind  kind;
} CliColumn;

typedef struct _CliTable CliTable;

/**
 * cli_table_new:
 * @columns: (array length=n_columns): borrowed, as long as the table lives
 * @n_columns: how many
 * @format: how to print
 * @single: one object with a line for each column, instead of a list
 */
CliTable *cli_table_new         (const CliColumn *columns,
                                 guint            n_columns,
                                 CliFormat        format,
                                 gboolean         single);
void      cli_table_free        (CliTable        *table);

/* The next cell of the row. */
void      cli_table_add_text    (CliTable        *table,
                                 const char      *text);
void      cli_table_add_number  (CliTable        *table,
                                 gint64           number);
void      cli_table_add_boolean (CliTable        *table,
                                 gboolean         value);
void      cli_table_add_time    (CliTable        *table,
                                 gint64           time);

/* JSON text as it stands; %NULL is null. Only for columns without a heading. */
void      cli_table_add_raw     (CliTable        *table,
                                 const char      *json);
void      cli_table_end_row     (CliTable        *table);

/**
 * cli_table_finish:
 * @table: a table, all rows added
 * @empty: (nullable): what to say in place of a table without rows
 *
 * Prints what is still to be printed.
 *
 * Returns: %CLI_EXIT_WELL, or %CLI_EXIT_FAILED when standard output took it not (a full disk),
 *   which was said.
 */
CliExit   cli_table_finish      (CliTable        *table,
                                 const char      *empty);

/* Flushes standard output and says if it couldn't be written; %CLI_EXIT_FAILED then, else @exit. */
CliExit   cli_flush             (CliExit          exit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTable, cli_table_free)

G_END_DECLS
