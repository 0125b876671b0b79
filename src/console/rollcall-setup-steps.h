/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What to do at the identity provider, step by step, with the values to paste. Steps that Rollcall
 * sees done tick themselves; the others are ticked by hand. */

#pragma once

#include "console/rollcall-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SETUP_STEPS (rollcall_setup_steps_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSetupSteps, rollcall_setup_steps, ROLLCALL, SETUP_STEPS, RollcallPage)

G_END_DECLS
