/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One item of activity in full: what happened and what to do about it, the request, what it
 * changed. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_ACTIVITY_DETAILS (rollcall_activity_details_get_type ())
G_DECLARE_FINAL_TYPE (RollcallActivityDetails, rollcall_activity_details, ROLLCALL, ACTIVITY_DETAILS,
                      AdwBin)

GtkWidget  *rollcall_activity_details_new    (void);

void        rollcall_activity_details_show   (RollcallActivityDetails *self,
                                              RollcallSide            *side,
                                              DeskActivityItem        *item);

/* (nullable): what to do when a request was answered @status; %NULL if nothing needs doing */
const char *rollcall_activity_details_advise (guint status);

G_END_DECLS
