/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the service keeps its data and its socket (docs/contracts.md, rollcall-directory). */

#pragma once

#include "directory/directory-types.h"

G_BEGIN_DECLS

/* (transfer full): @given, else `$STATE_DIRECTORY`, else `$XDG_DATA_HOME/rollcall-directory` */
char *directory_paths_data   (const char *given);

/* (transfer full): the socket of the data directory @data */
char *directory_paths_socket (const char *data);

/* (transfer full): the file that holds the ready line of a running service */
char *directory_paths_ready  (const char *data);

G_END_DECLS
