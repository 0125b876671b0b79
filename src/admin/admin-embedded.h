/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service on this computer: found by its socket, started if it isn't there (`serve
 * --until-unused`), kept while this object lives by a connection held open, and left to end by
 * itself. */

#pragma once

#include "admin/admin-client.h"

G_BEGIN_DECLS

#define ADMIN_TYPE_EMBEDDED (admin_embedded_get_type ())
G_DECLARE_FINAL_TYPE (AdminEmbedded, admin_embedded, ADMIN, EMBEDDED, GObject)

/* (transfer full): `unix:PATH` of the default data directory's socket, running or not */
char          *admin_embedded_get_default_service (void);

/**
 * admin_embedded_ensure:
 * @cancellable: (nullable): stops waiting
 * @error: return location
 *
 * Finds the service or starts it, and waits for its ready line. Safe against two starting at once:
 * the second is told the first one's.
 *
 * Returns: (transfer full) (nullable): a hold on the running service; %NULL with %ADMIN_ERROR_START
 *   and words that say what the service itself said (data of a newer version, no room, …),
 *   %ADMIN_ERROR_NO_PROGRAM or %ADMIN_ERROR_NOT_READY.
 */
AdminEmbedded *admin_embedded_ensure              (GCancellable   *cancellable,
                                                   GError        **error);

/* `unix:PATH` for admin_client_new() */
const char    *admin_embedded_get_service         (AdminEmbedded  *self);

/* (nullable): its public URL; %NULL if another process has its port (socket alone) */
const char    *admin_embedded_get_url             (AdminEmbedded  *self);

/* Ends the service if we started it (SIGTERM), and waits for it; does nothing to one that was
 * there. */
gboolean       admin_embedded_stop                (AdminEmbedded  *self,
                                                   GError        **error);

G_END_DECLS
