/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The data directory as a whole: lock, database, writer, and the few values kept for the service
 * itself. Those are read over one connection of the store's own, behind a mutex, since any thread
 * may ask. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <pthread.h>

#include "base/base-time.h"
#include "store/store-keys.h"
#include "store/store-lock.h"
#include "store/store-private.h"
#include "store/store-purge.h"
#include "store/store-schema.h"
#include "store/store-sql.h"

/* A create touches six indexes at random places. */
#define WRITER_CACHE_KIBIBYTES 32768

struct _Store
{
  char *folder;
  int lock;
  StoreQueue *queue;
  pthread_mutex_t mutex;
  Database *database; /* for reading, behind the mutex */
  guint admissions;   /* atomic */
};

/* What store_run() waits for. */
typedef struct
{
  StoreJob job;
  gpointer data;
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  gboolean done;
  GError *error;
} Waiting;

typedef struct
{
  const char *name;
  const char *value;
} Setting;

static gboolean
waiting_job (StoreWriter  *writer,
             gpointer      data,
             GError      **error)
{
  Waiting *waiting = data;

  return waiting->job (writer, waiting->data, error);
}

static void
waiting_done_cb (const GError *error,
                 gpointer      data)
{
  Waiting *waiting = data;

  pthread_mutex_lock (&waiting->mutex);
  waiting->error = error != NULL ? g_error_copy (error) : NULL;
  waiting->done = TRUE;
  pthread_cond_signal (&waiting->wake);
  pthread_mutex_unlock (&waiting->mutex);
}

static gboolean
set_setting_job (StoreWriter  *writer,
                 gpointer      data,
                 GError      **error)
{
  const Setting *setting = data;

  if (setting->value == NULL)
    return store_sql_run (writer->database, error, "DELETE FROM settings WHERE name = ?1", "t",
                          setting->name);
  return store_sql_run (writer->database, error, "REPLACE INTO settings VALUES (?1, ?2)", "tt",
                        setting->name, setting->value);
}

static gboolean
page_limit_job (StoreWriter  *writer,
                gpointer      data,
                GError      **error)
{
  database_set_page_limit (writer->database, *(const gint64 *)data);
  return TRUE;
}

static gboolean
housekeeping_job (StoreWriter  *writer,
                  gpointer      data,
                  GError      **error)
{
  return store_keys_forget_old (writer, error);
}

static gboolean
open_databases (Store               *self,
                const StoreOptions  *options,
                GError             **error)
{
  Database *database = store_schema_open (self->folder, error);

  if (database == NULL)
    return FALSE;
  database_set_cache_size (database, WRITER_CACHE_KIBIBYTES);
  if (options != NULL && options->page_limit > 0)
    database_set_page_limit (database, options->page_limit);

  self->queue = store_queue_new (self, database, error);
  if (self->queue == NULL)
    return FALSE;

  self->database = store_schema_open_read (self->folder, error);
  return self->database != NULL;
}

StoreQueue *
store_get_queue (Store *self)
{
  g_assert (self != NULL);

  return self->queue;
}

guint
store_get_admissions (Store *self)
{
  g_assert (self != NULL);

  return g_atomic_int_get (&self->admissions);
}

void
store_bump_admissions (Store *self)
{
  g_assert (self != NULL);

  g_atomic_int_inc (&self->admissions);
}

const char *
store_get_folder (Store *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->folder;
}

Store *
store_open (const char          *folder,
            const StoreOptions  *options,
            GError             **error)
{
  g_autoptr (Store) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_new0 (Store, 1);
  self->folder = g_strdup (folder);
  self->lock = -1;
  pthread_mutex_init (&self->mutex, NULL);

  if (!store_schema_make_folder (folder, error))
    return NULL;
  self->lock = store_lock_take (folder, error);
  if (self->lock < 0 || !open_databases (self, options, error))
    return NULL;

  store_submit (self, housekeeping_job, NULL, NULL, 0);
  store_purge_start (self);
  return g_steal_pointer (&self);
}

void
store_close (Store *self)
{
  g_return_if_fail (self != NULL);

  /* What is still done while the queue ends may ask and submit as ever. */
  if (self->queue != NULL)
    store_queue_end (self->queue);
  g_clear_pointer (&self->database, database_close);
  g_clear_pointer (&self->queue, store_queue_free);
  if (self->lock >= 0)
    g_close (self->lock, NULL);
  pthread_mutex_destroy (&self->mutex);
  g_free (self->folder);
  g_free (self);
}

