/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ready line: what a service prints when it can be used, kept in a file beside the lock, so
 * that a second `serve` for the same data can print the first one's. */

#pragma once

#include "directory/directory-context.h"

G_BEGIN_DECLS

/* (transfer full): the line, without a newline */
char     *directory_lock_ready_line (DirectoryContext *context,
                                     const char       *socket);

/* Writes it where the next one looks. */
gboolean  directory_lock_tell       (const char       *data,
                                     const char       *line,
                                     GError          **error);

/* Takes it away. */
void      directory_lock_forget     (const char       *data);

/* (transfer full) (nullable): the line of the service that runs; waits a few seconds for one that
 * is starting */
char     *directory_lock_ask        (const char       *data);

G_END_DECLS
