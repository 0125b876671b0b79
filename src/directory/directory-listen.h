/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Listening sockets, and who else has a port. */

#pragma once

#include <gio/gio.h>

#include "directory/directory-types.h"

G_BEGIN_DECLS

/* The port that the service on this computer begins to look at: 8642, or
 * $ROLLCALL_DIRECTORY_FIRST_PORT, so that many can be set up beside each other. */
guint16 directory_listen_first_port (void);

/**
 * directory_listen_tcp:
 * @address: an IP address
 * @port: (inout): which; 0 takes any, and is told which
 * @error: return location
 *
 * Returns: the listening socket, or -1 with %G_IO_ERROR_ADDRESS_IN_USE or another.
 */
int   directory_listen_tcp      (GInetAddress  *address,
                                 guint16       *port,
                                 GError       **error);

/* The same on @first or the next free port behind it. */
int   directory_listen_tcp_free (GInetAddress  *address,
                                 guint16        first,
                                 guint16       *port,
                                 GError       **error);

/* A Unix socket of mode 0600 in a folder of mode 0700; one left behind is replaced. */
int   directory_listen_unix     (const char    *path,
                                 GError       **error);

/* (transfer full): "program (process 1234)", or "another process" if it can't be seen */
char *directory_listen_who_has  (guint16        port);

G_END_DECLS
