/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A Rollcall service looked at before something is made in it: whether we are its administrator,
 * how far its addresses reach, which directories it has. In a worker thread. */

#pragma once

#include "admin/admin-types.h"
#include "desk/desk-service.h"

G_BEGIN_DECLS

/**
 * RollcallService:
 * @service: the service, held; used by one task at a time
 * @reach: who can call its base URLs
 * @lacks_port: whether another program has its port, so that it works on its socket alone
 * @directories: (element-type AdminDirectory): those there are, by name
 */
typedef struct
{
  DeskService *service;
  DeskReach    reach;
  gboolean     lacks_port;
  GPtrArray   *directories;
} RollcallService;

/**
 * rollcall_service_check_async:
 * @address: (nullable): URL of the service; %NULL for the one on this computer, which is started
 * @token: (nullable): the administrator's, for a URL
 * @cancellable: stops it
 * @callback: told at the end
 * @user_data: for @callback
 */
void             rollcall_service_check_async  (const char           *address,
                                                const char           *token,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);

/* (transfer full) (nullable): the service, or %NULL with an #AdminError or #HttpError */
RollcallService *rollcall_service_check_finish (GAsyncResult         *result,
                                                GError              **error);

void             rollcall_service_free         (RollcallService      *self);

/* (transfer full): the address of a service in what a person gave: without what a directory's base
 * URL or the administration API has behind it */
char            *rollcall_service_tidy_address (const char           *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallService, rollcall_service_free)

G_END_DECLS
