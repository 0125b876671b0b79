/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The roll's groups, their members beside the other side's. */

#pragma once

#include "console/rollcall-list-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_GROUPS_PAGE (rollcall_groups_page_get_type ())
G_DECLARE_FINAL_TYPE (RollcallGroupsPage, rollcall_groups_page, ROLLCALL, GROUPS_PAGE,
                      RollcallListPage)

G_END_DECLS
