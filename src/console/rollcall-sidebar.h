/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The saved connections beside the pages: directories, then identity providers, each with its two
 * counts and its state by shape and word. Signal `selected (RollcallSide *)` when one is chosen by
 * a person. Property `alone`: nothing stands beside it, so that its header holds the window's
 * buttons. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-sides.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SIDEBAR (rollcall_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSidebar, rollcall_sidebar, ROLLCALL, SIDEBAR, AdwBin)

void rollcall_sidebar_set_sides (RollcallSidebar *self,
                                 RollcallSides   *sides);

/* Shows @side as selected, without telling `selected`. @side: (nullable) */
void rollcall_sidebar_select    (RollcallSidebar *self,
                                 RollcallSide    *side);

G_END_DECLS
