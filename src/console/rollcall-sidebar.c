/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list box bound to the model of sides, with a heading above the first of each kind. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-sidebar.h"

#include <glib/gi18n.h>

#include "console/rollcall-sidebar-row.h"

struct _RollcallSidebar
{
  AdwBin parent_instance;

  GtkListBox *list;
};

enum
{
  SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallSidebar, rollcall_sidebar, ADW_TYPE_BIN)

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  return rollcall_sidebar_row_new (ROLLCALL_SIDE (item));
}

static gboolean
is_directory (GtkListBoxRow *row)
{
  return rollcall_side_is_directory (rollcall_sidebar_row_get_side (ROLLCALL_SIDEBAR_ROW (row)));
}

static void
set_heading (GtkListBoxRow *row,
             GtkListBoxRow *before,
             gpointer       data)
{
  GtkWidget *label;

  if (before != NULL && is_directory (before) == is_directory (row))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (is_directory (row) ? _("Directories") : _("Identity providers"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_header (row, label);
}

static void
row_activated_cb (RollcallSidebar *self,
                  GtkListBoxRow   *row)
{
  g_signal_emit (self, signals[SELECTED], 0,
                 rollcall_sidebar_row_get_side (ROLLCALL_SIDEBAR_ROW (row)));
}

static void
rollcall_sidebar_class_init (RollcallSidebarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  signals[SELECTED] = g_signal_new ("selected", ROLLCALL_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, ROLLCALL_TYPE_SIDE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
rollcall_sidebar_init (RollcallSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, set_heading, NULL, NULL);
}

void
rollcall_sidebar_set_sides (RollcallSidebar *self,
                            RollcallSides   *sides)
{
  g_return_if_fail (ROLLCALL_IS_SIDEBAR (self));

  gtk_list_box_bind_model (self->list, G_LIST_MODEL (sides), make_row, NULL, NULL);
}

void
rollcall_sidebar_select (RollcallSidebar *self,
                         RollcallSide    *side)
{
  GtkListBoxRow *row;

  g_return_if_fail (ROLLCALL_IS_SIDEBAR (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (rollcall_sidebar_row_get_side (ROLLCALL_SIDEBAR_ROW (row)) == side)
      {
        gtk_list_box_select_row (self->list, row);
        return;
      }
  gtk_list_box_unselect_all (self->list);
}
