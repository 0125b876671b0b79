/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saves activity as a CSV or as JSON, wherever the person says. */

#pragma once

#include "console/rollcall-window.h"
#include "desk/desk-activity.h"

G_BEGIN_DECLS

/* Asks where, and saves @items (element-type DeskActivityItem) of the side called @name in a worker
 * thread. */
void  rollcall_activity_export         (RollcallWindow *window,
                                        const char     *name,
                                        GPtrArray      *items);

/* (transfer full): one line an item, with a heading; and as a JSON array of objects */
char *rollcall_activity_export_to_csv  (GPtrArray      *items);
char *rollcall_activity_export_to_json (GPtrArray      *items);

G_END_DECLS
