/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service is looked at first, so that what its reach means is said before anything is made.
 * While a directory is being made the dialog stays: the key in the answer can't be had again, so
 * the answer is waited for whatever happens. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-new-directory-dialog.h"

#include <glib/gi18n.h>

#include "connection/connection-list.h"
#include "console/rollcall-connection-actions.h"
#include "console/rollcall-copy-once-dialog.h"
#include "console/rollcall-directory-job.h"
#include "console/rollcall-entry-check.h"
#include "console/rollcall-keyring-question.h"
#include "console/rollcall-message.h"
#include "console/rollcall-paste-watch.h"
#include "console/rollcall-service-check.h"
#include "desk/desk-key.h"
#include "desk/desk-paste.h"
#include "desk/desk-words.h"

struct _RollcallNewDirectoryDialog
{
  AdwWindow parent_instance;

  RollcallWindow *window;
  GtkWidget *form;
  GtkCheckButton *here_check;
  GtkWidget *elsewhere;
  AdwEntryRow *address_row;
  AdwEntryRow *token_row;
  AdwEntryRow *name_row;
  GtkImage *address_icon;
  GtkImage *token_icon;
  GtkImage *name_icon;
  GtkLabel *address_problem;
  GtkLabel *name_problem;
  GtkWidget *status;
  GtkSpinner *status_spinner;
  GtkWidget *status_icon;
  GtkLabel *status_label;
  GtkWidget *retry_button;
  GtkWidget *reach;
  GtkLabel *reach_title;
  GtkLabel *reach_detail;
  GtkWidget *existing;
  GtkListBox *directories;
  GtkWidget *create_button;
  GtkSpinner *spinner;

  RollcallPasteWatch *watch;
  RollcallService *found;
  GCancellable *checking;
  GCancellable *making;
  GtkWidget *pressed; /* the button that began it, again after a question */
  gboolean name_good;
};

G_DEFINE_FINAL_TYPE (RollcallNewDirectoryDialog, rollcall_new_directory_dialog, ADW_TYPE_WINDOW)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_here (RollcallNewDirectoryDialog *self)
{
  return gtk_check_button_get_active (self->here_check);
}

static RollcallSides *
get_sides (void)
{
  return rollcall_application_get_sides (rollcall_application_get ());
}

static void
update_buttons (RollcallNewDirectoryDialog *self)
{
  gboolean busy = self->making != NULL;

  gtk_widget_set_sensitive (self->create_button, self->found != NULL && self->name_good && !busy);
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

/* @words: (nullable): none hides it; @failed is worth another try */
static void
show_status (RollcallNewDirectoryDialog *self,
             const char                 *words,
             gboolean                    failed)
{
  gtk_widget_set_visible (self->status, words != NULL);
  gtk_label_set_label (self->status_label, words != NULL ? words : "");
  gtk_widget_set_visible (self->status_icon, failed);
  gtk_widget_set_visible (self->retry_button, failed);
  gtk_widget_set_visible (GTK_WIDGET (self->status_spinner), !failed);
  gtk_spinner_set_spinning (self->status_spinner, words != NULL && !failed);
}

static void
show_reach (RollcallNewDirectoryDialog *self,
            DeskReach                   reach)
{
  g_autofree char *words = desk_reach_describe (reach, NULL);
  g_auto (GStrv) parts = words != NULL ? g_strsplit (words, "\n", 2) : NULL;

  gtk_widget_set_visible (self->reach, parts != NULL);
  if (parts == NULL)
    return;
  gtk_label_set_label (self->reach_title, parts[0]);
  gtk_label_set_label (self->reach_detail, parts[1] != NULL ? parts[1] : "");
}

static void
check_name (RollcallNewDirectoryDialog *self)
{
  const char *name = get_text (self->name_row);
  g_autoptr (GError) error = NULL;
  RollcallEntryState state;

  self->name_good = *name != '\0' && connection_list_check_name (name, NULL, &error);
  state = error != NULL ? ROLLCALL_ENTRY_BAD : ROLLCALL_ENTRY_EMPTY;
  rollcall_entry_check_set (self->name_row, self->name_icon, state,
                            error != NULL ? error->message : NULL);
  rollcall_entry_check_say (self->name_problem, state, error != NULL ? error->message : NULL);
  update_buttons (self);
}

static void
name_changed_cb (RollcallNewDirectoryDialog *self)
{
  check_name (self);
}

/* (nullable): the saved connection to @directory of the found service */
static RollcallSide *
find_side (RollcallNewDirectoryDialog *self,
           const AdminDirectory       *directory)
{
  const char *address = desk_service_get_address (self->found->service);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (get_sides ()));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RollcallSide) side = g_list_model_get_item (G_LIST_MODEL (get_sides ()), i);
      const Connection *connection = rollcall_side_get_connection (side);

      if (g_strcmp0 (connection->directory, directory->id) == 0 &&
          g_strcmp0 (connection->service, address) == 0)
        return side;
    }
  return NULL;
}

