/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One batch is being filled while at most one is being written. Its texts stand in one chunk. When
 * more than the limit's items wait, even those that would stand alone are gathered, so that a flood
 * of failures costs counters and not memory. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-activity.h"

#include <string.h>

#include "directory/directory-context.h"
#include "directory/directory-limits.h"
#include "directory/directory-recognise.h"
#include "directory/directory-routes.h"
#include "directory/directory-wait.h"
#include "store/store-writer.h"

/* Bytes of what a client says of itself and of what it asks for. */
#define MAX_CLIENT 200
#define MAX_ID 100
#define MAX_NAME 1000

typedef struct
{
  gint64 directory;
  gint64 key;
  gint64 time;
  const char *client;
} Use;

typedef struct
{
  DirectoryActivity *owner;
  GStringChunk *texts;
  GArray *items;
  GHashTable *gathered;
  GHashTable *uses;
} Batch;

struct _DirectoryActivity
{
  GMutex lock;
  Store *store;
  DirectoryWait *wait;
  const DirectoryLimits *limits;
  Batch *batch;
  GSource *timer;
  gboolean writing;
  StoreDone written; /* written_cb(), which itself hands on the next batch */
};

static Batch *
batch_new (DirectoryActivity *owner)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->owner = owner;
  batch->texts = g_string_chunk_new (1024);
  batch->items = g_array_new (FALSE, FALSE, sizeof (StoreActivity));
  batch->gathered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  batch->uses = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  return batch;
}

static void
batch_free (Batch *batch)
{
  if (batch == NULL)
    return;
  g_string_chunk_free (batch->texts);
  g_array_unref (batch->items);
  g_hash_table_unref (batch->gathered);
  g_hash_table_unref (batch->uses);
  g_free (batch);
}

/* A client may call itself what it likes, but not at any length. */
static const char *
client_of (DirectoryExchange *exchange)
{
  const char *agent = directory_request_get_header (exchange->request, "User-Agent");

  if (exchange->note.client == NULL && agent != NULL)
    exchange->note.client = g_utf8_make_valid (agent, (gssize)MIN (strlen (agent), MAX_CLIENT));
  return exchange->note.client;
}

/* Nor are other texts of a client's kept beyond theirs. */
static const char *
bounded (const char *text,
         gsize       limit)
{
  return text != NULL && strlen (text) <= limit ? text : NULL;
}

static gboolean
batch_is_empty (Batch *batch)
{
  return batch->items->len == 0 && g_hash_table_size (batch->uses) == 0;
}

static const char *
keep (Batch      *batch,
      const char *text)
{
  return text != NULL ? g_string_chunk_insert (batch->texts, text) : NULL;
}

static void
batch_append (Batch               *batch,
              const StoreActivity *item)
{
  StoreActivity copy = *item;

  copy.request_id = keep (batch, item->request_id);
  copy.method = keep (batch, item->method);
  copy.path = keep (batch, item->path);
  copy.client = keep (batch, item->client);
  copy.meaning = keep (batch, item->meaning);
  copy.key_id = keep (batch, item->key_id);
  copy.resource_id = keep (batch, item->resource_id);
  copy.resource_name = keep (batch, item->resource_name);
  copy.detail = keep (batch, item->detail);
  g_array_append_val (batch->items, copy);
}

/* Whoever has no key may be called anything: those of a second are one item whatever they say. */
static void
batch_gather (Batch               *batch,
              const StoreActivity *item)
{
  g_autofree char *name =
      g_strdup_printf ("%" G_GINT64_FORMAT " %s %s %s %s %u %" G_GINT64_FORMAT, item->directory,
                       item->key_id != NULL ? item->key_id : "",
                       item->client != NULL && item->status != 401 ? item->client : "",
                       item->method, item->path, item->status / 100, item->time / G_USEC_PER_SEC);
  gpointer found = g_hash_table_lookup (batch->gathered, name);

  if (found != NULL)
    {
      StoreActivity *first =
          &g_array_index (batch->items, StoreActivity, GPOINTER_TO_UINT (found) - 1);

      first->count += item->count;
      first->duration_ms = MAX (first->duration_ms, item->duration_ms);
      return;
    }
  batch_append (batch, item);
  g_hash_table_insert (batch->gathered, g_steal_pointer (&name),
                       GUINT_TO_POINTER (batch->items->len));
}

static void
batch_use (Batch             *batch,
           DirectoryExchange *exchange)
{
  Use *use = g_hash_table_lookup (batch->uses, &exchange->key->seq);

  if (use == NULL)
    {
      use = g_new0 (Use, 1);
      use->key = exchange->key->seq;
      use->directory = exchange->directory->seq;
      g_hash_table_insert (batch->uses, &use->key, use);
    }
  use->time = MAX (use->time, exchange->request->time);
  use->client = keep (batch, client_of (exchange));
}

static gboolean
write_job (StoreWriter  *writer,
           gpointer      data,
           GError      **error)
{
  Batch *batch = data;
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < batch->items->len; i++)
    if (!store_writer_append_activity (writer, &g_array_index (batch->items, StoreActivity, i),
                                       error))
      return FALSE;

  g_hash_table_iter_init (&iter, batch->uses);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Use *use = value;

      if (!store_writer_touch_directory (writer, use->directory, use->time, error) ||
          !store_writer_touch_key (writer, use->key, use->time, use->client, error))
        return FALSE;
    }
  return TRUE;
}

/* Hands the batch to the writer, unless one is on its way: written_cb() or the timer comes back to
 * it. */
