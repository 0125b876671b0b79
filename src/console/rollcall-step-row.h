/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One step of a guide: its number or a check in a disc, what to do, how we know that it is done,
 * and the button that ticks it by hand. */

#pragma once

#include <gtk/gtk.h>

#include "console/rollcall-setup-evidence.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_STEP_ROW (rollcall_step_row_get_type ())
G_DECLARE_FINAL_TYPE (RollcallStepRow, rollcall_step_row, ROLLCALL, STEP_ROW, GtkListBoxRow)

/* Its buttons do the action `steps.tick` or `steps.untick` with the step's number. */
GtkWidget *rollcall_step_row_new (const RollcallSetupStep *step);

G_END_DECLS
