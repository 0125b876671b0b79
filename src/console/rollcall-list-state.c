/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An AdwStatusPage whose words are chosen by the first state that holds. A text that people typed
 * stands in it as text, never as markup. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-list-state.h"

#include <glib/gi18n.h>

#include "console/rollcall-trouble.h"
#include "desk/desk-words.h"
#include "roll/roll-search.h"

struct _RollcallListState
{
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkSpinner *spinner;
  GtkProgressBar *progress;
  GtkButton *button;
  GtkButton *other_button;

  RollList list;
  guint people;
  char *searched; /* what found nobody */
  GCancellable *looking;
  guint32 near_row; /* who was perhaps meant */
  char *near_name;
  gboolean resets; /* the button asks for all again */
};

enum
{
  RESET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallListState, rollcall_list_state, ADW_TYPE_BIN)

typedef struct
{
  Roll *roll;
  RollList list;
  char *text;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->roll);
  g_free (job->text);
  g_free (job);
}

static void
say (RollcallListState *self, const char *icon, const char *title, const char *description)
{
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *markup = g_markup_escape_text (description != NULL ? description : "", -1);

  adw_status_page_set_icon_name (self->page, icon);
  adw_status_page_set_title (self->page, title_markup);
  adw_status_page_set_description (self->page, markup);
}

/* @label (nullable): no button; @action (nullable): the button asks for all again */
static void
offer (RollcallListState *self, const char *label, const char *action, const char *target)
{
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label == NULL)
    return;
  self->resets = action == NULL;
  gtk_button_set_label (self->button, label);
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button),
                                          target != NULL ? g_variant_new_string (target) : NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
}

static void
offer_other (RollcallListState *self, const char *label, const char *action, GVariant *target)
{
  gtk_widget_set_visible (GTK_WIDGET (self->other_button), label != NULL);
  if (label == NULL)
    return;
  gtk_button_set_label (self->other_button, label);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->other_button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->other_button), action);
}

static void
say_no_result (RollcallListState *self)
{
  g_autofree char *all =
      desk_words_count (self->list == ROLL_USERS ? COMPARE_USERS : COMPARE_GROUPS, self->people);
  g_autofree char *text = NULL;
  const char *title = self->list == ROLL_USERS ? _ ("No people found") : _ ("No groups found");

  if (self->near_name != NULL)
    /* Translators: “1,246 people”, what was searched for, and a name */
    text = g_strdup_printf (_ ("Nothing in %s matches “%s”. Did you mean %s?"), all, self->searched,
                            self->near_name);
  else
    text = g_strdup_printf (_ ("Nothing in %s matches “%s”."), all, self->searched);
  say (self, "system-search-symbolic", title, text);

  if (self->near_name != NULL && self->near_row != 0)
    {
      /* Translators: a button; somebody’s name */
      g_autofree char *label = g_strdup_printf (_ ("Show %s"), self->near_name);

      offer_other (self, label, self->list == ROLL_USERS ? "win.show-user" : "win.show-group",
                   g_variant_new_uint32 (self->near_row));
    }
  else
    offer_other (self, NULL, NULL, NULL);
  if (self->list == ROLL_USERS)
    {
      /* Translators: a button; asks what is known of somebody who isn’t in the list */
      g_autofree char *label = g_strdup_printf (_ ("Ask about “%s”"), self->searched);

      offer (self, label, "win.ask", self->searched);
      gtk_button_set_use_underline (self->button, FALSE);
    }
  else
    offer (self, NULL, NULL, NULL);
}

static void
look_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (task, roll_search_suggest (job->roll, job->list, job->text, cancellable),
                         g_free);
}

