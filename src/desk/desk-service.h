/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A Rollcall service of which we are administrator: the one on this computer, started when
 * needed and held while this object lives, or one elsewhere. */

#pragma once

#include "admin/admin-embedded.h"

G_BEGIN_DECLS

#define DESK_TYPE_SERVICE (desk_service_get_type ())
G_DECLARE_FINAL_TYPE (DeskService, desk_service, DESK, SERVICE, GObject)

/**
 * desk_service_new:
 * @address: (nullable): `unix:PATH` or URL; %NULL or `embedded` for the one on this computer
 * @token: (nullable): the administrator's, for a URL
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the service, or %NULL with an #AdminError or #HttpError.
 */
DeskService *desk_service_new           (const char     *address,
                                         const char     *token,
                                         GCancellable   *cancellable,
                                         GError        **error);

AdminClient *desk_service_get_client    (DeskService    *self);

/* What a connection keeps to find it again: `embedded`, `unix:PATH` or the URL. */
const char  *desk_service_get_address   (DeskService    *self);

/* Whether it is ours and another process has its port, so that base URLs lead elsewhere. */
gboolean     desk_service_lacks_port    (DeskService    *self);

/**
 * desk_service_describe_reach:
 * @self: a service
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a sentence for a person: who can call this service's base
 * URLs,
 *   and what to do if that isn't enough.
 */
char        *desk_service_describe_reach (DeskService    *self,
                                          GCancellable   *cancellable,
                                          GError        **error);

G_END_DECLS
