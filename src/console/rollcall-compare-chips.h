/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reasons of a comparison as chips to choose by, each with its count: those that need attention
 * first, then the explained ones. One or more at a time; none chosen means everything that needs
 * attention. Emits `changed` when a person chose. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-compare-index.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_COMPARE_CHIPS (rollcall_compare_chips_get_type ())
G_DECLARE_FINAL_TYPE (RollcallCompareChips, rollcall_compare_chips, ROLLCALL, COMPARE_CHIPS, AdwBin)

/* Shows the reasons that @index (nullable) has; what was chosen stays chosen where it still is. */
void            rollcall_compare_chips_set_index   (RollcallCompareChips  *self,
                                                    RollcallCompareIndex  *index);

RollcallReasonSet rollcall_compare_chips_get_reasons (RollcallCompareChips  *self);

/* Chooses; silently. */
void            rollcall_compare_chips_set_reasons (RollcallCompareChips  *self,
                                                    const RollcallReasonSet *reasons);

G_END_DECLS
