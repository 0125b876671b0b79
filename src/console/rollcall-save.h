/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks where a text is to be saved, makes it and writes it in a worker, and says how that ended.
 * The file holds personal data: only its owner may read it, and it is there whole or as it was. */

#pragma once

#include "console/rollcall-window.h"

G_BEGIN_DECLS

/**
 * RollcallSaveText:
 * @data: what the text is made of
 * @json: whether JSON was chosen, by the file's ending; else CSV
 *
 * Called in a worker.
 *
 * Returns: (transfer full): the text.
 */
typedef char *(*RollcallSaveText) (gpointer data,
                                   gboolean json);

/**
 * RollcallSaveWords:
 * @title: of the dialog
 * @name: the suggested name, with `.csv`
 * @saved: said afterwards, with one %s for the file's name
 * @failed: the headline of what went wrong
 *
 * All translated.
 */
typedef struct
{
  const char *title;
  const char *name;
  const char *saved;
  const char *failed;
} RollcallSaveWords;

/**
 * rollcall_save:
 * @window: above which the person is asked, and which tells the end
 * @words: what is said; copied
 * @text: makes the text
 * @data: (transfer full): for @text
 * @destroy: ends @data
 */
void     rollcall_save       (RollcallWindow           *window,
                              const RollcallSaveWords  *words,
                              RollcallSaveText          text,
                              gpointer                  data,
                              GDestroyNotify            destroy);

/* Whether @file is to be JSON, by its ending in whatever case; else it is CSV. */
gboolean rollcall_save_is_json (GFile                  *file);

/* Writes @text to @file; %FALSE with a #GFileError or #GIOError, and @file is as it was. */
gboolean rollcall_save_write (GFile                    *file,
                              const char               *text,
                              GCancellable             *cancellable,
                              GError                  **error);

G_END_DECLS
