/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The day on which a key of somebody else's service ends, as a person sets it in a calendar, so
 * that Rollcall can warn before. Property-less; signal `changed` when it was set or taken away. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_EXPIRY_ROW (rollcall_expiry_row_get_type ())
G_DECLARE_FINAL_TYPE (RollcallExpiryRow, rollcall_expiry_row, ROLLCALL, EXPIRY_ROW, AdwActionRow)

/* In microseconds, the end of the chosen day in local time; 0 for unknown. */
gint64 rollcall_expiry_row_get_expires  (RollcallExpiryRow *self);
void   rollcall_expiry_row_set_expires  (RollcallExpiryRow *self,
                                         gint64             expires);

/* How long such keys usually live (@days; 0 for unknown), and whose they are (@owner, nullable):
 * which day is proposed, and what is said while none is set. */
void   rollcall_expiry_row_set_lifetime (RollcallExpiryRow *self,
                                         const char        *owner,
                                         guint              days);

G_END_DECLS
