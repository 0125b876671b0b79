/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application: unique on its session bus, one window, what all dialogs share. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-secret-clipboard.h"
#include "console/rollcall-sides.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_APPLICATION (rollcall_application_get_type ())
G_DECLARE_FINAL_TYPE (RollcallApplication, rollcall_application, ROLLCALL, APPLICATION,
                      AdwApplication)

RollcallApplication *rollcall_application_new          (void);

/* (transfer none): the running application; callable from any widget */
RollcallApplication *rollcall_application_get          (void);

/* (transfer none): all saved connections */
RollcallSides       *rollcall_application_get_sides    (RollcallApplication *self);

/* (transfer none): where secrets are and go, for the desk's calls */
DeskSession         *rollcall_application_get_session  (RollcallApplication *self);

/* (transfer none): where keys are copied to; it outlives the dialogs, so that a key is cleared
 * after its dialog has closed */
RollcallSecretClipboard *
                     rollcall_application_get_clipboard (RollcallApplication *self);

/* (transfer none): the preferences, of the schema io.github.rollcall.Rollcall */
GSettings           *rollcall_application_get_settings (RollcallApplication *self);

G_END_DECLS
