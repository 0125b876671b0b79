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
                DeskSession       *session,
                GCancellable      *cancellable,
                GError           **error)
{
  if (!connection_list_check_name (connection->name, NULL, error))
    {
      if (g_error_matches (*error, CONNECTION_ERROR, CONNECTION_ERROR_NAME_TAKEN))
        g_prefix_error (error, "%s", _("No directory was made. "));
      return FALSE;
    }

  /* A secret that is put there and taken away again shows that the keyring will take the real
   * one. */
  if (!desk_session_store (session, connection, "key", "-", cancellable, error))
    return FALSE;
  desk_session_clear (session, connection, cancellable, NULL);
  return TRUE;
}

/* Makes @connection one to @directory of @service. */
static void
point_at (Connection           *connection,
          DeskService          *service,
          const AdminDirectory *directory)
{
  g_free (connection->side);
  g_free (connection->service);
  g_free (connection->directory);
  connection->side = g_strconcat ("scim:", directory->base_url, NULL);
  connection->service = g_strdup (desk_service_get_address (service));
  connection->directory = g_strdup (directory->id);
}

/* Keeps what is needed to read and administer the directory, and saves the connection last. */
static gboolean
save_connection (DeskService       *service,
                 DeskSession       *session,
                 const Connection  *connection,
                 GCancellable      *cancellable,
                 GError           **error)
{
  const char *token = desk_service_get_token (service);

  return (token == NULL ||
          desk_session_store (session, connection, "admin-token", token, cancellable, error)) &&
         desk_key_ensure_read (service, connection, session, cancellable, error) &&
         connection_list_add (connection, error);
}

static gboolean
keep_first_key (const Connection  *connection,
                AdminDirectory    *directory,
                GCancellable      *cancellable,
                GError           **error)
{
  if (directory->key == NULL || directory->key->secret == NULL)
    {
      g_set_error_literal (error, DESK_ERROR, DESK_ERROR_NO_KEY,
                           _("The service made a directory without a key"));
      return FALSE;
    }
  return desk_key_keep (connection, "provision-key", directory->key->secret, cancellable, error);
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
  if (!try_connection (connection, NULL, cancellable, &why))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  directory = admin_client_create_directory (client, name, cancellable, error);
  if (directory == NULL)
    return NULL;
  point_at (connection, service, directory);
  if (keep_first_key (connection, directory, cancellable, &why) &&
      save_connection (service, NULL, connection, cancellable, &why))
    {
      base_secret_clear (&directory->key->secret);
      return g_steal_pointer (&directory);
    }

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

DeskNewDirectory *
desk_directory_make (DeskService       *service,
                     DeskSession       *session,
                     const char        *name,
                     const Connection  *draft,
                     GCancellable      *cancellable,
                     GError           **error)
{
  g_autoptr (Connection) connection = NULL;
  g_autoptr (GError) why = NULL;
  AdminDirectory *directory;
  DeskNewDirectory *made;

  g_return_val_if_fail (DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (session == NULL || DESK_IS_SESSION (session), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  connection = draft != NULL ? connection_copy (draft) : NULL;
  if (connection != NULL && !try_connection (connection, session, cancellable, &why))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  directory =
      admin_client_create_directory (desk_service_get_client (service), name, cancellable, error);
  if (directory == NULL)
    return NULL;

  /* From here on nothing may be lost: not by a cancel, not by an error. */
  made = g_new0 (DeskNewDirectory, 1);
  made->directory = directory;
  if (connection == NULL)
    return made;
  point_at (connection, service, directory);
  if (save_connection (service, session, connection, NULL, &made->problem))
    made->connection = g_steal_pointer (&connection);
  else
    desk_session_clear (session, connection, NULL, NULL);
  return made;
}

void
desk_new_directory_free (DeskNewDirectory *self)
{
  if (self == NULL)
    return;
  admin_directory_free (self->directory);
  connection_free (self->connection);
  g_clear_error (&self->problem);
  g_free (self);
}

Connection *
desk_directory_adopt (DeskService           *service,
                      DeskSession           *session,
                      const AdminDirectory  *directory,
                      const Connection      *draft,
                      GCancellable          *cancellable,
                      GError               **error)
{
  g_autoptr (Connection) connection = NULL;
  g_autoptr (GError) why = NULL;

  g_return_val_if_fail (DESK_IS_SERVICE (service), NULL);
  g_return_val_if_fail (session == NULL || DESK_IS_SESSION (session), NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  connection = desk_directory_find_connection (service, directory->id);
  if (connection != NULL)
    return g_steal_pointer (&connection);

  connection = draft != NULL ? connection_copy (draft) : connection_new (directory->name, "");
  point_at (connection, service, directory);
  if (connection_list_check_name (connection->name, NULL, error) &&
      save_connection (service, session, connection, cancellable, &why))
    return g_steal_pointer (&connection);
  if (why != NULL)
    {
      desk_session_clear (session, connection, NULL, NULL);
      g_propagate_error (error, g_steal_pointer (&why));
    }
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
