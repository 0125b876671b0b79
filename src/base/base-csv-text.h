/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of a CSV file made UTF-8. For base-csv-reader.c alone. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): @file as UTF-8 without byte order mark and without NUL, or %NULL with
 * %BASE_ERROR_ENCODING */
GBytes *base_csv_text_decode (GBytes  *file,
                              GError **error);

/* How many characters lie between @begin and @end, from 1: a column. */
guint   base_csv_text_column (const char *begin,
                              const char *end);

/* Whether @text, of @length bytes, is a field that the writer put an apostrophe before, or must:
 * apostrophes, then a character that begins a formula. */
gboolean base_csv_text_is_formula (const char *text,
                                   gsize       length);

G_END_DECLS
