/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `$XDG_CONFIG_HOME/rollcall/connections.ini`, 0600: read whole, changed under a lock, written to a
 * temporary file and renamed, so that two programs never lose each other's change and nothing is
 * half-written. Groups and keys that we don't know stay as they are. */

#pragma once

#include "connection/connection.h"

G_BEGIN_DECLS

/* (transfer full): path of the file */
char       *connection_list_get_path (void);

/* (transfer full) (element-type Connection): sorted by name; empty if there is no file yet */
GPtrArray  *connection_list_load     (GError           **error);

/* (transfer full): by exact name, or %CONNECTION_ERROR_NOT_FOUND */
Connection *connection_list_find     (const char        *name,
                                      GError           **error);

/* (transfer full): by UUID, or %CONNECTION_ERROR_NOT_FOUND */
Connection *connection_list_find_by_uuid (const char    *uuid,
                                      GError           **error);

/**
 * connection_list_check_name:
 * @name: a name that a person is typing
 * @uuid: (nullable): the connection that may have it already
 * @error: return location
 *
 * Returns: %TRUE if @name could be given now; else %FALSE with %CONNECTION_ERROR_BAD_NAME,
 *   %CONNECTION_ERROR_NAME_TAKEN, or why the file can't be read.
 */
gboolean    connection_list_check_name (const char      *name,
                                      const char        *uuid,
                                      GError           **error);

/* %CONNECTION_ERROR_NAME_TAKEN or %CONNECTION_ERROR_BAD_NAME, and nothing changed */
gboolean    connection_list_add      (const Connection  *connection,
                                      GError           **error);

/* Replaces the one with the same UUID; %CONNECTION_ERROR_NOT_FOUND if it is gone. */
gboolean    connection_list_update   (const Connection  *connection,
                                      GError           **error);

/* Gives it another name and leaves the rest as the file has it; errors as the two above. */
gboolean    connection_list_rename   (const char        *uuid,
                                      const char        *name,
                                      GError           **error);

/* Takes it from the file; secrets and roll are the caller's next two steps (desk). */
gboolean    connection_list_remove   (const char        *uuid,
                                      GError           **error);

G_END_DECLS
