/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a key is kept is asked of the keyring without holding on to it; a click asks again and
 * gives it to the clipboard, from where it is cleared. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-setup-values.h"

#include <glib/gi18n.h>

#include "console/rollcall-application.h"
#include "console/rollcall-copy-button.h"
#include "console/rollcall-key-job.h"
#include "console/rollcall-message.h"
#include "console/rollcall-setup-evidence.h"
#include "console/rollcall-window.h"

#define DOTS "••••••"
/* Of a key's text; the service shows no more of it (docs/contracts.md, Keys). */
#define PREFIX_LENGTH 8

struct _RollcallSetupValues
{
  AdwBin parent_instance;

  RollcallSide *side;
  GCancellable *cancellable;
  GPtrArray *live;   /* what may be shown of the keys that provision; %NULL while unknown */
  char *kept_prefix; /* of the one in the keyring */

  GtkLabel *url_caption;
  GtkLabel *url;
  RollcallCopyButton *url_copy;
  GtkLabel *key_caption;
  GtkLabel *key;
  GtkLabel *key_words;
  RollcallCopyButton *key_copy;
  GtkButton *replace;
};

G_DEFINE_FINAL_TYPE (RollcallSetupValues, rollcall_setup_values, ADW_TYPE_BIN)

static gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
show_kept (RollcallSetupValues *self,
           gboolean             kept)
{
  gtk_label_set_label (self->key_words, kept ? _("The key is in your keyring")
                                             : _("A lost key can only be replaced"));
  gtk_widget_set_visible (GTK_WIDGET (self->key_copy), kept);
  /* Another service's key is entered anew, also in place of one that is kept. */
  gtk_widget_set_visible (GTK_WIDGET (self->replace), !kept || !rollcall_side_is_ours (self->side));
}

/* A key that was kept once may have been replaced or revoked since. */
static gboolean
is_kept_key_live (RollcallSetupValues *self)
{
  if (self->kept_prefix == NULL)
    return FALSE;
  if (!rollcall_side_is_ours (self->side))
    return TRUE;
  for (guint i = 0; self->live != NULL && i < self->live->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->live, i), self->kept_prefix) == 0)
      return TRUE;
  return FALSE;
}

static void
kept_cb (GObject      *object,
         GAsyncResult *async,
         gpointer      data)
{
  g_autoptr (RollcallSetupValues) self = data;
  g_autoptr (RollcallKeyResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean asked = rollcall_key_job_finish (async, &result, &error);

  if (was_cancelled (error) || self->side == NULL)
    return;
  g_clear_pointer (&self->kept_prefix, g_free);
  if (asked && result->secret != NULL)
    self->kept_prefix = g_strndup (result->secret, PREFIX_LENGTH);
  show_kept (self, is_kept_key_live (self));
}

static void
take_live (RollcallSetupValues *self,
           GPtrArray           *keys)
{
  g_clear_pointer (&self->live, g_ptr_array_unref);
  self->live = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < keys->len; i++)
    {
      const DeskKey *key = g_ptr_array_index (keys, i);

      if (g_strcmp0 (key->key->scope, "provision") == 0 && key->health->level != DESK_KEY_ENDED)
        g_ptr_array_add (self->live, g_strdup (key->key->prefix));
    }
  show_kept (self, is_kept_key_live (self));
}