/* The name is all that a suggestion is; whom it belongs to is asked here, which is short. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RollcallListState) self = data;
  g_autofree char *name = g_task_propagate_pointer (G_TASK (result), NULL);
  Job *job = g_task_get_task_data (G_TASK (result));
  RollListQuery query = { .list = job->list, .search = name };
  g_autoptr (GArray) rows = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->looking);
  if (name == NULL)
    return;

  self->near_row = roll_find_row (job->roll, job->list, name);
  if (self->near_row == 0)
    rows = roll_list (job->roll, &query, 1, NULL, NULL);
  if (rows != NULL && rows->len > 0)
    self->near_row = g_array_index (rows, guint32, 0);
  self->near_name = g_steal_pointer (&name);
  say_no_result (self);
}

static void
forget_search (RollcallListState *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->searched, g_free);
  g_clear_pointer (&self->near_name, g_free);
  self->near_row = 0;
}

static void
update_no_result (RollcallListState *self, RollcallRollList *list)
{
  const char *search = rollcall_roll_list_get_query (list)->search;
  Roll *roll = rollcall_roll_list_get_roll (list);
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (g_strcmp0 (search, self->searched) != 0)
    {
      forget_search (self);
      self->searched = g_strdup (search);
      self->looking = g_cancellable_new ();
      job = g_new0 (Job, 1);
      job->roll = g_object_ref (roll);
      job->list = self->list;
      job->text = g_strdup (search);
      task = g_task_new (NULL, self->looking, looked_cb, g_object_ref (self));
      g_task_set_source_tag (task, update_no_result);
      g_task_set_task_data (task, job, job_free);
      g_task_run_in_thread (task, look_cb);
    }
  say_no_result (self);
}

static void
update_progress (RollcallListState *self, RollcallSide *side, const RollcallProgress *progress)
{
  g_autofree char *title = g_strdup_printf (_ ("Reading %s"), rollcall_side_get_name (side));
  g_autofree char *done = desk_words_number (progress->done);
  g_autofree char *text = NULL;

  if (progress->total > 0)
    {
      g_autofree char *total = desk_words_number (progress->total);

      /* Translators: what is read, how many so far, of how many: People: 748 of about 1,204 */
      text = g_strdup_printf (_ ("%s: %s of about %s"), progress->message, done, total);
      gtk_progress_bar_set_fraction (self->progress,
                                     MIN (1, (double)progress->done / (double)progress->total));
    }
  else
    {
      text = progress->done > 0 ? g_strdup_printf (_ ("%s: %s"), progress->message, done)
                                : g_strdup (progress->message);
      gtk_progress_bar_pulse (self->progress);
    }
  say (self, "emblem-synchronizing-symbolic", title, text);
  offer (self, _ ("_Cancel"), "win.cancel", NULL);
}

static void
update_error (RollcallListState *self, const GError *error)
{
  DeskTrouble kind = desk_trouble_of (error);
  const RollcallTrouble *trouble = rollcall_trouble_get (kind);

  say (self, trouble->icon, desk_trouble_headline (kind), error->message);
  offer (self, trouble->label != NULL ? _ (trouble->label) : _ ("_Try Again"),
         trouble->action != NULL ? trouble->action : "win.refresh", NULL);
}

static void
update_numbers (RollcallListState *self, RollcallSide *side, const RollInfo *info)
{
  g_autofree char *people = desk_words_count (COMPARE_USERS, info->users_total);
  g_autofree char *groups = desk_words_count (COMPARE_GROUPS, info->groups_total);
  g_autofree char *counts = info->users_total < 0 ? g_strdup (groups)
                            : info->groups_total < 0
                                ? g_strdup (people)
                                : g_strdup_printf (_ ("%s, %s"), people, groups);
  g_autofree char *text =
      /* Translators: the name of a side, then “1,204 people, 43 groups” */
      g_strdup_printf (
          _ ("Of %s only numbers were typed in: %s. They name nobody. Read a CSV export "
             "or the service itself to see who they are."),
          rollcall_side_get_name (side), counts);

  say (self, "x-office-spreadsheet-symbolic", _ ("There is no list"), text);
  offer (self, NULL, NULL, NULL);
}