void
store_submit (Store     *self,
              StoreJob   job,
              StoreDone  done,
              gpointer   data,
              gsize      bytes)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (job != NULL);

  store_queue_push (self->queue, job, done, data, bytes);
}

gboolean
store_run (Store     *self,
           StoreJob   job,
           gpointer   data,
           GError   **error)
{
  Waiting waiting = { .job = job, .data = data };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (job != NULL, FALSE);

  pthread_mutex_init (&waiting.mutex, NULL);
  pthread_cond_init (&waiting.wake, NULL);

  store_submit (self, waiting_job, waiting_done_cb, &waiting, 0);

  pthread_mutex_lock (&waiting.mutex);
  while (!waiting.done)
    pthread_cond_wait (&waiting.wake, &waiting.mutex);
  pthread_mutex_unlock (&waiting.mutex);

  pthread_cond_destroy (&waiting.wake);
  pthread_mutex_destroy (&waiting.mutex);

  if (waiting.error == NULL)
    return TRUE;
  g_propagate_error (error, waiting.error);
  return FALSE;
}

void
store_set_activity_listener (Store                 *self,
                             StoreActivityListener  listener,
                             gpointer               data)
{
  g_return_if_fail (self != NULL);

  store_queue_set_listener (self->queue, listener, data);
}

gboolean
store_set_page_limit (Store   *self,
                      gint64   pages,
                      GError **error)
{
  g_return_val_if_fail (pages >= 0, FALSE);

  return store_run (self, page_limit_job, &pages, error);
}

void
store_get_counts (Store   *self,
                  guint64 *jobs,
                  guint64 *commits)
{
  g_return_if_fail (self != NULL);

  store_queue_get_counts (self->queue, jobs, commits);
}

char *
store_get_setting (Store       *self,
                   const char  *name,
                   GError     **error)
{
  DatabaseStatement *statement;
  char *value = NULL;
  gboolean row = FALSE;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  pthread_mutex_lock (&self->mutex);
  statement = store_sql_bind (self->database, error, "SELECT value FROM settings WHERE name = ?1",
                              "t", name);
  if (statement != NULL)
    {
      if (database_statement_step (statement, &row, error) && row)
        value = g_strdup (database_statement_column_text (statement, 0));
      database_statement_reset (statement);
    }
  pthread_mutex_unlock (&self->mutex);

  store_result (value != NULL, error);
  return value;
}

gboolean
store_set_setting (Store       *self,
                   const char  *name,
                   const char  *value,
                   GError     **error)
{
  Setting setting = { name, value };

  g_return_val_if_fail (name != NULL, FALSE);

  return store_run (self, set_setting_job, &setting, error);
}

gboolean
store_has_admin_token (Store      *self,
                       const char *token_hash)
{
  gint64 one;
  gboolean found = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (token_hash != NULL, FALSE);

  pthread_mutex_lock (&self->mutex);
  store_sql_int (self->database, &one, &found, NULL, "SELECT 1 FROM admin_tokens WHERE hash = ?1",
                 "t", token_hash);
  pthread_mutex_unlock (&self->mutex);
  return found;
}

static gboolean
set_admin_token (Database    *database,
                 const char  *token_hash,
                 gboolean     replace,
                 GError     **error)
{
  gint64 tokens;

  if (replace && !store_sql_run (database, error, "DELETE FROM admin_tokens", ""))
    return FALSE;
  if (!store_sql_int (database, &tokens, NULL, error, "SELECT count (*) FROM admin_tokens", ""))
    return FALSE;
  if (tokens > 0)
    {
      g_set_error_literal (error, STORE_ERROR, STORE_ERROR_TAKEN,
                           _("There is an administrator's token already; it can only be replaced"));
      return FALSE;
    }
  return store_sql_run (database, error, "INSERT INTO admin_tokens VALUES (?1, ?2)", "ti",
                        token_hash, base_time_now ());
}

gboolean
store_set_admin_token (const char  *folder,
                       const char  *token_hash,
                       gboolean     replace,
                       GError     **error)
{
  g_autoptr (Database) database = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (token_hash != NULL, FALSE);

  if (!store_schema_make_folder (folder, error))
    return FALSE;
  database = store_schema_open (folder, error);
  if (database == NULL)
    return FALSE;

  if (!database_begin (database, error))
    return store_result (FALSE, error);
  if (!set_admin_token (database, token_hash, replace, error))
    {
      database_rollback (database);
      return store_result (FALSE, error);
    }
  return store_result (database_commit (database, error), error);
}
