/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Entering the key that another service gave: in place of one that was lost, expired or refused. Of
 * a service of ours elsewhere, the administrator's token. It is checked by its text as it is typed,
 * kept in the keyring, and tried at once by reading. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_ENTER_KEY_DIALOG (rollcall_enter_key_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RollcallEnterKeyDialog, rollcall_enter_key_dialog, ROLLCALL,
                      ENTER_KEY_DIALOG, AdwWindow)

/* @side: a directory whose key isn't ours to make, or one of a service of ours by its address */
void rollcall_enter_key_dialog_present (GtkWindow    *parent,
                                        RollcallSide *side);

G_END_DECLS
