/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ctrl+K: go to anybody and anything by typing some of its name; or ask for a person, who is
 * answered right here. */

#pragma once

#include "console/rollcall-window.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_QUICK_SWITCH (rollcall_quick_switch_get_type ())
G_DECLARE_FINAL_TYPE (RollcallQuickSwitch, rollcall_quick_switch, ROLLCALL, QUICK_SWITCH,
                      AdwWindow)

/**
 * rollcall_quick_switch_present:
 * @window: that it stands above, and that goes to what is chosen
 * @question: (nullable): a person who is asked for at once
 */
void rollcall_quick_switch_present (RollcallWindow *window,
                                    const char     *question);

G_END_DECLS