static void
keyring_cb (gboolean yes,
            gpointer data)
{
  RollcallNewDirectoryDialog *self = data;

  if (yes && self->pressed != NULL)
    gtk_widget_activate (self->pressed);
}

static void
show_failure (RollcallNewDirectoryDialog *self,
              const char                 *title,
              const GError               *error)
{
  if (rollcall_keyring_is_error (error))
    rollcall_keyring_ask (GTK_WINDOW (self), error, keyring_cb, g_object_ref (self),
                          g_object_unref);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rollcall_message_show (GTK_WINDOW (self), title, error->message);
}

static void
adopted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (RollcallNewDirectoryDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Connection) connection = rollcall_directory_job_adopt_finish (result, &error);

  g_clear_object (&self->making);
  if (self->window == NULL)
    return;
  update_buttons (self);
  if (connection == NULL)
    {
      show_failure (self, _("The directory wasn’t connected"), error);
      return;
    }
  rollcall_connection_show (self->window, connection->uuid);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
adopt_cb (GtkWidget                  *button,
          RollcallNewDirectoryDialog *self)
{
  const AdminDirectory *directory = g_object_get_data (G_OBJECT (button), "directory");
  RollcallSide *side = find_side (self, directory);
  g_autofree char *name = NULL;

  if (side != NULL)
    {
      rollcall_window_set_side (self->window, side);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->pressed = button;
  self->making = g_cancellable_new ();
  update_buttons (self);
  name = rollcall_sides_propose_name (get_sides (), directory->name);
  rollcall_directory_job_adopt_async (
      self->found->service, rollcall_application_get_session (rollcall_application_get ()),
      directory, name, self->making, adopted_cb, g_object_ref (self));
}

static void
add_directory (RollcallNewDirectoryDialog *self,
               const AdminDirectory       *directory)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *people = desk_words_count (COMPARE_USERS, directory->users_active);
  g_autofree char *groups = desk_words_count (COMPARE_GROUPS, directory->groups_total);
  /* Translators: 1,204 people, 43 groups */
  g_autofree char *counts = g_strdup_printf (_("%s, %s"), people, groups);
  GtkWidget *button = gtk_button_new_with_mnemonic (
      find_side (self, directory) != NULL ? _("_Show") : _("Co_nnect"));
  g_autofree char *label =
      g_strdup_printf (find_side (self, directory) != NULL ? _("Show %s") : _("Connect %s"),
                       directory->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), directory->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), counts);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), "directory", (gpointer)directory);
  g_signal_connect_object (button, "clicked", G_CALLBACK (adopt_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->directories, row);
}

/* @found: (nullable) (transfer full) */
static void
take_service (RollcallNewDirectoryDialog *self,
              RollcallService            *found)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->directories, 0)) != NULL)
    gtk_list_box_remove (self->directories, GTK_WIDGET (row));
  g_clear_pointer (&self->found, rollcall_service_free);
  self->found = found;
  for (guint i = 0; found != NULL && i < found->directories->len; i++)
    add_directory (self, g_ptr_array_index (found->directories, i));
  gtk_widget_set_visible (self->existing, found != NULL && found->directories->len > 0);
  update_buttons (self);
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (RollcallNewDirectoryDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RollcallService) found = rollcall_service_check_finish (result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->checking);
  if (found == NULL)
    {
      show_status (self, error->message, TRUE);
      return;
    }
  show_status (self, NULL, FALSE);
  show_reach (self, found->lacks_port ? DESK_REACH_NOBODY : found->reach);
  take_service (self, g_steal_pointer (&found));
}

