/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first characters, which tell what kind of key it is, are no secret and stay visible. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-secret-label.h"

#include <glib/gi18n.h>

#include "base/base-secret.h"

#define PREFIX "rcd_"
/* Fewer than the key has, so that its length isn’t told and a narrow window has room. */
#define DOTS 16

struct _RollcallSecretLabel
{
  AdwBin parent_instance;

  GtkLabel *label;
  char *secret;
  gboolean revealed;
};

enum
{
  PROP_0,
  PROP_REVEALED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RollcallSecretLabel, rollcall_secret_label, ADW_TYPE_BIN)

static void
show_dots (RollcallSecretLabel *self)
{
  g_autoptr (GString) dots = g_string_new (NULL);

  if (self->secret != NULL && g_str_has_prefix (self->secret, PREFIX))
    g_string_append (dots, PREFIX);
  for (guint i = 0; i < DOTS; i++)
    g_string_append (dots, "•");
  gtk_label_set_text (self->label, dots->str);
  gtk_label_set_wrap (self->label, FALSE);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Hidden key"), -1);
}

static void
show_secret (RollcallSecretLabel *self)
{
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_text (self->label, self->secret);
  /* A name given above would hide the text from a screen reader. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->secret, -1);
}

static void
update (RollcallSecretLabel *self)
{
  if (self->label == NULL)
    return;
  if (self->revealed && self->secret != NULL)
    show_secret (self);
  else
    show_dots (self);
}

static void
rollcall_secret_label_unmap (GtkWidget *widget)
{
  rollcall_secret_label_set_revealed (ROLLCALL_SECRET_LABEL (widget), FALSE);
  GTK_WIDGET_CLASS (rollcall_secret_label_parent_class)->unmap (widget);
}

static void
rollcall_secret_label_dispose (GObject *object)
{
  RollcallSecretLabel *self = ROLLCALL_SECRET_LABEL (object);

  base_secret_clear (&self->secret);
  self->label = NULL;
  G_OBJECT_CLASS (rollcall_secret_label_parent_class)->dispose (object);
}

static void
rollcall_secret_label_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_REVEALED:
      g_value_set_boolean (value, ROLLCALL_SECRET_LABEL (object)->revealed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rollcall_secret_label_set_property (GObject      *object,
                                    guint         id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_REVEALED:
      rollcall_secret_label_set_revealed (ROLLCALL_SECRET_LABEL (object),
                                          g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rollcall_secret_label_class_init (RollcallSecretLabelClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = rollcall_secret_label_dispose;
  object_class->get_property = rollcall_secret_label_get_property;
  object_class->set_property = rollcall_secret_label_set_property;
  GTK_WIDGET_CLASS (class)->unmap = rollcall_secret_label_unmap;

  properties[PROP_REVEALED] =
      g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rollcall_secret_label_init (RollcallSecretLabel *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  self->label = GTK_LABEL (gtk_label_new (NULL));
  /* A hyphen at the end of a line would be taken for one of the key's characters. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (self->label, attributes);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_CHAR);
  gtk_label_set_selectable (self->label, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "secret");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
  update (self);
}

void
rollcall_secret_label_set_secret (RollcallSecretLabel *self,
                                  const char          *secret)
{
  g_return_if_fail (ROLLCALL_IS_SECRET_LABEL (self));

  base_secret_clear (&self->secret);
  self->secret = base_secret_dup (secret);
  update (self);
}

void
rollcall_secret_label_set_revealed (RollcallSecretLabel *self,
                                    gboolean             revealed)
{
  g_return_if_fail (ROLLCALL_IS_SECRET_LABEL (self));

  if (self->revealed == revealed)
    return;

  self->revealed = revealed;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

gboolean
rollcall_secret_label_get_revealed (RollcallSecretLabel *self)
{
  g_return_val_if_fail (ROLLCALL_IS_SECRET_LABEL (self), FALSE);

  return self->revealed;
}
