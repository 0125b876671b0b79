/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed settles after a moment, what is pasted at once: then it is checked, and tried out.
 * Saving asks the keyring in a worker thread. The key stands in GTK's secret buffer and in ours,
 * never elsewhere. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-connect-dialog.h"

#include <glib/gi18n.h>

#include "base/base-secret.h"
#include "connection/connection-list.h"
#include "connection/connection-presets.h"
#include "console/rollcall-connection-actions.h"
#include "console/rollcall-entry-check.h"
#include "console/rollcall-expiry-row.h"
#include "console/rollcall-keyring-question.h"
#include "console/rollcall-message.h"
#include "console/rollcall-paste-watch.h"
#include "console/rollcall-test-list.h"
#include "desk/desk-connection.h"
#include "desk/desk-key.h"
#include "desk/desk-paste.h"

struct _RollcallConnectDialog
{
  AdwWindow parent_instance;

  RollcallWindow *window;
  GtkWidget *form;
  GtkBox *chips;
  AdwEntryRow *url_row;
  AdwEntryRow *key_row;
  AdwEntryRow *name_row;
  GtkImage *url_icon;
  GtkImage *key_icon;
  GtkImage *name_icon;
  GtkLabel *problem;
  GtkLabel *hint;
  RollcallTestList *tests;
  GtkWidget *expiry_list;
  RollcallExpiryRow *expiry;
  GtkWidget *unreachable;
  GtkWidget *connect_button;
  GtkWidget *save_button;
  GtkSpinner *spinner;
  GtkWidget *pressed; /* the button that saves, again after a question */

  RollcallPasteWatch *watch;
  GPtrArray *presets;
  const ConnectionPreset *preset; /* one of presets */
  GCancellable *cancellable;
  char *proposed; /* name */
  char *tested_url;
  char *tested_key; /* secret memory */
  gboolean url_good;
  gboolean key_good;
  gboolean name_good;
  gboolean preset_is_own; /* a person pressed a chip */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (RollcallConnectDialog, rollcall_connect_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  Connection *draft;
  char *key;
  DeskSession *session;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  connection_free (saving->draft);
  base_secret_free (saving->key);
  g_object_unref (saving->session);
  g_free (saving);
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
update_buttons (RollcallConnectDialog *self)
{
  RollcallTestResult result = rollcall_test_list_get_result (self->tests);
  gboolean ready = self->url_good && self->key_good && self->name_good && !self->saving;

  gtk_widget_set_sensitive (self->connect_button, ready && result == ROLLCALL_TEST_ACCEPTED);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), result == ROLLCALL_TEST_NONE);
  gtk_widget_set_visible (self->unreachable, result == ROLLCALL_TEST_UNREACHABLE);
  gtk_widget_set_sensitive (self->save_button, ready);
  gtk_widget_set_visible (self->expiry_list,
                          result == ROLLCALL_TEST_ACCEPTED || result == ROLLCALL_TEST_UNREACHABLE);
  gtk_widget_set_sensitive (self->form, !self->saving);
  gtk_spinner_set_spinning (self->spinner, self->saving);
}

static void
tests_changed_cb (RollcallConnectDialog *self)
{
  update_buttons (self);
}

/* The first of the problems, in the order of the rows. */
static void
say_problem (RollcallConnectDialog *self,
             RollcallEntryState     state,
             const char            *words)
{
  if (state > ROLLCALL_ENTRY_GOOD && !gtk_widget_get_visible (GTK_WIDGET (self->problem)))
    rollcall_entry_check_say (self->problem, state, words);
}

static void
show_check (RollcallConnectDialog *self,
            AdwEntryRow           *row,
            GtkImage              *icon,
            RollcallEntryState     state,
            const char            *words)
{
  rollcall_entry_check_set (row, icon, state, words);
  say_problem (self, state, words);
}

