/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One timer; one job for each directory, which is queued again as long as it takes a whole
 * slice. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-retention.h"

#include "directory/directory-context.h"
#include "directory/directory-readers.h"
#include "store/store-writer.h"

#define HOUR 3600
#define SLICE 1000

struct _DirectoryRetention
{
  DirectoryContext *context;
  gint64 keep_seconds;
  guint timer;
};

typedef struct
{
  Store *store;
  gint64 directory;
  gint64 keep;
  guint removed;
} Slice;

static gboolean
prune_job (StoreWriter  *writer,
           gpointer      data,
           GError      **error)
{
  Slice *slice = data;

  return store_writer_prune_activity (writer, slice->directory,
                                      store_writer_get_time (writer) - slice->keep, SLICE,
                                      &slice->removed, error);
}

static void
pruned_cb (const GError *error,
           gpointer      data)
{
  Slice *slice = data;

  if (error != NULL)
    g_warning ("Old activity could not be taken away: %s", error->message);
  else if (slice->removed == SLICE)
    {
      store_submit (slice->store, prune_job, pruned_cb, slice, SLICE * 200);
      return;
    }
  g_free (slice);
}

static gboolean
tick_cb (gpointer data)
{
  DirectoryRetention *self = data;
  g_autoptr (GPtrArray) directories = NULL;
  g_autoptr (GError) error = NULL;
  StoreReader *reader = directory_readers_take (self->context->readers, &error);

  if (reader != NULL)
    directories = store_reader_list_directories (reader, &error);
  directory_readers_give (self->context->readers, reader);
  if (directories == NULL)
    {
      g_warning ("The directories could not be looked through: %s", error->message);
      return G_SOURCE_CONTINUE;
    }

  for (guint i = 0; i < directories->len; i++)
    {
      const StoreDirectory *directory = g_ptr_array_index (directories, i);
      Slice *slice = g_new0 (Slice, 1);

      slice->store = self->context->store;
      slice->directory = directory->seq;
      slice->keep = self->keep_seconds * G_USEC_PER_SEC;
      store_submit (slice->store, prune_job, pruned_cb, slice, SLICE * 200);
    }
  return G_SOURCE_CONTINUE;
}

DirectoryRetention *
directory_retention_new (DirectoryContext *context,
                         gint64            keep_seconds)
{
  DirectoryRetention *self;

  g_return_val_if_fail (context != NULL, NULL);
  g_return_val_if_fail (keep_seconds > 0, NULL);

  self = g_new0 (DirectoryRetention, 1);
  self->context = context;
  self->keep_seconds = keep_seconds;
  self->timer = g_timeout_add_seconds ((guint)CLAMP (keep_seconds, 1, HOUR), tick_cb, self);
  return self;
}

void
directory_retention_free (DirectoryRetention *self)
{
  if (self == NULL)
    return;
  g_source_remove (self->timer);
  g_free (self);
}
