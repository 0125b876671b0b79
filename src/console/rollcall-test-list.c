/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each step comes from the worker's thread as a copy, with the cancellable of its run: when that is
 * cancelled, nobody wants to know any more. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-test-list.h"

#include <glib/gi18n.h>

#include "base/base-secret.h"
#include "desk/desk-test.h"

struct _RollcallTestList
{
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkListBox *list;
  GtkWidget *rows[DESK_TEST_N_KINDS];
  GCancellable *cancellable;
  DeskTrouble trouble; /* of the step that failed */
  RollcallTestResult result;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallTestList, rollcall_test_list, ADW_TYPE_BIN)

typedef struct
{
  char *side;
  char *key;
  GTask *task;
} Run;

typedef struct
{
  GTask *task;
  DeskTestStep step;
  char *title;
  char *detail;
} Step;

typedef struct
{
  const char *icon;
  const char *style;
  const char *words;
} StateRow;

static const StateRow states[] = {
  [DESK_TEST_RUNNING] = { NULL, NULL, N_ ("Under way") },
  [DESK_TEST_OK] = { "emblem-ok-symbolic", "success", N_ ("Well") },
  [DESK_TEST_WARNING] = { "dialog-warning-symbolic", "warning", N_ ("Unusual") },
  [DESK_TEST_FAILED] = { "dialog-error-symbolic", "error", N_ ("Failed") },
};

static void
run_free (gpointer data)
{
  Run *run = data;

  g_free (run->side);
  base_secret_free (run->key);
  g_free (run);
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->task);
  g_free (step->title);
  g_free (step->detail);
  g_free (step);
}

static GtkWidget *
make_sign (DeskTestState state)
{
  GtkWidget *sign = states[state].icon != NULL ? gtk_image_new_from_icon_name (states[state].icon)
                                               : gtk_spinner_new ();

  if (GTK_IS_SPINNER (sign))
    gtk_spinner_start (GTK_SPINNER (sign));
  if (states[state].style != NULL)
    gtk_widget_add_css_class (sign, states[state].style);
  gtk_widget_set_size_request (sign, 16, 16);
  gtk_widget_set_valign (sign, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (sign, _ (states[state].words));
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (states[state].words), -1);
  return sign;
}

/* A step's row is made anew: the sign in front of it is another widget each time. */
static void
show_step (RollcallTestList   *self,
           const DeskTestStep *step)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), step->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (step->detail != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), step->detail);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_sign (step->state));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  if (self->rows[step->kind] != NULL)
    {
      int at = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->rows[step->kind]));

      gtk_list_box_remove (self->list, self->rows[step->kind]);
      gtk_list_box_insert (self->list, row, at);
    }
  else
    gtk_list_box_append (self->list, row);
  self->rows[step->kind] = row;
}

static void
set_result (RollcallTestList   *self,
            RollcallTestResult  result)
{
  self->result = result;
  gtk_widget_set_visible (GTK_WIDGET (self), result != ROLLCALL_TEST_NONE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
step_cb (gpointer data)
{
  Step *step = data;
  RollcallTestList *self = g_task_get_source_object (step->task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (step->task)))
    return G_SOURCE_REMOVE;

  show_step (self, &step->step);
  if (step->step.state == DESK_TEST_FAILED)
    self->trouble = step->step.trouble;
  if (step->step.kind == DESK_TEST_KEY &&
      (step->step.state == DESK_TEST_OK || step->step.state == DESK_TEST_WARNING))
    set_result (self, ROLLCALL_TEST_ACCEPTED);
  return G_SOURCE_REMOVE;
}

/* In the worker's thread. */
static void
tell_step (const DeskTestStep *step,
           gpointer            data)
{
  Run *run = data;
  Step *copy = g_new0 (Step, 1);

  copy->task = g_object_ref (run->task);
  copy->step = *step;
  copy->step.title = copy->title = g_strdup (step->title);
  copy->step.detail = copy->detail = g_strdup (step->detail);
  g_main_context_invoke_full (g_task_get_context (run->task), G_PRIORITY_DEFAULT, step_cb, copy,
                              step_free);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Run *run = data;
  GError *error = NULL;

  if (desk_test_connection (run->side, run->key, tell_step, run, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  RollcallTestList *self = ROLLCALL_TEST_LIST (source);
  g_autoptr (GError) error = NULL;
  gboolean well = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->cancellable);
  gtk_label_set_label (self->heading, _("Tested just now"));
  if (well || self->result == ROLLCALL_TEST_ACCEPTED)
    set_result (self, ROLLCALL_TEST_ACCEPTED);
  else
    set_result (self, self->trouble == DESK_TROUBLE_OFFLINE ? ROLLCALL_TEST_UNREACHABLE
                                                            : ROLLCALL_TEST_FAILED);
}

static void
end_run (RollcallTestList *self)
{
  GtkListBoxRow *row;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < DESK_TEST_N_KINDS; i++)
    self->rows[i] = NULL;
}

static void
rollcall_test_list_dispose (GObject *object)
{
  RollcallTestList *self = ROLLCALL_TEST_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (rollcall_test_list_parent_class)->dispose (object);
}

static void
rollcall_test_list_class_init (RollcallTestListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_test_list_dispose;
  signals[CHANGED] = g_signal_new ("changed", ROLLCALL_TYPE_TEST_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-test-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallTestList, heading);
  gtk_widget_class_bind_template_child (widget_class, RollcallTestList, list);
}

static void
rollcall_test_list_init (RollcallTestList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rollcall_test_list_start (RollcallTestList *self,
                          const char       *side,
                          const char       *key)
{
  g_autoptr (GTask) task = NULL;
  Run *run;

  g_return_if_fail (ROLLCALL_IS_TEST_LIST (self));
  g_return_if_fail (side != NULL && key != NULL);

  end_run (self);
  self->trouble = DESK_TROUBLE_OTHER;
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->heading, _("Testing"));

  task = g_task_new (self, self->cancellable, done_cb, NULL);
  g_task_set_source_tag (task, rollcall_test_list_start);
  run = g_new0 (Run, 1);
  run->side = g_strdup (side);
  run->key = base_secret_dup (key);
  run->task = task;
  g_task_set_task_data (task, run, run_free);
  g_task_run_in_thread (task, run_in_thread);
  set_result (self, ROLLCALL_TEST_RUNNING);
}

void
rollcall_test_list_stop (RollcallTestList *self)
{
  g_return_if_fail (ROLLCALL_IS_TEST_LIST (self));

  end_run (self);
  if (self->result != ROLLCALL_TEST_NONE)
    set_result (self, ROLLCALL_TEST_NONE);
}

RollcallTestResult
rollcall_test_list_get_result (RollcallTestList *self)
{
  g_return_val_if_fail (ROLLCALL_IS_TEST_LIST (self), ROLLCALL_TEST_NONE);

  return self->result;
}
