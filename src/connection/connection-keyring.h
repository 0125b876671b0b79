/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets in the keyring (libsecret): schema `io.github.rollcall.Rollcall` with `connection`,
 * `kind` and `version`, and nothing else, since attributes aren't encrypted. Never a file
 * instead. */

#pragma once

#include "connection/connection.h"
#include "source/source-secrets.h"

G_BEGIN_DECLS

/**
 * connection_keyring_store:
 * @uuid: the connection's
 * @kind: `key`, `provision-key`, `admin-token`, `refresh-token`, `client-secret`, `password`
 * @secret: the text
 * @label: what a keyring viewer shows, without the secret
 *
 * Stores it in the default collection, so that it outlives the session. Reads it back before it
 * says yes.
 *
 * Returns: %TRUE, or %FALSE with %CONNECTION_ERROR_NO_KEYRING or %CONNECTION_ERROR_LOCKED.
 */
gboolean       connection_keyring_store       (const char     *uuid,
                                               const char     *kind,
                                               const char     *secret,
                                               const char     *label,
                                               GCancellable   *cancellable,
                                               GError        **error);

/* (transfer full) (nullable): to be ended with base_secret_free(); %NULL without an error if
 * there is none */
char          *connection_keyring_lookup      (const char     *uuid,
                                               const char     *kind,
                                               GCancellable   *cancellable,
                                               GError        **error);

/* Removes every secret of the connection. */
gboolean       connection_keyring_clear       (const char     *uuid,
                                               GCancellable   *cancellable,
                                               GError        **error);

/* (transfer full): the connection's secrets as a source asks for them */
SourceSecrets *connection_keyring_secrets_new (const char     *uuid);

G_END_DECLS