static void
write_locked (DirectoryActivity *self)
{
  Batch *batch;

  if (self->writing || batch_is_empty (self->batch))
    return;
  batch = self->batch;
  self->batch = batch_new (self);
  self->writing = TRUE;
  store_submit (self->store, write_job, self->written, batch, batch->items->len * 200);
}

static void
written_cb (const GError *error,
            gpointer      data)
{
  Batch *batch = data;
  DirectoryActivity *self = batch->owner;

  if (error != NULL)
    g_warning ("%u items of activity could not be written down: %s", batch->items->len,
               error->message);
  batch_free (batch);

  g_mutex_lock (&self->lock);
  self->writing = FALSE;
  if (directory_wait_has_readers (self->wait))
    write_locked (self);
  g_mutex_unlock (&self->lock);
}

static gboolean
timer_cb (gpointer data)
{
  DirectoryActivity *self = data;
  gboolean again;

  g_mutex_lock (&self->lock);
  write_locked (self);
  again = !batch_is_empty (self->batch);
  if (!again)
    g_clear_pointer (&self->timer, g_source_unref);
  g_mutex_unlock (&self->lock);
  return again ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
arm_locked (DirectoryActivity *self)
{
  if (self->timer != NULL)
    return;
  self->timer = g_timeout_source_new (self->limits->gather_ms);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, NULL);
}

/* Failures of authentication are gathered too: whoever has no key must not be able to fill the
 * disk. */
static gboolean
stands_alone (DirectoryExchange *exchange,
              guint              status)
{
  if (status == 401)
    return FALSE;
  return status >= 400 || exchange->note.alone ||
         exchange->route->access == DIRECTORY_ACCESS_PROVISION;
}

static void
record_locked (DirectoryActivity *self,
               DirectoryExchange *exchange)
{
  guint status = exchange->answer->status;
  StoreActivity item;

  if (exchange->key != NULL && exchange->key->scope == STORE_SCOPE_PROVISION && status != 401 &&
      !directory_recognise_is_ours (exchange))
    batch_use (self->batch, exchange);

  if (exchange->note.written || (status < 400 && directory_recognise_is_ours (exchange)))
    return;
  directory_activity_describe (exchange, &exchange->note, status, &item);
  if (stands_alone (exchange, status) && self->batch->items->len < self->limits->gather_items)
    batch_append (self->batch, &item);
  else
    batch_gather (self->batch, &item);
}

DirectoryActivity *
directory_activity_new (Store                 *store,
                        DirectoryWait         *wait,
                        const DirectoryLimits *limits)
{
  DirectoryActivity *self = g_new0 (DirectoryActivity, 1);

  g_mutex_init (&self->lock);
  self->store = store;
  self->wait = wait;
  self->limits = limits;
  self->batch = batch_new (self);
  self->written = written_cb;
  return self;
}

void
directory_activity_free (DirectoryActivity *self)
{
  if (self == NULL)
    return;
  if (self->timer != NULL)
    {
      g_source_destroy (self->timer);
      g_source_unref (self->timer);
    }
  batch_free (self->batch);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
directory_activity_flush (DirectoryActivity *self)
{
  Batch *batch;

  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  batch = self->batch;
  self->batch = batch_new (self);
  g_mutex_unlock (&self->lock);
  if (!batch_is_empty (batch))
    {
      g_autoptr (GError) error = NULL;

      if (!store_run (self->store, write_job, batch, &error))
        g_warning ("The last activity could not be written down: %s", error->message);
    }
  batch_free (batch);
}

void
directory_activity_record (DirectoryActivity *self,
                           DirectoryExchange *exchange)
{
  g_return_if_fail (self != NULL && exchange != NULL);

  if (exchange->directory == NULL || exchange->route == NULL || exchange->route->shape == NULL)
    return;

  g_mutex_lock (&self->lock);
  record_locked (self, exchange);
  if (!batch_is_empty (self->batch))
    {
      if (directory_wait_has_readers (self->wait))
        write_locked (self);
      if (!batch_is_empty (self->batch))
        arm_locked (self);
    }
  g_mutex_unlock (&self->lock);
}

void
directory_activity_append (DirectoryActivity   *self,
                           const StoreActivity *item)
{
  g_return_if_fail (self != NULL && item != NULL);

  g_mutex_lock (&self->lock);
  if (self->batch->items->len < self->limits->gather_items)
    batch_append (self->batch, item);
  else
    batch_gather (self->batch, item);
  arm_locked (self);
  g_mutex_unlock (&self->lock);
}

void
directory_activity_describe (DirectoryExchange   *exchange,
                             const DirectoryNote *note,
                             guint                status,
                             StoreActivity       *item)
{
  const DirectoryRequest *request = exchange->request;

  *item = (StoreActivity){
    .directory = exchange->directory->seq,
    .time = request->time,
    .request_id = request->id,
    .kind = "request",
    .method = request->method_text,
    .path = note->shape != NULL ? note->shape : exchange->route->shape,
    .status = status,
    .duration_ms = (guint)((g_get_monotonic_time () - request->started) / 1000),
    .client = client_of (exchange),
    .idp = note->idp,
    .meaning = note->meaning,
    .count = 1,
    .key_id = exchange->key != NULL ? exchange->key->id : NULL,
    .resource_type = note->resource_type,
    .resource_id = bounded (note->resource_id, MAX_ID),
    .resource_name = bounded (note->resource_name, MAX_NAME),
    .detail = status >= 400 ? note->detail : NULL,
  };
}
