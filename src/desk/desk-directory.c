/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A directory and its connection are made in an order that can be taken back at every step: the
 * name is checked and the keyring tried, then the directory, then its keys, and the saved
 * connection last. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-directory.h"

#include <glib/gi18n.h>

#include "base/base-secret.h"
#include "connection/connection-keyring.h"
#include "connection/connection-list.h"
#include "desk/desk-error.h"
#include "desk/desk-key.h"

/* Whether @connection could be saved, as far as can be told before. */
static gboolean
try_connection (const Connection  *connection,
                GCancellable      *cancellable,
                GError           **error)
{
  g_autoptr (Connection) taken = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) why = NULL;

  if (!connection_check_name (connection->name, error))
    return FALSE;
  list = connection_list_load (error);
  if (list == NULL)
    return FALSE;
  taken = connection_list_find (connection->name, NULL);
  if (taken != NULL)
    {
      g_set_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NAME_TAKEN,
                   _("There is a connection “%s” already (%s); choose another name, or remove that "
                     "one. No directory was made."),
                   taken->name, taken->side);
      return FALSE;
    }

  /* A secret that is put there and taken away again shows that the keyring will take the real
   * one. */
  if (!desk_key_keep (connection, "key", "-", cancellable, error))
    return FALSE;
  connection_keyring_clear (connection->uuid, cancellable, NULL);
  return TRUE;
}

static gboolean
save_connection (DeskService     *service,
                 AdminDirectory  *directory,
                 Connection      *connection,
                 GCancellable    *cancellable,
                 GError         **error)
{
  g_free (connection->side);
  connection->side = g_strconcat ("scim:", directory->base_url, NULL);
  connection->service = g_strdup (desk_service_get_address (service));
  connection->directory = g_strdup (directory->id);

  if (directory->key == NULL || directory->key->secret == NULL)
    {
      g_set_error_literal (error, DESK_ERROR, DESK_ERROR_NO_KEY,
                           _("The service made a directory without a key"));
      return FALSE;
    }
  if (!desk_key_keep (connection, "provision-key", directory->key->secret, cancellable, error) ||
      !desk_key_ensure_read (service, connection, cancellable, error) ||
      !connection_list_add (connection, error))
    return FALSE;

  base_secret_clear (&directory->key->secret);
  return TRUE;
}

AdminDirectory *
desk_directory_create (DeskService   *service,
                       const char    *name,
                       const char    *connection_name,
                       GCancellable  *cancellable,
                       GError       **error)
{
  AdminClient *client;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (Connection) connection = NULL;
  g_autoptr (GError) why = NULL;

  g_return_val_if_fail (DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  client = desk_service_get_client (service);
  if (connection_name == NULL)
    return admin_client_create_directory (client, name, cancellable, error);

  connection = connection_new (connection_name, "");
  if (!try_connection (connection, cancellable, error))
    return NULL;
  directory = admin_client_create_directory (client, name, cancellable, error);
  if (directory == NULL)
    return NULL;
  if (save_connection (service, directory, connection, cancellable, &why))
    return g_steal_pointer (&directory);

  /* Taken back even when the person cancelled. */
  connection_keyring_clear (connection->uuid, NULL, NULL);
  if (admin_client_delete_directory (client, directory->id, NULL, NULL))
    g_set_error (error, DESK_ERROR, DESK_ERROR_UNDONE,
                 _("The new directory was deleted again, because its key couldn't be kept: %s"),
                 why->message);
  else
    g_set_error (
        error, DESK_ERROR, DESK_ERROR_UNDONE,
        _("The new directory “%s” (%s) is left without a key, because it couldn't be kept, "
          "and couldn't be deleted; delete it: %s"),
        directory->name, directory->id, why->message);
  return NULL;
}

Connection *
desk_directory_find_connection (DeskService *service,
                                const char  *directory)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_val_if_fail (DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  list = connection_list_load (NULL);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Connection *connection = g_ptr_array_index (list, i);

      if (g_strcmp0 (connection->directory, directory) == 0 &&
          g_strcmp0 (connection->service, desk_service_get_address (service)) == 0)
        return connection_copy (connection);
    }
  return NULL;
}
