/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When a key of ours shall end: after a usual time, on a day of a calendar, or never. Signal
 * `changed` when it is another. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_KEY_EXPIRY (rollcall_key_expiry_get_type ())
G_DECLARE_FINAL_TYPE (RollcallKeyExpiry, rollcall_key_expiry, ROLLCALL, KEY_EXPIRY, AdwBin)

/* In microseconds; 0 for never; -1 while the chosen day is over already. */
gint64 rollcall_key_expiry_get_expires (RollcallKeyExpiry *self);

/* The day that the calendar shows at first. */
void   rollcall_key_expiry_set_day     (RollcallKeyExpiry *self,
                                        gint64             expires);

G_END_DECLS
