/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is selected, in short, beside the list. The signal `close` asks to be hidden. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-differences.h"
#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_DETAILS_PANE (rollcall_details_pane_get_type ())
G_DECLARE_FINAL_TYPE (RollcallDetailsPane, rollcall_details_pane, ROLLCALL, DETAILS_PANE, AdwBin)

/* Shows a row of the side's roll; @differences is (nullable). The same one again does nothing. */
void rollcall_details_pane_show      (RollcallDetailsPane *self,
                                      RollcallSide        *side,
                                      guint32              row,
                                      RollcallDifferences *differences);

/* Says how many are selected. */
void rollcall_details_pane_show_many (RollcallDetailsPane *self,
                                      CompareKind          kind,
                                      guint                selected);

/* The roll or the comparison of what it shows is another. */
void rollcall_details_pane_reload    (RollcallDetailsPane *self,
                                      RollcallSide        *side,
                                      RollcallDifferences *differences);

G_END_DECLS
