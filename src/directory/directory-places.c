/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table and the order in which its places came; the oldest makes room. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-places.h"

/* As many as clients that page at the same time, and then some. */
#define MAX_PLACES 1024
#define MAX_AGE (5 * 60 * G_USEC_PER_SEC)

typedef struct
{
  char *name;
  gint64 kept;
  StorePlace place;
} Entry;

struct _DirectoryPlaces
{
  GMutex lock;
  GHashTable *entries;
  GQueue order; /* of the table's entries, oldest first */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  store_place_clear (&entry->place);
  g_free (entry->name);
  g_free (entry);
}

static void
forget_locked (DirectoryPlaces *self,
               Entry           *entry)
{
  g_queue_remove (&self->order, entry);
  g_hash_table_remove (self->entries, entry->name);
}

DirectoryPlaces *
directory_places_new (void)
{
  DirectoryPlaces *self = g_new0 (DirectoryPlaces, 1);

  g_mutex_init (&self->lock);
  g_queue_init (&self->order);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  return self;
}

void
directory_places_free (DirectoryPlaces *self)
{
  if (self == NULL)
    return;
  g_queue_clear (&self->order);
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
directory_places_find (DirectoryPlaces *self,
                       const char      *name,
                       StorePlace      *place)
{
  Entry *entry;

  g_return_if_fail (self != NULL && name != NULL && place != NULL);

  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, name);
  if (entry != NULL && g_get_monotonic_time () - entry->kept < MAX_AGE)
    store_place_copy (&entry->place, place);
  g_mutex_unlock (&self->lock);
}

void
directory_places_keep (DirectoryPlaces  *self,
                       const char       *name,
                       const StorePlace *place)
{
  Entry *entry;

  g_return_if_fail (self != NULL && name != NULL && place != NULL);

  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, name);
  if (entry != NULL)
    forget_locked (self, entry);
  else if (self->order.length >= MAX_PLACES)
    forget_locked (self, g_queue_peek_head (&self->order));
  entry = g_new0 (Entry, 1);
  entry->name = g_strdup (name);
  entry->kept = g_get_monotonic_time ();
  store_place_copy (place, &entry->place);
  g_hash_table_insert (self->entries, entry->name, entry);
  g_queue_push_tail (&self->order, entry);
  g_mutex_unlock (&self->lock);
}
