/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys of a directory of ours: those that provision, those that only read, a replacement
 * that is under way, and the base URL, which is never secret. Asked for again as the directory's
 * activity shows their use. */

#pragma once

#include "console/rollcall-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SETUP_KEYS (rollcall_setup_keys_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSetupKeys, rollcall_setup_keys, ROLLCALL, SETUP_KEYS, RollcallPage)

G_END_DECLS
