/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two thin tasks around desk/desk-directory.h. A task's own look at the cancellable is off, since
 * it would throw away an answer with a key in it. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-directory-job.h"

typedef struct
{
  DeskService *service;
  DeskSession *session;
  Connection *draft;
  AdminDirectory directory; /* id, name and base URL of it */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->service);
  g_object_unref (job->session);
  connection_free (job->draft);
  g_free (job->directory.id);
  g_free (job->directory.name);
  g_free (job->directory.base_url);
  g_free (job);
}

static GTask *
make_task (DeskService         *service,
           DeskSession         *session,
           const char          *name,
           gpointer             tag,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->service = g_object_ref (service);
  job->session = g_object_ref (session);
  job->draft = connection_new (name, "");
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  return task;
}

static void
run_make (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  DeskNewDirectory *made = desk_directory_make (job->service, job->session, job->draft->name,
                                                job->draft, cancellable, &error);

  if (made != NULL)
    g_task_return_pointer (task, made, (GDestroyNotify)desk_new_directory_free);
  else
    g_task_return_error (task, error);
}

static void
run_adopt (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  Connection *connection = desk_directory_adopt (job->service, job->session, &job->directory,
                                                 job->draft, cancellable, &error);

  if (connection != NULL)
    g_task_return_pointer (task, connection, (GDestroyNotify)connection_free);
  else
    g_task_return_error (task, error);
}

void
rollcall_directory_job_make_async (DeskService         *service,
                                   DeskSession         *session,
                                   const char          *name,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DESK_IS_SERVICE (service));
  g_return_if_fail (DESK_IS_SESSION (session));
  g_return_if_fail (name != NULL);

  task = make_task (service, session, name, rollcall_directory_job_make_async, cancellable,
                    callback, user_data);
  g_task_run_in_thread (task, run_make);
}

DeskNewDirectory *
rollcall_directory_job_make_finish (GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rollcall_directory_job_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
rollcall_directory_job_adopt_async (DeskService          *service,
                                    DeskSession          *session,
                                    const AdminDirectory *directory,
                                    const char           *name,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (DESK_IS_SERVICE (service));
  g_return_if_fail (DESK_IS_SESSION (session));
  g_return_if_fail (directory != NULL && name != NULL);

  task = make_task (service, session, name, rollcall_directory_job_adopt_async, cancellable,
                    callback, user_data);
  job = g_task_get_task_data (task);
  job->directory.id = g_strdup (directory->id);
  job->directory.name = g_strdup (directory->name);
  job->directory.base_url = g_strdup (directory->base_url);
  g_task_run_in_thread (task, run_adopt);
}

Connection *
rollcall_directory_job_adopt_finish (GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rollcall_directory_job_adopt_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
