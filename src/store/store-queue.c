/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Group commit. The thread takes the first job, opens a transaction, and goes on taking what is
 * there until a batch is full; each job runs in a savepoint. Then it commits once and tells every
 * job. It never waits for a batch to fill: while a commit waits for the disk, the next batch
 * gathers by itself.
 *
 * If the commit fails nothing of the batch is kept, and each of its jobs hears why, also those that
 * had succeeded by themselves: no done callback is called before the commit.
 *
 * The mutex is POSIX's and not GLib's, because ThreadSanitizer sees through the former alone. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-queue.h"

#include <glib/gi18n.h>
#include <pthread.h>

#include "base/base-time.h"
#include "store/store-private.h"
#include "store/store-purge.h"
#include "store/store-sql.h"

/* The WAL goes into the file after so many jobs, but not more often than that: a checkpoint writes
 * each page once, however often it changed. */
#define CHECKPOINT_JOBS 500
#define CHECKPOINT_MICROSECONDS G_USEC_PER_SEC

typedef struct
{
  StoreJob job;
  StoreDone done;
  gpointer data;
  gsize bytes;
  GError *error;
} QueuedJob;

/* What stands behind the mutex: jobs, closing, listener, the counts. The rest is the thread's. */
struct _StoreQueue
{
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  GQueue jobs;
  gboolean closing;
  StoreActivityListener listener;
  gpointer listener_data;
  guint64 jobs_run;
  guint64 commits;

  GThread *thread;
  StoreWriter writer;
  guint jobs_since_checkpoint;
  gint64 last_checkpoint;
};

static void
queued_job_finish (QueuedJob *job)
{
  if (job->done != NULL)
    job->done (job->error, job->data);
  g_clear_error (&job->error);
  g_free (job);
}

/* (nullable): the next job, without waiting. */
static QueuedJob *
take_now (StoreQueue *self)
{
  QueuedJob *job;

  pthread_mutex_lock (&self->mutex);
  job = g_queue_pop_head (&self->jobs);
  pthread_mutex_unlock (&self->mutex);
  return job;
}

/* (nullable): the next job, or %NULL when the queue is closed and empty. */
static QueuedJob *
take (StoreQueue *self)
{
  QueuedJob *job;

  pthread_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->jobs) && !self->closing)
    pthread_cond_wait (&self->wake, &self->mutex);
  job = g_queue_pop_head (&self->jobs);
  pthread_mutex_unlock (&self->mutex);
  return job;
}

/* The version is given out whether or not the job succeeds. */
static void
begin_job (StoreWriter *writer)
{
  gint64 now = base_time_now ();

  writer->version++;
  writer->time = MAX (writer->time, now - now % 1000);
}

static void
run_job (StoreQueue *self,
         QueuedJob  *job)
{
  Database *database = self->writer.database;
  gboolean ok;

  if (!database_savepoint (database, &job->error))
    return;

  begin_job (&self->writer);
  ok = job->job (&self->writer, job->data, &job->error);
  if (!ok && job->error == NULL)
    g_set_error_literal (&job->error, STORE_ERROR, STORE_ERROR_FAILED, _("The write failed"));

  /* A job that says it succeeded and set an error nevertheless is not trusted. */
  if (job->error != NULL)
    database_savepoint_rollback (database);
  else
    database_savepoint_release (database, &job->error);
}

/* Takes and runs jobs until the batch is full or the queue empty. */
static GPtrArray *
run_batch (StoreQueue *self,
           QueuedJob  *first)
{
  GPtrArray *batch = g_ptr_array_new ();
  gint64 end = g_get_monotonic_time () + STORE_BATCH_MICROSECONDS;
  gsize bytes = 0;

  for (QueuedJob *job = first; job != NULL; job = take_now (self))
    {
      g_ptr_array_add (batch, job);
      bytes += job->bytes;
      run_job (self, job);
      if (batch->len >= STORE_BATCH_JOBS || bytes >= STORE_BATCH_BYTES ||
          g_get_monotonic_time () >= end)
        break;
    }
  return batch;
}

static gboolean
keep_version (StoreWriter  *writer,
              GError      **error)
{
  return store_sql_run (writer->database, error, "UPDATE state SET version = ?1", "i",
                        writer->version);
}

static gboolean
anything_to_keep (GPtrArray *batch)
{
  for (guint i = 0; i < batch->len; i++)
    {
      if (((QueuedJob *)batch->pdata[i])->error == NULL)
        return TRUE;
    }
  return FALSE;
}

/* Commits, or gives each job of the batch the reason why not. */
static gboolean
commit (StoreQueue *self,
        GPtrArray  *batch)
{
  g_autoptr (GError) error = NULL;
  gboolean committed = FALSE;

  if (!anything_to_keep (batch))
    database_rollback (self->writer.database);
  else if (keep_version (&self->writer, &error) && database_commit (self->writer.database, &error))
    committed = TRUE;
  else
    database_rollback (self->writer.database);

  for (guint i = 0; i < batch->len; i++)
    {
      QueuedJob *job = batch->pdata[i];

      if (error != NULL && job->error == NULL)
        job->error = g_error_copy (error);
      store_result (FALSE, &job->error);
    }
  return committed;
}

static void
tell_listener (StoreQueue *self,
               gint64      cursor)
{
  StoreActivityListener listener;
  gpointer data;

  pthread_mutex_lock (&self->mutex);
  listener = self->listener;
  data = self->listener_data;
  pthread_mutex_unlock (&self->mutex);

  if (listener != NULL)
    listener (cursor, data);
}

