/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The usual exports of people: by which headings each is known, and which SCIM path each of its
 * headings is. For this room only. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SourceExport SourceExport;

/* (nullable): whose export has these headings (element-type utf8); %NULL for one whose columns are
 * SCIM paths */
const SourceExport *source_export_recognise (GPtrArray          *headings);

/* "Microsoft Entra", for messages and docs. */
const char         *source_export_get_name  (const SourceExport *self);

/**
 * source_export_find:
 * @self: an export
 * @heading: one of its headings
 * @path: (out): the SCIM path that it is, or "" for one that is passed over
 *
 * Returns: %FALSE if the export is not known to have such a heading.
 */
gboolean            source_export_find      (const SourceExport *self,
                                             const char         *heading,
                                             const char        **path);

/* Whether @word, of a column that says how somebody is, means active; %FALSE if it is no such
 * word. */
gboolean            source_export_read_status
                                            (const char         *word,
                                             gboolean           *active);

G_END_DECLS
