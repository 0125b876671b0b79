/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Directories and keys as the administration API words them. A key's secret goes straight into
 * memory of its own. */

#define G_LOG_DOMAIN "rollcall-admin"

#include "config.h"

#include "admin/admin-types.h"

#include "base/base-json-member.h"
#include "base/base-secret.h"

AdminKey *
admin_key_new_from_json (JsonObject *object)
{
  const char *id = base_json_get_text (object, "id");
  AdminKey *key;

  if (id == NULL)
    return NULL;

  key = g_new0 (AdminKey, 1);
  key->id = g_strdup (id);
  key->name = g_strdup (base_json_get_text (object, "name"));
  key->scope = g_strdup (base_json_get_text (object, "scope"));
  key->prefix = g_strdup (base_json_get_text (object, "prefix"));
  key->secret = base_secret_dup (base_json_get_text (object, "secret"));
  key->last_client = g_strdup (base_json_get_text (object, "last_client"));
  key->created = base_json_get_time (object, "created");
  key->expires = base_json_get_time (object, "expires");
  key->last_used = base_json_get_time (object, "last_used");
  return key;
}

void
admin_key_free (AdminKey *key)
{
  if (key == NULL)
    return;

  g_free (key->id);
  g_free (key->name);
  g_free (key->scope);
  g_free (key->prefix);
  base_secret_free (key->secret);
  g_free (key->last_client);
  g_free (key);
}

AdminDirectory *
admin_directory_new_from_json (JsonObject *object)
{
  const char *id = base_json_get_text (object, "id");
  const char *base_url = base_json_get_text (object, "base_url");
  JsonObject *users;
  AdminDirectory *directory;

  if (id == NULL || base_url == NULL)
    return NULL;

  users = base_json_get_object (object, "users");
  directory = g_new0 (AdminDirectory, 1);
  directory->id = g_strdup (id);
  directory->name = g_strdup (base_json_get_text (object, "name"));
  directory->base_url = g_strdup (base_url);
  directory->created = base_json_get_time (object, "created");
  directory->users_total = base_json_get_int (users, "total", 0);
  directory->users_active = base_json_get_int (users, "active", 0);
  directory->groups_total = base_json_get_int (base_json_get_object (object, "groups"), "total", 0);
  directory->memberships_total =
      base_json_get_int (base_json_get_object (object, "memberships"), "total", 0);
  directory->last_request = base_json_get_time (object, "last_request");
  directory->last_change = base_json_get_time (object, "last_change");
  directory->key = admin_key_new_from_json (base_json_get_object (object, "key"));
  return directory;
}

void
admin_directory_free (AdminDirectory *directory)
{
  if (directory == NULL)
    return;

  g_free (directory->id);
  g_free (directory->name);
  g_free (directory->base_url);
  admin_key_free (directory->key);
  g_free (directory);
}