static void
check_url (RollcallConnectDialog *self)
{
  const char *url = get_text (self->url_row);
  g_autoptr (GError) error = NULL;
  g_autofree char *odd = NULL;

  self->url_good = *url != '\0' && desk_url_check (url, &error);
  if (*url == '\0')
    show_check (self, self->url_row, self->url_icon, ROLLCALL_ENTRY_EMPTY, NULL);
  else if (!self->url_good)
    show_check (self, self->url_row, self->url_icon, ROLLCALL_ENTRY_BAD, error->message);
  else if (self->preset->url_pattern != NULL &&
           !g_regex_match_simple (self->preset->url_pattern, url, 0, 0))
    {
      /* Translators: a service, and how its address looks */
      odd = g_strdup_printf (_("An address of %s usually looks like this: %s"), self->preset->name,
                             self->preset->url_placeholder);
      show_check (self, self->url_row, self->url_icon, ROLLCALL_ENTRY_ODD, odd);
    }
  else
    show_check (self, self->url_row, self->url_icon, ROLLCALL_ENTRY_GOOD, NULL);
}

static void
check_key (RollcallConnectDialog *self)
{
  const char *key = get_text (self->key_row);
  const char *wrong = self->preset->wrong_key_prefix;
  g_autoptr (GError) error = NULL;

  self->key_good = *key != '\0' && desk_key_check (key, &error);
  if (*key == '\0')
    show_check (self, self->key_row, self->key_icon, ROLLCALL_ENTRY_EMPTY, NULL);
  else if (!self->key_good)
    show_check (self, self->key_row, self->key_icon, ROLLCALL_ENTRY_BAD, error->message);
  else if (wrong != NULL && g_str_has_prefix (key, wrong))
    show_check (self, self->key_row, self->key_icon, ROLLCALL_ENTRY_ODD,
                self->preset->wrong_key_words);
  else
    show_check (self, self->key_row, self->key_icon, ROLLCALL_ENTRY_GOOD, NULL);
}

static void
check_name (RollcallConnectDialog *self)
{
  const char *name = get_text (self->name_row);
  g_autoptr (GError) error = NULL;

  self->name_good = connection_list_check_name (name, NULL, &error);
  show_check (self, self->name_row, self->name_icon,
              self->name_good ? ROLLCALL_ENTRY_EMPTY : ROLLCALL_ENTRY_BAD,
              error != NULL ? error->message : NULL);
}

static void
check_all (RollcallConnectDialog *self)
{
  rollcall_entry_check_say (self->problem, ROLLCALL_ENTRY_EMPTY, NULL);
  check_url (self);
  check_key (self);
  check_name (self);
  update_buttons (self);
}

/* A name that nobody has yet, as long as the person hasn't given one. */
static void
propose_name (RollcallConnectDialog *self)
{
  const char *now = get_text (self->name_row);
  g_autofree char *name = NULL;

  if (*now != '\0' && g_strcmp0 (now, self->proposed) != 0)
    return;
  name = rollcall_sides_propose_name (rollcall_application_get_sides (rollcall_application_get ()),
                                      self->preset->connection_name);
  rollcall_paste_watch_set_text (self->watch, self->name_row, name);
  g_free (self->proposed);
  self->proposed = g_steal_pointer (&name);
}

static void
show_preset (RollcallConnectDialog *self)
{
  const ConnectionPreset *preset = self->preset;
  gboolean other = g_str_equal (preset->id, CONNECTION_PRESET_OTHER);
  g_autofree char *hint = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->url_row), preset->url_label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row), preset->token_label);
  hint = g_strdup_printf ("%s\n%s%s%s", preset->url_placeholder,
                          preset->key_hint != NULL ? preset->key_hint : "",
                          preset->key_hint != NULL ? "\n" : "",
                          _("Paste both at once, in either order: Rollcall sorts them out."));
  gtk_label_set_label (self->hint, hint);
  rollcall_expiry_row_set_lifetime (self->expiry, other ? NULL : preset->name,
                                    preset->key_lifetime_days);
  propose_name (self);
}

