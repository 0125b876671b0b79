/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saved connections as a person keeps them: with their secret, and without them again. */

#pragma once

#include "connection/connection.h"
#include "desk/desk-session.h"

G_BEGIN_DECLS

/**
 * desk_connection_add:
 * @name: what to call it
 * @side: URI of the side; the path of a file is made absolute
 * @key: (nullable): its key, for the keyring
 * @cancellable: (nullable)
 * @error: return location
 *
 * Nothing is sent: the side is looked at by its text, the key by its checksum.
 *
 * Returns: (transfer full) (nullable): what was saved; or %NULL and nothing is kept, with a
 *   #SourceError, %DESK_ERROR_BAD_KEY or a #ConnectionError.
 */
Connection *desk_connection_add    (const char        *name,
                                    const char        *side,
                                    const char        *key,
                                    GCancellable      *cancellable,
                                    GError           **error);

/**
 * desk_connection_save:
 * @draft: a connection made with connection_new(), its optional members set
 * @key: (nullable): its key
 * @session: (nullable): where the key goes
 * @cancellable: (nullable)
 * @error: return location
 *
 * As desk_connection_add(), for a draft with more than a name and a side.
 *
 * Returns: (transfer full) (nullable): what was saved, under the draft's UUID.
 */
Connection *desk_connection_save   (const Connection  *draft,
                                    const char        *key,
                                    DeskSession       *session,
                                    GCancellable      *cancellable,
                                    GError           **error);

/* Takes the connection from the list and keeps its secrets and its roll, so that it can be
 * undone. */
gboolean    desk_connection_remove_begin  (const Connection  *connection,
                                           GError           **error);

/* Puts it back as it was; %CONNECTION_ERROR_NAME_TAKEN if another has its name by now. */
gboolean    desk_connection_remove_undo   (const Connection  *connection,
                                           GError           **error);

/* Once the offer to undo has gone: removes its secrets and its roll. */
gboolean    desk_connection_remove_finish (const Connection  *connection,
                                           DeskSession       *session,
                                           GCancellable      *cancellable,
                                           GError           **error);

/* Removes the connection, its secrets and its roll. The directory itself is left alone. */
gboolean    desk_connection_remove (const Connection  *connection,
                                    GCancellable      *cancellable,
                                    GError           **error);

/* Deletes the roll only. */
gboolean    desk_connection_forget (const Connection  *connection,
                                    GError           **error);

G_END_DECLS
