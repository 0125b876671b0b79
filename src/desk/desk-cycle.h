/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Activity as an administrator thinks of it: runs of one client without a longer pause. What no
 * identity provider did (keys, the directory itself) stands in runs of its own. */

#pragma once

#include "desk/desk-activity.h"

G_BEGIN_DECLS

/* A pause that ends a cycle, in microseconds. */
#define DESK_CYCLE_PAUSE (5 * G_TIME_SPAN_MINUTE)

/**
 * DeskCycle:
 * @title: "Cycle since 14:31" while it runs, "Cycle at 14:31" afterwards; other words for what is
 *   no cycle
 * @who: (nullable): who calls, as in #DeskActivityItem
 * @idp: (nullable)
 * @from: microseconds, of its first request
 * @to: of its last
 * @requests: how many, look-ups included
 * @failures: of them refused
 * @changes: people and groups that came, changed or went
 * @running: the last request is younger than the pause
 * @items: (element-type DeskActivityItem): failures first, newest first; then the others, newest
 *   first, look-ups folded into one line: "198 people looked up by user name"
 */
typedef struct
{
  char      *title;
  char      *who;
  char      *idp;
  gint64     from;
  gint64     to;
  gint64     requests;
  gint64     failures;
  gint64     changes;
  gboolean   running;
  GPtrArray *items;
} DeskCycle;

/**
 * desk_activity_group:
 * @items: (element-type DeskActivityItem): newest first
 * @pause: microseconds; DESK_CYCLE_PAUSE
 * @now: microseconds, 0 for now
 *
 * Returns: (transfer full) (element-type DeskCycle): newest first.
 */
GPtrArray *desk_activity_group (GPtrArray *items,
                                gint64     pause,
                                gint64     now);

void       desk_cycle_free     (DeskCycle *cycle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskCycle, desk_cycle_free)

G_END_DECLS
