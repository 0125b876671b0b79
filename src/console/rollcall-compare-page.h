/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What differs between the two sides, and why. */

#pragma once

#include "console/rollcall-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_COMPARE_PAGE (rollcall_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (RollcallComparePage, rollcall_compare_page, ROLLCALL, COMPARE_PAGE, RollcallPage)

G_END_DECLS
