/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store's values: their ends, and which SCIM resource type is which. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-types.h"

#include "scim/scim-schema.h"

G_DEFINE_QUARK (rollcall - store - error - quark, store_error)

StoreType
store_type_from_scim (const ScimResourceType *type)
{
  g_return_val_if_fail (type != NULL, STORE_USER);

  return type == scim_resource_type_group () ? STORE_GROUP : STORE_USER;
}

const ScimResourceType *
store_type_to_scim (StoreType type)
{
  return type == STORE_GROUP ? scim_resource_type_group () : scim_resource_type_user ();
}

static void
clear_directory (gpointer data)
{
  StoreDirectory *directory = data;

  g_free (directory->id);
  g_free (directory->name);
}

static void
clear_key (gpointer data)
{
  StoreKey *key = data;

  g_free (key->id);
  g_free (key->name);
  g_free (key->prefix);
  g_free (key->last_client);
}

StoreDirectory *
store_directory_ref (StoreDirectory *directory)
{
  g_return_val_if_fail (directory != NULL, NULL);

  return g_atomic_rc_box_acquire (directory);
}

void
store_directory_free (StoreDirectory *directory)
{
  g_return_if_fail (directory != NULL);

  g_atomic_rc_box_release_full (directory, clear_directory);
}

StoreKey *
store_key_ref (StoreKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return g_atomic_rc_box_acquire (key);
}

void
store_key_free (StoreKey *key)
{
  g_return_if_fail (key != NULL);

  g_atomic_rc_box_release_full (key, clear_key);
}
