/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One connection in the sidebar: icon, name, two counts, and its state at the end. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SIDEBAR_ROW (rollcall_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSidebarRow, rollcall_sidebar_row, ROLLCALL, SIDEBAR_ROW,
                      GtkListBoxRow)

GtkWidget    *rollcall_sidebar_row_new      (RollcallSide       *side);
RollcallSide *rollcall_sidebar_row_get_side (RollcallSidebarRow *self);

G_END_DECLS
