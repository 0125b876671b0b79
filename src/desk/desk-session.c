/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of secrets by connection and kind, behind a lock. Looking up never stores: a secret of
 * the keyring is asked for each time, so that one that was replaced meanwhile is the new one. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-session.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-secret.h"
#include "connection/connection-keyring.h"

struct _DeskSession
{
  GObject parent_instance;

  GMutex lock;
  GHashTable *secrets; /* "UUID KIND" to secret memory */
  gboolean memory_only;
};

G_DEFINE_FINAL_TYPE (DeskSession, desk_session, G_TYPE_OBJECT)

/* What a keyring viewer shows for a secret of each kind; %s is the connection. */
static const struct
{
  const char *kind;
  const char *label;
} labels[] = {
  { "key", N_ ("Rollcall: key that reads %s") },
  { "provision-key", N_ ("Rollcall: key that writes to %s") },
  { "admin-token", N_ ("Rollcall: administrator of the service of %s") },
};

static char *
label_of (const Connection *connection,
          const char       *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].kind, kind))
      {
        g_auto (GStrv) parts = g_strsplit (_ (labels[i].label), "%s", 2);

        return g_strjoinv (connection->name, parts);
      }
  return g_strconcat ("Rollcall: ", connection->name, NULL);
}

static char *
name_of (const char *uuid,
         const char *kind)
{
  return g_strconcat (uuid, " ", kind, NULL);
}

static void
desk_session_finalize (GObject *object)
{
  DeskSession *self = DESK_SESSION (object);

  g_clear_pointer (&self->secrets, g_hash_table_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (desk_session_parent_class)->finalize (object);
}

static void
desk_session_class_init (DeskSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desk_session_finalize;
}

static void
desk_session_init (DeskSession *self)
{
  g_mutex_init (&self->lock);
  self->secrets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)base_secret_free);
}

DeskSession *
desk_session_new (void)
{
  return g_object_new (DESK_TYPE_SESSION, NULL);
}

void
desk_session_set_memory_only (DeskSession *self,
                              gboolean     memory_only)
{
  g_return_if_fail (DESK_IS_SESSION (self));

  g_mutex_lock (&self->lock);
  self->memory_only = memory_only;
  g_mutex_unlock (&self->lock);
}

gboolean
desk_session_get_memory_only (DeskSession *self)
{
  gboolean memory_only;

  g_return_val_if_fail (DESK_IS_SESSION (self), FALSE);

  g_mutex_lock (&self->lock);
  memory_only = self->memory_only;
  g_mutex_unlock (&self->lock);
  return memory_only;
}

gboolean
desk_session_store (DeskSession       *self,
                    const Connection  *connection,
                    const char        *kind,
                    const char        *secret,
                    GCancellable      *cancellable,
                    GError           **error)
{
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (self == NULL || DESK_IS_SESSION (self), FALSE);
  g_return_val_if_fail (connection != NULL && kind != NULL && secret != NULL, FALSE);

  name = name_of (connection->uuid, kind);
  if (self != NULL && desk_session_get_memory_only (self))
    {
      g_mutex_lock (&self->lock);
      g_hash_table_replace (self->secrets, g_steal_pointer (&name), base_secret_dup (secret));
      g_mutex_unlock (&self->lock);
      return TRUE;
    }

  label = label_of (connection, kind);
  if (!connection_keyring_store (connection->uuid, kind, secret, label, cancellable, error))
    return FALSE;
  if (self != NULL)
    {
      /* What the session held is older than what the keyring has now. */
      g_mutex_lock (&self->lock);
      g_hash_table_remove (self->secrets, name);
      g_mutex_unlock (&self->lock);
    }
  return TRUE;
}

/* (transfer full) (nullable) */
static char *
lookup_in_memory (DeskSession *self,
                  const char  *uuid,
                  const char  *kind)
{
  g_autofree char *name = name_of (uuid, kind);
  char *secret;

  g_mutex_lock (&self->lock);
  secret = base_secret_dup (g_hash_table_lookup (self->secrets, name));
  g_mutex_unlock (&self->lock);
  return secret;
}

char *
desk_session_lookup (DeskSession   *self,
                     const char    *uuid,
                     const char    *kind,
                     GCancellable  *cancellable,
                     GError       **error)
{
  char *secret = NULL;

  g_return_val_if_fail (self == NULL || DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (uuid != NULL && kind != NULL, NULL);

  if (self != NULL)
    secret = lookup_in_memory (self, uuid, kind);
  if (secret != NULL || (self != NULL && desk_session_get_memory_only (self)))
    return secret;
  return connection_keyring_lookup (uuid, kind, cancellable, error);
}

gboolean
desk_session_holds (DeskSession *self,
                    const char  *uuid,
                    const char  *kind)
{
  g_autofree char *name = NULL;
  gboolean holds;

  g_return_val_if_fail (DESK_IS_SESSION (self), FALSE);
  g_return_val_if_fail (uuid != NULL && kind != NULL, FALSE);

  name = name_of (uuid, kind);
  g_mutex_lock (&self->lock);
  holds = g_hash_table_contains (self->secrets, name);
  g_mutex_unlock (&self->lock);
  return holds;
}

static gboolean
belongs_to_cb (gpointer name,
               gpointer secret,
               gpointer uuid)
{
  return g_str_has_prefix (name, uuid) && ((const char *)name)[strlen (uuid)] == ' ';
}

gboolean
desk_session_clear (DeskSession       *self,
                    const Connection  *connection,
                    GCancellable      *cancellable,
                    GError           **error)
{
  g_return_val_if_fail (self == NULL || DESK_IS_SESSION (self), FALSE);
  g_return_val_if_fail (connection != NULL, FALSE);

  if (self != NULL)
    {
      g_mutex_lock (&self->lock);
      g_hash_table_foreach_remove (self->secrets, belongs_to_cb, connection->uuid);
      g_mutex_unlock (&self->lock);
    }
  if (!connection_can_have_keys (connection) ||
      (self != NULL && desk_session_get_memory_only (self)))
    return TRUE;
  return connection_keyring_clear (connection->uuid, cancellable, error);
}
