/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A directory made in a service, or one of it connected, in a worker thread. What was made always
 * comes back, also when it was cancelled meanwhile: its key can't be had again. */

#pragma once

#include "desk/desk-directory.h"
#include "desk/desk-session.h"

G_BEGIN_DECLS

/**
 * rollcall_directory_job_make_async:
 * @service: where; touched by nobody else until the callback
 * @session: where secrets go
 * @name: of the directory, and of the connection to it
 * @cancellable: stops it as long as nothing was made
 * @callback: told at the end
 * @user_data: for @callback
 */
void              rollcall_directory_job_make_async   (DeskService          *service,
                                                       DeskSession          *session,
                                                       const char           *name,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);

/* (transfer full) (nullable): as of desk_directory_make() */
DeskNewDirectory *rollcall_directory_job_make_finish  (GAsyncResult         *result,
                                                       GError              **error);

/* @name: of the connection to @directory, which is copied; else as above */
void              rollcall_directory_job_adopt_async  (DeskService          *service,
                                                       DeskSession          *session,
                                                       const AdminDirectory *directory,
                                                       const char           *name,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);

/* (transfer full) (nullable): as of desk_directory_adopt() */
Connection       *rollcall_directory_job_adopt_finish (GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
