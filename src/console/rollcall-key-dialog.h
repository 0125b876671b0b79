/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making, extending, replacing and revoking a key of a directory of ours: asks what is needed,
 * does it, and shows a new key once. What goes wrong is said in the dialog, which stays. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"
#include "desk/desk-keys.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_KEY_DIALOG (rollcall_key_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RollcallKeyDialog, rollcall_key_dialog, ROLLCALL, KEY_DIALOG, AdwWindow)

/* @keys: (element-type DeskKey): those there are */
void rollcall_key_dialog_new_key (GtkWindow     *parent,
                                  RollcallSide  *side,
                                  GPtrArray     *keys);

/* @key: one of @side, needed only until this returns; likewise below */
void rollcall_key_dialog_extend  (GtkWindow     *parent,
                                  RollcallSide  *side,
                                  const DeskKey *key);
void rollcall_key_dialog_replace (GtkWindow     *parent,
                                  RollcallSide  *side,
                                  GPtrArray     *keys,
                                  const DeskKey *key);

/* A question, not a form: who used it last, and what follows. @old: whether its replacement is
 * there already, so that nobody is cut off */
void rollcall_key_dialog_revoke  (GtkWindow     *parent,
                                  RollcallSide  *side,
                                  const DeskKey *key,
                                  gboolean       old);

/* How many of @keys provision and haven't ended. */
guint rollcall_key_dialog_count_live (GPtrArray *keys);

G_END_DECLS
