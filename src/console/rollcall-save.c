/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A local file is replaced by renaming; elsewhere GIO does what it can. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-save.h"

#include <string.h>

#include "console/rollcall-file-chooser.h"

/* Held by the dialog, and by the task that follows. */
typedef struct
{
  RollcallWindow *window;
  RollcallSaveText text;
  gpointer data;
  GDestroyNotify destroy;
  char *saved;
  char *failed;
  GFile *file;
} Save;

static void
save_clear (gpointer boxed)
{
  Save *save = boxed;

  g_clear_object (&save->window);
  g_clear_object (&save->file);
  save->destroy (save->data);
  g_free (save->saved);
  g_free (save->failed);
}

static void
save_release (gpointer save)
{
  g_atomic_rc_box_release_full (save, save_clear);
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Save *save = data;
  g_autofree char *text = save->text (save->data, rollcall_save_is_json (save->file));
  GError *error = NULL;

  if (rollcall_save_write (save->file, text, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  RollcallWindow *window = ROLLCALL_WINDOW (object);
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_file_get_basename (save->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GString) message = g_string_new (save->saved);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      rollcall_window_show_error (window, save->failed, error);
      return;
    }
  g_string_replace (message, "%s", shown, 1);
  rollcall_window_toast (window, message->str);
}

static void
file_cb (GFile   *file,
         gpointer data)
{
  Save *save = data;
  g_autoptr (GTask) task = g_task_new (save->window, NULL, written_cb, NULL);

  g_set_object (&save->file, file);
  g_task_set_source_tag (task, rollcall_save);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (save), save_release);
  g_task_run_in_thread (task, write_thread);
}

void
rollcall_save (RollcallWindow          *window,
               const RollcallSaveWords *words,
               RollcallSaveText         text,
               gpointer                 data,
               GDestroyNotify           destroy)
{
  Save *save;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));
  g_return_if_fail (words != NULL && text != NULL && destroy != NULL);

  save = g_atomic_rc_box_new0 (Save);
  save->window = g_object_ref (window);
  save->text = text;
  save->data = data;
  save->destroy = destroy;
  save->saved = g_strdup (words->saved);
  save->failed = g_strdup (words->failed);
  rollcall_file_chooser_save (GTK_WINDOW (window), words->title, words->name,
                              ROLLCALL_FILE_CSV | ROLLCALL_FILE_JSON, file_cb, save, save_release);
}

gboolean
rollcall_save_is_json (GFile *file)
{
  g_autofree char *name = NULL;
  g_autofree char *lower = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  name = g_file_get_basename (file);
  lower = g_ascii_strdown (name, -1);
  return g_str_has_suffix (lower, ".json");
}

gboolean
rollcall_save_write (GFile         *file,
                     const char    *text,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (g_file_is_native (file))
    return g_file_set_contents_full (g_file_peek_path (file), text, -1,
                                     G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
  return g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                  NULL, cancellable, error);
}
