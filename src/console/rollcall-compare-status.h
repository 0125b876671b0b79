/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the Compare page says where there is no list of differences: nothing to compare with, not
 * read yet, being read, failed, numbers alone, or nothing that differs; and what can be done. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_COMPARE_STATUS (rollcall_compare_status_get_type ())
G_DECLARE_FINAL_TYPE (RollcallCompareStatus, rollcall_compare_status, ROLLCALL, COMPARE_STATUS,
                      AdwBin)

/* Whether @side has differences to list; if not, this widget says why. */
gboolean rollcall_compare_status_update (RollcallCompareStatus *self,
                                         RollcallSide          *side);

G_END_DECLS
