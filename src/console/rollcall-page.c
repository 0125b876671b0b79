/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page updates itself only while it is shown: what changed meanwhile is gathered and told in one
 * go when it is shown again, so that five hidden pages cost nothing while a million people are
 * read. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-page.h"

typedef struct
{
  GSignalGroup *signals;
  RollcallSideChange pending;
  gboolean narrow;
  guint narrow_idle;
} RollcallPagePrivate;

enum
{
  PROP_0,
  PROP_SIDE,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RollcallPage, rollcall_page, ADW_TYPE_BIN)

static RollcallPagePrivate *
get_private (RollcallPage *self)
{
  return rollcall_page_get_instance_private (self);
}

static void
rollcall_page_flush (RollcallPage *self)
{
  RollcallPagePrivate *priv = get_private (self);
  RollcallPageClass *class = ROLLCALL_PAGE_GET_CLASS (self);
  RollcallSideChange what = priv->pending;

  if (what == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  priv->pending = 0;
  if (class->update != NULL)
    class->update (self, rollcall_page_get_side (self), what);
}

static void
side_changed_cb (RollcallPage *self,
                 guint         what,
                 RollcallSide *side)
{
  g_assert (ROLLCALL_IS_PAGE (self));

  get_private (self)->pending |= what;
  rollcall_page_flush (self);
}

static void
rollcall_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rollcall_page_parent_class)->map (widget);
  rollcall_page_flush (ROLLCALL_PAGE (widget));
}

/* How narrow it is shows while the window is being laid out, and then nothing may come or go. */
static gboolean
narrow_cb (gpointer data)
{
  RollcallPage *self = data;
  RollcallPagePrivate *priv = get_private (self);

  priv->narrow_idle = 0;
  if (ROLLCALL_PAGE_GET_CLASS (self)->set_narrow != NULL)
    ROLLCALL_PAGE_GET_CLASS (self)->set_narrow (self, priv->narrow);
  return G_SOURCE_REMOVE;
}

static void
rollcall_page_dispose (GObject *object)
{
  RollcallPagePrivate *priv = get_private (ROLLCALL_PAGE (object));

  g_clear_object (&priv->signals);
  g_clear_handle_id (&priv->narrow_idle, g_source_remove);
  G_OBJECT_CLASS (rollcall_page_parent_class)->dispose (object);
}

static void
rollcall_page_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RollcallPage *self = ROLLCALL_PAGE (object);

  switch (id)
    {
    case PROP_SIDE:
      g_value_set_object (value, rollcall_page_get_side (self));
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, rollcall_page_get_narrow (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rollcall_page_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RollcallPage *self = ROLLCALL_PAGE (object);

  switch (id)
    {
    case PROP_SIDE:
      rollcall_page_set_side (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      rollcall_page_set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rollcall_page_class_init (RollcallPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = rollcall_page_dispose;
  object_class->get_property = rollcall_page_get_property;
  object_class->set_property = rollcall_page_set_property;
  GTK_WIDGET_CLASS (class)->map = rollcall_page_map;

  properties[PROP_SIDE] =
      g_param_spec_object ("side", NULL, NULL, ROLLCALL_TYPE_SIDE,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rollcall_page_init (RollcallPage *self)
{
  RollcallPagePrivate *priv = get_private (self);

  priv->signals = g_signal_group_new (ROLLCALL_TYPE_SIDE);
  g_signal_group_connect_swapped (priv->signals, "changed", G_CALLBACK (side_changed_cb), self);
  priv->pending = ROLLCALL_SIDE_CHANGE_ALL;
}

RollcallSide *
rollcall_page_get_side (RollcallPage *self)
{
  RollcallPagePrivate *priv;
  g_autoptr (GObject) side = NULL;

  g_return_val_if_fail (ROLLCALL_IS_PAGE (self), NULL);

  priv = get_private (self);
  if (priv->signals == NULL)
    return NULL;
  /* The group keeps no reference; whoever gave us the side does. */
  side = g_signal_group_dup_target (priv->signals);
  return side != NULL ? ROLLCALL_SIDE (side) : NULL;
}

void
rollcall_page_set_side (RollcallPage *self,
                        RollcallSide *side)
{
  RollcallPagePrivate *priv;

  g_return_if_fail (ROLLCALL_IS_PAGE (self));
  g_return_if_fail (side == NULL || ROLLCALL_IS_SIDE (side));

  priv = get_private (self);
  if (priv->signals == NULL || rollcall_page_get_side (self) == side)
    return;

  g_signal_group_set_target (priv->signals, side);
  priv->pending = ROLLCALL_SIDE_CHANGE_ALL;
  rollcall_page_flush (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE]);
}

gboolean
rollcall_page_get_narrow (RollcallPage *self)
{
  g_return_val_if_fail (ROLLCALL_IS_PAGE (self), FALSE);

  return get_private (self)->narrow;
}

void
rollcall_page_set_narrow (RollcallPage *self,
                          gboolean      narrow)
{
  RollcallPagePrivate *priv;

  g_return_if_fail (ROLLCALL_IS_PAGE (self));

  priv = get_private (self);
  if (priv->narrow == narrow)
    return;

  priv->narrow = narrow;
  if (priv->narrow_idle == 0)
    priv->narrow_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, narrow_cb, self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

gboolean
rollcall_page_can_search (RollcallPage *self)
{
  g_return_val_if_fail (ROLLCALL_IS_PAGE (self), FALSE);

  return ROLLCALL_PAGE_GET_CLASS (self)->search != NULL;
}

void
rollcall_page_search (RollcallPage *self)
{
  g_return_if_fail (ROLLCALL_IS_PAGE (self));

  if (ROLLCALL_PAGE_GET_CLASS (self)->search != NULL)
    ROLLCALL_PAGE_GET_CLASS (self)->search (self);
}

gboolean
rollcall_page_can_export (RollcallPage *self)
{
  g_return_val_if_fail (ROLLCALL_IS_PAGE (self), FALSE);

  return ROLLCALL_PAGE_GET_CLASS (self)->export != NULL;
}

void
rollcall_page_export (RollcallPage *self)
{
  g_return_if_fail (ROLLCALL_IS_PAGE (self));

  if (ROLLCALL_PAGE_GET_CLASS (self)->export != NULL)
    ROLLCALL_PAGE_GET_CLASS (self)->export (self);
}

gboolean
rollcall_page_escape (RollcallPage *self)
{
  g_return_val_if_fail (ROLLCALL_IS_PAGE (self), FALSE);

  if (ROLLCALL_PAGE_GET_CLASS (self)->escape == NULL)
    return FALSE;
  return ROLLCALL_PAGE_GET_CLASS (self)->escape (self);
}
