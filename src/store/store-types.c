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

void
store_directory_free (StoreDirectory *directory)
{
  g_return_if_fail (directory != NULL);

  g_free (directory->id);
  g_free (directory->name);
  g_free (directory);
}

void
store_key_free (StoreKey *key)
{
  g_return_if_fail (key != NULL);

  g_free (key->id);
  g_free (key->name);
  g_free (key->prefix);
  g_free (key->last_client);
  g_free (key);
}
