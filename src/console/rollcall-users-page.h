/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everybody in the roll. */

#pragma once

#include "console/rollcall-list-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_USERS_PAGE (rollcall_users_page_get_type ())
G_DECLARE_FINAL_TYPE (RollcallUsersPage, rollcall_users_page, ROLLCALL, USERS_PAGE,
                      RollcallListPage)

G_END_DECLS
