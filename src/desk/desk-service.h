/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A Rollcall service of which we are administrator: the one on this computer, started when
 * needed and held while this object lives, or one elsewhere. */

#pragma once

#include "admin/admin-embedded.h"
#include "connection/connection.h"
#include "desk/desk-reach.h"
#include "desk/desk-session.h"

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

/**
 * desk_service_new_for:
 * @connection: a saved directory of a service of which we are administrator
 * @session: (nullable): where an administrator's token may be
 * @cancellable: (nullable)
 * @error: return location
 *
 * One service object is for one thread at a time; another thread makes another, which is cheap.
 *
 * Returns: (transfer full) (nullable): the service; %NULL with %DESK_ERROR_NOT_ADMINISTRATOR, a
 *   #ConnectionError, #AdminError or #HttpError.
 */
DeskService *desk_service_new_for       (const Connection *connection,
                                         DeskSession    *session,
                                         GCancellable   *cancellable,
                                         GError        **error);

/* Whether @connection is a directory of which we are administrator: its keys and activity can be
 * asked for. Nothing is sent or looked up. */
gboolean     desk_service_can_administer (const Connection *connection);

/* Whether the service is the one on this computer, which we start ourselves. */
gboolean     desk_service_is_embedded   (const Connection *connection);

AdminClient *desk_service_get_client    (DeskService    *self);

/* (transfer none) (nullable): the administrator's token, of a service by URL */
const char  *desk_service_get_token     (DeskService    *self);

/* What a connection keeps to find it again: `embedded`, `unix:PATH` or the URL. */
const char  *desk_service_get_address   (DeskService    *self);

/* Whether it is ours and another process has its port, so that base URLs lead elsewhere. */
gboolean     desk_service_lacks_port    (DeskService    *self);

/**
 * desk_service_get_reach:
 * @self: a service
 * @reach: (out): who can call its base URLs
 * @cancellable: (nullable)
 * @error: return location
 */
gboolean     desk_service_get_reach     (DeskService    *self,
                                         DeskReach      *reach,
                                         GCancellable   *cancellable,
                                         GError        **error);

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
