/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Property `compact` leaves the words out where a row is short; the tick is the icon then. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-copy-button.h"

#include <glib/gi18n.h>

struct _RollcallCopyButton
{
  GtkButton parent_instance;

  GtkImage *icon;
  GtkLabel *label;
  char *what;
  char *text;
  gboolean ticked;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  PROP_WHAT,
  N_PROPS,
};

enum
{
  COPIED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallCopyButton, rollcall_copy_button, GTK_TYPE_BUTTON)

static void
update (RollcallCopyButton *self)
{
  g_autofree char *tooltip =
      self->what != NULL ? g_strdup_printf (_("Copy %s"), self->what) : g_strdup (_("Copy"));
  g_autofree char *name =
      self->ticked ? g_strdup_printf ("%s, %s", tooltip, _("copied")) : g_strdup (tooltip);

  gtk_image_set_from_icon_name (self->icon,
                                self->ticked ? "emblem-ok-symbolic" : "edit-copy-symbolic");
  gtk_label_set_label (self->label, self->ticked ? _("Copied") : _("Copy"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->ticked)
    gtk_widget_add_css_class (GTK_WIDGET (self), "ticked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "ticked");
}

static void
rollcall_copy_button_clicked (GtkButton *button)
{
  RollcallCopyButton *self = ROLLCALL_COPY_BUTTON (button);

  if (self->text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  rollcall_copy_button_tick (self);
}

static void
rollcall_copy_button_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  RollcallCopyButton *self = ROLLCALL_COPY_BUTTON (object);

  switch (id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, !gtk_widget_get_visible (GTK_WIDGET (self->label)));
      break;
    case PROP_WHAT:
      g_value_set_string (value, self->what);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rollcall_copy_button_set_property (GObject      *object,
                                   guint         id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  RollcallCopyButton *self = ROLLCALL_COPY_BUTTON (object);

  switch (id)
    {
    case PROP_COMPACT:
      gtk_widget_set_visible (GTK_WIDGET (self->label), !g_value_get_boolean (value));
      if (g_value_get_boolean (value))
        gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
      break;
    case PROP_WHAT:
      rollcall_copy_button_set_what (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rollcall_copy_button_finalize (GObject *object)
{
  RollcallCopyButton *self = ROLLCALL_COPY_BUTTON (object);

  g_free (self->what);
  g_free (self->text);
  G_OBJECT_CLASS (rollcall_copy_button_parent_class)->finalize (object);
}

static void
rollcall_copy_button_class_init (RollcallCopyButtonClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = rollcall_copy_button_finalize;
  object_class->get_property = rollcall_copy_button_get_property;
  object_class->set_property = rollcall_copy_button_set_property;
  GTK_BUTTON_CLASS (class)->clicked = rollcall_copy_button_clicked;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WHAT] =
      g_param_spec_string ("what", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[COPIED] = g_signal_new ("copied", ROLLCALL_TYPE_COPY_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
rollcall_copy_button_init (RollcallCopyButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "copy");
  update (self);
}

void
rollcall_copy_button_set_what (RollcallCopyButton *self,
                               const char         *what)
{
  g_return_if_fail (ROLLCALL_IS_COPY_BUTTON (self));

  g_free (self->what);
  self->what = g_strdup (what);
  update (self);
}

void
rollcall_copy_button_set_text (RollcallCopyButton *self,
                               const char         *text)
{
  g_return_if_fail (ROLLCALL_IS_COPY_BUTTON (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  self->ticked = FALSE;
  update (self);
}

void
rollcall_copy_button_tick (RollcallCopyButton *self)
{
  g_return_if_fail (ROLLCALL_IS_COPY_BUTTON (self));

  self->ticked = TRUE;
  update (self);
  g_signal_emit (self, signals[COPIED], 0);
}
