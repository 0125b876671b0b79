/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ring that empties as time runs out. It only repeats what words beside it say. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_RING (rollcall_ring_get_type ())
G_DECLARE_FINAL_TYPE (RollcallRing, rollcall_ring, ROLLCALL, RING, GtkWidget)

/* @fraction: how much of it is drawn, from 0 to 1 */
void rollcall_ring_set_fraction (RollcallRing *self,
                                 double        fraction);

G_END_DECLS
