/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the key is called, and how long it lives, is known of services that have a preset. A key
 * that the service refuses can't be saved in place of one that it may still take. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-enter-key-dialog.h"

#include <glib/gi18n.h>

#include "connection/connection-presets.h"
#include "console/rollcall-application.h"
#include "console/rollcall-entry-check.h"
#include "console/rollcall-expiry-row.h"
#include "console/rollcall-key-job.h"
#include "console/rollcall-keyring-question.h"
#include "console/rollcall-paste-watch.h"
#include "console/rollcall-test-list.h"
#include "desk/desk-key.h"

struct _RollcallEnterKeyDialog
{
  AdwWindow parent_instance;

  RollcallSide *side;
  GCancellable *cancellable;

  AdwWindowTitle *window_title;
  GtkLabel *words;
  GtkWidget *form;
  AdwEntryRow *key_row;
  GtkImage *key_icon;
  RollcallExpiryRow *expiry_row;
  GtkLabel *trouble;
  RollcallTestList *tests;
  RollcallPasteWatch *watch;
  gboolean key_good;
};

G_DEFINE_FINAL_TYPE (RollcallEnterKeyDialog, rollcall_enter_key_dialog, ADW_TYPE_WINDOW)

static void
show_trouble (RollcallEnterKeyDialog *self,
              const char             *words)
{
  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
}

/* An administrator's token isn't a side's key: it is tried by the reading that follows. */
static void
update_save (RollcallEnterKeyDialog *self)
{
  RollcallTestResult result = rollcall_test_list_get_result (self->tests);
  gboolean tried = rollcall_side_is_ours (self->side) || result == ROLLCALL_TEST_ACCEPTED ||
                   result == ROLLCALL_TEST_UNREACHABLE;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "enter-key.save", self->key_good && tried);
}

static void
tests_changed_cb (RollcallEnterKeyDialog *self)
{
  update_save (self);
}

static void
typed_cb (RollcallEnterKeyDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "enter-key.save", FALSE);
}

static void
settled_cb (RollcallEnterKeyDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->key_row));
  g_autoptr (GError) error = NULL;

  self->key_good = *text != '\0' && desk_key_check (text, &error);
  show_trouble (self, error != NULL ? error->message : NULL);
  rollcall_entry_check_set (self->key_row, self->key_icon,
                            error != NULL    ? ROLLCALL_ENTRY_BAD
                            : self->key_good ? ROLLCALL_ENTRY_GOOD
                                             : ROLLCALL_ENTRY_EMPTY,
                            error != NULL ? error->message : NULL);
  if (self->key_good && !rollcall_side_is_ours (self->side))
    rollcall_test_list_start (self->tests, rollcall_side_get_connection (self->side)->side, text);
  else
    rollcall_test_list_stop (self->tests);
  update_save (self);
}

static gboolean
save_expiry (RollcallEnterKeyDialog  *self,
             GError                 **error)
{
  g_autoptr (Connection) changed = connection_copy (rollcall_side_get_connection (self->side));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->expiry_row)))
    return TRUE;
  changed->expires = rollcall_expiry_row_get_expires (self->expiry_row);
  return rollcall_sides_save (rollcall_application_get_sides (rollcall_application_get ()), changed,
                              error);
}

