/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom a source asks for its secret: the keyring, a file, the environment. So this room knows no
 * keyring. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SOURCE_TYPE_SECRETS (source_secrets_get_type ())
G_DECLARE_INTERFACE (SourceSecrets, source_secrets, SOURCE, SECRETS, GObject)

struct _SourceSecretsInterface
{
  GTypeInterface parent_iface;

  char *(*lookup) (SourceSecrets *self,
                   const char    *kind,
                   GCancellable  *cancellable,
                   GError       **error);
};

/**
 * source_secrets_lookup:
 * @self: whom to ask
 * @kind: "key", "password", "client-secret", …
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the secret, to be ended with base_secret_free(); %NULL with
 * an error if
 *   asking failed, without one if there is none.
 */
char          *source_secrets_lookup    (SourceSecrets  *self,
                                         const char     *kind,
                                         GCancellable   *cancellable,
                                         GError        **error);

/* (transfer full): secrets that hold one key, copied into secret memory */
SourceSecrets *source_secrets_new_fixed (const char     *key);

G_END_DECLS
