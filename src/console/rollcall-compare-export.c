/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A local file is replaced by renaming; elsewhere GIO does what it can. It holds personal data, so
 * that only its owner may read it. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-export.h"

#include <glib/gi18n.h>
#include <string.h>

#include "console/rollcall-file-chooser.h"

typedef struct
{
  RollcallWindow *window;
  Comparison     *comparison;
  guint32         reasons;
  GFile          *file;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_object (&export->window);
  g_clear_object (&export->comparison);
  g_clear_object (&export->file);
  g_free (export);
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;

  if (rollcall_compare_export_write (export->comparison, export->reasons, export->file, cancellable,
                                     &error))
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
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      rollcall_window_show_error (window, _("The comparison wasn’t saved"), error);
      return;
    }
  message = g_strdup_printf (_("Comparison saved as “%s”"), shown);
  rollcall_window_toast (window, message);
}

static void
file_cb (GFile   *file,
         gpointer data)
{
  Export *asked = data;
  g_autoptr (GTask) task = g_task_new (asked->window, NULL, written_cb, NULL);
  Export *export = g_new0 (Export, 1);

  export->comparison = g_object_ref (asked->comparison);
  export->reasons = asked->reasons;
  export->file = g_object_ref (file);
  g_task_set_source_tag (task, rollcall_compare_export);
  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, write_thread);
}

void
rollcall_compare_export (RollcallWindow *window,
                         Comparison     *comparison,
                         guint32         reasons)
{
  Export *export;
  g_autofree char *name = NULL;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));
  g_return_if_fail (COMPARE_IS_COMPARISON (comparison));

  export = g_new0 (Export, 1);
  export->window = g_object_ref (window);
  export->comparison = g_object_ref (comparison);
  export->reasons = reasons;
  /* Translators: the suggested name of a file; the names of both sides */
  name = g_strdup_printf (_("%s and %s.csv"), comparison_get_source_name (comparison),
                          comparison_get_target_name (comparison));
  rollcall_file_chooser_save (GTK_WINDOW (window), _("Export the Comparison"), name,
                              ROLLCALL_FILE_CSV | ROLLCALL_FILE_JSON, file_cb, export,
                              export_free);
}

gboolean
rollcall_compare_export_write (Comparison     *comparison,
                               guint32         reasons,
                               GFile          *file,
                               GCancellable   *cancellable,
                               GError        **error)
{
  g_autofree char *name = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  name = g_file_get_basename (file);
  lower = g_ascii_strdown (name, -1);
  text = g_str_has_suffix (lower, ".json") ? comparison_to_json_of (comparison, reasons)
                                           : comparison_to_csv_of (comparison, reasons);
  if (g_file_is_native (file))
    return g_file_set_contents_full (g_file_peek_path (file), text, -1,
                                     G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
  return g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                  NULL, cancellable, error);
}
