/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may come in, remembered: a reader keeps the keys and directories that it was asked about, of
 * one time of all keys and directories (store_get_admissions()). The time is read before the
 * database is, so that nothing is remembered as newer than it is. Unknown keys are never
 * remembered, so that garbage can't push out what is used. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include <string.h>

#include "store/store-private.h"

#define MOST_REMEMBERED 256

typedef struct
{
  StoreKey *key;
  StoreDirectory *directory;
} Admission;

static void
admission_free (gpointer data)
{
  Admission *admission = data;

  store_key_free (admission->key);
  store_directory_free (admission->directory);
  g_free (admission);
}

/* (nullable): what was found before, if it is still of this time */
static const Admission *
recall (StoreReader *self,
        const char  *hash,
        const char  *directory_id)
{
  guint version = store_get_admissions (self->store);
  const Admission *admission;

  if (self->admissions == NULL)
    self->admissions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, admission_free);
  if (self->admissions_version != version ||
      g_hash_table_size (self->admissions) >= MOST_REMEMBERED)
    g_hash_table_remove_all (self->admissions);
  self->admissions_version = version;

  admission = g_hash_table_lookup (self->admissions, hash);
  return admission != NULL && strcmp (admission->directory->id, directory_id) == 0 ? admission
                                                                                  : NULL;
}

static void
remember (StoreReader    *self,
          const char     *hash,
          StoreKey       *key,
          StoreDirectory *directory)
{
  Admission *admission = g_new0 (Admission, 1);

  admission->key = store_key_ref (key);
  admission->directory = store_directory_ref (directory);
  g_hash_table_replace (self->admissions, g_strdup (hash), admission);
}

gboolean
store_reader_admit (StoreReader     *self,
                    const char      *hash,
                    const char      *directory_id,
                    StoreKey       **key,
                    StoreDirectory **directory,
                    GError         **error)
{
  const Admission *admission;

  g_return_val_if_fail (self != NULL && self->store != NULL, FALSE);
  g_return_val_if_fail (hash != NULL && directory_id != NULL, FALSE);
  g_return_val_if_fail (key != NULL && directory != NULL, FALSE);

  admission = recall (self, hash, directory_id);
  if (admission != NULL)
    {
      *key = store_key_ref (admission->key);
      *directory = store_directory_ref (admission->directory);
      return TRUE;
    }

  *directory = NULL;
  *key = store_reader_find_key (self, hash, error);
  if (*key == NULL)
    return FALSE;
  *directory = store_reader_find_directory (self, directory_id, NULL);
  if (*directory != NULL)
    remember (self, hash, *key, *directory);
  return TRUE;
}
