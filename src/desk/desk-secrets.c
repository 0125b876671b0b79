/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chain keeps no secret: each look-up asks again, so that a key replaced meanwhile is the new
 * one. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-secrets.h"

#include "connection/connection-keyring.h"

#define DESK_TYPE_SECRETS (desk_secrets_get_type ())
G_DECLARE_FINAL_TYPE (DeskSecrets, desk_secrets, DESK, SECRETS, GObject)

struct _DeskSecrets
{
  GObject parent_instance;

  SourceSecrets *given;
  char *uuid;
  char *key_kind;
};

static char *
desk_secrets_lookup (SourceSecrets  *secrets,
                     const char     *kind,
                     GCancellable   *cancellable,
                     GError        **error)
{
  DeskSecrets *self = DESK_SECRETS (secrets);
  g_autoptr (GError) why = NULL;
  char *secret = NULL;

  if (self->given != NULL)
    secret = source_secrets_lookup (self->given, kind, cancellable, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  if (secret != NULL || self->uuid == NULL)
    return secret;
  return connection_keyring_lookup (self->uuid,
                                    g_strcmp0 (kind, "key") == 0 ? self->key_kind : kind,
                                    cancellable, error);
}

static void
desk_secrets_init_interface (SourceSecretsInterface *iface)
{
  iface->lookup = desk_secrets_lookup;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskSecrets,
                               desk_secrets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SOURCE_TYPE_SECRETS,
                                                      desk_secrets_init_interface))

static void
desk_secrets_finalize (GObject *object)
{
  DeskSecrets *self = DESK_SECRETS (object);

  g_clear_object (&self->given);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->key_kind, g_free);

  G_OBJECT_CLASS (desk_secrets_parent_class)->finalize (object);
}

static void
desk_secrets_class_init (DeskSecretsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desk_secrets_finalize;
}

static void
desk_secrets_init (DeskSecrets *self)
{
}

SourceSecrets *
desk_secrets_new (SourceSecrets *given,
                  const char    *uuid,
                  const char    *key_kind)
{
  DeskSecrets *self;

  g_return_val_if_fail (key_kind != NULL, NULL);

  self = g_object_new (DESK_TYPE_SECRETS, NULL);
  self->given = given != NULL ? g_object_ref (given) : NULL;
  self->uuid = g_strdup (uuid);
  self->key_kind = g_strdup (key_kind);
  return SOURCE_SECRETS (self);
}
