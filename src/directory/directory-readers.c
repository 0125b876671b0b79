/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A stack of readers behind a lock: the reader used last, whose pages are warm, is the next one
 * taken. Unlike thread-local readers, all of them can be closed before the store is. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-readers.h"

#include "store/store-reader.h"

struct _DirectoryReaders
{
  GMutex lock;
  Store *store;
  GPtrArray *idle;
};

DirectoryReaders *
directory_readers_new (Store *store)
{
  DirectoryReaders *self;

  g_return_val_if_fail (store != NULL, NULL);

  self = g_new0 (DirectoryReaders, 1);
  g_mutex_init (&self->lock);
  self->store = store;
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify)store_reader_free);
  return self;
}

void
directory_readers_free (DirectoryReaders *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->idle);
  g_mutex_clear (&self->lock);
  g_free (self);
}

StoreReader *
directory_readers_take (DirectoryReaders  *self,
                        GError           **error)
{
  StoreReader *reader = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  if (self->idle->len > 0)
    reader = g_ptr_array_steal_index (self->idle, self->idle->len - 1);
  g_mutex_unlock (&self->lock);
  return reader != NULL ? reader : store_reader_new (self->store, error);
}

void
directory_readers_give (DirectoryReaders *self,
                        StoreReader      *reader)
{
  g_return_if_fail (self != NULL);

  if (reader == NULL)
    return;
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->idle, reader);
  g_mutex_unlock (&self->lock);
}