static void
listed_cb (GObject      *object,
           GAsyncResult *async,
           gpointer      data)
{
  g_autoptr (RollcallSetupValues) self = data;
  g_autoptr (RollcallKeyResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const DeskKey *key;

  if (!rollcall_key_job_finish (async, &result, &error) || self->side == NULL)
    return;
  take_live (self, result->keys);
  key = desk_keys_pick (result->keys);
  if (key == NULL)
    {
      gtk_label_set_label (self->key, _("There is no key"));
      return;
    }
  text = g_strconcat (key->key->prefix != NULL ? key->key->prefix : "", DOTS, NULL);
  gtk_label_set_label (self->key, text);
}

static void
copy_kept_cb (GObject      *object,
              GAsyncResult *async,
              gpointer      data)
{
  g_autoptr (RollcallSetupValues) self = data;
  g_autoptr (RollcallKeyResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean asked = rollcall_key_job_finish (async, &result, &error);
  RollcallApplication *application = rollcall_application_get ();
  RollcallWindow *window = rollcall_window_of (GTK_WIDGET (self));
  guint seconds;
  g_autofree char *words = NULL;

  if (was_cancelled (error) || self->side == NULL || window == NULL)
    return;
  if (!asked)
    {
      rollcall_message_show (GTK_WINDOW (window), _("The key can’t be read from the keyring"),
                             error->message);
      return;
    }
  if (result->secret == NULL)
    {
      show_kept (self, FALSE);
      return;
    }
  seconds =
      g_settings_get_uint (rollcall_application_get_settings (application), "clipboard-seconds");
  rollcall_secret_clipboard_copy (rollcall_application_get_clipboard (application), result->secret,
                                  seconds);
  rollcall_copy_button_tick (self->key_copy);
  rollcall_setup_evidence_note_copied (self->side, ROLLCALL_COPIED_KEY);
  words =
      g_strdup_printf (ngettext ("Key copied. The clipboard is cleared in %u second.",
                                 "Key copied. The clipboard is cleared in %u seconds.", seconds),
                       seconds);
  rollcall_window_toast (window, words);
}

static void
copy_key_cb (RollcallSetupValues *self)
{
  if (self->side != NULL)
    rollcall_key_job_kept_async (self->side, self->cancellable, copy_kept_cb, g_object_ref (self));
}

static void
url_copied_cb (RollcallSetupValues *self)
{
  if (self->side != NULL)
    rollcall_setup_evidence_note_copied (self->side, ROLLCALL_COPIED_URL);
}

static void
rollcall_setup_values_dispose (GObject *object)
{
  RollcallSetupValues *self = ROLLCALL_SETUP_VALUES (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->side);
  g_clear_pointer (&self->live, g_ptr_array_unref);
  g_clear_pointer (&self->kept_prefix, g_free);
  G_OBJECT_CLASS (rollcall_setup_values_parent_class)->dispose (object);
}

static void
rollcall_setup_values_class_init (RollcallSetupValuesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_setup_values_dispose;
  g_type_ensure (ROLLCALL_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-setup-values.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupValues, url_caption);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupValues, url);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupValues, url_copy);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupValues, key_caption);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupValues, key);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupValues, key_words);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupValues, key_copy);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupValues, replace);
  gtk_widget_class_bind_template_callback (widget_class, copy_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, url_copied_cb);
}

static void
rollcall_setup_values_init (RollcallSetupValues *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rollcall_setup_values_set_side (RollcallSetupValues *self,
                                RollcallSide        *side)
{
  const char *url;

  g_return_if_fail (ROLLCALL_IS_SETUP_VALUES (self));
  g_return_if_fail (side == NULL || ROLLCALL_IS_SIDE (side));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->side, side);
  g_clear_pointer (&self->live, g_ptr_array_unref);
  g_clear_pointer (&self->kept_prefix, g_free);
  url = side != NULL ? rollcall_side_get_base_url (side) : NULL;
  gtk_label_set_label (self->url, url != NULL ? url : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->url), url);
  rollcall_copy_button_set_text (self->url_copy, url);
  gtk_label_set_label (self->key, DOTS);
  if (side == NULL)
    return;
  show_kept (self, FALSE);
  rollcall_setup_values_reload (self);
}

void
rollcall_setup_values_set_guide (RollcallSetupValues   *self,
                                 const ConnectionGuide *guide)
{
  g_return_if_fail (ROLLCALL_IS_SETUP_VALUES (self));
  g_return_if_fail (guide != NULL);

  gtk_label_set_label (self->url_caption, guide->url_label);
  gtk_label_set_label (self->key_caption, guide->token_label);
  rollcall_copy_button_set_what (self->url_copy, guide->url_label);
  rollcall_copy_button_set_what (self->key_copy, guide->token_label);
}

void
rollcall_setup_values_reload (RollcallSetupValues *self)
{
  g_return_if_fail (ROLLCALL_IS_SETUP_VALUES (self));

  if (self->side == NULL)
    return;
  rollcall_key_job_kept_async (self->side, self->cancellable, kept_cb, g_object_ref (self));
  if (rollcall_side_is_ours (self->side))
    rollcall_key_job_list_async (self->side, self->cancellable, listed_cb, g_object_ref (self));
}
