/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person does to a saved connection as a whole, from the sidebar, a menu or the banner: each
 * asks first what must be asked. */

#pragma once

#include "console/rollcall-window.h"

G_BEGIN_DECLS

/* Asks, and takes it from the list with an offer to undo. */
void rollcall_connection_remove (RollcallWindow *window,
                                 RollcallSide   *side);

/* Asks, and deletes its roll on this computer. */
void rollcall_connection_forget (RollcallWindow *window,
                                 RollcallSide   *side);

/* Shows the connection @uuid that was just saved, and reads it. */
void rollcall_connection_show   (RollcallWindow *window,
                                 const char     *uuid);

G_END_DECLS
