/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The interface, and the one implementation that needs no keyring: a key that somebody handed over.
 */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-secrets.h"

#include <string.h>

#include "base/base-secret.h"

G_DEFINE_INTERFACE (SourceSecrets, source_secrets, G_TYPE_OBJECT)

#define SOURCE_TYPE_FIXED_SECRETS (source_fixed_secrets_get_type ())
G_DECLARE_FINAL_TYPE (SourceFixedSecrets, source_fixed_secrets, SOURCE, FIXED_SECRETS, GObject)

struct _SourceFixedSecrets
{
  GObject parent_instance;

  char *key;
};

static char *
source_fixed_secrets_lookup (SourceSecrets  *secrets,
                             const char     *kind,
                             GCancellable   *cancellable,
                             GError        **error)
{
  SourceFixedSecrets *self = SOURCE_FIXED_SECRETS (secrets);

  return strcmp (kind, "key") == 0 ? base_secret_dup (self->key) : NULL;
}

static void
source_fixed_secrets_iface_init (SourceSecretsInterface *iface)
{
  iface->lookup = source_fixed_secrets_lookup;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SourceFixedSecrets,
                               source_fixed_secrets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SOURCE_TYPE_SECRETS,
                                                      source_fixed_secrets_iface_init))

static void
source_fixed_secrets_finalize (GObject *object)
{
  SourceFixedSecrets *self = SOURCE_FIXED_SECRETS (object);

  base_secret_free (self->key);

  G_OBJECT_CLASS (source_fixed_secrets_parent_class)->finalize (object);
}

static void
source_fixed_secrets_class_init (SourceFixedSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = source_fixed_secrets_finalize;
}

static void
source_fixed_secrets_init (SourceFixedSecrets *self)
{
}

static void
source_secrets_default_init (SourceSecretsInterface *iface)
{
}

char *
source_secrets_lookup (SourceSecrets  *self,
                       const char     *kind,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_return_val_if_fail (SOURCE_IS_SECRETS (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  return SOURCE_SECRETS_GET_IFACE (self)->lookup (self, kind, cancellable, error);
}

SourceSecrets *
source_secrets_new_fixed (const char *key)
{
  SourceFixedSecrets *self = g_object_new (SOURCE_TYPE_FIXED_SECRETS, NULL);

  self->key = base_secret_dup (key);
  return SOURCE_SECRETS (self);
}
