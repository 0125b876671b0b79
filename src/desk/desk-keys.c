/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service's keys with what a person wants to know of each. Which of them are our own is told by
 * their names, which other computers' consoles give in the same way. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-keys.h"

#include <glib/gi18n.h>

#include "base/base-time.h"
#include "desk/desk-error.h"
#include "desk/desk-key.h"

/* (transfer full); takes @key */
static DeskKey *
desk_key_new (AdminKey *key)
{
  DeskKey *self = g_new0 (DeskKey, 1);

  self->key = key;
  self->is_ours = desk_key_is_ours (key);
  self->is_this_computers = self->is_ours && g_str_has_suffix (key->name, g_get_host_name ());
  self->health = desk_key_health_new (key, 0);
  return self;
}

void
desk_key_free (DeskKey *key)
{
  if (key == NULL)
    return;
  admin_key_free (key->key);
  desk_key_health_free (key->health);
  g_free (key);
}

/* Providers' keys first, then ours; newest first. */
static int
compare_keys_cb (gconstpointer a,
                 gconstpointer b)
{
  const DeskKey *left = *(const DeskKey *const *)a;
  const DeskKey *right = *(const DeskKey *const *)b;

  if (left->is_ours != right->is_ours)
    return left->is_ours ? 1 : -1;
  if (left->key->created != right->key->created)
    return left->key->created < right->key->created ? 1 : -1;
  return g_strcmp0 (left->key->id, right->key->id);
}

/* The client, and the directory's id; %NULL with %DESK_ERROR_NOT_ADMINISTRATOR. */
static AdminClient *
get_client (DeskService       *service,
            const Connection  *connection,
            GError           **error)
{
  if (connection->directory != NULL)
    return desk_service_get_client (service);
  g_set_error (error, DESK_ERROR, DESK_ERROR_NOT_ADMINISTRATOR,
               _("“%s” is administered elsewhere: its keys aren't ours to change"),
               connection->name);
  return NULL;
}

GPtrArray *
desk_keys_list (DeskService       *service,
                const Connection  *connection,
                GCancellable      *cancellable,
                GError           **error)
{
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) list = NULL;
  AdminClient *client;

  g_return_val_if_fail (DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (connection != NULL, NULL);

  client = get_client (service, connection, error);
  if (client == NULL)
    return NULL;
  list = admin_client_list_keys (client, connection->directory, cancellable, error);
  if (list == NULL)
    return NULL;

  keys = g_ptr_array_new_with_free_func ((GDestroyNotify)desk_key_free);
  g_ptr_array_set_free_func (list, NULL);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (keys, desk_key_new (g_ptr_array_index (list, i)));
  g_ptr_array_sort (keys, compare_keys_cb);
  return g_steal_pointer (&keys);
}

DeskKey *
desk_keys_create (DeskService       *service,
                  const Connection  *connection,
                  const char        *name,
                  const char        *scope,
                  gint64             expires,
                  GCancellable      *cancellable,
                  GError           **error)
{
  AdminClient *client;
  AdminKey *key;

  g_return_val_if_fail (DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (connection != NULL && name != NULL && scope != NULL, NULL);

  client = get_client (service, connection, error);
  key = client != NULL ? admin_client_create_key (client, connection->directory, name, scope,
                                                  expires, cancellable, error)
                       : NULL;
  return key != NULL ? desk_key_new (key) : NULL;
}

gboolean
desk_keys_extend (DeskService       *service,
                  const Connection  *connection,
                  const char        *key_id,
                  gint64             expires,
                  GCancellable      *cancellable,
                  GError           **error)
{
  AdminClient *client;

  g_return_val_if_fail (DESK_IS_SERVICE (service), FALSE);
  g_return_val_if_fail (connection != NULL && key_id != NULL && expires >= 0, FALSE);

  client = get_client (service, connection, error);
  return client != NULL && admin_client_extend_key (client, connection->directory, key_id, expires,
                                                    cancellable, error);
}

DeskKey *
desk_keys_replace (DeskService       *service,
                   const Connection  *connection,
                   const char        *key_id,
                   gint64             overlap_seconds,
                   GCancellable      *cancellable,
                   GError           **error)
{
  AdminClient *client;
  AdminKey *key;

  g_return_val_if_fail (DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (connection != NULL && key_id != NULL && overlap_seconds >= 0, NULL);

  client = get_client (service, connection, error);
  key = client != NULL ? admin_client_replace_key (client, connection->directory, key_id,
                                                   overlap_seconds, cancellable, error)
                       : NULL;
  return key != NULL ? desk_key_new (key) : NULL;
}

gboolean
desk_keys_revoke (DeskService       *service,
                  const Connection  *connection,
                  const char        *key_id,
                  GCancellable      *cancellable,
                  GError           **error)
{
  AdminClient *client;

  g_return_val_if_fail (DESK_IS_SERVICE (service), FALSE);
  g_return_val_if_fail (connection != NULL && key_id != NULL, FALSE);

  client = get_client (service, connection, error);
  return client != NULL &&
         admin_client_revoke_key (client, connection->directory, key_id, cancellable, error);
}

/* Which of two ends later; never is later than anything. */
static gboolean
ends_later (const AdminKey *a,
            const AdminKey *b)
{
  return b->expires != 0 && (a->expires == 0 || a->expires > b->expires);
}

const DeskKey *
desk_keys_pick (GPtrArray *keys)
{
  const DeskKey *best = NULL;

  g_return_val_if_fail (keys != NULL, NULL);

  for (guint i = 0; i < keys->len; i++)
    {
      const DeskKey *key = g_ptr_array_index (keys, i);

      if (g_strcmp0 (key->key->scope, "provision") != 0)
        continue;
      if (best == NULL || key->key->last_used > best->key->last_used ||
          (key->key->last_used == best->key->last_used && ends_later (key->key, best->key)))
        best = key;
    }
  return best;
}

DeskKeyHealth *
desk_key_health (DeskService       *service,
                 const Connection  *connection,
                 GCancellable      *cancellable,
                 GError           **error)
{
  g_autoptr (GPtrArray) keys = NULL;
  const DeskKey *key;

  g_return_val_if_fail (service == NULL || DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (connection != NULL, NULL);

  if (service == NULL)
    return desk_key_health_new_for_foreign (connection, 0);
  keys = desk_keys_list (service, connection, cancellable, error);
  if (keys == NULL)
    return NULL;
  key = desk_keys_pick (keys);
  return desk_key_health_new (key != NULL ? key->key : NULL, 0);
}
