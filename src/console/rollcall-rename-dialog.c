/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A question with one row to fill in: AdwMessageDialog with an entry, and no type of its own. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-rename-dialog.h"

#include <glib/gi18n.h>

#include "connection/connection-list.h"
#include "console/rollcall-entry-check.h"

typedef struct
{
  RollcallWindow *window; /* weak */
  RollcallSide *side;
  AdwMessageDialog *dialog;
  AdwEntryRow *row;
  GtkImage *icon;
  GtkLabel *problem;
} Renaming;

static void
renaming_free (gpointer  data,
               GClosure *closure)
{
  Renaming *renaming = data;

  g_clear_weak_pointer (&renaming->window);
  g_object_unref (renaming->side);
  g_free (renaming);
}

static void
name_cb (Renaming *renaming)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (renaming->row));
  g_autoptr (GError) error = NULL;
  gboolean good =
      connection_list_check_name (name, rollcall_side_get_uuid (renaming->side), &error);
  RollcallEntryState state = good ? ROLLCALL_ENTRY_EMPTY : ROLLCALL_ENTRY_BAD;

  rollcall_entry_check_set (renaming->row, renaming->icon, state,
                            error != NULL ? error->message : NULL);
  rollcall_entry_check_say (renaming->problem, state, error != NULL ? error->message : NULL);
  adw_message_dialog_set_response_enabled (renaming->dialog, "yes", good);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          data)
{
  Renaming *renaming = data;
  RollcallSides *sides = rollcall_application_get_sides (rollcall_application_get ());
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "yes") || renaming->window == NULL)
    return;
  if (!connection_list_rename (rollcall_side_get_uuid (renaming->side),
                               gtk_editable_get_text (GTK_EDITABLE (renaming->row)), &error) ||
      !rollcall_sides_reload (sides, &error))
    rollcall_window_show_error (renaming->window, _("The name wasn’t changed"), error);
}

static GtkWidget *
make_form (Renaming *renaming)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  renaming->row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (renaming->row), _("Name"));
  gtk_editable_set_text (GTK_EDITABLE (renaming->row), rollcall_side_get_name (renaming->side));
  adw_entry_row_set_activates_default (renaming->row, TRUE);
  renaming->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_valign (GTK_WIDGET (renaming->icon), GTK_ALIGN_CENTER);
  adw_entry_row_add_suffix (renaming->row, GTK_WIDGET (renaming->icon));

  /* So that the words of a bad name don't make the dialog jump. */
  gtk_widget_set_size_request (list, 280, -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (renaming->row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("New name"), -1);

  renaming->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (renaming->problem, TRUE);
  gtk_label_set_wrap_mode (renaming->problem, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (renaming->problem, 40);
  gtk_label_set_xalign (renaming->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (renaming->problem), "caption");

  gtk_box_append (GTK_BOX (form), list);
  gtk_box_append (GTK_BOX (form), GTK_WIDGET (renaming->problem));
  return form;
}

void
rollcall_rename_dialog_present (RollcallWindow *window,
                                RollcallSide   *side)
{
  g_autofree char *title = NULL;
  Renaming *renaming;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  title = g_strdup_printf (_("Rename “%s”"), rollcall_side_get_name (side));
  renaming = g_new0 (Renaming, 1);
  g_set_weak_pointer (&renaming->window, window);
  renaming->side = g_object_ref (side);
  renaming->dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (window), title, NULL));
  adw_message_dialog_add_responses (renaming->dialog, "no", _("_Cancel"), "yes", _("_Rename"),
                                    NULL);
  adw_message_dialog_set_response_appearance (renaming->dialog, "yes", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (renaming->dialog, "yes");
  adw_message_dialog_set_close_response (renaming->dialog, "no");
  adw_message_dialog_set_extra_child (renaming->dialog, make_form (renaming));
  g_signal_connect_swapped (renaming->row, "changed", G_CALLBACK (name_cb), renaming);
  g_signal_connect_data (renaming->dialog, "response", G_CALLBACK (response_cb), renaming,
                         renaming_free, 0);
  name_cb (renaming);
  gtk_window_present (GTK_WINDOW (renaming->dialog));
  gtk_widget_grab_focus (GTK_WIDGET (renaming->row));
}
