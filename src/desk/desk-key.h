/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys that Rollcall keeps for itself. Reading a Rollcall directory uses a `read` key of its
 * own, named "Rollcall on HOST", so that the `provision` key stays the identity provider's
 * alone. */

#pragma once

#include "connection/connection.h"
#include "desk/desk-service.h"
#include "desk/desk-session.h"

G_BEGIN_DECLS

/**
 * desk_key_check:
 * @key: a bearer text as a person gave it
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %DESK_ERROR_BAD_KEY for an empty text, one with blanks, or a
 * Rollcall
 *   key whose checksum doesn't fit. Nothing is sent.
 */
gboolean desk_key_check       (const char        *key,
                               GError           **error);

/**
 * desk_key_ensure_read:
 * @service: of which we are administrator
 * @connection: a saved directory of that service
 * @session: (nullable): where the key is and goes
 * @cancellable: (nullable)
 * @error: return location
 *
 * Sees to it that the keyring, or the session, holds a live read key for @connection: makes one if
 * there is none, and replaces one that ends within two weeks.
 */
gboolean desk_key_ensure_read (DeskService       *service,
                               const Connection  *connection,
                               DeskSession       *session,
                               GCancellable      *cancellable,
                               GError           **error);

/* Whether @key is one that Rollcall made for itself, on whatever computer. */
gboolean desk_key_is_ours     (const AdminKey    *key);

/**
 * desk_key_keep:
 * @connection: a saved side
 * @kind: `key` or `provision-key`
 * @key: its text
 *
 * Puts @key into the keyring under a label that says what it is.
 */
gboolean desk_key_keep        (const Connection  *connection,
                               const char        *kind,
                               const char        *key,
                               GCancellable      *cancellable,
                               GError           **error);

G_END_DECLS
