/* SPDX-License-Identifier: GPL-3.0-or-later */

/* libsecret's synchronous calls, and its many ways to fail brought down to two words: no
 * keyring, or locked. A look-up that finds nothing asks once more without unlocking, since
 * libsecret answers "nothing" for a locked secret too. */

#define G_LOG_DOMAIN "rollcall-connection"

#include "config.h"

#include "connection/connection-keyring.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "base/base-secret.h"

#define ATTRIBUTES_VERSION "1"

static const SecretSchema schema = {
  APPLICATION_ID,
  SECRET_SCHEMA_NONE,
  {
      { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "version", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static GHashTable *
attributes_new (const char *uuid,
                const char *kind)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (gpointer) "connection", g_strdup (uuid));
  if (kind != NULL)
    g_hash_table_insert (attributes, (gpointer) "kind", g_strdup (kind));
  return attributes;
}

static void
set_locked (GError **error)
{
  g_set_error_literal (error, CONNECTION_ERROR, CONNECTION_ERROR_LOCKED,
                       _("The keyring is locked and wasn't unlocked: unlock it and try again, or "
                         "give the key by a file or the environment. Nothing was changed."));
}

/* Words for what libsecret said. (transfer full): @why; %NULL for no words at all */
static gboolean
put_in_words (GError  *why,
              GError **error)
{
  if (why == NULL || g_error_matches (why, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (why, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    {
      set_locked (error);
      g_clear_error (&why);
      return FALSE;
    }
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, why);
      return FALSE;
    }

  g_dbus_error_strip_remote_error (why);
  g_set_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NO_KEYRING,
               _("No keyring answers (%s). Rollcall keeps keys in the keyring and never in a file: "
                 "start one (GNOME Keyring, KWallet), or give the key by a file or the "
                 "environment. Nothing was changed."),
               why->message);
  g_error_free (why);
  return FALSE;
}

/* Whether there is such a secret that can't be had because it is locked. */
static gboolean
is_locked (GHashTable   *attributes,
           GCancellable *cancellable)
{
  GList *items;
  gboolean locked = FALSE;

  items =
      secret_service_search_sync (NULL, &schema, attributes, SECRET_SEARCH_NONE, cancellable, NULL);
  for (GList *item = items; item != NULL; item = item->next)
    locked = locked || secret_item_get_locked (item->data);
  g_list_free_full (items, g_object_unref);
  return locked;
}

gboolean
connection_keyring_store (const char    *uuid,
                          const char    *kind,
                          const char    *secret,
                          const char    *label,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_auto (BaseSecret) back = NULL;
  GError *why = NULL;

  g_return_val_if_fail (uuid != NULL && kind != NULL && secret != NULL && label != NULL, FALSE);

  attributes = attributes_new (uuid, kind);
  g_hash_table_insert (attributes, (gpointer) "version", g_strdup (ATTRIBUTES_VERSION));
  if (!secret_password_storev_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, secret,
                                    cancellable, &why))
    return put_in_words (why, error);

  back = connection_keyring_lookup (uuid, kind, cancellable, error);
  if (back == NULL || g_strcmp0 (back, secret) != 0)
    {
      if (error == NULL || *error == NULL)
        set_locked (error);
      return FALSE;
    }
  return TRUE;
}

char *
connection_keyring_lookup (const char    *uuid,
                           const char    *kind,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (GHashTable) attributes = NULL;
  GError *why = NULL;
  char *found;
  char *secret;

  g_return_val_if_fail (uuid != NULL && kind != NULL, NULL);

  attributes = attributes_new (uuid, kind);
  found = secret_password_lookupv_nonpageable_sync (&schema, attributes, cancellable, &why);
  if (why != NULL)
    {
      put_in_words (why, error);
      return NULL;
    }
  if (found == NULL && is_locked (attributes, cancellable))
    set_locked (error);

  secret = base_secret_dup (found);
  secret_password_free (found);
  return secret;
}

gboolean
connection_keyring_clear (const char    *uuid,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr (GHashTable) attributes = NULL;
  GError *why = NULL;

  g_return_val_if_fail (uuid != NULL, FALSE);

  attributes = attributes_new (uuid, NULL);
  secret_password_clearv_sync (&schema, attributes, cancellable, &why);
  if (why != NULL)
    return put_in_words (why, error);
  if (is_locked (attributes, cancellable))
    {
      set_locked (error);
      return FALSE;
    }
  return TRUE;
}
