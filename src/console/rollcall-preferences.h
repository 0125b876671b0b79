/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences window. What is chosen holds at once. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_PREFERENCES (rollcall_preferences_get_type ())
G_DECLARE_FINAL_TYPE (RollcallPreferences, rollcall_preferences, ROLLCALL, PREFERENCES,
                      AdwPreferencesWindow)

void rollcall_preferences_present (GtkWindow *parent);

G_END_DECLS
