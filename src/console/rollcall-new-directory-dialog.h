/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a directory in a Rollcall service: the one on this computer, or one elsewhere by its
 * address and its administrator's token; or connects to one that the service has already. */

#pragma once

#include "console/rollcall-window.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_NEW_DIRECTORY_DIALOG (rollcall_new_directory_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RollcallNewDirectoryDialog, rollcall_new_directory_dialog, ROLLCALL,
                      NEW_DIRECTORY_DIALOG, AdwWindow)

/* Opens above @window; once made, the directory is shown there, and its key above it. */
void rollcall_new_directory_dialog_present (RollcallWindow *window);

G_END_DECLS
