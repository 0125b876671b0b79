/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Connects a directory of any SCIM service: base URL and key as they are pasted, in either order,
 * tried out at once, kept in the list and the keyring. */

#pragma once

#include "console/rollcall-window.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_CONNECT_DIALOG (rollcall_connect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RollcallConnectDialog, rollcall_connect_dialog, ROLLCALL, CONNECT_DIALOG,
                      AdwWindow)

/* Opens above @window; once saved, the new side is selected there and read. */
void rollcall_connect_dialog_present (RollcallWindow *window);

G_END_DECLS
