/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both sides beside each other, the verdict, and what stands behind it. */

#pragma once

#include "console/rollcall-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_OVERVIEW_PAGE (rollcall_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (RollcallOverviewPage, rollcall_overview_page, ROLLCALL,
                      OVERVIEW_PAGE, RollcallPage)

G_END_DECLS
