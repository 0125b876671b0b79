/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions and bad news in a dialog: the one place that knows which widget of libadwaita does
 * that. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says @title and @body (plain text) with a button to close. */
void rollcall_message_show (GtkWindow           *parent,
                            const char          *title,
                            const char          *body);

/**
 * RollcallMessageFunc:
 * @yes: whether the second button was chosen
 * @user_data: the caller's
 */
typedef void (*RollcallMessageFunc) (gboolean yes,
                                     gpointer user_data);

/**
 * rollcall_message_ask:
 * @parent: above which window
 * @title: the question, plain text
 * @body: what follows from a yes, plain text
 * @no: label of the button that keeps all as it is, with a mnemonic; Escape means it too
 * @yes: label of the other
 * @destructive: whether a yes can't be taken back
 * @func: told once
 * @user_data: for @func
 * @destroy: (nullable): ends @user_data afterwards
 */
void rollcall_message_ask  (GtkWindow           *parent,
                            const char          *title,
                            const char          *body,
                            const char          *no,
                            const char          *yes,
                            gboolean             destructive,
                            RollcallMessageFunc  func,
                            gpointer             user_data,
                            GDestroyNotify       destroy);

G_END_DECLS
