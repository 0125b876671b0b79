/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A saved side: a name, a UUID, its settings. Its secret is in the keyring (connection-
 * keyring.h), its roll in a folder of its own. */

#pragma once

#include "source/source.h"

G_BEGIN_DECLS

#define CONNECTION_ERROR (connection_error_quark ())

/**
 * ConnectionError:
 * @CONNECTION_ERROR_FILE: connections.ini can't be read or written; the message says why and what
 *   was kept
 * @CONNECTION_ERROR_NAME_TAKEN: a connection of that name is there already
 * @CONNECTION_ERROR_BAD_NAME: a name that can't be told from a side, or that can't be shown
 * @CONNECTION_ERROR_NOT_FOUND: no connection of that name; the message lists those there are
 * @CONNECTION_ERROR_NO_KEYRING: no keyring answers; the message says what to start
 * @CONNECTION_ERROR_LOCKED: the keyring is locked and wasn't unlocked
 * @CONNECTION_ERROR_NEWER: the file was written by a newer version
 */
typedef enum
{
  CONNECTION_ERROR_FILE,
  CONNECTION_ERROR_NAME_TAKEN,
  CONNECTION_ERROR_BAD_NAME,
  CONNECTION_ERROR_NOT_FOUND,
  CONNECTION_ERROR_NO_KEYRING,
  CONNECTION_ERROR_LOCKED,
  CONNECTION_ERROR_NEWER,
} ConnectionError;

GQuark connection_error_quark (void);

/**
 * Connection:
 * @uuid: never changes; names its secrets and its roll
 * @name: unique; as the person calls it
 * @side: URI of the side (`scim:https://…`)
 * @service: (nullable): `unix:PATH` or URL of the Rollcall service behind it, of which we are
 *   administrator; `embedded` for the one on this computer, wherever its socket is
 * @directory: (nullable): id of the directory in that service
 * @created: microseconds
 * @source: (nullable): of a directory: UUID of the connection whose people it should hold, which it
 *   is compared with
 * @expires: microseconds; when its key ends, as a person told us; 0 for unknown or never
 * @idp: (nullable): id of the guide (connection-guides.h) of the identity provider that fills it
 * @preset: (nullable): id of the service preset (connection-presets.h) it was made with
 * @steps_done: (nullable): numbers of the setup steps that a person ticked, from 1, separated by
 *   commas; see connection_has_step()
 */
typedef struct
{
  char   *uuid;
  char   *name;
  char   *side;
  char   *service;
  char   *directory;
  gint64  created;
  char   *source;
  gint64  expires;
  char   *idp;
  char   *preset;
  char   *steps_done;
} Connection;

/* The @service of a directory in the embedded service. */
#define CONNECTION_EMBEDDED "embedded"

/* (transfer full): with a new UUID, created now */
Connection *connection_new             (const char        *name,
                                        const char        *side);
Connection *connection_copy            (const Connection  *self);
void        connection_free            (Connection        *self);

/**
 * connection_check_name:
 * @name: what a person wants to call a connection
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %CONNECTION_ERROR_BAD_NAME for an empty or overlong name, one with
 *   control characters, or one that is a side's URI or a path.
 */
gboolean    connection_check_name      (const char        *name,
                                        GError           **error);

/* Whether it can have keys in the keyring: a service's can; a file's and typed-in numbers' can't,
 * so that those need no keyring to be there. */
gboolean    connection_can_have_keys   (const Connection  *self);

/* Whether it is a directory that an identity provider fills (a SCIM service), rather than the
 * identity provider's own side (a file, typed-in numbers). */
gboolean    connection_is_directory    (const Connection  *self);

/* Whether a person ticked the setup step @step, counted from 1. */
gboolean    connection_has_step        (const Connection  *self,
                                        guint              step);

/* Ticks it or takes the tick away, in @self only: connection_list_update() keeps it. */
void        connection_set_step        (Connection        *self,
                                        guint              step,
                                        gboolean           done);

/* (transfer full): folder of its roll, under $XDG_DATA_HOME/rollcall/rolls/ */
char       *connection_get_roll_folder (const Connection  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Connection, connection_free)

G_END_DECLS
