/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One key in the list: its name, its first characters, who used it last, how old it is, when it
 * ends, and what can be done with it. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"
#include "desk/desk-keys.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_KEY_ROW (rollcall_key_row_get_type ())
G_DECLARE_FINAL_TYPE (RollcallKeyRow, rollcall_key_row, ROLLCALL, KEY_ROW, GtkListBoxRow)

/**
 * rollcall_key_row_new:
 * @side: whose key it is
 * @keys: (element-type DeskKey): all of its keys
 * @position: which of @keys
 * @start: size group of the words before the bar
 * @end: of those behind it
 */
GtkWidget *rollcall_key_row_new (RollcallSide *side,
                                 GPtrArray    *keys,
                                 guint         position,
                                 GtkSizeGroup *start,
                                 GtkSizeGroup *end);

G_END_DECLS
