/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A GTask around roll_list(), roll_count_rows() and roll_get_rows(). */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-roll-query.h"

typedef struct
{
  Roll *roll;
  RollListQuery query;
  GArray *seen;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->roll);
  rollcall_roll_query_clear (&self->query);
  g_clear_pointer (&self->seen, g_array_unref);
  g_free (self);
}

static gboolean
answer (Job *job, RollcallRollAnswer *answer, GCancellable *cancellable, GError **error)
{
  if (!roll_list_prepare (job->roll, cancellable, error))
    return FALSE;
  answer->rows = roll_list (job->roll, &job->query, 0, cancellable, error);
  if (answer->rows == NULL ||
      !roll_count_rows (job->roll, &job->query, &answer->counts, cancellable, error))
    return FALSE;
  if (job->seen == NULL)
    return TRUE;

  answer->seen = g_array_ref (job->seen);
  answer->seen_rows =
      roll_get_rows (job->roll, (const guint32 *)(gpointer)job->seen->data, job->seen->len, error);
  return answer->seen_rows != NULL;
}

static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (RollcallRollAnswer) given = g_new0 (RollcallRollAnswer, 1);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (answer (data, given, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&given),
                           (GDestroyNotify)rollcall_roll_answer_free);
  else
    g_task_return_error (task, error);
}

void
rollcall_roll_answer_free (RollcallRollAnswer *answer)
{
  if (answer == NULL)
    return;
  g_clear_pointer (&answer->rows, g_array_unref);
  g_clear_pointer (&answer->seen, g_array_unref);
  g_clear_pointer (&answer->seen_rows, g_ptr_array_unref);
  g_free (answer);
}

RollListQuery
rollcall_roll_query_copy (const RollListQuery *query)
{
  RollListQuery copy = *query;

  copy.search = query->search != NULL && *query->search != '\0' ? g_strdup (query->search) : NULL;
  return copy;
}

void
rollcall_roll_query_clear (RollListQuery *query)
{
  g_free ((char *)query->search);
  query->search = NULL;
}

gboolean
rollcall_roll_query_equal (const RollListQuery *a, const RollListQuery *b)
{
  return a->list == b->list && g_strcmp0 (a->search, b->search) == 0 && a->state == b->state &&
         a->sort == b->sort && a->descending == b->descending && a->group == b->group &&
         a->changed_since == b->changed_since;
}

void
rollcall_roll_query_async (Roll *roll,
                           const RollListQuery *query,
                           GArray *seen,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (ROLL_IS_ROLL (roll));
  g_return_if_fail (query != NULL);

  job = g_new0 (Job, 1);
  job->roll = g_object_ref (roll);
  job->query = rollcall_roll_query_copy (query);
  job->seen = seen;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, rollcall_roll_query_async);
  g_task_set_task_data (task, job, job_free);
  /* Typing must not wait behind a long reading. */
  g_task_set_priority (task, G_PRIORITY_HIGH);
  g_task_run_in_thread (task, run_cb);
}

RollcallRollAnswer *
rollcall_roll_query_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
