/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An image in a disc; style.css draws the disc by the kind's class. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-mark.h"

#include <glib/gi18n.h>

struct _RollcallMark
{
  GtkWidget parent_instance;

  GtkWidget *image;
  RollcallMarkKind kind;
  char *label;
};

typedef struct
{
  const char *icon;
  const char *style;
  const char *label;
} MarkRow;

static const MarkRow rows[] = {
  [ROLLCALL_MARK_NONE] = { NULL, NULL, NULL },
  [ROLLCALL_MARK_MATCH] = { "rollcall-equal-symbolic", "match", N_ ("the same on both sides") },
  [ROLLCALL_MARK_MISSING] = { "rollcall-minus-symbolic", "differ",
                              N_ ("missing in the directory") },
  [ROLLCALL_MARK_EXTRA] = { "rollcall-plus-symbolic", "differ", N_ ("only in the directory") },
  [ROLLCALL_MARK_DIFFERENT] = { "rollcall-not-equal-symbolic", "differ", N_ ("differs") },
  [ROLLCALL_MARK_EXPLAINED] = { "rollcall-not-equal-symbolic", "explained",
                                N_ ("differs, explained") },
  [ROLLCALL_MARK_QUIET] = { "rollcall-equal-symbolic", "quiet", N_ ("the same on both sides") },
  [ROLLCALL_MARK_FAILED] = { "dialog-error-symbolic", "fail", N_ ("failed") },
  [ROLLCALL_MARK_UNKNOWN] = { "document-open-recent-symbolic", "unknown", N_ ("not known now") },
  [ROLLCALL_MARK_WELL] = { "emblem-ok-symbolic", "match", N_ ("as it should be") },
};

enum
{
  PROP_0,
  PROP_KIND,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RollcallMark, rollcall_mark, GTK_TYPE_WIDGET)

static void
update_label (RollcallMark *self)
{
  const char *own = rows[self->kind].label;
  const char *label = self->label != NULL ? self->label : own != NULL ? _(own) : "";

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *label != '\0' ? label : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
rollcall_mark_dispose (GObject *object)
{
  RollcallMark *self = ROLLCALL_MARK (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->label, g_free);
  G_OBJECT_CLASS (rollcall_mark_parent_class)->dispose (object);
}

static void
rollcall_mark_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_KIND:
      g_value_set_uint (value, ROLLCALL_MARK (object)->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rollcall_mark_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_KIND:
      rollcall_mark_set_kind (ROLLCALL_MARK (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rollcall_mark_class_init (RollcallMarkClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = rollcall_mark_dispose;
  object_class->get_property = rollcall_mark_get_property;
  object_class->set_property = rollcall_mark_set_property;
  properties[PROP_KIND] = g_param_spec_uint (
      "kind", NULL, NULL, 0, G_N_ELEMENTS (rows) - 1, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rollcall_mark_init (RollcallMark *self)
{
  self->image = gtk_image_new ();
  gtk_widget_set_halign (self->image, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->image, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
rollcall_mark_new (RollcallMarkKind kind)
{
  return g_object_new (ROLLCALL_TYPE_MARK, "kind", kind, NULL);
}

void
rollcall_mark_set_kind (RollcallMark     *self,
                        RollcallMarkKind  kind)
{
  g_return_if_fail (ROLLCALL_IS_MARK (self));
  g_return_if_fail (kind < G_N_ELEMENTS (rows));

  if (self->kind == kind)
    return;

  if (rows[self->kind].style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), rows[self->kind].style);
  self->kind = kind;
  if (rows[kind].style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), rows[kind].style);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), rows[kind].icon);
  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

void
rollcall_mark_set_label (RollcallMark *self,
                         const char   *label)
{
  g_return_if_fail (ROLLCALL_IS_MARK (self));

  g_free (self->label);
  self->label = g_strdup (label);
  update_label (self);
}