/* Tries out what is there, unless just that was tried. */
static void
test (RollcallConnectDialog *self)
{
  const char *url = get_text (self->url_row);
  const char *key = get_text (self->key_row);
  g_autofree char *side = NULL;

  if (!self->url_good || !self->key_good)
    {
      g_clear_pointer (&self->tested_url, g_free);
      base_secret_clear (&self->tested_key);
      rollcall_test_list_stop (self->tests);
      return;
    }
  if (g_strcmp0 (self->tested_url, url) == 0 && g_strcmp0 (self->tested_key, key) == 0)
    return;

  g_free (self->tested_url);
  self->tested_url = g_strdup (url);
  base_secret_free (self->tested_key);
  self->tested_key = base_secret_dup (key);
  side = g_strconcat ("scim:", url, NULL);
  rollcall_test_list_start (self->tests, side, key);
}

static void
select_preset (RollcallConnectDialog  *self,
               const ConnectionPreset *preset)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      const ConnectionPreset *its = g_object_get_data (G_OBJECT (chip), "preset");

      if (g_str_equal (its->id, preset->id))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
    }
}

/* An address that only one service has says which it is; one that none of them has is another's,
 * unless a person knows better. */
static void
recognise (RollcallConnectDialog *self)
{
  const char *url = get_text (self->url_row);
  g_autoptr (ConnectionPreset) preset = connection_presets_match (url);
  gboolean own = self->preset_is_own;

  if (preset == NULL && !own && *url != '\0' && desk_url_check (url, NULL))
    preset = connection_presets_find (CONNECTION_PRESET_OTHER);
  if (preset != NULL)
    select_preset (self, preset);
  self->preset_is_own = own;
}

static void
settled_cb (RollcallConnectDialog *self)
{
  gboolean naming =
      (gtk_widget_get_state_flags (GTK_WIDGET (self->name_row)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  gboolean new_url = g_strcmp0 (get_text (self->url_row), self->tested_url) != 0;

  /* Who has just emptied it is about to type another; unless the address was pasted into it. */
  if (*get_text (self->name_row) == '\0' && (!naming || new_url))
    propose_name (self);
  recognise (self);
  check_all (self);
  test (self);
}

/* What was tested is no longer what is there. */
static void
typed_cb (RollcallConnectDialog *self)
{
  gtk_widget_set_sensitive (self->connect_button, FALSE);
  gtk_widget_set_sensitive (self->save_button, FALSE);
}

/* In a narrow dialog the chips scroll; the chosen one is to be seen. */
static void
scroll_to_chip (RollcallConnectDialog *self,
                GtkWidget             *chip)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (chip, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (chip, GTK_WIDGET (self->chips), &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller)),
                               bounds.origin.x, bounds.origin.x + bounds.size.width);
}

static void
chip_cb (RollcallConnectDialog *self,
         GtkToggleButton       *chip)
{
  const char *url = get_text (self->url_row);
  const char *before = self->preset != NULL ? self->preset->url_placeholder : NULL;

  if (!gtk_toggle_button_get_active (chip))
    return;

  self->preset = g_object_get_data (G_OBJECT (chip), "preset");
  self->preset_is_own = TRUE;
  /* A service with one address for everybody needs no typing. */
  if (self->preset->url_pattern != NULL && (*url == '\0' || g_strcmp0 (url, before) == 0))
    rollcall_paste_watch_set_text (self->watch, self->url_row,
                                   strstr (self->preset->url_placeholder, "…") == NULL
                                       ? self->preset->url_placeholder
                                       : "");
  scroll_to_chip (self, GTK_WIDGET (chip));
  show_preset (self);
  check_all (self);
}

static void
add_chips (RollcallConnectDialog *self)
{
  GtkToggleButton *first = NULL;

  self->presets = connection_presets_load ();
  for (guint i = 0; i < self->presets->len; i++)
    {
      ConnectionPreset *preset = g_ptr_array_index (self->presets, i);
      GtkWidget *chip = gtk_toggle_button_new_with_label (preset->name);

      gtk_widget_add_css_class (chip, "chip");
      g_object_set_data (G_OBJECT (chip), "preset", preset);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), first);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->chips, chip);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (chip);
    }
  gtk_toggle_button_set_active (first, TRUE);
  self->preset_is_own = FALSE;
}

