/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of quick switch: a picture, what it is, where, and its shortcut. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-switch-hits.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SWITCH_ROW (rollcall_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSwitchRow, rollcall_switch_row, ROLLCALL, SWITCH_ROW, GtkListBoxRow)

/* @hit: (transfer full) */
GtkWidget               *rollcall_switch_row_new     (RollcallSwitchHit *hit);

const RollcallSwitchHit *rollcall_switch_row_get_hit (RollcallSwitchRow *self);

G_END_DECLS
