/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened, for the administrator. A write's items are appended in its own transaction by its
 * job; everything else comes here: reads that went well are gathered, what is worth a line of its
 * own stands alone, and both are written down every 250 ms, or at once when a reader waits. */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

DirectoryActivity *directory_activity_new      (Store                 *store,
                                                DirectoryWait         *wait,
                                                const DirectoryLimits *limits);

/* Behind the store's end. */
void               directory_activity_free     (DirectoryActivity     *self);

/* Writes down what there is; before the store ends. */
void               directory_activity_flush    (DirectoryActivity     *self);

/**
 * directory_activity_record:
 * @self: the activity
 * @exchange: an exchange with its answer made
 *
 * Notes the request, unless its job has (then only that its key was used), or it was our own read,
 * or it isn't about a directory.
 */
void               directory_activity_record   (DirectoryActivity     *self,
                                                DirectoryExchange     *exchange);

/* Notes what is part of a request: an operation of a bulk request that was refused. */
void               directory_activity_append   (DirectoryActivity     *self,
                                                const StoreActivity   *item);

/**
 * directory_activity_describe:
 * @exchange: an exchange
 * @note: what is known of it, or of an operation in it
 * @status: what it is answered with
 * @item: (out caller-allocates): the item; it borrows from @exchange and @note
 */
void               directory_activity_describe (DirectoryExchange     *exchange,
                                                const DirectoryNote   *note,
                                                guint                  status,
                                                StoreActivity         *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryActivity, directory_activity_free)

G_END_DECLS
