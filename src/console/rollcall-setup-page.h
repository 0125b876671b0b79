/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps at the identity provider, the keys, and the service. */

#pragma once

#include "console/rollcall-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SETUP_PAGE (rollcall_setup_page_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSetupPage, rollcall_setup_page, ROLLCALL, SETUP_PAGE, RollcallPage)

G_END_DECLS
