/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key in the keyring is told among the service's by its prefix. When a read key is replaced,
 * the new one is stored before the old one is revoked: a crash between leaves one too many,
 * never none. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-key.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-key-text.h"
#include "base/base-secret.h"
#include "base/base-time.h"
#include "desk/desk-error.h"

/* Not translated: other computers' consoles, in other languages, must know it too. */
#define OUR_NAME "Rollcall on "

#define RENEW_BEFORE (14 * G_TIME_SPAN_DAY)

gboolean
desk_key_check (const char  *key,
                GError     **error)
{
  g_autoptr (GError) why = NULL;

  g_return_val_if_fail (key != NULL, FALSE);

  if (*key == '\0' || strpbrk (key, " \t\r\n") != NULL)
    {
      g_set_error_literal (error, DESK_ERROR, DESK_ERROR_BAD_KEY,
                           _("The key is empty or has blanks in it: give the key alone, as it was "
                             "shown. Nothing was sent."));
      return FALSE;
    }
  if (!base_key_text_is_ours (key) || base_key_text_check (key, &why))
    return TRUE;

  g_set_error (error, DESK_ERROR, DESK_ERROR_BAD_KEY,
               _("This isn't a whole key: %s. Nothing was sent."), why->message);
  return FALSE;
}

/* (transfer none) (nullable): the live one of @keys that @secret is the text of */
static const AdminKey *
find_by_text (GPtrArray  *keys,
              const char *secret)
{
  g_autofree char *prefix = secret != NULL ? base_key_text_prefix (secret) : NULL;

  for (guint i = 0; prefix != NULL && i < keys->len; i++)
    {
      const AdminKey *key = g_ptr_array_index (keys, i);

      if (g_strcmp0 (key->prefix, prefix) == 0 && g_strcmp0 (key->scope, "read") == 0)
        return key;
    }
  return NULL;
}

gboolean
desk_key_ensure_read (DeskService       *service,
                      const Connection  *connection,
                      DeskSession       *session,
                      GCancellable      *cancellable,
                      GError           **error)
{
  AdminClient *client;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (AdminKey) made = NULL;
  g_autoptr (GError) why = NULL;
  g_auto (BaseSecret) secret = NULL;
  g_autofree char *name = NULL;
  const AdminKey *old;

  g_return_val_if_fail (DESK_IS_SERVICE (service), FALSE);
  g_return_val_if_fail (connection != NULL && connection->directory != NULL, FALSE);

  client = desk_service_get_client (service);
  secret = desk_session_lookup (session, connection->uuid, "key", cancellable, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  keys = admin_client_list_keys (client, connection->directory, cancellable, error);
  if (keys == NULL)
    return FALSE;

  old = find_by_text (keys, secret);
  if (old != NULL && (old->expires == 0 || old->expires - base_time_now () > RENEW_BEFORE))
    return TRUE;

  name = g_strconcat (OUR_NAME, g_get_host_name (), NULL);
  made =
      admin_client_create_key (client, connection->directory, name, "read", -1, cancellable, error);
  if (made == NULL)
    return FALSE;
  if (made->secret == NULL ||
      !desk_session_store (session, connection, "key", made->secret, cancellable, error))
    {
      admin_client_revoke_key (client, connection->directory, made->id, NULL, NULL);
      return FALSE;
    }
  if (old != NULL)
    admin_client_revoke_key (client, connection->directory, old->id, cancellable, NULL);
  return TRUE;
}

gboolean
desk_key_is_ours (const AdminKey *key)
{
  g_return_val_if_fail (key != NULL, FALSE);

  return g_strcmp0 (key->scope, "read") == 0 && key->name != NULL &&
         g_str_has_prefix (key->name, OUR_NAME);
}

gboolean
desk_key_keep (const Connection  *connection,
               const char        *kind,
               const char        *key,
               GCancellable      *cancellable,
               GError           **error)
{
  g_return_val_if_fail (connection != NULL && kind != NULL && key != NULL, FALSE);

  return desk_session_store (NULL, connection, kind, key, cancellable, error);
}
