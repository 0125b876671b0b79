/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The overview as a whole page while there is nothing to compare yet: opening, the first reading
 * with its number and a way to stop it, what went wrong, what is awaited. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_OVERVIEW_STATE (rollcall_overview_state_get_type ())
G_DECLARE_FINAL_TYPE (RollcallOverviewState, rollcall_overview_state, ROLLCALL, OVERVIEW_STATE,
                      AdwBin)

/**
 * rollcall_overview_state_show:
 * @self: the page
 * @side: (nullable): a side
 *
 * Returns: whether there is something to say that takes the whole page; %FALSE if there are numbers
 *   to show instead.
 */
gboolean rollcall_overview_state_show (RollcallOverviewState *self,
                                       RollcallSide          *side);

/* (transfer full): "Reading users: 748 of about 1,204, 8 seconds left", as of @now, monotonic
 * microseconds */
char    *rollcall_overview_state_describe_progress (const RollcallProgress *progress,
                                                    gint64                  now);

G_END_DECLS
