/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One struct carries the question into the thread and what came of it back. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-key-job.h"

#include "base/base-secret.h"
#include "console/rollcall-application.h"

typedef struct KeyJob KeyJob;

/* Runs in the worker; @service is %NULL where none is needed. */
typedef gboolean (*KeyFunc) (KeyJob *job,
                             DeskService *service,
                             GCancellable *cancellable,
                             GError **error);

struct KeyJob
{
  KeyFunc func;
  gboolean needs_service;
  Connection *connection;
  DeskSession *session;
  char *key_id;
  char *name; /* of the key, or the kind of secret */
  char *scope;
  char *secret;
  gint64 number; /* when it expires, or seconds of overlap */
  RollcallKeyResult *result;
};

static void
key_job_free (KeyJob *job)
{
  connection_free (job->connection);
  g_clear_object (&job->session);
  g_free (job->key_id);
  g_free (job->name);
  g_free (job->scope);
  base_secret_clear (&job->secret);
  g_clear_pointer (&job->result, rollcall_key_result_free);
  g_free (job);
}

static KeyJob *
key_job_new (RollcallSide *side,
             KeyFunc       func)
{
  KeyJob *job = g_new0 (KeyJob, 1);

  job->func = func;
  job->needs_service = TRUE;
  job->connection = connection_copy (rollcall_side_get_connection (side));
  job->session = g_object_ref (rollcall_application_get_session (rollcall_application_get ()));
  job->result = g_new0 (RollcallKeyResult, 1);
  return job;
}

static gboolean
do_list (KeyJob        *job,
         DeskService   *service,
         GCancellable  *cancellable,
         GError       **error)
{
  job->result->keys = desk_keys_list (service, job->connection, cancellable, error);
  return job->result->keys != NULL;
}

static gboolean
do_create (KeyJob        *job,
           DeskService   *service,
           GCancellable  *cancellable,
           GError       **error)
{
  job->result->key = desk_keys_create (service, job->connection, job->name, job->scope, job->number,
                                       cancellable, error);
  return job->result->key != NULL;
}

static gboolean
do_extend (KeyJob        *job,
           DeskService   *service,
           GCancellable  *cancellable,
           GError       **error)
{
  return desk_keys_extend (service, job->connection, job->key_id, job->number, cancellable, error);
}

static gboolean
do_replace (KeyJob        *job,
            DeskService   *service,
            GCancellable  *cancellable,
            GError       **error)
{
  job->result->key =
      desk_keys_replace (service, job->connection, job->key_id, job->number, cancellable, error);
  return job->result->key != NULL;
}

static gboolean
do_revoke (KeyJob        *job,
           DeskService   *service,
           GCancellable  *cancellable,
           GError       **error)
{
  return desk_keys_revoke (service, job->connection, job->key_id, cancellable, error);
}

static const char *
get_kind (const Connection *connection)
{
  return desk_service_can_administer (connection) ? "provision-key" : "key";
}

static gboolean
do_keep (KeyJob        *job,
         DeskService   *service,
         GCancellable  *cancellable,
         GError       **error)
{
  return desk_session_store (job->session, job->connection, job->name, job->secret, cancellable,
                             error);
}

static gboolean
look_up (KeyJob        *job,
         DeskService   *service,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr (GError) why = NULL;

  job->result->secret = desk_session_lookup (job->session, job->connection->uuid,
                                             get_kind (job->connection), cancellable, &why);
  if (why == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  KeyJob *job = data;
  g_autoptr (DeskService) service = NULL;
  g_autoptr (GError) error = NULL;

  if (job->needs_service)
    {
      service = desk_service_new_for (job->connection, job->session, cancellable, &error);
      if (service == NULL)
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
    }
  if (job->func (job, service, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&job->result),
                           (GDestroyNotify)rollcall_key_result_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
start (KeyJob              *job,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify)key_job_free);
  g_task_run_in_thread (task, run);
}

void
rollcall_key_result_free (RollcallKeyResult *result)
{
  if (result == NULL)
    return;
  g_clear_pointer (&result->keys, g_ptr_array_unref);
  g_clear_pointer (&result->key, desk_key_free);
  base_secret_clear (&result->secret);
  g_free (result);
}

void
rollcall_key_job_list_async (RollcallSide        *side,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  start (key_job_new (side, do_list), cancellable, callback, user_data);
}

void
rollcall_key_job_create_async (RollcallSide        *side,
                               const char          *name,
                               const char          *scope,
                               gint64               expires,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  KeyJob *job;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (name != NULL && scope != NULL);

  job = key_job_new (side, do_create);
  job->name = g_strdup (name);
  job->scope = g_strdup (scope);
  job->number = expires;
  start (job, cancellable, callback, user_data);
}

void
rollcall_key_job_extend_async (RollcallSide        *side,
                               const char          *key_id,
                               gint64               expires,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  KeyJob *job;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (key_id != NULL);

  job = key_job_new (side, do_extend);
  job->key_id = g_strdup (key_id);
  job->number = expires;
  start (job, cancellable, callback, user_data);
}

void
rollcall_key_job_replace_async (RollcallSide        *side,
                                const char          *key_id,
                                gint64               overlap_seconds,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  KeyJob *job;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (key_id != NULL && overlap_seconds >= 0);

  job = key_job_new (side, do_replace);
  job->key_id = g_strdup (key_id);
  job->number = overlap_seconds;
  start (job, cancellable, callback, user_data);
}

void
rollcall_key_job_revoke_async (RollcallSide        *side,
                               const char          *key_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  KeyJob *job;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (key_id != NULL);

  job = key_job_new (side, do_revoke);
  job->key_id = g_strdup (key_id);
  start (job, cancellable, callback, user_data);
}

void
rollcall_key_job_keep_async (RollcallSide        *side,
                             const char          *kind,
                             const char          *secret,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  KeyJob *job;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));
  g_return_if_fail (kind != NULL && secret != NULL);

  job = key_job_new (side, do_keep);
  job->name = g_strdup (kind);
  job->needs_service = FALSE;
  job->secret = base_secret_dup (secret);
  start (job, cancellable, callback, user_data);
}

void
rollcall_key_job_kept_async (RollcallSide        *side,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  KeyJob *job;

  g_return_if_fail (ROLLCALL_IS_SIDE (side));

  job = key_job_new (side, look_up);
  job->needs_service = FALSE;
  start (job, cancellable, callback, user_data);
}

gboolean
rollcall_key_job_finish (GAsyncResult       *async,
                         RollcallKeyResult **result,
                         GError            **error)
{
  g_autoptr (RollcallKeyResult) found = NULL;

  g_return_val_if_fail (G_IS_TASK (async), FALSE);

  found = g_task_propagate_pointer (G_TASK (async), error);
  if (found == NULL)
    return FALSE;
  if (result != NULL)
    *result = g_steal_pointer (&found);
  return TRUE;
}
