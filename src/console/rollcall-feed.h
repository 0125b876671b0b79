/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens in one of our directories, as it happens: the newest activity in words, and what
 * follows from it. A thread of its own waits at the service, so that news are here within a second;
 * it begins with the object and ends with it. Main thread only. Signal `changed` when anything
 * below is another. */

#pragma once

#include "desk/desk-activity-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_FEED (rollcall_feed_get_type ())
G_DECLARE_FINAL_TYPE (RollcallFeed, rollcall_feed, ROLLCALL, FEED, GObject)

/**
 * rollcall_feed_new:
 * @connection: a directory of which we are administrator
 * @session: (nullable): where an administrator's token may be
 *
 * Returns: (transfer full): the feed, loading.
 */
RollcallFeed              *rollcall_feed_new         (const Connection *connection,
                                                      DeskSession      *session);

/* (transfer none) (element-type DeskActivityItem): newest first; a new array each time it changes,
 * so that a reference to it can be kept and compared by a worker */
GPtrArray                 *rollcall_feed_get_items   (RollcallFeed     *self);

/* (transfer none): of the items at hand */
const DeskActivitySummary *rollcall_feed_get_summary (RollcallFeed     *self);

/* Whether the first page isn't here yet. */
gboolean                   rollcall_feed_is_loading  (RollcallFeed     *self);

/* (nullable): why nothing new arrives; it is tried again by itself */
const GError              *rollcall_feed_get_error   (RollcallFeed     *self);

/* Whether the service has older items than those at hand. */
gboolean                   rollcall_feed_has_older   (RollcallFeed     *self);

/* Asks for a page of them; `changed` follows. Does nothing while one is on its way. */
void                       rollcall_feed_load_older  (RollcallFeed     *self);

G_END_DECLS
