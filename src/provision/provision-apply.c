/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Applying a plan: steps become jobs (one step, or a bunch of memberships of one group), jobs of
 * one action are done by all workers at once, and an action begins when the one before is done. A
 * failed step is noted; what would fail every step stops all. */

#define G_LOG_DOMAIN "rollcall-provision"

#include "config.h"

#include "provision/provision-apply.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/base-secret.h"
#include "provision/provision-worker.h"

#define DEFAULT_WORKERS 4
#define MOST_WORKERS 64
#define MOST_FAILURES 1000
#define LEAST_DELETIONS 10
#define PROGRESS_MICROSECONDS 100000

/* Writing is a use of the key, unlike our reading, which a Rollcall service knows by
 * "Rollcall/". */
#define USER_AGENT "Rollcall-Provision/" PACKAGE_VERSION

typedef struct
{
  guint begin;
  guint n;
} Job;

typedef struct
{
  ProvisionPlan *plan;
  const ProvisionOptions *options;
  ProvisionLedger ledger;
  const char *key;
  GCancellable *cancellable;
  BaseProgress progress;
  gpointer progress_data;

  GMutex lock; /* of all that follows */
  GCond changed;
  GArray *jobs; /* Job, in order of their action */
  guint next;
  guint phase_end; /* the first job of the next action */
  guint running;
  GError *stopped;
  ProvisionResult *result;
  gint64 steps_done;
  gint64 told; /* when progress was told last */
} Apply;

static void
failure_free (gpointer data)
{
  ProvisionFailure *failure = data;

  g_free (failure->key);
  g_free (failure->message);
  g_free (failure);
}

static ProvisionStep *
get_step (Apply *self,
          guint  index)
{
  return g_ptr_array_index (self->plan->steps, index);
}

static gboolean
is_membership (const ProvisionStep *step)
{
  return step->action == PROVISION_ADD_MEMBER || step->action == PROVISION_REMOVE_MEMBER;
}

/* Whether two steps may go in one PATCH. */
static gboolean
go_together (const ProvisionStep *one,
             const ProvisionStep *other)
{
  return is_membership (one) && one->action == other->action &&
         one->source_row == other->source_row && one->target_row == other->target_row;
}

static void
make_jobs (Apply *self)
{
  guint most = self->options->dialect->members_at_once;

  self->jobs = g_array_new (FALSE, FALSE, sizeof (Job));
  for (guint i = 0; i < self->plan->steps->len;)
    {
      Job job = { .begin = i, .n = 1 };

      while (i + job.n < self->plan->steps->len && job.n < most &&
             go_together (get_step (self, i), get_step (self, i + job.n)))
        job.n++;
      g_array_append_val (self->jobs, job);
      i += job.n;
    }
}

static ProvisionAction
get_action (Apply *self,
            guint  job)
{
  return get_step (self, g_array_index (self->jobs, Job, job).begin)->action;
}

/* The next job, waiting until its action may begin; %FALSE if there is none. */
static gboolean
take_job (Apply *self,
          Job   *job)
{
  gboolean taken = FALSE;

  g_mutex_lock (&self->lock);
  while (self->stopped == NULL && self->next < self->jobs->len)
    {
      if (self->next == self->phase_end && self->running > 0)
        {
          g_cond_wait (&self->changed, &self->lock);
          continue;
        }
      if (self->next == self->phase_end)
        {
          ProvisionAction action = get_action (self, self->next);

          while (self->phase_end < self->jobs->len && get_action (self, self->phase_end) == action)
            self->phase_end++;
          g_cond_broadcast (&self->changed);
        }
      *job = g_array_index (self->jobs, Job, self->next++);
      self->running++;
      taken = TRUE;
      break;
    }
  g_mutex_unlock (&self->lock);
  return taken;
}

