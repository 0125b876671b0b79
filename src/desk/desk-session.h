/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets as a program that runs for a while finds and keeps them: those kept for this session
 * only, in locked memory, then the keyring. Nothing is ever written elsewhere. One object for a
 * program, passed to whoever needs it; safe from all threads. */

#pragma once

#include "connection/connection.h"
#include "source/source-secrets.h"

G_BEGIN_DECLS

#define DESK_TYPE_SESSION (desk_session_get_type ())
G_DECLARE_FINAL_TYPE (DeskSession, desk_session, DESK, SESSION, GObject)

DeskSession   *desk_session_new         (void);

/**
 * desk_session_set_memory_only:
 * @self: the session
 * @memory_only: whether a person chose *Keep for This Session* because no keyring answers
 *
 * From now on desk_session_store() keeps secrets in memory, and the keyring isn't asked.
 */
void           desk_session_set_memory_only (DeskSession   *self,
                                             gboolean       memory_only);
gboolean       desk_session_get_memory_only (DeskSession   *self);

/**
 * desk_session_store:
 * @self: (nullable): the session; %NULL for the keyring alone
 * @connection: whose secret
 * @kind: `key`, `provision-key`, `admin-token`
 * @secret: the text; copied
 * @cancellable: (nullable)
 * @error: return location
 *
 * Puts it into the keyring, under a label that says what it is; into memory if that was chosen.
 *
 * Returns: %TRUE, or %FALSE with %CONNECTION_ERROR_NO_KEYRING or %CONNECTION_ERROR_LOCKED: then the
 *   person may be asked, desk_session_set_memory_only() called, and this again.
 */
gboolean       desk_session_store       (DeskSession       *self,
                                         const Connection  *connection,
                                         const char        *kind,
                                         const char        *secret,
                                         GCancellable      *cancellable,
                                         GError           **error);

/* (transfer full) (nullable): the secret, to be ended with base_secret_free(), from memory or the
 * keyring; %NULL without an error if there is none. @self is nullable: the keyring alone. */
char          *desk_session_lookup      (DeskSession       *self,
                                         const char        *uuid,
                                         const char        *kind,
                                         GCancellable      *cancellable,
                                         GError           **error);

/* Whether memory holds a secret of the connection @uuid, which ends with the program. */
gboolean       desk_session_holds       (DeskSession       *self,
                                         const char        *uuid,
                                         const char        *kind);

/* Forgets all of the connection's, in memory and in the keyring. @self is nullable. */
gboolean       desk_session_clear       (DeskSession       *self,
                                         const Connection  *connection,
                                         GCancellable      *cancellable,
                                         GError           **error);

/* (transfer full): the connection's secrets as a source asks for them, each time by
 * desk_session_lookup(); @key_kind answers for "key". @self is nullable: the keyring alone. */
SourceSecrets *desk_session_get_secrets (DeskSession       *self,
                                         const char        *uuid,
                                         const char        *key_kind);

G_END_DECLS
