/* SPDX-License-Identifier: GPL-3.0-or-later */

/* State, one thing only, worst first: error, offline, reading, how many need attention, match. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-sidebar-row.h"

#include <glib/gi18n.h>

#include "desk/desk-words.h"

struct _RollcallSidebarRow
{
  GtkListBoxRow parent_instance;

  RollcallSide *side;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *counts;
  GtkStack *state;
  GtkImage *state_icon;
  GtkLabel *pill;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (RollcallSidebarRow, rollcall_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
choose_icon (RollcallSide *side)
{
  const Connection *connection = rollcall_side_get_connection (side);

  if (!rollcall_side_is_directory (side))
    return "x-office-spreadsheet-symbolic";
  if (g_strcmp0 (connection->service, CONNECTION_EMBEDDED) == 0)
    return "computer-symbolic";
  return "network-server-symbolic";
}

/* (transfer full) */
static char *
describe_counts (RollcallSide *side)
{
  const RollInfo *info = rollcall_side_get_info (side);
  g_autofree char *people = NULL;
  g_autofree char *groups = NULL;

  if (info == NULL)
    return g_strdup (rollcall_side_is_loading (side) ? "" : _("Not read yet"));
  if (info->users_total == 0)
    return g_strdup (_("Nobody yet"));
  people = desk_words_count (COMPARE_USERS, info->users_active);
  groups = desk_words_count (COMPARE_GROUPS, info->groups_total);
  /* Translators: 1,204 people, 43 groups */
  return info->groups_total >= 0 ? g_strdup_printf (_("%s, %s"), people, groups)
                                 : g_steal_pointer (&people);
}

static void
show_state_icon (RollcallSidebarRow *self,
                 const char         *icon,
                 const char         *style,
                 const char         *words)
{
  static const char *const styles[] = { "error", "warning", "success", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), style);
  gtk_image_set_from_icon_name (self->state_icon, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state_icon), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state_icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_stack_set_visible_child_name (self->state, "icon");
}

static void
update_state (RollcallSidebarRow *self)
{
  const GError *error = rollcall_side_get_error (self->side);
  gint64 attention = rollcall_side_get_attention (self->side);

  gtk_spinner_set_spinning (self->spinner, rollcall_side_get_progress (self->side) != NULL);
  if (error != NULL && desk_trouble_of (error) == DESK_TROUBLE_OFFLINE)
    show_state_icon (self, "network-offline-symbolic", "warning", _("Offline"));
  else if (error != NULL)
    show_state_icon (self, "dialog-error-symbolic", "error",
                     desk_trouble_headline (desk_trouble_of (error)));
  else if (rollcall_side_get_progress (self->side) != NULL)
    gtk_stack_set_visible_child_name (self->state, "spinner");
  else if (attention > 0)
    {
      g_autofree char *number = desk_words_number (attention);
      g_autofree char *text = g_strdup_printf ("≠ %s", number);
      g_autofree char *words = g_strdup_printf (_("%s differences need attention"), number);

      gtk_label_set_label (self->pill, text);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->pill), words);
      gtk_stack_set_visible_child_name (self->state, "pill");
    }
  else if (rollcall_side_get_comparison (self->side) != NULL)
    show_state_icon (self, "emblem-ok-symbolic", "success", _("Both sides match"));
  else
    gtk_stack_set_visible_child_name (self->state, "none");
}

static void
side_changed_cb (RollcallSidebarRow *self)
{
  g_autofree char *counts = describe_counts (self->side);

  gtk_image_set_from_icon_name (self->icon, choose_icon (self->side));
  gtk_label_set_label (self->name, rollcall_side_get_name (self->side));
  gtk_label_set_label (self->counts, counts);
  update_state (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rollcall_side_get_name (self->side),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, counts, -1);
}

static void
rollcall_sidebar_row_dispose (GObject *object)
{
  g_clear_object (&ROLLCALL_SIDEBAR_ROW (object)->side);
  G_OBJECT_CLASS (rollcall_sidebar_row_parent_class)->dispose (object);
}

static void
rollcall_sidebar_row_class_init (RollcallSidebarRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_sidebar_row_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, name);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, counts);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, state);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, pill);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebarRow, spinner);
}

static void
rollcall_sidebar_row_init (RollcallSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rollcall_sidebar_row_new (RollcallSide *side)
{
  RollcallSidebarRow *self;

  g_return_val_if_fail (ROLLCALL_IS_SIDE (side), NULL);

  self = g_object_new (ROLLCALL_TYPE_SIDEBAR_ROW, NULL);
  self->side = g_object_ref (side);
  g_signal_connect_object (side, "changed", G_CALLBACK (side_changed_cb), self,
                           G_CONNECT_SWAPPED);
  side_changed_cb (self);
  return GTK_WIDGET (self);
}

RollcallSide *
rollcall_sidebar_row_get_side (RollcallSidebarRow *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SIDEBAR_ROW (self), NULL);

  return self->side;
}
