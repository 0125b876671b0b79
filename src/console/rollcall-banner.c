/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Icon and way on come from the table of troubles; the words below the headline are the error's
 * own. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-banner.h"

#include <glib/gi18n.h>

#include "console/rollcall-trouble.h"

struct _RollcallBanner
{
  AdwBin parent_instance;

  GSignalGroup *signals;
  GtkRevealer *revealer;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (RollcallBanner, rollcall_banner, ADW_TYPE_BIN)

static void
show_error (RollcallBanner *self,
            RollcallSide   *side,
            const GError   *error)
{
  DeskTrouble trouble = desk_trouble_of (error);
  const RollcallTrouble *row = rollcall_trouble_get (trouble);
  g_autofree char *title = g_strdup_printf ("%s: %s", rollcall_side_get_name (side),
                                            desk_trouble_headline (trouble));

  for (guint i = 0; i <= DESK_TROUBLE_OTHER; i++)
    gtk_widget_remove_css_class (self->box, rollcall_trouble_get ((DeskTrouble)i)->style);
  gtk_widget_add_css_class (self->box, row->style);
  gtk_image_set_from_icon_name (self->icon, row->icon);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->detail, error->message);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), error->message);
  gtk_button_set_label (self->button, _(row->label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), row->action);
}

static void
side_changed_cb (RollcallBanner *self,
                 guint           what,
                 RollcallSide   *side)
{
  RollcallSide *other = rollcall_side_get_other (side);
  const GError *error = rollcall_side_get_error (side);

  if (error == NULL && other != NULL)
    {
      side = other;
      error = rollcall_side_get_error (other);
    }
  if (error != NULL)
    show_error (self, side, error);
  gtk_revealer_set_reveal_child (self->revealer, error != NULL);
}

static void
rollcall_banner_dispose (GObject *object)
{
  g_clear_object (&ROLLCALL_BANNER (object)->signals);
  G_OBJECT_CLASS (rollcall_banner_parent_class)->dispose (object);
}

static void
rollcall_banner_class_init (RollcallBannerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_banner_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, box);
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, title);
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallBanner, button);
}

static void
rollcall_banner_init (RollcallBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (ROLLCALL_TYPE_SIDE);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (side_changed_cb), self);
}

void
rollcall_banner_set_side (RollcallBanner *self,
                          RollcallSide   *side)
{
  g_return_if_fail (ROLLCALL_IS_BANNER (self));

  g_signal_group_set_target (self->signals, side);
  if (side != NULL)
    side_changed_cb (self, ROLLCALL_SIDE_CHANGE_ALL, side);
  else
    gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
