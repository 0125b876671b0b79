/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts the directory service and waits until it is ready. */

#pragma once

#include <gio/gio.h>

#include "admin/admin-error.h"

G_BEGIN_DECLS

/**
 * AdminLaunched:
 * @process: the one we started; ended already if another service was there and it said where
 * @socket: path of its socket
 * @url: (nullable): its public URL; %NULL if it runs on the socket alone
 */
typedef struct
{
  GSubprocess *process;
  char        *socket;
  char        *url;
} AdminLaunched;

/**
 * admin_launch:
 * @cancellable: (nullable)
 * @error: return location
 *
 * The program is looked for beside our own, in libexec beside that, where this was installed to,
 * and in PATH; `ROLLCALL_DIRECTORY_PROGRAM` names another. The child gets a session of its own (a
 * Ctrl+C is not for it), no file of ours, and no secret from our environment. What it logs goes to
 * `directory.log` in the runtime directory.
 *
 * Returns: (transfer full) (nullable): what was started, or %NULL with an #AdminError.
 */
AdminLaunched *admin_launch        (GCancellable   *cancellable,
                                    GError        **error);
void           admin_launched_free (AdminLaunched  *launched);

/**
 * admin_launch_find_program:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): path of the program that admin_launch() starts, or %NULL
 *   with %ADMIN_ERROR_NO_PROGRAM.
 */
char          *admin_launch_find_program (GError        **error);

/* (transfer full): folder of the socket and the log when the data directory is the default one */
char          *admin_launch_get_runtime_folder (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AdminLaunched, admin_launched_free)

G_END_DECLS
