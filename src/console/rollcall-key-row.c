/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A bar without an end says nothing, so a key that never expires has none. Our own keys renew
 * themselves; they can only be revoked. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-key-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "console/rollcall-key-dialog.h"
#include "desk/desk-words.h"

struct _RollcallKeyRow
{
  GtkListBoxRow parent_instance;

  RollcallSide *side;
  GPtrArray *keys;
  const DeskKey *key; /* one of @keys */

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *mark;
  GtkLabel *used;
  GtkLabel *made;
  GtkProgressBar *bar;
  GtkLabel *end;
  GtkButton *button;
  GtkMenuButton *menu;
  GMenuModel *own_menu;
};

G_DEFINE_FINAL_TYPE (RollcallKeyRow, rollcall_key_row, GTK_TYPE_LIST_BOX_ROW)

static GtkWindow *
get_window (RollcallKeyRow *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
extend (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  RollcallKeyRow *self = ROLLCALL_KEY_ROW (widget);

  rollcall_key_dialog_extend (get_window (self), self->side, self->key);
}

static void
replace (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  RollcallKeyRow *self = ROLLCALL_KEY_ROW (widget);

  rollcall_key_dialog_replace (get_window (self), self->side, self->keys, self->key);
}

static void
revoke_key (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  RollcallKeyRow *self = ROLLCALL_KEY_ROW (widget);

  rollcall_key_dialog_revoke (get_window (self), self->side, self->key, FALSE);
}

static void
rollcall_key_row_dispose (GObject *object)
{
  RollcallKeyRow *self = ROLLCALL_KEY_ROW (object);

  self->key = NULL;
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_object (&self->side);
  G_OBJECT_CLASS (rollcall_key_row_parent_class)->dispose (object);
}

static void
rollcall_key_row_class_init (RollcallKeyRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_key_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rollcall/Rollcall/rollcall-key-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyRow, name);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyRow, mark);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyRow, used);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyRow, made);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyRow, bar);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyRow, end);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyRow, button);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyRow, menu);
  gtk_widget_class_bind_template_child (widget_class, RollcallKeyRow, own_menu);

  gtk_widget_class_install_action (widget_class, "key-row.extend", NULL, extend);
  gtk_widget_class_install_action (widget_class, "key-row.replace", NULL, replace);
  gtk_widget_class_install_action (widget_class, "key-row.revoke", NULL, revoke_key);
}

static void
rollcall_key_row_init (RollcallKeyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* (transfer full) */
static char *
say_end (const DeskKeyHealth *health)
{
  g_autofree char *when = desk_words_time (health->expires, 0);

  if (health->expires == 0)
    return g_strdup (_("Never expires"));
  if (health->level == DESK_KEY_ENDED)
    return g_strdup_printf (_("Expired %s"), when);
  if (health->days_left <= 2)
    return g_strdup_printf (_("Stops %s"), when);
  return g_strdup_printf (_("Expires %s"), when);
}

/* What may be shown of the key, then its use; the former as keys are written. */
static void
show_use (RollcallKeyRow *self)
{
  const char *prefix = self->key->key->prefix;
  const DeskKeyHealth *health = self->key->health;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *monospace = pango_attr_family_new ("monospace");
  g_autofree char *text = NULL;

  text = g_strdup_printf ("%s…  %s", prefix != NULL ? prefix : "",
                          health->detail != NULL ? health->detail : "");
  monospace->end_index = (guint)(strstr (text, "  ") - text);
  pango_attr_list_insert (attributes, monospace);
  gtk_label_set_label (self->used, text);
  gtk_label_set_attributes (self->used, attributes);
  if (health->last_used > 0)
    {
      g_autofree char *full = desk_words_full_time (health->last_used);

      gtk_widget_set_tooltip_text (GTK_WIDGET (self->used), full);
    }
}

static void
show_name (RollcallKeyRow *self)
{
  const DeskKey *key = self->key;

  gtk_label_set_label (self->name, key->key->name != NULL ? key->key->name : _("Without a name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->name), -1);
  gtk_label_set_label (self->mark,
                       key->is_this_computers ? _("This computer") : _("Rollcall’s own"));
  gtk_widget_set_visible (GTK_WIDGET (self->mark), key->is_ours);
  show_use (self);
}

static void
show_life (RollcallKeyRow *self)
{
  const DeskKeyHealth *health = self->key->health;
  g_autofree char *when = desk_words_time (self->key->key->created, 0);
  g_autofree char *made = g_strdup_printf (_("Made %s"), when);
  g_autofree char *end = say_end (health);
  gboolean late = health->level >= DESK_KEY_WARNING;

  gtk_label_set_label (self->made, made);
  gtk_label_set_label (self->end, end);
  gtk_widget_set_opacity (GTK_WIDGET (self->bar), health->fraction >= 0 ? 1 : 0);
  gtk_progress_bar_set_fraction (self->bar, MAX (health->fraction, 0.0));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  health->sentence, -1);
  if (!late)
    return;
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->bar), "late");
  gtk_widget_remove_css_class (GTK_WIDGET (self->end), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->end), "warning");
}

/* One button at most: what is most likely wanted. */
static void
show_button (RollcallKeyRow *self)
{
  const DeskKey *key = self->key;
  gboolean provisions = g_strcmp0 (key->key->scope, "provision") == 0;
  gboolean late = key->health->level >= DESK_KEY_WARNING && key->health->level < DESK_KEY_ENDED;
  gboolean ended = key->health->level == DESK_KEY_ENDED;
  g_autofree char *name = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key-row.extend", !ended && !key->is_ours);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key-row.replace", !ended && !key->is_ours);
  if (key->is_ours)
    gtk_menu_button_set_menu_model (self->menu, self->own_menu);
  if (late && !key->is_ours)
    {
      gtk_button_set_label (self->button, _("_Extend…"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "key-row.extend");
    }
  else if (!provisions && !key->is_ours)
    {
      gtk_button_set_label (self->button, _("_Revoke…"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "key-row.revoke");
      gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
    }
  else
    gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);

  /* translators: the menu of one key; %s is its name */
  name = g_strdup_printf (_("More for “%s”"), key->key->name != NULL ? key->key->name : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

GtkWidget *
rollcall_key_row_new (RollcallSide *side,
                      GPtrArray    *keys,
                      guint         position,
                      GtkSizeGroup *start,
                      GtkSizeGroup *end)
{
  RollcallKeyRow *self;

  g_return_val_if_fail (ROLLCALL_IS_SIDE (side), NULL);
  g_return_val_if_fail (keys != NULL && position < keys->len, NULL);

  self = g_object_new (ROLLCALL_TYPE_KEY_ROW, NULL);
  self->side = g_object_ref (side);
  self->keys = g_ptr_array_ref (keys);
  self->key = g_ptr_array_index (keys, position);
  gtk_size_group_add_widget (start, GTK_WIDGET (self->made));
  gtk_size_group_add_widget (end, GTK_WIDGET (self->end));
  show_name (self);
  show_life (self);
  show_button (self);
  return GTK_WIDGET (self);
}
