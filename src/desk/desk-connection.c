/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding stores the secret first and the connection last; removing goes the other way round with
 * the secret first too, since a secret that nothing names any more couldn't be found again. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-connection.h"

#include <glib/gi18n.h>
#include <string.h>

#include "connection/connection-keyring.h"
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

static gboolean
check_free (const char  *name,
            GError     **error)
{
  g_autoptr (Connection) taken = NULL;
  g_autoptr (GError) why = NULL;

  taken = connection_list_find (name, &why);
  if (taken != NULL)
    {
      g_set_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NAME_TAKEN,
                   _("There is a connection “%s” already (%s); choose another name, or remove that "
                     "one"),
                   taken->name, taken->side);
      return FALSE;
    }
  if (g_error_matches (why, CONNECTION_ERROR, CONNECTION_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

Connection *
desk_connection_add (const char    *name,
                     const char    *side,
                     const char    *key,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (Connection) connection = NULL;
  g_autoptr (Source) source = NULL;
  g_autofree char *absolute = NULL;

  g_return_val_if_fail (name != NULL && side != NULL, NULL);

  if (!connection_check_name (name, error))
    return NULL;
  absolute = make_absolute (side);
  source = source_new_for_uri (absolute, NULL, error);
  if (source == NULL || (key != NULL && !desk_key_check (key, error)) || !check_free (name, error))
    return NULL;

  connection = connection_new (name, absolute);
  /* A key that the environment holds for others is none of a file's. */
  if (!connection_can_have_keys (connection))
    key = NULL;
  if (key != NULL && !desk_key_keep (connection, "key", key, cancellable, error))
    return NULL;
  if (!connection_list_add (connection, error))
    {
      if (key != NULL)
        connection_keyring_clear (connection->uuid, NULL, NULL);
      return NULL;
    }
  return g_steal_pointer (&connection);
}

gboolean
desk_connection_remove (const Connection  *connection,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_return_val_if_fail (connection != NULL, FALSE);

  return (!connection_can_have_keys (connection) ||
          connection_keyring_clear (connection->uuid, cancellable, error)) &&
         desk_connection_forget (connection, error) &&
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
