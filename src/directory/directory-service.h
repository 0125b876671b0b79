/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service's life: store, listeners, ready line, signals, and an orderly end. */

#pragma once

#include "directory/directory-options.h"

G_BEGIN_DECLS

typedef struct _DirectoryService DirectoryService;

/**
 * directory_service_new:
 * @options: checked options
 * @error: return location
 *
 * Opens the store and listens. The socket is always there; the TCP port may be another process's,
 * which is no error unless it was asked for by --listen.
 *
 * Returns: (transfer full) (nullable): the service, or %NULL with %STORE_ERROR_LOCKED or another.
 */
DirectoryService *directory_service_new        (DirectoryOptions  *options,
                                                GError           **error);

/* (transfer none): the ready line */
const char       *directory_service_get_ready  (DirectoryService  *self);

/* Answers until SIGTERM, SIGINT, or nobody needing it any more. */
void              directory_service_run        (DirectoryService  *self);

/* Ends what was begun, then everything. */
void              directory_service_free       (DirectoryService  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryService, directory_service_free)

G_END_DECLS
