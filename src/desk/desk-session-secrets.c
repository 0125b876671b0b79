/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection's secrets in a session as a source asks for them. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-session.h"

#define DESK_TYPE_SESSION_SECRETS (desk_session_secrets_get_type ())
G_DECLARE_FINAL_TYPE (DeskSessionSecrets, desk_session_secrets, DESK, SESSION_SECRETS, GObject)

struct _DeskSessionSecrets
{
  GObject parent_instance;

  DeskSession *session;
  char *uuid;
  char *key_kind;
};

static char *
desk_session_secrets_lookup (SourceSecrets  *secrets,
                             const char     *kind,
                             GCancellable   *cancellable,
                             GError        **error)
{
  DeskSessionSecrets *self = DESK_SESSION_SECRETS (secrets);

  return desk_session_lookup (self->session, self->uuid,
                              g_strcmp0 (kind, "key") == 0 ? self->key_kind : kind, cancellable,
                              error);
}

static void
desk_session_secrets_init_interface (SourceSecretsInterface *iface)
{
  iface->lookup = desk_session_secrets_lookup;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskSessionSecrets,
                               desk_session_secrets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SOURCE_TYPE_SECRETS,
                                                      desk_session_secrets_init_interface))

static void
desk_session_secrets_finalize (GObject *object)
{
  DeskSessionSecrets *self = DESK_SESSION_SECRETS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->key_kind, g_free);

  G_OBJECT_CLASS (desk_session_secrets_parent_class)->finalize (object);
}

static void
desk_session_secrets_class_init (DeskSessionSecretsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desk_session_secrets_finalize;
}

static void
desk_session_secrets_init (DeskSessionSecrets *self)
{
}

SourceSecrets *
desk_session_get_secrets (DeskSession *self,
                          const char  *uuid,
                          const char  *key_kind)
{
  DeskSessionSecrets *secrets;

  g_return_val_if_fail (self == NULL || DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (uuid != NULL && key_kind != NULL, NULL);

  secrets = g_object_new (DESK_TYPE_SESSION_SECRETS, NULL);
  secrets->session = self != NULL ? g_object_ref (self) : NULL;
  secrets->uuid = g_strdup (uuid);
  secrets->key_kind = g_strdup (key_kind);
  return SOURCE_SECRETS (secrets);
}
