/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Progress comes in the worker's thread and is handed to the caller's main context, newest last;
 * the job's own data is touched by the worker alone until the task returns it. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-read-job.h"

typedef struct
{
  Connection *target;
  Connection *source;
  DeskSession *session;
  gboolean anew;
  BaseProgress progress;
  gpointer progress_data;
  GMainContext *context;
  GTask *task;
} JobInput;

typedef struct
{
  GTask *task;
  const char *message;
  gint64 done;
  gint64 total;
} ProgressStep;

static void
reading_clear (RollcallReading *reading)
{
  g_clear_object (&reading->roll);
  g_clear_pointer (&reading->info, roll_info_free);
  g_clear_object (&reading->desk);
  g_clear_pointer (&reading->key, desk_key_health_free);
  g_clear_error (&reading->error);
}

static void
job_input_free (gpointer data)
{
  JobInput *input = data;

  connection_free (input->target);
  connection_free (input->source);
  g_clear_object (&input->session);
  g_main_context_unref (input->context);
  g_free (input);
}

static void
progress_step_free (gpointer data)
{
  ProgressStep *step = data;

  g_object_unref (step->task);
  g_free (step);
}

static gboolean
progress_step_cb (gpointer data)
{
  ProgressStep *step = data;
  JobInput *input = g_task_get_task_data (step->task);

  /* The caller's data is promised only until the callback. */
  if (!g_task_get_completed (step->task))
    input->progress (step->message, step->done, step->total, input->progress_data);
  return G_SOURCE_REMOVE;
}

static void
tell_progress (const char *message_id,
               gint64      done,
               gint64      total,
               gpointer    data)
{
  JobInput *input = data;
  ProgressStep *step;

  if (input->progress == NULL)
    return;

  step = g_new0 (ProgressStep, 1);
  step->task = g_object_ref (input->task);
  step->message = message_id;
  step->done = done;
  step->total = total;
  g_main_context_invoke_full (input->context, G_PRIORITY_DEFAULT, progress_step_cb, step,
                              progress_step_free);
}

/* Opens what was read before, if anything was. */
static void
open_saved (RollcallReading  *reading,
            const Connection *connection)
{
  g_autofree char *folder = connection_get_roll_folder (connection);
  g_autoptr (Roll) roll = NULL;
  g_autoptr (GError) error = NULL;

  if (reading->roll != NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    return;

  roll = roll_open (folder, &error);
  if (roll == NULL)
    {
      if (reading->error == NULL)
        reading->error = g_steal_pointer (&error);
      return;
    }
  if (!roll_is_published (roll))
    return;

  reading->info = roll_get_info (roll, &error);
  if (reading->info != NULL)
    reading->roll = g_steal_pointer (&roll);
  else if (reading->error == NULL)
    reading->error = g_steal_pointer (&error);
}

static void
read_anew (RollcallReading  *reading,
           const Connection *connection,
           JobInput         *input,
           GCancellable     *cancellable)
{
  g_autoptr (GError) error = NULL;

  reading->desk = desk_side_new_for (connection, input->session, cancellable, &error);
  if (reading->desk != NULL &&
      desk_side_read (reading->desk, tell_progress, input, cancellable, &error))
    {
      reading->info = roll_get_info (desk_side_get_roll (reading->desk), &error);
      if (reading->info != NULL)
        reading->roll = g_object_ref (desk_side_get_roll (reading->desk));
    }
  reading->error = g_steal_pointer (&error);
}

/* Also when reading failed: an ended key of ours may be why. What goes wrong was said there. */
static void
ask_for_key (RollcallReading  *reading,
             const Connection *connection,
             JobInput         *input,
             GCancellable     *cancellable)
{
  g_autoptr (DeskService) service = NULL;

  if (!desk_service_can_administer (connection) || reading->desk == NULL)
    return;
  service = desk_service_new_for (connection, input->session, cancellable, NULL);
  if (service != NULL)
    reading->key = desk_key_health (service, connection, cancellable, NULL);
}

static void
compare_both (RollcallReadJob *job,
              JobInput        *input,
              GCancellable    *cancellable)
{
  CompareOptions options = { 0 };

  if (job->source.roll == NULL || job->target.roll == NULL)
    return;

  options.source_name = input->source->name;
  options.target_name = input->target->name;
  job->comparison = comparison_new (job->source.roll, job->target.roll, &options, cancellable,
                                    &job->comparison_error);
}

static void
run_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      data,
               GCancellable *cancellable)
{
  JobInput *input = data;
  RollcallReadJob *job = g_new0 (RollcallReadJob, 1);

  job->source_uuid = g_strdup (input->source != NULL ? input->source->uuid : NULL);
  if (input->anew && input->source != NULL)
    read_anew (&job->source, input->source, input, cancellable);
  if (input->anew && !g_cancellable_is_cancelled (cancellable))
    {
      read_anew (&job->target, input->target, input, cancellable);
      ask_for_key (&job->target, input->target, input, cancellable);
    }
  if (input->source != NULL)
    open_saved (&job->source, input->source);
  open_saved (&job->target, input->target);
  if (!g_cancellable_is_cancelled (cancellable))
    compare_both (job, input, cancellable);

  g_task_return_pointer (task, job, (GDestroyNotify)rollcall_read_job_free);
}

void
rollcall_read_job_free (RollcallReadJob *job)
{
  if (job == NULL)
    return;

  reading_clear (&job->target);
  reading_clear (&job->source);
  g_free (job->source_uuid);
  g_clear_object (&job->comparison);
  g_clear_error (&job->comparison_error);
  g_free (job);
}

void
rollcall_read_job_run_async (const Connection    *target,
                             const Connection    *source,
                             DeskSession         *session,
                             gboolean             anew,
                             BaseProgress         progress,
                             gpointer             progress_data,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  JobInput *input;

  g_return_if_fail (target != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, rollcall_read_job_run_async);
  /* A cancelled job still has something to give: what was there before. */
  g_task_set_check_cancellable (task, FALSE);

  input = g_new0 (JobInput, 1);
  input->target = connection_copy (target);
  input->source = source != NULL ? connection_copy (source) : NULL;
  input->session = session != NULL ? g_object_ref (session) : NULL;
  input->anew = anew;
  input->progress = progress;
  input->progress_data = progress_data;
  input->context = g_main_context_ref_thread_default ();
  input->task = task;
  g_task_set_task_data (task, input, job_input_free);
  g_task_run_in_thread (task, run_in_thread);
}

RollcallReadJob *
rollcall_read_job_run_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rollcall_read_job_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