static void
update_empty (RollcallListState *self, RollcallSide *side)
{
  gboolean directory = rollcall_side_is_directory (side);

  if (self->list == ROLL_GROUPS)
    say (self, "rollcall-group-symbolic", _ ("No groups yet"),
         directory ? _ ("Assign a group in your identity provider. Only its direct members are "
                        "provisioned.")
                   : _ ("This side has no groups."));
  else
    say (self, "avatar-default-symbolic", _ ("Nobody has arrived yet"),
         directory ? _ ("Test the connection in your identity provider, then start provisioning. "
                        "People appear here as they arrive.")
                   : _ ("There is nobody in it."));
  if (directory)
    offer (self, _ ("_Show the Steps"), "win.show-page", "setup");
  else
    offer (self, NULL, NULL, NULL);
}

static void
update_none_left (RollcallListState *self)
{
  say (self, "system-search-symbolic",
       self->list == ROLL_USERS ? _ ("No people found") : _ ("No groups found"),
       self->list == ROLL_USERS ? _ ("Nobody is as chosen above.")
                                : _ ("No group is as chosen above."));
  offer (self, _ ("Show _All"), NULL, NULL);
}

static void
clicked_cb (RollcallListState *self)
{
  if (self->resets)
    g_signal_emit (self, signals[RESET], 0);
}

static void
rollcall_list_state_dispose (GObject *object)
{
  forget_search (ROLLCALL_LIST_STATE (object));
  G_OBJECT_CLASS (rollcall_list_state_parent_class)->dispose (object);
}

static void
rollcall_list_state_class_init (RollcallListStateClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_list_state_dispose;
  signals[RESET] = g_signal_new ("reset", ROLLCALL_TYPE_LIST_STATE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-list-state.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallListState, page);
  gtk_widget_class_bind_template_child (widget_class, RollcallListState, spinner);
  gtk_widget_class_bind_template_child (widget_class, RollcallListState, progress);
  gtk_widget_class_bind_template_child (widget_class, RollcallListState, button);
  gtk_widget_class_bind_template_child (widget_class, RollcallListState, other_button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
rollcall_list_state_init (RollcallListState *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
rollcall_list_state_update (RollcallListState *self, RollcallSide *side, RollcallRollList *list)
{
  const RollcallProgress *progress;
  const RollInfo *info;
  const GError *error;
  gint64 total;
  gboolean busy;
  gboolean searching;

  g_return_val_if_fail (ROLLCALL_IS_LIST_STATE (self), FALSE);
  g_return_val_if_fail (ROLLCALL_IS_ROLL_LIST (list), FALSE);

  self->list = rollcall_roll_list_get_query (list)->list;
  progress = side != NULL ? rollcall_side_get_progress (side) : NULL;
  info = side != NULL ? rollcall_side_get_info (side) : NULL;
  error = side != NULL ? rollcall_side_get_error (side) : NULL;
  busy = side == NULL || rollcall_side_is_loading (side) || rollcall_roll_list_is_busy (list);
  total = info == NULL ? 0 : self->list == ROLL_USERS ? info->users_total : info->groups_total;
  searching = rollcall_roll_list_get_query (list)->search != NULL;
  self->people = (guint)MAX (total, 0);

  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0 || !searching || total <= 0)
    forget_search (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    return FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), info == NULL && progress != NULL);
  offer_other (self, NULL, NULL, NULL);
  if (info == NULL && progress != NULL)
    update_progress (self, side, progress);
  else if (info != NULL && info->counts_only)
    update_numbers (self, side, info);
  else if (rollcall_roll_list_get_error (list) != NULL)
    update_error (self, rollcall_roll_list_get_error (list));
  else if (busy && !searching)
    {
      /* Nothing is said about what is there in a moment. */
      say (self, NULL, "", NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
      gtk_spinner_set_spinning (self->spinner, TRUE);
      offer (self, NULL, NULL, NULL);
    }
  else if (info == NULL && error != NULL)
    update_error (self, error);
  else if (info == NULL)
    {
      say (self, "emblem-synchronizing-symbolic", _ ("Not read yet"),
           _ ("Rollcall has not read this side yet."));
      offer (self, _ ("_Read Now"), "win.refresh", NULL);
    }
  else if (total <= 0)
    update_empty (self, side);
  else if (searching)
    update_no_result (self, list);
  else
    update_none_left (self);
  return TRUE;
}
