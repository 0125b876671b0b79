/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Base URL and key of a directory under an identity provider's own labels. The URL can always be
 * copied; the key only where a person chose to keep it in the keyring, else it can be replaced. */

#pragma once

#include <adwaita.h>

#include "connection/connection-guides.h"
#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SETUP_VALUES (rollcall_setup_values_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSetupValues, rollcall_setup_values, ROLLCALL, SETUP_VALUES, AdwBin)

/* @side: (nullable) */
void rollcall_setup_values_set_side  (RollcallSetupValues   *self,
                                      RollcallSide          *side);
void rollcall_setup_values_set_guide (RollcallSetupValues   *self,
                                      const ConnectionGuide *guide);

/* Looks again at which keys there are, and whether one is kept. */
void rollcall_setup_values_reload    (RollcallSetupValues   *self);

G_END_DECLS
