/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GtkFileChooserNative, which is the desktop's own dialog and, in a sandbox, its portal. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-file-chooser.h"

#include <glib/gi18n.h>

typedef struct
{
  RollcallFileFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Choice;

typedef struct
{
  RollcallFileKind kind;
  const char *name;
  const char *pattern;
} KindRow;

static const KindRow kinds_table[] = {
  { ROLLCALL_FILE_CSV, N_ ("Comma-separated values (CSV)"), "*.[cC][sS][vV]" },
  { ROLLCALL_FILE_JSONL, N_ ("JSON lines"), "*.[jJ][sS][oO][nN][lL]" },
  { ROLLCALL_FILE_JSON, N_ ("JSON"), "*.[jJ][sS][oO][nN]" },
};

static void
choice_free (gpointer  data,
             GClosure *closure)
{
  Choice *choice = data;

  if (choice->destroy != NULL)
    choice->destroy (choice->user_data);
  g_free (choice);
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *patterns[])
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* When opening, one filter for all that can be opened is what is wanted. */
static void
add_filters (GtkFileChooser   *chooser,
             RollcallFileKind  kinds,
             gboolean          open)
{
  const char *all[G_N_ELEMENTS (kinds_table) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds_table); i++)
    if ((kinds & kinds_table[i].kind) != 0)
      all[n++] = kinds_table[i].pattern;

  if (open && n > 1)
    add_filter (chooser, _("Files that Rollcall can read"), all);
  for (guint i = 0; i < G_N_ELEMENTS (kinds_table); i++)
    if ((kinds & kinds_table[i].kind) != 0)
      add_filter (chooser, _ (kinds_table[i].name),
                  (const char *[]){ kinds_table[i].pattern, NULL });
  if (open)
    add_filter (chooser, _("All files"), (const char *[]){ "*", NULL });
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         data)
{
  Choice *choice = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    choice->func (file, choice->user_data);
  /* A native dialog isn't owned by its parent: it was kept for this moment. */
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static GtkFileChooserNative *
make_dialog (GtkWindow            *parent,
             const char           *title,
             GtkFileChooserAction  action,
             RollcallFileKind      kinds,
             RollcallFileFunc      func,
             gpointer              user_data,
             GDestroyNotify        destroy)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  Choice *choice = g_new0 (Choice, 1);

  choice->func = func;
  choice->user_data = user_data;
  choice->destroy = destroy;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  add_filters (GTK_FILE_CHOOSER (dialog), kinds, action == GTK_FILE_CHOOSER_ACTION_OPEN);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), choice, choice_free, 0);
  return dialog;
}

void
rollcall_file_chooser_open (GtkWindow        *parent,
                            const char       *title,
                            RollcallFileKind  kinds,
                            RollcallFileFunc  func,
                            gpointer          user_data,
                            GDestroyNotify    destroy)
{
  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL && func != NULL);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (
      make_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, kinds, func, user_data, destroy)));
}

void
rollcall_file_chooser_save (GtkWindow        *parent,
                            const char       *title,
                            const char       *name,
                            RollcallFileKind  kinds,
                            RollcallFileFunc  func,
                            gpointer          user_data,
                            GDestroyNotify    destroy)
{
  GtkFileChooserNative *dialog;
  g_autofree char *safe = g_strdelimit (g_strdup (name), "/", '-');

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL && name != NULL && func != NULL);

  dialog =
      make_dialog (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, kinds, func, user_data, destroy);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), safe);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
