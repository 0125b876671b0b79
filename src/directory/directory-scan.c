/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A pool of few threads and a count of what each key has in it. The deadline runs from the
 * submission: who waited too long in the queue is told so without reading. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-scan.h"

#include "directory/directory-limits.h"
#include "directory/directory-readers.h"
#include "scim/scim-error.h"

typedef struct
{
  DirectoryExchange *exchange;
  DirectoryScanFunc func;
  gpointer data;
  gint64 deadline;
  gint64 key;
} Task;

struct _DirectoryScan
{
  GMutex lock;
  GThreadPool *pool;
  DirectoryReaders *readers;
  const DirectoryLimits *limits;
  GHashTable *of_keys;
  guint n_tasks;
};

static void
leave (DirectoryScan *self,
       gint64         key)
{
  guint of_key;

  g_mutex_lock (&self->lock);
  self->n_tasks--;
  of_key = GPOINTER_TO_UINT (g_hash_table_lookup (self->of_keys, &key));
  if (of_key <= 1)
    g_hash_table_remove (self->of_keys, &key);
  else
    g_hash_table_insert (self->of_keys, g_memdup2 (&key, sizeof key),
                         GUINT_TO_POINTER (of_key - 1));
  g_mutex_unlock (&self->lock);
}

static gboolean
enter (DirectoryScan *self,
       gint64         key)
{
  gboolean entered = FALSE;
  guint of_key;

  g_mutex_lock (&self->lock);
  of_key = GPOINTER_TO_UINT (g_hash_table_lookup (self->of_keys, &key));
  if (self->n_tasks < self->limits->scan_queue && of_key < self->limits->scan_for_each_key)
    {
      self->n_tasks++;
      g_hash_table_insert (self->of_keys, g_memdup2 (&key, sizeof key),
                           GUINT_TO_POINTER (of_key + 1));
      entered = TRUE;
    }
  g_mutex_unlock (&self->lock);
  return entered;
}

static void
run_cb (gpointer data,
        gpointer user_data)
{
  DirectoryScan *self = user_data;
  Task *task = data;
  g_autoptr (GError) error = NULL;
  StoreReader *reader = directory_readers_take (self->readers, &error);

  task->func (reader, task->deadline, error, task->data);
  directory_readers_give (self->readers, reader);
  leave (self, task->key);
  directory_exchange_resume (task->exchange);
  g_free (task);
}

DirectoryScan *
directory_scan_new (DirectoryReaders      *readers,
                    const DirectoryLimits *limits)
{
  DirectoryScan *self;

  g_return_val_if_fail (readers != NULL && limits != NULL, NULL);

  self = g_new0 (DirectoryScan, 1);
  g_mutex_init (&self->lock);
  self->readers = readers;
  self->limits = limits;
  self->of_keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->pool = g_thread_pool_new (run_cb, self, (int)limits->scan_threads, FALSE, NULL);
  return self;
}

void
directory_scan_free (DirectoryScan *self)
{
  if (self == NULL)
    return;
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_hash_table_unref (self->of_keys);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
directory_scan_submit (DirectoryScan      *self,
                       DirectoryExchange  *exchange,
                       DirectoryScanFunc   func,
                       DirectoryContinue   next,
                       gpointer            data,
                       GError            **error)
{
  Task *task;

  g_return_val_if_fail (self != NULL && exchange != NULL, FALSE);
  g_return_val_if_fail (exchange->key != NULL, FALSE);

  if (!enter (self, exchange->key->seq))
    {
      g_set_error_literal (
          error, SCIM_ERROR, SCIM_ERROR_TOO_MANY_REQUESTS,
          "Too many queries that no index serves are waiting; try again in a second, "
          "or ask by userName, externalId, displayName or e-mail address");
      return FALSE;
    }

  task = g_new0 (Task, 1);
  task->exchange = exchange;
  task->func = func;
  task->data = data;
  task->deadline = g_get_monotonic_time () + self->limits->scan_seconds * G_USEC_PER_SEC;
  task->key = exchange->key->seq;
  directory_exchange_wait (exchange, next, data);
  g_thread_pool_push (self->pool, task, NULL);
  return TRUE;
}
