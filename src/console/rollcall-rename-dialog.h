/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks for another name of a connection, and says while it is typed why one can't be. */

#pragma once

#include "console/rollcall-window.h"

G_BEGIN_DECLS

/* Renames @side in the list once a name is given. */
void rollcall_rename_dialog_present (RollcallWindow *window,
                                     RollcallSide   *side);

G_END_DECLS
