/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A directory's activity asked for: pages back, what is new, and the few facts that Overview and
 * Setup show. */

#pragma once

#include "desk/desk-activity.h"
#include "desk/desk-cycle.h"
#include "desk/desk-service.h"

G_BEGIN_DECLS

/**
 * DeskActivityFilter:
 * @kind: (nullable): "request", "change" or "key" alone
 * @min_status: 400 for failures alone; 0 for all
 * @resource: (nullable): id of the one person or group
 */
typedef struct
{
  const char *kind;
  guint       min_status;
  const char *resource;
} DeskActivityFilter;

/**
 * DeskActivityPage:
 * @items: (element-type DeskActivityItem): newest first
 * @newest: cursor to go on from, for what is new; -1 if nothing ever happened
 * @oldest: cursor to go on before, for what is older; 0 when there is nothing older
 * @lost: something between the cursor asked for and this page is no longer kept: begin anew
 */
typedef struct
{
  GPtrArray *items;
  gint64     newest;
  gint64     oldest;
  gboolean   lost;
} DeskActivityPage;

/**
 * desk_activity_page_before:
 * @service: of which we are administrator
 * @directory: id of the directory
 * @before: cursor; 0 begins with the newest
 * @limit: how many items of the service, at most 1000
 * @filter: (nullable)
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the page; key names are in it.
 */
DeskActivityPage *desk_activity_page_before (DeskService               *service,
                                             const char                *directory,
                                             gint64                     before,
                                             guint                      limit,
                                             const DeskActivityFilter  *filter,
                                             GCancellable              *cancellable,
                                             GError                   **error);

/**
 * desk_activity_page_after:
 * @after: cursor of the last page; -1 for from now on
 * @wait: seconds to wait if there is nothing new, at most 60
 *
 * While it waits nothing else can be asked of @service: give it one of its own
 * (desk_service_new_for()). Cancelling ends the wait at once.
 *
 * Returns: (transfer full) (nullable): what is new, perhaps nothing.
 */
DeskActivityPage *desk_activity_page_after  (DeskService               *service,
                                             const char                *directory,
                                             gint64                     after,
                                             guint                      wait,
                                             guint                      limit,
                                             const DeskActivityFilter  *filter,
                                             GCancellable              *cancellable,
                                             GError                   **error);

void              desk_activity_page_free   (DeskActivityPage          *page);

/**
 * DeskActivitySummary:
 * @anything: whether an identity provider ever sent anything that is still kept
 * @last_cycle: (nullable): the newest
 * @cycle_sentence: (nullable): "Last cycle 12 minutes ago: 214 requests, 3 failed"
 * @last_change: (nullable): the newest item that changed somebody
 * @last_change_sentence: (nullable): "Omar Said was created 12 minutes ago"
 * @last_failure: (nullable)
 * @last_test: (nullable): the newest connection test that was answered well
 * @test_sentence: (nullable): "Test Connection arrived from Entra ID at 14:02"
 * @idp: (nullable): id of the guide of whom was recognised last
 */
typedef struct
{
  gboolean          anything;
  DeskCycle        *last_cycle;
  char             *cycle_sentence;
  DeskActivityItem *last_change;
  char             *last_change_sentence;
  DeskActivityItem *last_failure;
  DeskActivityItem *last_test;
  char             *test_sentence;
  char             *idp;
} DeskActivitySummary;

/* Of the newest 500 items, and as far back as needed for the last change and test. */
DeskActivitySummary *desk_activity_summary      (DeskService          *service,
                                                 const char           *directory,
                                                 GCancellable         *cancellable,
                                                 GError              **error);

/* (transfer full): of items at hand, newest first, as of @now (0 for now) */
DeskActivitySummary *desk_activity_summarise    (GPtrArray            *items,
                                                 gint64                now);
void                 desk_activity_summary_free (DeskActivitySummary  *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskActivityPage, desk_activity_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskActivitySummary, desk_activity_summary_free)

G_END_DECLS
