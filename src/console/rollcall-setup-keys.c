/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows are made anew when a list says something else than before. A list that fails leaves what was
 * shown when there was something, since the banner above says why; an empty page says it itself,
 * and so does one whose directory is gone. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-setup-keys.h"

#include <glib/gi18n.h>

#include "console/rollcall-copy-button.h"
#include "console/rollcall-key-job.h"
#include "console/rollcall-key-row.h"
#include "console/rollcall-replacement-card.h"
#include "console/rollcall-setup-evidence.h"
#include "console/rollcall-setup-trouble.h"

/* Use of a key is asked for so long after something happened, so that a cycle of a thousand
 * requests asks a few times. */
#define RELOAD_MS 1000

struct _RollcallSetupKeys
{
  RollcallPage parent_instance;

  RollcallSide *side; /* whose keys are shown */
  GPtrArray *keys;
  char *shown; /* what the rows say */
  GSignalGroup *feed_signals;
  GCancellable *cancellable;
  gboolean loading;
  gboolean again;
  guint timer;

  GtkStack *states;
  RollcallSetupTrouble *trouble;
  RollcallReplacementCard *replacement;
  GtkListBox *provision_list;
  GtkWidget *no_keys;
  GtkWidget *read_group;
  GtkListBox *read_list;
  GtkLabel *url;
  RollcallCopyButton *url_copy;
  GtkSizeGroup *start_group;
  GtkSizeGroup *end_group;
};

G_DEFINE_FINAL_TYPE (RollcallSetupKeys, rollcall_setup_keys, ROLLCALL_TYPE_PAGE)

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

/* (transfer full): all that the rows show, in one text to compare */
static char *
make_signature (GPtrArray *keys)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    {
      const DeskKey *key = g_ptr_array_index (keys, i);

      g_string_append_printf (text, "%s %s %d %s %s\n", key->key->id, key->key->name,
                              key->is_this_computers, key->health->sentence, key->health->detail);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
make_rows (RollcallSetupKeys *self)
{
  gboolean provision = FALSE;
  gboolean read = FALSE;

  clear_list (self->provision_list);
  clear_list (self->read_list);
  for (guint i = 0; i < self->keys->len; i++)
    {
      const DeskKey *key = g_ptr_array_index (self->keys, i);
      gboolean provisions = g_strcmp0 (key->key->scope, "provision") == 0;

      gtk_list_box_append (provisions ? self->provision_list : self->read_list,
                           rollcall_key_row_new (self->side, self->keys, i, self->start_group,
                                                 self->end_group));
      provision |= provisions;
      read |= !provisions;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->provision_list), provision);
  gtk_widget_set_visible (self->no_keys, !provision);
  gtk_widget_set_visible (self->read_group, read);
}

static void
show_keys (RollcallSetupKeys *self)
{
  g_autofree char *signature = make_signature (self->keys);

  if (g_strcmp0 (self->shown, signature) != 0)
    {
      make_rows (self);
      g_free (self->shown);
      self->shown = g_steal_pointer (&signature);
    }
  rollcall_replacement_card_set_keys (self->replacement, self->side, self->keys);
  gtk_stack_set_visible_child_name (self->states, "keys");
}

static void
show_error (RollcallSetupKeys *self,
            const GError      *error)
{
  if (self->keys != NULL && desk_trouble_of (error) != DESK_TROUBLE_GONE)
    return;
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  rollcall_setup_trouble_set_error (self->trouble, error);
  gtk_stack_set_visible_child_name (self->states, "trouble");
}