static void
count_batch (StoreQueue *self,
             guint       jobs,
             gboolean    committed)
{
  pthread_mutex_lock (&self->mutex);
  self->jobs_run += jobs;
  self->commits += committed ? 1 : 0;
  pthread_mutex_unlock (&self->mutex);
}

static void
checkpoint_if_due (StoreQueue *self,
                   guint       jobs)
{
  gint64 now = g_get_monotonic_time ();

  self->jobs_since_checkpoint += jobs;
  if (self->jobs_since_checkpoint < CHECKPOINT_JOBS ||
      now - self->last_checkpoint < CHECKPOINT_MICROSECONDS)
    return;

  database_checkpoint (self->writer.database);
  self->jobs_since_checkpoint = 0;
  self->last_checkpoint = g_get_monotonic_time ();
}

static void
do_batch (StoreQueue *self,
          QueuedJob  *first)
{
  g_autoptr (GPtrArray) batch = NULL;
  gboolean committed = FALSE;

  self->writer.newest_activity = 0;
  self->writer.admissions_changed = FALSE;
  self->writer.directory_died = FALSE;

  if (database_begin (self->writer.database, &first->error))
    {
      batch = run_batch (self, first);
      committed = commit (self, batch);
    }
  else
    {
      store_result (FALSE, &first->error);
      batch = g_ptr_array_new ();
      g_ptr_array_add (batch, first);
    }

  if (self->writer.admissions_changed)
    store_bump_admissions (self->writer.store);
  count_batch (self, batch->len, committed);
  if (committed && self->writer.newest_activity != 0)
    tell_listener (self, self->writer.newest_activity);
  if (committed && self->writer.directory_died)
    store_purge_start (self->writer.store);
  for (guint i = 0; i < batch->len; i++)
    queued_job_finish (batch->pdata[i]);
  checkpoint_if_due (self, batch->len);
}

static gpointer
writer_thread_cb (gpointer data)
{
  StoreQueue *self = data;
  QueuedJob *job;

  while ((job = take (self)) != NULL)
    do_batch (self, job);
  return NULL;
}

StoreQueue *
store_queue_new (Store     *store,
                 Database  *database,
                 GError   **error)
{
  StoreQueue *self;
  gint64 version;

  g_assert (store != NULL && database != NULL);

  if (!store_sql_int (database, &version, NULL, error, "SELECT version FROM state", ""))
    {
      database_close (database);
      store_result (FALSE, error);
      return NULL;
    }

  self = g_new0 (StoreQueue, 1);

  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->wake, NULL);
  g_queue_init (&self->jobs);
  self->writer.store = store;
  self->writer.database = database;
  self->writer.reader.database = database;
  self->writer.reader.in_batch = TRUE;
  self->writer.version = version;
  self->last_checkpoint = g_get_monotonic_time ();
  self->thread = g_thread_new ("store-writer", writer_thread_cb, self);
  return self;
}

void
store_queue_end (StoreQueue *self)
{
  g_assert (self != NULL);

  pthread_mutex_lock (&self->mutex);
  self->closing = TRUE;
  pthread_cond_signal (&self->wake);
  pthread_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
}

void
store_queue_free (StoreQueue *self)
{
  g_assert (self != NULL);
  g_assert (self->closing);

  database_checkpoint (self->writer.database);
  store_reader_clear (&self->writer.reader);
  database_close (self->writer.database);
  pthread_cond_destroy (&self->wake);
  pthread_mutex_destroy (&self->mutex);
  g_free (self);
}

void
store_queue_push (StoreQueue *self,
                  StoreJob    job,
                  StoreDone   done,
                  gpointer    data,
                  gsize       bytes)
{
  QueuedJob *queued = g_new0 (QueuedJob, 1);
  gboolean closing;

  g_assert (self != NULL && job != NULL);

  queued->job = job;
  queued->done = done;
  queued->data = data;
  queued->bytes = bytes;

  pthread_mutex_lock (&self->mutex);
  closing = self->closing;
  if (!closing)
    {
      g_queue_push_tail (&self->jobs, queued);
      pthread_cond_signal (&self->wake);
    }
  pthread_mutex_unlock (&self->mutex);

  if (!closing)
    return;
  g_set_error_literal (&queued->error, STORE_ERROR, STORE_ERROR_FAILED,
                       _("The service is being stopped"));
  queued_job_finish (queued);
}

gboolean
store_queue_is_closing (StoreQueue *self)
{
  gboolean closing;

  g_assert (self != NULL);

  pthread_mutex_lock (&self->mutex);
  closing = self->closing;
  pthread_mutex_unlock (&self->mutex);
  return closing;
}

void
store_queue_set_listener (StoreQueue            *self,
                          StoreActivityListener  listener,
                          gpointer               data)
{
  g_assert (self != NULL);

  pthread_mutex_lock (&self->mutex);
  self->listener = listener;
  self->listener_data = data;
  pthread_mutex_unlock (&self->mutex);
}

void
store_queue_get_counts (StoreQueue *self,
                        guint64    *jobs,
                        guint64    *commits)
{
  g_assert (self != NULL);

  pthread_mutex_lock (&self->mutex);
  if (jobs != NULL)
    *jobs = self->jobs_run;
  if (commits != NULL)
    *commits = self->commits;
  pthread_mutex_unlock (&self->mutex);
}
