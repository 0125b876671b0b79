/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service behind a directory of ours: where it runs, who can call it, which version it is, how
 * long it lives, and how to publish it. */

#pragma once

#include "console/rollcall-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SETUP_SERVICE (rollcall_setup_service_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSetupService, rollcall_setup_service, ROLLCALL, SETUP_SERVICE,
                      RollcallPage)

G_END_DECLS
