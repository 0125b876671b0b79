/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list box bound to the model of sides, with a heading above the first of each kind. Rows come
 * anew when the model changes, so what was selected, and the keyboard, are given back. The menu of
 * a row acts on that row's side, selected or not. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-sidebar.h"

#include <glib/gi18n.h>

#include "console/rollcall-connection-actions.h"
#include "console/rollcall-rename-dialog.h"
#include "console/rollcall-sidebar-row.h"

struct _RollcallSidebar
{
  AdwBin parent_instance;

  AdwHeaderBar *header;
  GtkListBox *list;
  GtkWidget *menu;
  GMenuModel *row_menu;
  RollcallSide *selected; /* as told by rollcall_sidebar_select() */
  RollcallSide *menu_side;
  gboolean selecting;
};

enum
{
  PROP_0,
  PROP_ALONE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

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

static RollcallSide *
side_of (GtkListBoxRow *row)
{
  return rollcall_sidebar_row_get_side (ROLLCALL_SIDEBAR_ROW (row));
}

static void
set_heading (GtkListBoxRow *row,
             GtkListBoxRow *before,
             gpointer       data)
{
  gboolean directory = rollcall_side_is_directory (side_of (row));
  GtkWidget *label;

  if (before != NULL && rollcall_side_is_directory (side_of (before)) == directory)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (directory ? _("Directories") : _("Identity providers"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_header (row, label);
}

/* (nullable) */
static GtkListBoxRow *
find_row (RollcallSidebar *self,
          RollcallSide    *side)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (side_of (row) == side)
      return row;
  return NULL;
}

static void
show_selected (RollcallSidebar *self)
{
  self->selecting = TRUE;
  gtk_list_box_select_row (self->list,
                           self->selected != NULL ? find_row (self, self->selected) : NULL);
  self->selecting = FALSE;
}

/* Behind the list's own handler, which has made the rows by now. */
static void
items_changed_cb (RollcallSidebar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkListBoxRow *row;

  show_selected (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (root != NULL && gtk_root_get_focus (root) == NULL && row != NULL &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
row_activated_cb (RollcallSidebar *self,
                  GtkListBoxRow   *row)
{
  g_signal_emit (self, signals[SELECTED], 0, side_of (row));
}

/* By the arrow keys: shown beside, but the keyboard stays here. */
static void
row_selected_cb (RollcallSidebar *self,
                 GtkListBoxRow   *row)
{
  if (!self->selecting && row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.select-side", "s",
                                rollcall_side_get_uuid (side_of (row)));
}

static RollcallWindow *
get_window (RollcallSidebar *self)
{
  return rollcall_window_of (GTK_WIDGET (self));
}

static void
act_read (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  RollcallSidebar *self = ROLLCALL_SIDEBAR (widget);

  if (self->menu_side != NULL)
    rollcall_side_read (self->menu_side);
}

static void
act_rename (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  RollcallSidebar *self = ROLLCALL_SIDEBAR (widget);

  if (self->menu_side != NULL)
    rollcall_rename_dialog_present (get_window (self), self->menu_side);
}

static void
act_forget (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  RollcallSidebar *self = ROLLCALL_SIDEBAR (widget);

  if (self->menu_side != NULL)
    rollcall_connection_forget (get_window (self), self->menu_side);
}

static void
act_remove (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  RollcallSidebar *self = ROLLCALL_SIDEBAR (widget);

  if (self->menu_side != NULL)
    rollcall_connection_remove (get_window (self), self->menu_side);
}

/* Whose menu, or whose key, it is. @row: (nullable) */
static gboolean
take_row (RollcallSidebar *self,
          GtkListBoxRow   *row)
{
  if (row == NULL)
    return FALSE;

  g_set_object (&self->menu_side, side_of (row));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sidebar.forget",
                                 rollcall_side_get_roll (self->menu_side) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sidebar.read",
                                 rollcall_side_get_progress (self->menu_side) == NULL);
  return TRUE;
}

static void
show_menu (RollcallSidebar *self,
           GtkListBoxRow   *row,
           double           x,
           double           y)
{
  GdkRectangle at = { (int)x, (int)y, 1, 1 };

  if (!take_row (self, row))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The keyboard goes back to the row, unless a dialog has taken it. */
static void
menu_closed_cb (RollcallSidebar *self)
{
  GtkListBoxRow *row = self->menu_side != NULL ? find_row (self, self->menu_side) : NULL;

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
pressed_cb (RollcallSidebar *self,
            int              n_press,
            double           x,
            double           y)
{
  double list_x;
  double list_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->list), x, y, &list_x,
                                    &list_y);
  show_menu (self, gtk_list_box_get_row_at_y (self->list, (int)list_y), x, y);
}

static void
long_pressed_cb (RollcallSidebar *self,
                 double           x,
                 double           y)
{
  pressed_cb (self, 1, x, y);
}

/* (nullable): the row that has the keyboard */
static GtkListBoxRow *
get_focus_row (RollcallSidebar *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return focus != NULL ? GTK_LIST_BOX_ROW (focus) : NULL;
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   data)
{
  RollcallSidebar *self = ROLLCALL_SIDEBAR (widget);
  GtkListBoxRow *row = get_focus_row (self);
  double x = 0;
  double y = 0;

  if (row == NULL)
    return FALSE;
  gtk_widget_translate_coordinates (GTK_WIDGET (row), widget,
                                    gtk_widget_get_width (GTK_WIDGET (row)) / 2.0,
                                    gtk_widget_get_height (GTK_WIDGET (row)), &x, &y);
  show_menu (self, row, x, y);
  return TRUE;
}

/* @args: the action that the key stands for */
static gboolean
row_key_cb (GtkWidget *widget,
            GVariant  *args,
            gpointer   data)
{
  RollcallSidebar *self = ROLLCALL_SIDEBAR (widget);

  return take_row (self, get_focus_row (self)) &&
         gtk_widget_activate_action (widget, g_variant_get_string (args, NULL), NULL);
}

static void
rollcall_sidebar_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *spec)
{
  RollcallSidebar *self = ROLLCALL_SIDEBAR (object);

  if (id == PROP_ALONE)
    g_value_set_boolean (value, adw_header_bar_get_show_end_title_buttons (self->header));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
rollcall_sidebar_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *spec)
{
  RollcallSidebar *self = ROLLCALL_SIDEBAR (object);

  if (id == PROP_ALONE)
    adw_header_bar_set_show_end_title_buttons (self->header, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
rollcall_sidebar_dispose (GObject *object)
{
  RollcallSidebar *self = ROLLCALL_SIDEBAR (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->menu_side);
  g_clear_object (&self->selected);
  G_OBJECT_CLASS (rollcall_sidebar_parent_class)->dispose (object);
}

static void
rollcall_sidebar_class_init (RollcallSidebarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = rollcall_sidebar_get_property;
  object_class->set_property = rollcall_sidebar_set_property;
  object_class->dispose = rollcall_sidebar_dispose;
  properties[PROP_ALONE] =
      g_param_spec_boolean ("alone", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SELECTED] = g_signal_new ("selected", ROLLCALL_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, ROLLCALL_TYPE_SIDE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rollcall/Rollcall/rollcall-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, RollcallSidebar, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);

  gtk_widget_class_install_action (widget_class, "sidebar.read", NULL, act_read);
  gtk_widget_class_install_action (widget_class, "sidebar.rename", NULL, act_rename);
  gtk_widget_class_install_action (widget_class, "sidebar.forget", NULL, act_forget);
  gtk_widget_class_install_action (widget_class, "sidebar.remove", NULL, act_remove);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, row_key_cb, "s", "sidebar.rename");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, row_key_cb, "s", "sidebar.remove");
}

static void
rollcall_sidebar_init (RollcallSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, set_heading, NULL, NULL);

  self->menu = gtk_popover_menu_new_from_model (self->row_menu);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

void
rollcall_sidebar_set_sides (RollcallSidebar *self,
                            RollcallSides   *sides)
{
  g_return_if_fail (ROLLCALL_IS_SIDEBAR (self));

  gtk_list_box_bind_model (self->list, G_LIST_MODEL (sides), make_row, NULL, NULL);
  g_signal_connect_object (sides, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
rollcall_sidebar_select (RollcallSidebar *self,
                         RollcallSide    *side)
{
  g_return_if_fail (ROLLCALL_IS_SIDEBAR (self));

  g_set_object (&self->selected, side);
  show_selected (self);
}
