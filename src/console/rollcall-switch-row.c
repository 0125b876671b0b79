/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names came from servers: plain text, cut short where there is no room, whole in the tooltip. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-switch-row.h"

struct _RollcallSwitchRow
{
  GtkListBoxRow parent_instance;

  RollcallSwitchHit *hit;
};

G_DEFINE_FINAL_TYPE (RollcallSwitchRow, rollcall_switch_row, GTK_TYPE_LIST_BOX_ROW)

static void
rollcall_switch_row_finalize (GObject *object)
{
  rollcall_switch_hit_free (ROLLCALL_SWITCH_ROW (object)->hit);
  G_OBJECT_CLASS (rollcall_switch_row_parent_class)->finalize (object);
}

static void
rollcall_switch_row_class_init (RollcallSwitchRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = rollcall_switch_row_finalize;
}

static void
rollcall_switch_row_init (RollcallSwitchRow *self)
{
}

static GtkWidget *
make_picture (const RollcallSwitchHit *hit)
{
  GtkWidget *picture = hit->icon != NULL ? gtk_image_new_from_icon_name (hit->icon)
                                         : adw_avatar_new (24, hit->title, TRUE);

  gtk_widget_set_size_request (picture, 24, -1);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  return picture;
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, "data");
  return label;
}

/* (transfer full): the shortcut as keys are called here */
static char *
show_shortcut (const char *shortcut)
{
  guint key;
  GdkModifierType modifiers;

  if (!gtk_accelerator_parse (shortcut, &key, &modifiers))
    return g_strdup (shortcut);
  return gtk_accelerator_get_label (key, modifiers);
}

static GtkWidget *
make_shortcut (const char *shortcut)
{
  g_autofree char *text = show_shortcut (shortcut);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "keycap");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static void
set_words (RollcallSwitchRow *self)
{
  const RollcallSwitchHit *hit = self->hit;
  g_autofree char *keys = hit->shortcut != NULL ? show_shortcut (hit->shortcut) : NULL;
  g_autofree char *words =
      hit->subtitle != NULL ? g_strdup_printf ("%s, %s", hit->title, hit->subtitle)
                            : g_strdup (hit->title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  rollcall_switch_section_get_title (hit->section), -1);
  if (keys != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                    keys, -1);
}

GtkWidget *
rollcall_switch_row_new (RollcallSwitchHit *hit)
{
  RollcallSwitchRow *self;
  GtkWidget *box;
  GtkWidget *title;

  g_return_val_if_fail (hit != NULL, NULL);

  self = g_object_new (ROLLCALL_TYPE_SWITCH_ROW, NULL);
  self->hit = hit;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  title = make_label (hit->title);
  gtk_box_append (GTK_BOX (box), make_picture (hit));
  gtk_box_append (GTK_BOX (box), title);
  if (hit->subtitle != NULL)
    {
      GtkWidget *subtitle = make_label (hit->subtitle);

      gtk_widget_add_css_class (subtitle, "caption");
      gtk_widget_add_css_class (subtitle, "dim-label");
      gtk_widget_set_hexpand (subtitle, TRUE);
      gtk_box_append (GTK_BOX (box), subtitle);
    }
  else
    gtk_widget_set_hexpand (title, TRUE);
  if (hit->shortcut != NULL)
    gtk_box_append (GTK_BOX (box), make_shortcut (hit->shortcut));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  set_words (self);
  return GTK_WIDGET (self);
}

const RollcallSwitchHit *
rollcall_switch_row_get_hit (RollcallSwitchRow *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SWITCH_ROW (self), NULL);

  return self->hit;
}
