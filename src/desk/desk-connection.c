/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding stores the secret first and the connection last; removing goes the other way round with
 * the secret first too, since a secret that nothing names any more couldn't be found again. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-connection.h"

#include <string.h>

#include "connection/connection-list.h"
#include "desk/desk-key.h"

/* Sides that name a file by its path. */
static const char *const file_schemes[] = { "csv:", "jsonl:" };

/* (transfer full): @side with an absolute path, which holds wherever it is read from later */
static char *
make_absolute (const char *side)
{
  g_autofree char *path = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (file_schemes); i++)
    if (g_ascii_strncasecmp (side, file_schemes[i], strlen (file_schemes[i])) == 0 &&
        side[strlen (file_schemes[i])] != '\0')
      {
        path = g_canonicalize_filename (side + strlen (file_schemes[i]), NULL);
        return g_strconcat (file_schemes[i], path, NULL);
      }
  if (*side == '.' || *side == '/')
    return g_canonicalize_filename (side, NULL);
  return g_strdup (side);
}

/* Stores the key first and the connection last; takes the key back if that fails. */
static gboolean
keep (const Connection  *connection,
      const char        *key,
      DeskSession       *session,
      GCancellable      *cancellable,
      GError           **error)
{
  /* A key that the environment holds for others is none of a file's. */
  if (!connection_can_have_keys (connection))
    key = NULL;
  if (key != NULL && !desk_session_store (session, connection, "key", key, cancellable, error))
    return FALSE;
  if (connection_list_add (connection, error))
    return TRUE;
  if (key != NULL)
    desk_session_clear (session, connection, NULL, NULL);
  return FALSE;
}

Connection *
desk_connection_save (const Connection  *draft,
                      const char        *key,
                      DeskSession       *session,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr (Connection) connection = NULL;
  g_autoptr (Source) source = NULL;

  g_return_val_if_fail (draft != NULL, NULL);
  g_return_val_if_fail (session == NULL || DESK_IS_SESSION (session), NULL);

  connection = connection_copy (draft);
  g_free (connection->side);
  connection->side = make_absolute (draft->side);
  if (!connection_check_name (connection->name, error))
    return NULL;
  source = source_new_for_uri (connection->side, NULL, error);
  if (source == NULL || (key != NULL && !desk_key_check (key, error)) ||
      !connection_list_check_name (connection->name, NULL, error) ||
      !keep (connection, key, session, cancellable, error))
    return NULL;
  return g_steal_pointer (&connection);
}

Connection *
desk_connection_add (const char    *name,
                     const char    *side,
                     const char    *key,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (Connection) draft = NULL;

  g_return_val_if_fail (name != NULL && side != NULL, NULL);

  draft = connection_new (name, side);
  return desk_connection_save (draft, key, NULL, cancellable, error);
}

gboolean
desk_connection_remove_begin (const Connection  *connection,
                              GError           **error)
{
  g_return_val_if_fail (connection != NULL, FALSE);

  return connection_list_remove (connection->uuid, error);
}

gboolean
desk_connection_remove_undo (const Connection  *connection,
                             GError           **error)
{
  g_return_val_if_fail (connection != NULL, FALSE);

  return connection_list_add (connection, error);
}

gboolean
desk_connection_remove_finish (const Connection  *connection,
                               DeskSession       *session,
                               GCancellable      *cancellable,
                               GError           **error)
{
  gboolean cleared;

  g_return_val_if_fail (connection != NULL, FALSE);
  g_return_val_if_fail (session == NULL || DESK_IS_SESSION (session), FALSE);

  /* A keyring that doesn't answer is no reason to keep people's data. */
  cleared = desk_session_clear (session, connection, cancellable, error);
  return desk_connection_forget (connection, cleared ? error : NULL) && cleared;
}

gboolean
desk_connection_remove (const Connection  *connection,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_return_val_if_fail (connection != NULL, FALSE);

  return desk_connection_remove_finish (connection, NULL, cancellable, error) &&
         connection_list_remove (connection->uuid, error);
}

gboolean
desk_connection_forget (const Connection  *connection,
                        GError           **error)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (connection != NULL, FALSE);

  folder = connection_get_roll_folder (connection);
  return !g_file_test (folder, G_FILE_TEST_EXISTS) || roll_forget (folder, error);
}
