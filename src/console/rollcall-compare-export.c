/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report's own texts, of the reasons that are shown. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-export.h"

#include <glib/gi18n.h>

#include "console/rollcall-save.h"

typedef struct
{
  Comparison *comparison;
  guint32     reasons;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->comparison);
  g_free (export);
}

static char *
make_text (gpointer data,
           gboolean json)
{
  const Export *export = data;

  return rollcall_compare_export_to_text (export->comparison, export->reasons, json);
}

void
rollcall_compare_export (RollcallWindow *window,
                         Comparison     *comparison,
                         guint32         reasons)
{
  RollcallSaveWords words = {
    .title = _("Export the Comparison"),
    .saved = _("Comparison saved as “%s”"),
    .failed = _("The comparison wasn’t saved"),
  };
  g_autofree char *name = NULL;
  Export *export;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));
  g_return_if_fail (COMPARE_IS_COMPARISON (comparison));

  export = g_new0 (Export, 1);
  export->comparison = g_object_ref (comparison);
  export->reasons = reasons;
  /* Translators: the suggested name of a file; the names of both sides */
  name = g_strdup_printf (_("%s and %s.csv"), comparison_get_source_name (comparison),
                          comparison_get_target_name (comparison));
  words.name = name;
  rollcall_save (window, &words, make_text, export, export_free);
}

char *
rollcall_compare_export_to_text (Comparison *comparison,
                                 guint32     reasons,
                                 gboolean    json)
{
  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), NULL);

  return json ? comparison_to_json_of (comparison, reasons)
              : comparison_to_csv_of (comparison, reasons);
}
