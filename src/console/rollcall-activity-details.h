/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One item of activity in full: what happened and what to do about it, the request, what it
 * changed. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-window.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_ACTIVITY_DETAILS (rollcall_activity_details_get_type ())
G_DECLARE_FINAL_TYPE (RollcallActivityDetails, rollcall_activity_details, ROLLCALL,
                      ACTIVITY_DETAILS, AdwBin)

void        rollcall_activity_details_show   (RollcallActivityDetails *self,
                                              RollcallSide            *side,
                                              DeskActivityItem        *item);

/* The same as a subpage of @window, where there is no room beside the list. */
void        rollcall_activity_details_push   (RollcallWindow          *window,
                                              RollcallSide            *side,
                                              DeskActivityItem        *item);

/* (nullable): what to do when a request was answered @status; %NULL if nothing needs doing */
const char *rollcall_activity_details_advise (guint status);

G_END_DECLS
