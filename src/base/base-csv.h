/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CSV as people's tools write it: RFC 4180 quoting; comma, semicolon or tab; lines that end in
 * CRLF, LF or CR; UTF-8 with or without BOM, UTF-16 of either order. The reader is handed the whole
 * file and gives row by row; a broken quote stops it with line and column.
 *
 * The writer protects spreadsheets: a field that one would run as a formula (= + - @, a tab or a
 * line end at its start, behind any number of apostrophes) gets one apostrophe more in front, which
 * the reader takes away again. What the writer wrote reads back the same. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BaseCsvReader BaseCsvReader;
typedef struct _BaseCsvWriter BaseCsvWriter;

/**
 * base_csv_reader_new:
 * @file: the bytes of a CSV file
 * @error: return location
 *
 * Decodes @file and finds the separator in its first row; Excel's own `sep=;` line is obeyed and
 * passed over.
 *
 * Returns: (transfer full) (nullable): a reader, or %NULL with %BASE_ERROR_ENCODING, whose message
 *   names the line and column of the first byte that isn't UTF-8.
 */
BaseCsvReader *base_csv_reader_new        (GBytes         *file,
                                           GError        **error);
void           base_csv_reader_free       (BaseCsvReader  *reader);

/**
 * base_csv_reader_next:
 * @reader: a reader
 * @fields: (out) (transfer none) (nullable) (element-type utf8): the row's fields, at least one,
 *   valid until the next call
 * @error: return location
 *
 * Empty lines are passed over. At the end of the file @fields is %NULL without an error.
 *
 * Returns: %TRUE, or %FALSE with %BASE_ERROR_CSV, whose message names line and column.
 */
gboolean       base_csv_reader_next       (BaseCsvReader  *reader,
                                           GPtrArray     **fields,
                                           GError        **error);

/**
 * base_csv_reader_get_line:
 * @reader: a reader
 *
 * Returns: the line on which the last row began, from 1.
 */
guint          base_csv_reader_get_line   (BaseCsvReader  *reader);

/**
 * base_csv_reader_get_field_line:
 * @reader: a reader
 * @field: index of a field of the last row, from 0
 *
 * Returns: the line on which that field began, from 1; not the row's if a field before it holds
 *   line ends.
 */
guint          base_csv_reader_get_field_line
                                          (BaseCsvReader  *reader,
                                           guint           field);

/**
 * base_csv_reader_get_column:
 * @reader: a reader
 * @field: index of a field of the last row, from 0
 *
 * Returns: the column on its line at which that field began, in characters from 1.
 */
guint          base_csv_reader_get_column (BaseCsvReader  *reader,
                                           guint           field);

/**
 * base_csv_writer_new:
 *
 * Returns: (transfer full): a writer of comma-separated UTF-8 with CRLF lines (RFC 4180) and no
 *   BOM.
 */
BaseCsvWriter *base_csv_writer_new        (void);
void           base_csv_writer_free       (BaseCsvWriter  *writer);

/* Adds a field to the row; %NULL is an empty one. Ill-formed UTF-8 is replaced. */
void           base_csv_writer_add        (BaseCsvWriter  *writer,
                                           const char     *field);
void           base_csv_writer_end_row    (BaseCsvWriter  *writer);

/**
 * base_csv_writer_take:
 * @writer: a writer
 *
 * Returns: (transfer full): the text written since the last take; the writer goes on empty.
 */
char          *base_csv_writer_take       (BaseCsvWriter  *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseCsvReader, base_csv_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseCsvWriter, base_csv_writer_free)

G_END_DECLS
