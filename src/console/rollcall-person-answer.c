/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service is reached by an object of the worker's own. Whether it can be reached or not, the
 * rolls answer. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-person-answer.h"

#include <glib/gi18n.h>

#include "console/rollcall-application.h"
#include "desk/desk-person.h"

struct _RollcallPersonAnswer
{
  AdwBin parent_instance;

  RollcallSide *side;
  GCancellable *cancellable;
  DeskPersonAnswer *answer;

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *sentence;
  GtkLabel *difference;
  GtkLabel *suggestion;
  GtkButton *show_user;
  GtkButton *show_compare;
  GtkButton *show_activity;
  GtkButton *near;
};

enum
{
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallPersonAnswer, rollcall_person_answer, ADW_TYPE_BIN)

typedef struct
{
  char *text;
  Connection *connection;
  DeskSession *session;
  char *target_name;
  Roll *target;
  char *source_name;
  Roll *source;
  Comparison *comparison;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->text);
  g_clear_pointer (&job->connection, connection_free);
  g_clear_object (&job->session);
  g_free (job->target_name);
  g_clear_object (&job->target);
  g_free (job->source_name);
  g_clear_object (&job->source);
  g_clear_object (&job->comparison);
  g_free (job);
}

static void
ask_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (DeskService) service = NULL;
  DeskPersonWhere where = { .target_name = job->target_name,
                            .target = job->target,
                            .source_name = job->source_name,
                            .source = job->source,
                            .comparison = job->comparison };
  DeskPersonAnswer *answer;
  GError *error = NULL;

  if (desk_service_can_administer (job->connection))
    service = desk_service_new_for (job->connection, job->session, cancellable, NULL);
  where.service = service;
  where.directory = service != NULL ? job->connection->directory : NULL;
  answer = desk_person_ask (job->text, &where, cancellable, &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify)desk_person_answer_free);
  else
    g_task_return_error (task, error);
}

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_words (RollcallPersonAnswer *self,
            const char           *sentence)
{
  gtk_spinner_stop (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "answer");
  show_text (self->sentence, sentence);
  show_text (self->difference, NULL);
  show_text (self->suggestion, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->show_user), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->show_compare), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->show_activity), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->near), FALSE);
}

static void
show_answer (RollcallPersonAnswer *self)
{
  const DeskPersonAnswer *answer = self->answer;
  gboolean tried =
      answer->kind == DESK_PERSON_FAILED || answer->kind == DESK_PERSON_LOOKED_FOR;

  show_words (self, answer->sentence);
  show_text (self->difference, answer->difference);
  show_text (self->suggestion, answer->suggestion);
  gtk_widget_set_visible (GTK_WIDGET (self->show_user), answer->row != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->show_compare),
                          answer->key != NULL && (answer->difference != NULL ||
                                                  (answer->row == 0 && answer->source_row != 0)));
  gtk_widget_set_visible (GTK_WIDGET (self->show_activity),
                          tried && rollcall_side_is_ours (self->side));
  gtk_widget_set_visible (GTK_WIDGET (self->near), answer->near != NULL);
  if (answer->near != NULL)
    {
      /* Translators: a name that was perhaps meant */
      g_autofree char *label = g_strdup_printf (_("Show %s"), answer->near);

      gtk_button_set_label (self->near, label);
    }
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  RollcallPersonAnswer *self = ROLLCALL_PERSON_ANSWER (object);
  g_autoptr (GError) error = NULL;
  DeskPersonAnswer *answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->answer, desk_person_answer_free);
  self->answer = answer;
  if (answer != NULL)
    show_answer (self);
  else
    show_words (self, error->message);
}

static void
leave (RollcallPersonAnswer *self,
       const char           *action,
       GVariant             *target)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (target);

  g_signal_emit (self, signals[LEFT], 0, self->side, action, sunk);
}

static void
show_user_cb (RollcallPersonAnswer *self)
{
  leave (self, "win.show-user", g_variant_new_uint32 ((guint32)self->answer->row));
}

static void
near_cb (RollcallPersonAnswer *self)
{
  if (self->answer->near_row != 0)
    leave (self, "win.show-user", g_variant_new_uint32 ((guint32)self->answer->near_row));
  else
    leave (self, "win.ask", g_variant_new_string (self->answer->near));
}

