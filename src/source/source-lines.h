/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file line by line, each within a bound. For this room only. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SourceLines SourceLines;

/* (transfer full) (nullable): %SOURCE_ERROR_UNREADABLE */
SourceLines *source_lines_new        (const char    *path,
                                      GError       **error);
void         source_lines_free       (SourceLines   *self);

/**
 * source_lines_next:
 * @self: lines
 * @line: (out) (transfer none) (nullable): the line without its end, not ended by NUL; %NULL at
 *   the end of the file
 * @length: (out): its bytes
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %SOURCE_ERROR_UNREADABLE, or %SOURCE_ERROR_BAD_FILE for a line
 * that is longer
 *   than any resource may be.
 */
gboolean     source_lines_next       (SourceLines   *self,
                                      const char   **line,
                                      gsize         *length,
                                      GCancellable  *cancellable,
                                      GError       **error);

/* From 1. */
guint        source_lines_get_number (SourceLines   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SourceLines, source_lines_free)

G_END_DECLS
