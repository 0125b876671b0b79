/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one time a key is shown: base URL and key under the labels of the administrator's identity
 * provider, each to be copied, and the test request awaited. It closes only on purpose; whatever we
 * held of the key is wiped then. */

#pragma once

#include <adwaita.h>

#include "admin/admin-types.h"
#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_COPY_ONCE_DIALOG (rollcall_copy_once_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RollcallCopyOnceDialog, rollcall_copy_once_dialog, ROLLCALL,
                      COPY_ONCE_DIALOG, AdwWindow)

/**
 * rollcall_copy_once_dialog_present:
 * @parent: above which window
 * @side: a directory of which we are administrator
 * @key: just made, with its secret, which is copied into locked memory; free @key right after
 *
 * Shows the base URL of @side and the secret of @key. The choice of identity provider is saved
 * in the connection of @side.
 */
void rollcall_copy_once_dialog_present (GtkWindow      *parent,
                                        RollcallSide   *side,
                                        const AdminKey *key);

G_END_DECLS
