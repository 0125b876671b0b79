/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one can do with a list: copy who is selected, export who is listed, show details. Keys of
 * the views go to the page's actions `roll.…`. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include <glib/gi18n.h>

#include "console/rollcall-list-page-private.h"
#include "console/rollcall-roll-export.h"
#include "console/rollcall-window.h"
#include "desk/desk-words.h"

typedef struct
{
  RollcallListPage *page;
  RollcallRollText text;
} Export;

static CompareKind
get_kind (RollcallListPage *self)
{
  return ROLLCALL_LIST_PAGE_GET_CLASS (self)->kind;
}

static void
toast (RollcallListPage *self, const char *message)
{
  RollcallWindow *window = rollcall_window_of (GTK_WIDGET (self));

  if (window != NULL)
    rollcall_window_toast (window, message);
}

static void
show_error (RollcallListPage *self, const char *title, const GError *error)
{
  RollcallWindow *window = rollcall_window_of (GTK_WIDGET (self));

  if (window != NULL)
    rollcall_window_show_error (window, title, error);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RollcallListPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rollcall_roll_export_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (text == NULL)
    {
      show_error (self, _ ("Nothing was copied"), error);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  toast (self, _ ("Copied"));
}

static void
copy (RollcallListPage *self, RollcallRollText text)
{
  RollcallListPagePrivate *priv = rollcall_list_page_get_private (self);
  Roll *roll = rollcall_roll_list_get_roll (priv->list);
  g_autoptr (GArray) rows = rollcall_roll_selection_get_rows (priv->selection);

  if (roll == NULL || rows->len == 0)
    return;
  rollcall_roll_export_async (roll, ROLLCALL_LIST_PAGE_GET_CLASS (self)->list, rows, text, NULL,
                              priv->exporting, copied_cb, g_object_ref (self));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RollcallListPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rollcall_roll_export_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (text == NULL)
    show_error (self, _ ("The list was not exported"), error);
  else
    toast (self, _ ("Exported"));
}

static void
chosen_cb (GFile *file, gpointer data)
{
  Export *export = data;
  RollcallListPagePrivate *priv = rollcall_list_page_get_private (export->page);
  Roll *roll = rollcall_roll_list_get_roll (priv->list);

  if (roll == NULL || g_cancellable_is_cancelled (priv->exporting))
    return;
  rollcall_roll_export_async (roll, ROLLCALL_LIST_PAGE_GET_CLASS (export->page)->list,
                              rollcall_roll_list_get_rows (priv->list), export->text, file,
                              priv->exporting, exported_cb, g_object_ref (export->page));
}

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->page);
  g_free (export);
}

static void
export_as (RollcallListPage *self, RollcallRollText text)
{
  RollcallSide *side = rollcall_page_get_side (ROLLCALL_PAGE (self));
  RollcallWindow *window = rollcall_window_of (GTK_WIDGET (self));
  gboolean csv = text == ROLLCALL_ROLL_TEXT_CSV;
  g_autofree char *name = NULL;
  Export *export;

  if (side == NULL || window == NULL)
    return;
  name =
      g_strdup_printf ("%s-%s.%s", rollcall_side_get_name (side),
                       get_kind (self) == COMPARE_USERS ? "users" : "groups", csv ? "csv" : "json");
  export = g_new0 (Export, 1);
  export->page = g_object_ref (self);
  export->text = text;
  rollcall_file_chooser_save (GTK_WINDOW (window), _ ("Export What Is Listed"), name,
                              csv ? ROLLCALL_FILE_CSV : ROLLCALL_FILE_JSON, chosen_cb, export,
                              export_free);
}

static void
copy_text_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  copy (self, ROLLCALL_ROLL_TEXT_NAMES);
}

static void
copy_csv_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  copy (self, ROLLCALL_ROLL_TEXT_CSV);
}

static void
export_csv_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  export_as (self, ROLLCALL_ROLL_TEXT_CSV);
}

static void
export_json_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  export_as (self, ROLLCALL_ROLL_TEXT_JSON);
}

static void
toggle_details_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  rollcall_list_page_toggle_details (self);
}

static const GActionEntry entries[] = {
  { "copy", copy_text_cb },         { "copy-csv", copy_csv_cb },
  { "export-csv", export_csv_cb },  { "export-json", export_json_cb },
  { "details", toggle_details_cb },
};

typedef struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} Key;

static const Key keys[] = {
  { GDK_KEY_space, 0, "roll.details" },
  { GDK_KEY_c, GDK_CONTROL_MASK, "roll.copy" },
  { GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "roll.copy-csv" },
};

/* Before the view's own keys, for which the space bar selects. */
static void
add_keys (GtkWidget *view)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                          gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (view, controller);
}

void
rollcall_list_page_add_actions (RollcallListPage *self)
{
  RollcallListPagePrivate *priv = rollcall_list_page_get_private (self);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "roll", G_ACTION_GROUP (group));
  add_keys (GTK_WIDGET (priv->wide));
  add_keys (GTK_WIDGET (priv->narrow));
}

void
rollcall_list_page_ask_export (RollcallListPage *self)
{
  gtk_menu_button_popup (rollcall_list_page_get_private (self)->export_button);
}