static void
listed_cb (GObject      *object,
           GAsyncResult *async,
           gpointer      data)
{
  g_autoptr (RollcallSetupKeys) self = data;
  g_autoptr (RollcallKeyResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean listed = rollcall_key_job_finish (async, &result, &error);

  /* Cancelled when another side is shown, or nothing any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->side == NULL)
    return;
  self->loading = FALSE;
  if (listed)
    {
      g_clear_pointer (&self->keys, g_ptr_array_unref);
      self->keys = g_steal_pointer (&result->keys);
      show_keys (self);
    }
  else
    show_error (self, error);

  if (self->again)
    {
      self->again = FALSE;
      self->loading = TRUE;
      rollcall_key_job_list_async (self->side, self->cancellable, listed_cb, g_object_ref (self));
    }
}

static void
reload (RollcallSetupKeys *self)
{
  if (self->side == NULL)
    return;
  if (self->loading)
    {
      self->again = TRUE;
      return;
    }
  self->loading = TRUE;
  rollcall_key_job_list_async (self->side, self->cancellable, listed_cb, g_object_ref (self));
}

static gboolean
timer_cb (gpointer data)
{
  RollcallSetupKeys *self = data;

  self->timer = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
  return G_SOURCE_REMOVE;
}

static void
feed_changed_cb (RollcallSetupKeys *self)
{
  if (self->timer == 0)
    self->timer = g_timeout_add (RELOAD_MS, timer_cb, self);
}

static void
retry_cb (RollcallSetupKeys *self)
{
  gtk_stack_set_visible_child_name (self->states, "loading");
  reload (self);
}

static void
url_copied_cb (RollcallSetupKeys *self)
{
  if (self->side != NULL)
    rollcall_setup_evidence_note_copied (self->side, ROLLCALL_COPIED_URL);
}

/* Forgets the side that was shown. */
static void
take_side (RollcallSetupKeys *self,
           RollcallSide      *side)
{
  const char *url = side != NULL ? rollcall_side_get_base_url (side) : NULL;

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->side, side);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->loading = self->again = FALSE;
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_group_set_target (self->feed_signals,
                             side != NULL ? rollcall_side_get_feed (side) : NULL);
  gtk_label_set_label (self->url, url != NULL ? url : "");
  rollcall_copy_button_set_text (self->url_copy, url);
  gtk_stack_set_visible_child_name (self->states, "loading");
}

static void
rollcall_setup_keys_update (RollcallPage       *page,
                            RollcallSide       *side,
                            RollcallSideChange  what)
{
  RollcallSetupKeys *self = ROLLCALL_SETUP_KEYS (page);
  RollcallSide *ours = side != NULL && rollcall_side_is_ours (side) ? side : NULL;

  if (self->side != ours)
    take_side (self, ours);
  if (ours != NULL && (what & (ROLLCALL_SIDE_CHANGE_SETTINGS | ROLLCALL_SIDE_CHANGE_STATE)) != 0)
    reload (self);
}

static void
rollcall_setup_keys_set_narrow (RollcallPage *page,
                                gboolean      narrow)
{
  rollcall_replacement_card_set_narrow (ROLLCALL_SETUP_KEYS (page)->replacement, narrow);
}

static void
rollcall_setup_keys_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rollcall_setup_keys_parent_class)->map (widget);
  /* What happened while it was hidden. */
  reload (ROLLCALL_SETUP_KEYS (widget));
}

static void
rollcall_setup_keys_dispose (GObject *object)
{
  RollcallSetupKeys *self = ROLLCALL_SETUP_KEYS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->feed_signals);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  g_clear_object (&self->side);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (rollcall_setup_keys_parent_class)->dispose (object);
}

static void
rollcall_setup_keys_class_init (RollcallSetupKeysClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_setup_keys_dispose;
  widget_class->map = rollcall_setup_keys_map;
  ROLLCALL_PAGE_CLASS (class)->update = rollcall_setup_keys_update;
  ROLLCALL_PAGE_CLASS (class)->set_narrow = rollcall_setup_keys_set_narrow;

  g_type_ensure (ROLLCALL_TYPE_COPY_BUTTON);
  g_type_ensure (ROLLCALL_TYPE_REPLACEMENT_CARD);
  g_type_ensure (ROLLCALL_TYPE_SETUP_TROUBLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-setup-keys.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, states);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, trouble);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, replacement);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, provision_list);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, no_keys);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, read_group);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, read_list);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, url);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, url_copy);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, start_group);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupKeys, end_group);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, url_copied_cb);
}

static void
rollcall_setup_keys_init (RollcallSetupKeys *self)
{
  self->cancellable = g_cancellable_new ();
  self->feed_signals = g_signal_group_new (ROLLCALL_TYPE_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "changed", G_CALLBACK (feed_changed_cb),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
