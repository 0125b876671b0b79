/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every group in the roll. */

#pragma once

#include "console/rollcall-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_GROUPS_PAGE (rollcall_groups_page_get_type ())
G_DECLARE_FINAL_TYPE (RollcallGroupsPage, rollcall_groups_page, ROLLCALL, GROUPS_PAGE, RollcallPage)

G_END_DECLS