static void
run_save (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;
  Connection *connection =
      desk_connection_save (saving->draft, saving->key, saving->session, cancellable, &error);

  if (connection != NULL)
    g_task_return_pointer (task, connection, (GDestroyNotify)connection_free);
  else
    g_task_return_error (task, error);
}

static void
keyring_cb (gboolean yes,
            gpointer data)
{
  RollcallConnectDialog *self = data;

  if (yes && self->pressed != NULL)
    gtk_widget_activate (self->pressed);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  RollcallConnectDialog *self = ROLLCALL_CONNECT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Connection) connection = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  self->saving = FALSE;
  update_buttons (self);
  if (connection != NULL)
    {
      rollcall_connection_show (self->window, connection->uuid);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (rollcall_keyring_is_error (error))
    rollcall_keyring_ask (GTK_WINDOW (self), error, keyring_cb, g_object_ref (self),
                          g_object_unref);
  else
    rollcall_message_show (GTK_WINDOW (self), _("The connection wasn’t saved"), error->message);
}

static void
connect_cb (RollcallConnectDialog *self,
            GtkWidget             *button)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *side = NULL;
  Saving *saving;

  /* A text that turns insensitive under the cursor would go on blinking. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->pressed = button;
  self->saving = TRUE;
  update_buttons (self);
  rollcall_paste_watch_stop (self->watch);

  side = g_strconcat ("scim:", get_text (self->url_row), NULL);
  saving = g_new0 (Saving, 1);
  saving->draft = connection_new (get_text (self->name_row), side);
  saving->draft->preset = g_strdup (self->preset->id);
  saving->draft->expires = rollcall_expiry_row_get_expires (self->expiry);
  saving->key = base_secret_dup (get_text (self->key_row));
  saving->session = g_object_ref (rollcall_application_get_session (rollcall_application_get ()));

  task = g_task_new (self, self->cancellable, saved_cb, NULL);
  g_task_set_source_tag (task, connect_cb);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, run_save);
}

static void
rollcall_connect_dialog_dispose (GObject *object)
{
  RollcallConnectDialog *self = ROLLCALL_CONNECT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->watch);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (rollcall_connect_dialog_parent_class)->dispose (object);
}

static void
rollcall_connect_dialog_finalize (GObject *object)
{
  RollcallConnectDialog *self = ROLLCALL_CONNECT_DIALOG (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->presets);
  g_free (self->proposed);
  g_free (self->tested_url);
  base_secret_free (self->tested_key);
  G_OBJECT_CLASS (rollcall_connect_dialog_parent_class)->finalize (object);
}

static void
rollcall_connect_dialog_class_init (RollcallConnectDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_connect_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = rollcall_connect_dialog_finalize;
  g_type_ensure (ROLLCALL_TYPE_EXPIRY_ROW);
  g_type_ensure (ROLLCALL_TYPE_TEST_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, form);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, chips);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, url_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, url_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, key_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, name_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, tests);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, expiry_list);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, expiry);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, unreachable);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, connect_button);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RollcallConnectDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, tests_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rollcall_connect_dialog_init (RollcallConnectDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = rollcall_paste_watch_new (self->url_row, self->key_row);
  rollcall_paste_watch_add (self->watch, self->name_row);
  g_signal_connect_swapped (self->watch, "typed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->watch, "settled", G_CALLBACK (settled_cb), self);
  add_chips (self);
}

void
rollcall_connect_dialog_present (RollcallWindow *window)
{
  RollcallConnectDialog *self;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));

  self = g_object_new (ROLLCALL_TYPE_CONNECT_DIALOG, "transient-for", window, NULL);
  g_set_weak_pointer (&self->window, window);
  gtk_widget_grab_focus (GTK_WIDGET (self->url_row));
  gtk_window_present (GTK_WINDOW (self));
}
