/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A box; the mark is made when the first row needs one, since most rows of most lists never do. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-name-cell.h"

#define SMALL 24
#define LARGE 32

struct _RollcallNameCell
{
  GtkBox parent_instance;

  gboolean tall;
  GtkWidget *avatar; /* of a person */
  GtkWidget *icon;   /* of a group */
  GtkWidget *name;
  GtkWidget *second;
  GtkWidget *mark;
};

G_DEFINE_FINAL_TYPE (RollcallNameCell, rollcall_name_cell, GTK_TYPE_BOX)

static void
show_picture (RollcallNameCell *self, const RollRow *row)
{
  gboolean user = row == NULL || row->list == ROLL_USERS;

  if (user && self->avatar == NULL)
    {
      self->avatar = adw_avatar_new (self->tall ? LARGE : SMALL, NULL, TRUE);
      gtk_box_prepend (GTK_BOX (self), self->avatar);
    }
  if (!user && self->icon == NULL)
    {
      self->icon = gtk_image_new_from_icon_name ("rollcall-group-symbolic");
      gtk_box_prepend (GTK_BOX (self), self->icon);
    }
  if (self->avatar != NULL)
    {
      gtk_widget_set_visible (self->avatar, user);
      adw_avatar_set_text (ADW_AVATAR (self->avatar), row != NULL ? row->name : NULL);
    }
  if (self->icon != NULL)
    gtk_widget_set_visible (self->icon, !user);
}

static void
show_mark (RollcallNameCell *self, RollcallMarkKind kind, const char *words)
{
  if (self->mark == NULL && kind == ROLLCALL_MARK_NONE)
    return;
  if (self->mark == NULL)
    {
      self->mark = rollcall_mark_new (kind);
      gtk_widget_add_css_class (self->mark, "in-row");
      gtk_box_append (GTK_BOX (self), self->mark);
    }
  gtk_widget_set_visible (self->mark, kind != ROLLCALL_MARK_NONE);
  rollcall_mark_set_kind (ROLLCALL_MARK (self->mark), kind);
  rollcall_mark_set_label (ROLLCALL_MARK (self->mark), words);
}

static GtkWidget *
new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
rollcall_name_cell_class_init (RollcallNameCellClass *class)
{
}

static void
rollcall_name_cell_init (RollcallNameCell *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->name = new_label ();
}

GtkWidget *
rollcall_name_cell_new (gboolean tall)
{
  RollcallNameCell *self = g_object_new (ROLLCALL_TYPE_NAME_CELL, NULL);
  GtkWidget *lines;

  self->tall = tall;
  if (!tall)
    {
      gtk_box_append (GTK_BOX (self), self->name);
      return GTK_WIDGET (self);
    }
  self->second = new_label ();
  gtk_widget_add_css_class (self->second, "caption");
  gtk_widget_add_css_class (self->second, "dim-label");
  lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (lines), self->name);
  gtk_box_append (GTK_BOX (lines), self->second);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_append (GTK_BOX (self), lines);
  return GTK_WIDGET (self);
}

void
rollcall_name_cell_show (RollcallNameCell *self,
                         const RollRow *row,
                         const char *second,
                         RollcallMarkKind mark,
                         const char *words)
{
  g_return_if_fail (ROLLCALL_IS_NAME_CELL (self));

  show_picture (self, row);
  gtk_label_set_text (GTK_LABEL (self->name), row != NULL ? row->name : "");
  if (self->second != NULL)
    gtk_label_set_text (GTK_LABEL (self->second), second != NULL ? second : "");
  show_mark (self, mark, words);
}
