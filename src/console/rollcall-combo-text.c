/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two factories: the row shows the text alone, the list a check mark behind the chosen one, as
 * libadwaita's own does. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-combo-text.h"

static const char *
get_text (GtkListItem *item)
{
  return gtk_string_object_get_string (gtk_list_item_get_item (item));
}

/* The row's height doesn't follow a text that wraps in it. */
static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), get_text (item));
  gtk_widget_set_tooltip_text (label, get_text (item));
}

static void
setup_list_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
}

static void
selected_cb (AdwComboRow *row,
             GParamSpec  *pspec,
             GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  if (box != NULL)
    gtk_widget_set_opacity (gtk_widget_get_last_child (box),
                            adw_combo_row_get_selected (row) == gtk_list_item_get_position (item)
                                ? 1
                                : 0);
}

static void
bind_list_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              AdwComboRow              *row)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), get_text (item));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), item, 0);
  selected_cb (row, NULL, item);
}

static void
unbind_list_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                AdwComboRow              *row)
{
  g_signal_handlers_disconnect_by_func (row, selected_cb, item);
}

void
rollcall_combo_text_show_whole (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) shown = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) listed = gtk_signal_list_item_factory_new ();

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_signal_connect (shown, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (shown, "bind", G_CALLBACK (bind_row_cb), NULL);
  /* The factory lives as long as the row, which it must not keep alive. */
  g_signal_connect (listed, "setup", G_CALLBACK (setup_list_cb), NULL);
  g_signal_connect_object (listed, "bind", G_CALLBACK (bind_list_cb), row, 0);
  g_signal_connect_object (listed, "unbind", G_CALLBACK (unbind_list_cb), row, 0);
  adw_combo_row_set_factory (row, shown);
  adw_combo_row_set_list_factory (row, listed);
}
