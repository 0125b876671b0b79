/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service doesn't say which key replaces which: of two that provision, the older one ends
 * within the longest overlap after the newer was made. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-replacement-card.h"

#include <glib/gi18n.h>

#include "console/rollcall-key-dialog.h"
#include "console/rollcall-setup-evidence.h"
#include "desk/desk-words.h"

/* A minute more than the longest that can be chosen, for the time that the call takes. */
#define LONGEST_OVERLAP (7 * G_TIME_SPAN_DAY + G_TIME_SPAN_MINUTE)

typedef enum
{
  STAGE_MADE,
  STAGE_STORED,
  STAGE_USED,
  STAGE_STOPS,
  N_STAGES,
} Stage;

static const char *const stage_words[] = {
  [STAGE_MADE] = N_ ("New key made"),
  [STAGE_STORED] = N_ ("Stored"),
  [STAGE_USED] = N_ ("Used for the first time"),
  [STAGE_STOPS] = N_ ("Old key stops"),
};

struct _RollcallReplacementCard
{
  AdwBin parent_instance;

  RollcallSide *side;
  GPtrArray *keys;
  const DeskKey *old; /* one of @keys */

  GtkOrientable *head;
  GtkOrientable *buttons;
  GtkLabel *title;
  GtkLabel *detail;
  GtkFlowBox *stages;
};

G_DEFINE_FINAL_TYPE (RollcallReplacementCard, rollcall_replacement_card, ADW_TYPE_BIN)

static void
stop_old_cb (RollcallReplacementCard *self)
{
  if (self->old != NULL)
    rollcall_key_dialog_revoke (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->side,
                                self->old, TRUE);
}

/* @state: done, under way, or still to come, by an icon and its name */
static GtkWidget *
make_stage (Stage stage,
            int   state)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_ (stage_words[stage]));
  GtkWidget *icon;
  const char *name = state > 0 ? _("done") : state == 0 ? _("awaited") : _("to come");

  if (state == 0)
    {
      icon = gtk_spinner_new ();
      gtk_spinner_start (GTK_SPINNER (icon));
    }
  else
    icon = gtk_image_new_from_icon_name (state > 0 ? "emblem-ok-symbolic" : "radio-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (state > 0)
    gtk_widget_add_css_class (icon, "success");
  if (state < 0)
    gtk_widget_add_css_class (box, "dim-label");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
show_stages (RollcallReplacementCard *self,
             const DeskKey           *fresh)
{
  g_autoptr (RollcallSetupFacts) facts = rollcall_setup_evidence_gather (self->side, NULL);
  gboolean used = fresh->key->last_used > 0;
  gboolean stored = used || facts->copied[ROLLCALL_COPIED_KEY] >= fresh->key->created;
  const int states[] = {
    [STAGE_MADE] = 1,
    [STAGE_STORED] = stored ? 1 : 0,
    [STAGE_USED] = used     ? 1
                   : stored ? 0
                            : -1,
    [STAGE_STOPS] = used ? 0 : -1,
  };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->stages))) != NULL)
    gtk_flow_box_remove (self->stages, child);
  for (Stage stage = 0; stage < N_STAGES; stage++)
    {
      gtk_flow_box_append (self->stages, make_stage (stage, states[stage]));
      child = gtk_widget_get_last_child (GTK_WIDGET (self->stages));
      gtk_widget_set_focusable (child, FALSE);
    }
}

static void
show_words (RollcallReplacementCard *self,
            const DeskKey           *fresh)
{
  g_autofree char *until = desk_words_time (self->old->key->expires, 0);
  g_autofree char *title = g_strdup_printf (_("Replacing “%s”"), self->old->key->name);
  g_autofree char *detail =
      fresh->key->last_used > 0
          ? g_strdup_printf (
                _("Both work until %s. The new key is in use; the old one isn’t needed "
                  "any more."),
                until)
          : g_strdup_printf (_("Both work until %s. The new key was not seen in use yet."), until);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->detail, detail);
}

static void
rollcall_replacement_card_dispose (GObject *object)
{
  RollcallReplacementCard *self = ROLLCALL_REPLACEMENT_CARD (object);

  self->old = NULL;
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_object (&self->side);
  G_OBJECT_CLASS (rollcall_replacement_card_parent_class)->dispose (object);
}

static void
rollcall_replacement_card_class_init (RollcallReplacementCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_replacement_card_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-replacement-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallReplacementCard, head);
  gtk_widget_class_bind_template_child (widget_class, RollcallReplacementCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, RollcallReplacementCard, title);
  gtk_widget_class_bind_template_child (widget_class, RollcallReplacementCard, detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallReplacementCard, stages);
  gtk_widget_class_bind_template_callback (widget_class, stop_old_cb);
}

static void
rollcall_replacement_card_init (RollcallReplacementCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
rollcall_replacement_find (GPtrArray      *keys,
                           const DeskKey **old,
                           const DeskKey **fresh)
{
  const DeskKey *found[2] = { NULL, NULL };
  guint n = 0;

  g_return_val_if_fail (keys != NULL && old != NULL && fresh != NULL, FALSE);

  /* Newest first. */
  for (guint i = 0; i < keys->len; i++)
    {
      const DeskKey *key = g_ptr_array_index (keys, i);

      if (g_strcmp0 (key->key->scope, "provision") != 0 || key->health->level == DESK_KEY_ENDED)
        continue;
      if (n == G_N_ELEMENTS (found))
        return FALSE;
      found[n++] = key;
    }
  if (n != G_N_ELEMENTS (found) || found[1]->key->expires == 0 ||
      found[1]->key->expires > found[0]->key->created + LONGEST_OVERLAP)
    return FALSE;
  *fresh = found[0];
  *old = found[1];
  return TRUE;
}

void
rollcall_replacement_card_set_keys (RollcallReplacementCard *self,
                                    RollcallSide            *side,
                                    GPtrArray               *keys)
{
  const DeskKey *fresh = NULL;

  g_return_if_fail (ROLLCALL_IS_REPLACEMENT_CARD (self));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (keys != NULL);

  g_set_object (&self->side, side);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  self->keys = g_ptr_array_ref (keys);
  self->old = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), rollcall_replacement_find (keys, &self->old, &fresh));
  if (fresh == NULL)
    return;
  show_words (self, fresh);
  show_stages (self, fresh);
}

void
rollcall_replacement_card_set_narrow (RollcallReplacementCard *self,
                                      gboolean                 narrow)
{
  GtkOrientation orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  g_return_if_fail (ROLLCALL_IS_REPLACEMENT_CARD (self));

  gtk_orientable_set_orientation (self->head, orientation);
  gtk_orientable_set_orientation (self->buttons, orientation);
}
