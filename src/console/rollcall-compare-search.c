/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One question a task; the page cancels the one before. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-search.h"

typedef struct
{
  Comparison           *comparison;
  RollcallCompareIndex *index; /* NULL to make it first */
  RollcallReasonSet     reasons;
  char                 *search;
  char                 *wanted;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->comparison);
  g_clear_pointer (&job->index, rollcall_compare_index_unref);
  g_free (job->search);
  g_free (job->wanted);
  g_free (job);
}

/* (nullable): whoever is wanted; they must be among what is shown */
static const CompareEntry *
make_room (Job *job)
{
  const CompareEntry *entry;

  if (job->wanted == NULL)
    return NULL;
  entry = rollcall_compare_index_find (job->index, job->wanted);
  if (entry == NULL)
    return NULL;

  g_clear_pointer (&job->search, g_free);
  if (!rollcall_compare_index_shows (job->index, &job->reasons, entry))
    {
      job->reasons.attention = entry->explained ? 0 : 1u << entry->reason;
      job->reasons.explained = entry->explained ? 1u << entry->reason : 0;
    }
  return entry;
}

static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (RollcallCompareFound) found = g_new0 (RollcallCompareFound, 1);

  if (job->index == NULL)
    job->index = rollcall_compare_index_new (job->comparison, cancellable);
  if (job->index != NULL)
    {
      found->person = make_room (job);
      found->entries = rollcall_compare_index_filter (job->index, &job->reasons, job->search,
                                                      cancellable);
    }
  if (found->entries == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  found->index = rollcall_compare_index_ref (job->index);
  found->reasons = job->reasons;
  found->wanted = g_steal_pointer (&job->wanted);
  g_task_return_pointer (task, g_steal_pointer (&found),
                         (GDestroyNotify)rollcall_compare_found_free);
}

void
rollcall_compare_found_free (RollcallCompareFound *found)
{
  if (found == NULL)
    return;

  g_clear_pointer (&found->index, rollcall_compare_index_unref);
  g_clear_pointer (&found->entries, g_ptr_array_unref);
  g_free (found->wanted);
  g_free (found);
}

void
rollcall_compare_search_async (Comparison              *comparison,
                               RollcallCompareIndex    *index,
                               const RollcallReasonSet *reasons,
                               const char              *search,
                               const char              *wanted,
                               GCancellable            *cancellable,
                               GAsyncReadyCallback      callback,
                               gpointer                 user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (COMPARE_IS_COMPARISON (comparison));
  g_return_if_fail (reasons != NULL);

  job = g_new0 (Job, 1);
  job->comparison = g_object_ref (comparison);
  if (index != NULL && rollcall_compare_index_get_comparison (index) == comparison)
    job->index = rollcall_compare_index_ref (index);
  job->reasons = *reasons;
  job->search = g_strdup (search);
  job->wanted = g_strdup (wanted);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, rollcall_compare_search_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, search_thread);
}

RollcallCompareFound *
rollcall_compare_search_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