static void
end_job (Apply *self)
{
  g_mutex_lock (&self->lock);
  self->running--;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* What no other step would survive either. */
static gboolean
stops_all (const Apply  *self,
           const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  if (error->domain != HTTP_ERROR)
    return FALSE;
  switch (error->code)
    {
    case HTTP_ERROR_BAD_URL:
    case HTTP_ERROR_INSECURE:
    case HTTP_ERROR_UNREACHABLE:
    case HTTP_ERROR_TIMEOUT:
    case HTTP_ERROR_TLS:
    case HTTP_ERROR_REDIRECTED:
    case HTTP_ERROR_UNAUTHORIZED:
    case HTTP_ERROR_KEY_TEXT:
      return TRUE;

    /* A key that may not write; but a server may also protect single people. */
    case HTTP_ERROR_FORBIDDEN:
      return self->steps_done == 0;

    default:
      return FALSE;
    }
}

/* Lock held. */
static void
tell_progress (Apply           *self,
               ProvisionAction  action)
{
  gint64 now = g_get_monotonic_time ();
  gint64 total = self->plan->steps->len;
  gint64 done = self->steps_done;

  for (guint i = 0; i < PROVISION_N_ACTIONS; i++)
    done += self->result->failed[i];
  if (self->progress == NULL || (now - self->told < PROGRESS_MICROSECONDS && done < total))
    return;
  self->told = now;
  self->progress (provision_action_to_phrase (action), done, total, self->progress_data);
}

static void
note_failure (Apply               *self,
              const ProvisionStep *step,
              const GError        *error)
{
  ProvisionFailure *failure;

  self->result->failed[step->action]++;
  if (self->result->failures->len >= MOST_FAILURES)
    return;
  failure = g_new0 (ProvisionFailure, 1);
  failure->action = step->action;
  failure->key = step->member != NULL && is_membership (step)
                     ? g_strdup_printf ("%s, %s", step->key, step->member)
                     : g_strdup (step->key);
  failure->message = g_strdup (error->message);
  g_ptr_array_add (self->result->failures, failure);
}

/* Lock held; takes over @error. */
static void
stop (Apply  *self,
      GError *error)
{
  if (self->stopped == NULL)
    self->stopped = error;
  else
    g_error_free (error);
  g_cond_broadcast (&self->changed);
}

/* Notes what became of steps; takes over @error. */
static void
note (Apply     *self,
      const Job *job,
      GError    *error)
{
  g_mutex_lock (&self->lock);
  if (error != NULL && stops_all (self, error))
    stop (self, g_steal_pointer (&error));
  else
    {
      for (guint i = job->begin; i < job->begin + job->n; i++)
        if (error != NULL)
          note_failure (self, get_step (self, i), error);
        else
          {
            self->result->done[get_step (self, i)->action]++;
            self->steps_done++;
          }
      tell_progress (self, get_step (self, job->begin)->action);
    }
  g_mutex_unlock (&self->lock);
  g_clear_error (&error);
}

static gboolean
has_stopped (Apply *self)
{
  gboolean stopped;

  g_mutex_lock (&self->lock);
  stopped = self->stopped != NULL;
  g_mutex_unlock (&self->lock);
  return stopped;
}

static void
do_members (Apply           *self,
            ProvisionWorker *worker,
            const Job       *job)
{
  ProvisionStep **steps = (ProvisionStep **)&g_ptr_array_index (self->plan->steps, job->begin);
  GError *error = NULL;

  if (provision_worker_do_members (worker, steps, job->n, &error) || job->n == 1 ||
      stops_all (self, error))
    {
      note (self, job, error);
      return;
    }

  /* One of them spoils the request: each by themselves, so that the others get in. */
  g_clear_error (&error);
  for (guint i = 0; i < job->n && !has_stopped (self); i++)
    {
      Job single = { .begin = job->begin + i, .n = 1 };

      provision_worker_do_members (worker, steps + i, 1, &error);
      note (self, &single, g_steal_pointer (&error));
    }
}

static gboolean
open_worker (Apply            *self,
             ProvisionWorker  *worker,
             GError          **error)
{
  worker->plan = self->plan;
  worker->ledger = &self->ledger;
  worker->dialect = self->options->dialect;
  worker->cancellable = self->cancellable;
  worker->session = http_session_new (self->options->base_url, error);
  if (worker->session == NULL || !http_session_set_key (worker->session, self->key, error))
    return FALSE;
  http_session_set_user_agent (worker->session, USER_AGENT);
  /* Members and attributes are sets: what arrives twice does no harm. */
  http_session_set_writes_repeatable (worker->session, TRUE);
  return TRUE;
}

static void
close_worker (Apply           *self,
              ProvisionWorker *worker)
{
  g_mutex_lock (&self->lock);
  self->result->requests += worker->requests;
  g_mutex_unlock (&self->lock);
  g_clear_object (&worker->session);
}

static gpointer
work_thread (gpointer data)
{
  Apply *self = data;
  ProvisionWorker worker = { 0 };
  GError *error = NULL;
  Job job;

  if (!open_worker (self, &worker, &error))
    {
      g_mutex_lock (&self->lock);
      stop (self, g_steal_pointer (&error));
      g_mutex_unlock (&self->lock);
    }
  while (take_job (self, &job))
    {
      if (is_membership (get_step (self, job.begin)))
        do_members (self, &worker, &job);
      else
        {
          provision_worker_do (&worker, get_step (self, job.begin), &error);
          note (self, &job, g_steal_pointer (&error));
        }
      end_job (self);
    }
  close_worker (self, &worker);
  return NULL;
}

static void
run_workers (Apply *self)
{
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  guint n = self->options->workers > 0 ? self->options->workers : DEFAULT_WORKERS;

  n = MIN (MIN (n, MOST_WORKERS), self->jobs->len);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (threads, g_thread_new ("provision", work_thread, self));
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
}

static gboolean
test_connection (Apply   *self,
                 GError **error)
{
  ProvisionWorker worker = { 0 };
  gboolean well = open_worker (self, &worker, error) && provision_worker_test (&worker, error);

  close_worker (self, &worker);
  return well;
}

static gboolean
check_deletions (ProvisionPlan           *plan,
                 const ProvisionOptions  *options,
                 GError                 **error)
{
  gint64 wanted = provision_plan_count_deletions (plan);
  gint64 allowed = options->allow_deletions >= 0 ? options->allow_deletions
                                                 : MAX (LEAST_DELETIONS, plan->people / 10);

  if (wanted <= allowed)
    return TRUE;
  g_set_error (error, PROVISION_ERROR, PROVISION_ERROR_DELETIONS,
               _("The plan deactivates or deletes %" PRId64 ", and only %" PRId64
                 " are allowed. Nothing was written. If that many are right, allow them with "
                 "--allow-deletions %" PRId64),
               wanted, allowed, wanted);
  return FALSE;
}

static void
apply_clear (Apply *self)
{
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_clear_pointer (&self->jobs, g_array_unref);
  g_clear_error (&self->stopped);
  g_clear_pointer (&self->result, provision_result_free);
  provision_ledger_clear (&self->ledger);
}

static void
apply_init (Apply                  *self,
            ProvisionPlan          *plan,
            const ProvisionOptions *options)
{
  self->plan = plan;
  self->options = options;
  self->result = g_new0 (ProvisionResult, 1);
  self->result->failures = g_ptr_array_new_with_free_func (failure_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  provision_ledger_init (&self->ledger, plan);
  make_jobs (self);
}

void
provision_result_free (ProvisionResult *result)
{
  if (result == NULL)
    return;

  g_ptr_array_unref (result->failures);
  g_free (result);
}

ProvisionResult *
provision_apply (ProvisionPlan           *plan,
                 const ProvisionOptions  *options,
                 BaseProgress             progress,
                 gpointer                 progress_data,
                 GCancellable            *cancellable,
                 GError                 **error)
{
  g_auto (BaseSecret) key = NULL;
  g_autoptr (GError) cause = NULL;
  ProvisionResult *result = NULL;
  Apply apply = { 0 };

  g_return_val_if_fail (PROVISION_IS_PLAN (plan), NULL);
  g_return_val_if_fail (options != NULL && options->dialect != NULL, NULL);
  g_return_val_if_fail (options->base_url != NULL, NULL);

  if (!check_deletions (plan, options, error))
    return NULL;
  if (options->secrets != NULL)
    {
      key = source_secrets_lookup (options->secrets, "key", cancellable, &cause);
      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
    }

  apply_init (&apply, plan, options);
  apply.key = key;
  apply.cancellable = cancellable;
  apply.progress = progress;
  apply.progress_data = progress_data;

  if (!test_connection (&apply, error))
    {
      apply_clear (&apply);
      return NULL;
    }
  run_workers (&apply);
  if (apply.stopped != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&apply.stopped),
                                  _("Stopped after %" PRId64
                                    " of %u steps; what was written "
                                    "stays, and provisioning again does the rest: "),
                                  apply.steps_done, plan->steps->len);
    }
  else
    result = g_steal_pointer (&apply.result);
  apply_clear (&apply);
  return result;
}
