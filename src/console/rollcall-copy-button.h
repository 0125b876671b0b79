/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A button that copies a value which is no secret, and ticks it off: *Copy*, then *✓ Copied*,
 * which stays. What is secret goes through RollcallSecretClipboard; such a button has no text,
 * and whoever owns it calls rollcall_copy_button_tick(). */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_COPY_BUTTON (rollcall_copy_button_get_type ())
G_DECLARE_FINAL_TYPE (RollcallCopyButton, rollcall_copy_button, ROLLCALL, COPY_BUTTON, GtkButton)

/* Property `what`: (nullable): the value's name ("Tenant URL"), for tooltip and screen readers. */
void rollcall_copy_button_set_what (RollcallCopyButton *self,
                                    const char         *what);

/* @text: (nullable): what a click copies. Another text takes the tick away. */
void rollcall_copy_button_set_text (RollcallCopyButton *self,
                                    const char         *text);

/* Shows that its value was copied. Signal `copied` follows. */
void rollcall_copy_button_tick     (RollcallCopyButton *self);

G_END_DECLS
