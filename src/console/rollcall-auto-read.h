/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the shown side again by itself: every so many minutes as the preferences say, and, of a
 * directory that is ours, soon after something changed in it, so that people are seen arriving.
 * Never more often than reading can bear: after a reading it rests at least five times as long as
 * that took. */

#pragma once

#include <gtk/gtk.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_AUTO_READ (rollcall_auto_read_get_type ())
G_DECLARE_FINAL_TYPE (RollcallAutoRead, rollcall_auto_read, ROLLCALL, AUTO_READ, GObject)

/**
 * rollcall_auto_read_new:
 * @settings: the preferences
 * @window: (transfer none): the interval counts only while it is active; must outlive the object
 *
 * Returns: (transfer full): one that reads nothing until it has a side.
 */
RollcallAutoRead *rollcall_auto_read_new      (GSettings        *settings,
                                               GtkWindow        *window);

/* @side: (nullable) */
void              rollcall_auto_read_set_side (RollcallAutoRead *self,
                                               RollcallSide     *side);

G_END_DECLS
