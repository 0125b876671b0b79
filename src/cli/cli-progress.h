/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How far it is, on one line of standard error, and only if that is a terminal. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A #BaseProgress; call it from any thread, without data. */
void   cli_progress_show (const char *message_id,
                          gint64      done,
                          gint64      total,
                          gpointer    data);

/* Takes the line away again, before anything else is printed. */
void   cli_progress_clear (void);

G_END_DECLS
