/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a part of the setup page can't be shown, with the way on: one place for its parts. Signal
 * `retry` when a person asks to try again. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SETUP_TROUBLE (rollcall_setup_trouble_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSetupTrouble, rollcall_setup_trouble, ROLLCALL, SETUP_TROUBLE, AdwBin)

void rollcall_setup_trouble_set_error (RollcallSetupTrouble *self,
                                       const GError         *error);

G_END_DECLS