static void
keyring_answer_cb (gboolean yes,
                   gpointer data)
{
  if (yes)
    gtk_widget_activate_action (GTK_WIDGET (data), "enter-key.save", NULL);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *async,
         gpointer      data)
{
  g_autoptr (RollcallEnterKeyDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean kept = rollcall_key_job_finish (async, NULL, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (self->form, TRUE);
  update_save (self);
  if (rollcall_keyring_is_error (error))
    {
      rollcall_keyring_ask (GTK_WINDOW (self), error, keyring_answer_cb, g_object_ref (self),
                            g_object_unref);
      return;
    }
  if (!kept || !save_expiry (self, &error))
    {
      show_trouble (self, error->message);
      return;
    }
  rollcall_side_read (self->side);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  RollcallEnterKeyDialog *self = ROLLCALL_ENTER_KEY_DIALOG (widget);

  /* A text that turns insensitive under the cursor would go on blinking. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (self->form, FALSE);
  gtk_widget_action_set_enabled (widget, "enter-key.save", FALSE);
  rollcall_key_job_keep_async (self->side,
                               rollcall_side_is_ours (self->side) ? "admin-token" : "key",
                               gtk_editable_get_text (GTK_EDITABLE (self->key_row)),
                               self->cancellable, kept_cb, g_object_ref (self));
}

static void
rollcall_enter_key_dialog_dispose (GObject *object)
{
  RollcallEnterKeyDialog *self = ROLLCALL_ENTER_KEY_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->watch);
  g_clear_object (&self->side);
  G_OBJECT_CLASS (rollcall_enter_key_dialog_parent_class)->dispose (object);
}

static void
rollcall_enter_key_dialog_finalize (GObject *object)
{
  g_clear_object (&ROLLCALL_ENTER_KEY_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (rollcall_enter_key_dialog_parent_class)->finalize (object);
}

static void
rollcall_enter_key_dialog_class_init (RollcallEnterKeyDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_enter_key_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = rollcall_enter_key_dialog_finalize;

  g_type_ensure (ROLLCALL_TYPE_EXPIRY_ROW);
  g_type_ensure (ROLLCALL_TYPE_TEST_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-enter-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallEnterKeyDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RollcallEnterKeyDialog, words);
  gtk_widget_class_bind_template_child (widget_class, RollcallEnterKeyDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallEnterKeyDialog, expiry_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallEnterKeyDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, RollcallEnterKeyDialog, form);
  gtk_widget_class_bind_template_child (widget_class, RollcallEnterKeyDialog, key_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallEnterKeyDialog, tests);
  gtk_widget_class_bind_template_callback (widget_class, tests_changed_cb);

  gtk_widget_class_install_action (widget_class, "enter-key.save", NULL, save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rollcall_enter_key_dialog_init (RollcallEnterKeyDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = rollcall_paste_watch_new (NULL, self->key_row);
  g_signal_connect_swapped (self->watch, "typed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->watch, "settled", G_CALLBACK (settled_cb), self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "enter-key.save", FALSE);
}

static void
show_token (RollcallEnterKeyDialog *self)
{
  gtk_label_set_label (self->words,
                       _("The service asks for its administrator’s token. On its server, "
                         "“rollcall-directory admin-token --replace” prints a new one."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row), _("Administrator’s token"));
  adw_window_title_set_title (self->window_title, _("Enter Token"));
  gtk_widget_set_visible (GTK_WIDGET (self->expiry_row), FALSE);
}

static void
show_key (RollcallEnterKeyDialog *self,
          const Connection       *connection)
{
  g_autoptr (ConnectionPreset) preset = connection_presets_find (connection->preset);
  DeskSession *session = rollcall_application_get_session (rollcall_application_get ());
  g_autofree char *words = NULL;

  words = g_strdup_printf (
      desk_session_get_memory_only (session)
          ? _("Paste the key of “%s”. Rollcall keeps it until it closes.")
          : _("Make a new key in “%s”, and paste it here and into your identity provider. Rollcall "
              "keeps it in the keyring."),
      connection->name);
  gtk_label_set_label (self->words, words);
  if (preset != NULL && preset->token_label != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row), preset->token_label);
  rollcall_expiry_row_set_lifetime (self->expiry_row, preset != NULL ? preset->name : NULL,
                                    preset != NULL ? preset->key_lifetime_days : 0);
}

void
rollcall_enter_key_dialog_present (GtkWindow    *parent,
                                   RollcallSide *side)
{
  RollcallEnterKeyDialog *self;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  self = g_object_new (ROLLCALL_TYPE_ENTER_KEY_DIALOG, "transient-for", parent, NULL);
  self->side = g_object_ref (side);
  adw_window_title_set_subtitle (self->window_title, rollcall_side_get_name (side));
  if (rollcall_side_is_ours (side))
    show_token (self);
  else
    show_key (self, rollcall_side_get_connection (side));
  gtk_window_present (GTK_WINDOW (self));
}
