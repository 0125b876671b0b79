/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of activity drawn: a cycle's header, or an item with its icon, its words, what it was
 * answered, and when. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-activity-lines.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_ACTIVITY_ROW (rollcall_activity_row_get_type ())
G_DECLARE_FINAL_TYPE (RollcallActivityRow, rollcall_activity_row, ROLLCALL, ACTIVITY_ROW, AdwBin)

void rollcall_activity_row_show (RollcallActivityRow  *self,
                                 RollcallActivityLine *line);

G_END_DECLS
