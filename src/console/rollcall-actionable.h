/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gives a button another action while it is shown. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rollcall_actionable_set:
 * @actionable: a button or row
 * @detailed: (nullable): `win.refresh`, `win.show-page::compare`; %NULL for none
 *
 * As gtk_actionable_set_detailed_action_name(), which sets the name before its target and is warned
 * of the mismatch in between.
 */
void rollcall_actionable_set (GtkActionable *actionable,
                              const char    *detailed);

G_END_DECLS