static void
show_compare_cb (RollcallPersonAnswer *self)
{
  leave (self, "win.show-person-key", g_variant_new_string (self->answer->key));
}

static void
show_activity_cb (RollcallPersonAnswer *self)
{
  leave (self, "win.show-page", g_variant_new_string ("activity"));
}

static void
rollcall_person_answer_dispose (GObject *object)
{
  RollcallPersonAnswer *self = ROLLCALL_PERSON_ANSWER (object);

  rollcall_person_answer_cancel (self);
  g_clear_pointer (&self->answer, desk_person_answer_free);
  g_clear_object (&self->side);
  G_OBJECT_CLASS (rollcall_person_answer_parent_class)->dispose (object);
}

static void
rollcall_person_answer_class_init (RollcallPersonAnswerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_person_answer_dispose;
  signals[LEFT] = g_signal_new ("left", ROLLCALL_TYPE_PERSON_ANSWER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 3, ROLLCALL_TYPE_SIDE, G_TYPE_STRING,
                                G_TYPE_VARIANT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-person-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallPersonAnswer, stack);
  gtk_widget_class_bind_template_child (widget_class, RollcallPersonAnswer, spinner);
  gtk_widget_class_bind_template_child (widget_class, RollcallPersonAnswer, sentence);
  gtk_widget_class_bind_template_child (widget_class, RollcallPersonAnswer, difference);
  gtk_widget_class_bind_template_child (widget_class, RollcallPersonAnswer, suggestion);
  gtk_widget_class_bind_template_child (widget_class, RollcallPersonAnswer, show_user);
  gtk_widget_class_bind_template_child (widget_class, RollcallPersonAnswer, show_compare);
  gtk_widget_class_bind_template_child (widget_class, RollcallPersonAnswer, show_activity);
  gtk_widget_class_bind_template_child (widget_class, RollcallPersonAnswer, near);
  gtk_widget_class_bind_template_callback (widget_class, near_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_activity_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_user_cb);
}

static void
rollcall_person_answer_init (RollcallPersonAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The directory that @side is the other side of; else @side itself. */
static RollcallSide *
find_directory (RollcallSide *side)
{
  GListModel *sides = G_LIST_MODEL (rollcall_application_get_sides (rollcall_application_get ()));

  if (rollcall_side_is_directory (side))
    return side;
  for (guint i = 0; i < g_list_model_get_n_items (sides); i++)
    {
      g_autoptr (RollcallSide) other = g_list_model_get_item (sides, i);

      if (rollcall_side_get_other (other) == side)
        return other;
    }
  return side;
}

void
rollcall_person_answer_ask (RollcallPersonAnswer *self,
                            RollcallSide         *side,
                            const char           *text)
{
  RollcallSide *target;
  RollcallSide *other;
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (ROLLCALL_IS_PERSON_ANSWER (self));
  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (text != NULL);

  rollcall_person_answer_cancel (self);
  target = find_directory (side);
  g_set_object (&self->side, target);
  if (rollcall_side_get_roll (target) == NULL)
    {
      g_autofree char *words =
          g_strdup_printf (_("%s was never read, so nobody knows who is in it."),
                           rollcall_side_get_name (target));

      show_words (self, words);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "asking");
  gtk_spinner_start (self->spinner);
  other = rollcall_side_get_other (target);
  job = g_new0 (Job, 1);
  job->text = g_strdup (text);
  job->connection = connection_copy (rollcall_side_get_connection (target));
  g_set_object (&job->session, rollcall_application_get_session (rollcall_application_get ()));
  job->target_name = g_strdup (rollcall_side_get_name (target));
  job->target = g_object_ref (rollcall_side_get_roll (target));
  if (other != NULL)
    {
      job->source_name = g_strdup (rollcall_side_get_name (other));
      g_set_object (&job->source, rollcall_side_get_roll (other));
      g_set_object (&job->comparison, rollcall_side_get_comparison (target));
    }
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, answered_cb, NULL);
  g_task_set_source_tag (task, rollcall_person_answer_ask);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, ask_thread);
}

void
rollcall_person_answer_cancel (RollcallPersonAnswer *self)
{
  g_return_if_fail (ROLLCALL_IS_PERSON_ANSWER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}