static void
stop_checking (RollcallNewDirectoryDialog *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

static void
start_checking (RollcallNewDirectoryDialog *self,
                const char                 *address,
                const char                 *token)
{
  stop_checking (self);
  take_service (self, NULL);
  self->checking = g_cancellable_new ();
  show_status (self, _("Looking at the service"), FALSE);
  rollcall_service_check_async (address, token, self->checking, checked_cb, g_object_ref (self));
}

/* Checks the two rows by their text; whether they can be tried. */
static gboolean
check_elsewhere (RollcallNewDirectoryDialog *self)
{
  const char *address = get_text (self->address_row);
  const char *token = get_text (self->token_row);
  g_autoptr (GError) bad_address = NULL;
  g_autoptr (GError) bad_token = NULL;
  gboolean good = *address != '\0' && desk_url_check (address, &bad_address);
  gboolean good_token = *token != '\0' && desk_key_check (token, &bad_token);
  const GError *error = bad_address != NULL ? bad_address : bad_token;

  rollcall_entry_check_set (self->address_row, self->address_icon,
                            bad_address != NULL ? ROLLCALL_ENTRY_BAD
                            : good              ? ROLLCALL_ENTRY_GOOD
                                                : ROLLCALL_ENTRY_EMPTY,
                            bad_address != NULL ? bad_address->message : NULL);
  rollcall_entry_check_set (self->token_row, self->token_icon,
                            bad_token != NULL ? ROLLCALL_ENTRY_BAD
                            : good_token      ? ROLLCALL_ENTRY_GOOD
                                              : ROLLCALL_ENTRY_EMPTY,
                            bad_token != NULL ? bad_token->message : NULL);
  rollcall_entry_check_say (self->address_problem,
                            error != NULL ? ROLLCALL_ENTRY_BAD : ROLLCALL_ENTRY_EMPTY,
                            error != NULL ? error->message : NULL);
  return good && good_token;
}

/* Looks at the service that is chosen, if it is known by now. */
static void
check_service (RollcallNewDirectoryDialog *self)
{
  g_autofree char *address = NULL;

  gtk_widget_set_visible (self->elsewhere, !is_here (self));
  if (is_here (self))
    {
      show_reach (self, DESK_REACH_THIS_COMPUTER);
      start_checking (self, NULL, NULL);
      return;
    }

  gtk_widget_set_visible (self->reach, FALSE);
  address = rollcall_service_tidy_address (get_text (self->address_row));
  rollcall_paste_watch_set_text (self->watch, self->address_row, address);
  if (check_elsewhere (self))
    {
      start_checking (self, address, get_text (self->token_row));
      return;
    }
  stop_checking (self);
  take_service (self, NULL);
  show_status (self, NULL, FALSE);
}

static void
where_cb (RollcallNewDirectoryDialog *self)
{
  check_service (self);
  if (!is_here (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
}

static void
retry_cb (RollcallNewDirectoryDialog *self)
{
  check_service (self);
}

/* What was looked at is no longer what is typed. */
static void
typed_cb (RollcallNewDirectoryDialog *self)
{
  stop_checking (self);
  take_service (self, NULL);
}

/* The directory stands and its key is here, but it isn't in the list: nothing is lost that way, if
 * it is said. */
static void
show_unsaved (RollcallWindow         *window,
              const DeskNewDirectory *made,
              DeskService            *service)
{
  g_autoptr (Connection) connection = connection_new (made->directory->name, "");
  g_autoptr (RollcallSide) side = NULL;
  g_autofree char *words = NULL;

  g_free (connection->side);
  connection->side = g_strconcat ("scim:", made->directory->base_url, NULL);
  connection->service = g_strdup (desk_service_get_address (service));
  connection->directory = g_strdup (made->directory->id);
  side = rollcall_side_new (connection,
                            rollcall_application_get_session (rollcall_application_get ()));
  rollcall_copy_once_dialog_present (GTK_WINDOW (window), side, made->directory->key);

  words = g_strdup_printf (
      _("%s\nThe directory “%s” was made, and its key is shown now. To have it in the list, choose "
        "New Directory again: it stands under Directories in this service."),
      made->problem->message, made->directory->name);
  rollcall_message_show (GTK_WINDOW (window), _("The connection wasn’t saved"), words);
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (RollcallNewDirectoryDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskNewDirectory) made = rollcall_directory_job_make_finish (result, &error);
  RollcallSide *side;

  g_clear_object (&self->making);
  if (self->window == NULL)
    return;
  update_buttons (self);
  if (made == NULL)
    {
      show_failure (self, _("No directory was made"), error);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (made->connection == NULL)
    show_unsaved (self->window, made, self->found->service);
  else
    {
      rollcall_connection_show (self->window, made->connection->uuid);
      side = rollcall_sides_find (get_sides (), made->connection->uuid);
      if (side != NULL)
        rollcall_copy_once_dialog_present (GTK_WINDOW (self->window), side, made->directory->key);
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
create_cb (RollcallNewDirectoryDialog *self)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->pressed = self->create_button;
  self->making = g_cancellable_new ();
  update_buttons (self);
  rollcall_directory_job_make_async (self->found->service,
                                     rollcall_application_get_session (rollcall_application_get ()),
                                     get_text (self->name_row), self->making, made_cb,
                                     g_object_ref (self));
}

/* Whoever leaves while it is being made waits until it is known what came of it. */
static gboolean
close_cb (GtkWindow *window)
{
  RollcallNewDirectoryDialog *self = ROLLCALL_NEW_DIRECTORY_DIALOG (window);

  if (self->making == NULL)
    return FALSE;
  g_cancellable_cancel (self->making);
  return TRUE;
}

static void
rollcall_new_directory_dialog_dispose (GObject *object)
{
  RollcallNewDirectoryDialog *self = ROLLCALL_NEW_DIRECTORY_DIALOG (object);

  stop_checking (self);
  g_clear_object (&self->watch);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (rollcall_new_directory_dialog_parent_class)->dispose (object);
}

static void
rollcall_new_directory_dialog_finalize (GObject *object)
{
  RollcallNewDirectoryDialog *self = ROLLCALL_NEW_DIRECTORY_DIALOG (object);

  g_clear_pointer (&self->found, rollcall_service_free);
  g_clear_object (&self->making);
  G_OBJECT_CLASS (rollcall_new_directory_dialog_parent_class)->finalize (object);
}

static void
rollcall_new_directory_dialog_class_init (RollcallNewDirectoryDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_new_directory_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = rollcall_new_directory_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-new-directory-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, form);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, here_check);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, elsewhere);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, token_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, address_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, token_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, name_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, address_problem);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, name_problem);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, status);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, status_spinner);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, status_icon);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, status_label);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, retry_button);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, reach);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, reach_title);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, reach_detail);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, existing);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, directories);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, RollcallNewDirectoryDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, where_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rollcall_new_directory_dialog_init (RollcallNewDirectoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = rollcall_paste_watch_new (self->address_row, self->token_row);
  g_signal_connect_swapped (self->watch, "typed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->watch, "settled", G_CALLBACK (check_service), self);
}

void
rollcall_new_directory_dialog_present (RollcallWindow *window)
{
  RollcallNewDirectoryDialog *self;
  g_autofree char *name = NULL;

  g_return_if_fail (ROLLCALL_IS_WINDOW (window));

  self = g_object_new (ROLLCALL_TYPE_NEW_DIRECTORY_DIALOG, "transient-for", window, NULL);
  g_set_weak_pointer (&self->window, window);
  name = rollcall_sides_propose_name (get_sides (), _("Practice directory"));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  check_service (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  gtk_window_present (GTK_WINDOW (self));
}
