/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person is asked when a secret can't be kept in the keyring: to keep it until Rollcall
 * closes, or to stop. Never a file. */

#pragma once

#include "console/rollcall-message.h"

G_BEGIN_DECLS

/* Whether @error is one of a keyring that doesn't answer or stayed locked. @error: (nullable) */
gboolean rollcall_keyring_is_error (const GError        *error);

/**
 * rollcall_keyring_ask:
 * @parent: above which window
 * @error: one for which rollcall_keyring_is_error() holds
 * @func: told once; after a yes the application's session keeps secrets in memory, so that the
 *   same can be tried again
 * @user_data: for @func
 * @destroy: (nullable): ends @user_data afterwards
 */
void     rollcall_keyring_ask      (GtkWindow           *parent,
                                    const GError        *error,
                                    RollcallMessageFunc  func,
                                    gpointer             user_data,
                                    GDestroyNotify       destroy);

G_END_DECLS
