/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection's secrets as a source asks for them: each look-up goes to the keyring, nothing is
 * kept here. */

#define G_LOG_DOMAIN "rollcall-connection"

#include "config.h"

#include "connection/connection-keyring.h"

#define CONNECTION_TYPE_SECRETS (connection_secrets_get_type ())
G_DECLARE_FINAL_TYPE (ConnectionSecrets, connection_secrets, CONNECTION, SECRETS, GObject)

struct _ConnectionSecrets
{
  GObject parent_instance;

  char *uuid;
};

static char *
connection_secrets_lookup (SourceSecrets  *secrets,
                           const char     *kind,
                           GCancellable   *cancellable,
                           GError        **error)
{
  ConnectionSecrets *self = CONNECTION_SECRETS (secrets);

  return connection_keyring_lookup (self->uuid, kind, cancellable, error);
}

static void
connection_secrets_init_interface (SourceSecretsInterface *iface)
{
  iface->lookup = connection_secrets_lookup;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ConnectionSecrets,
                               connection_secrets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SOURCE_TYPE_SECRETS,
                                                      connection_secrets_init_interface))

static void
connection_secrets_finalize (GObject *object)
{
  ConnectionSecrets *self = CONNECTION_SECRETS (object);

  g_clear_pointer (&self->uuid, g_free);

  G_OBJECT_CLASS (connection_secrets_parent_class)->finalize (object);
}

static void
connection_secrets_class_init (ConnectionSecretsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = connection_secrets_finalize;
}

static void
connection_secrets_init (ConnectionSecrets *self)
{
}

SourceSecrets *
connection_keyring_secrets_new (const char *uuid)
{
  ConnectionSecrets *self;

  g_return_val_if_fail (uuid != NULL, NULL);

  self = g_object_new (CONNECTION_TYPE_SECRETS, NULL);
  self->uuid = g_strdup (uuid);
  return SOURCE_SECRETS (self);
}
