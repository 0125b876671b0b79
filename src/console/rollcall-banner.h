/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One line above all pages for the worst that is wrong with the shown side, with a button that
 * leads on: offline, key refused, no keyring, directory gone. Nothing is shown when all is well. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_BANNER (rollcall_banner_get_type ())
G_DECLARE_FINAL_TYPE (RollcallBanner, rollcall_banner, ROLLCALL, BANNER, AdwBin)

/* @side: (nullable) */
void rollcall_banner_set_side (RollcallBanner *self,
                               RollcallSide   *side);

G_END_DECLS
