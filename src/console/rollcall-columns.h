/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two children beside each other where there is room, else below each other. It decides by its own
 * width and asks for no more than the narrow way needs, so that a window with it can become narrow
 * at all. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_COLUMNS (rollcall_columns_get_type ())
G_DECLARE_FINAL_TYPE (RollcallColumns, rollcall_columns, ROLLCALL, COLUMNS, GtkWidget)

G_END_DECLS
