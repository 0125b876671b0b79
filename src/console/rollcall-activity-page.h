/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened in the directory. */

#pragma once

#include "console/rollcall-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_ACTIVITY_PAGE (rollcall_activity_page_get_type ())
G_DECLARE_FINAL_TYPE (RollcallActivityPage, rollcall_activity_page, ROLLCALL,
                      ACTIVITY_PAGE, RollcallPage)

G_END_DECLS
