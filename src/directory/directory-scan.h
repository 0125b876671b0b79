/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Queries that no index serves run here, on threads of their own, while their connections are
 * suspended: a bounded queue, a share for each key, a deadline. So no filter can stop the
 * service. */

#pragma once

#include "directory/directory-exchange.h"
#include "store/store-reader.h"

G_BEGIN_DECLS

/**
 * DirectoryScanFunc:
 * @reader: (nullable): to read with; %NULL if there is none, and @error says why
 * @deadline: monotonic time, microseconds
 * @error: (nullable): why there is no reader
 * @data: the submitter's
 *
 * Runs on a thread of the scan's; the exchange is resumed behind it.
 */
typedef void   (*DirectoryScanFunc)    (StoreReader           *reader,
                                        gint64                 deadline,
                                        const GError          *error,
                                        gpointer               data);

DirectoryScan *directory_scan_new      (DirectoryReaders      *readers,
                                        const DirectoryLimits *limits);

/* Waits for what runs. */
void           directory_scan_free     (DirectoryScan         *self);

/**
 * directory_scan_submit:
 * @self: the scan
 * @exchange: an exchange with a key
 * @func: reads
 * @next: goes on, on the HTTP thread
 * @data: for both
 * @error: return location
 *
 * Returns: %TRUE with @exchange suspended, or %FALSE with %SCIM_ERROR_TOO_MANY_REQUESTS.
 */
gboolean       directory_scan_submit   (DirectoryScan         *self,
                                        DirectoryExchange     *exchange,
                                        DirectoryScanFunc      func,
                                        DirectoryContinue      next,
                                        gpointer               data,
                                        GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryScan, directory_scan_free)

G_END_DECLS
