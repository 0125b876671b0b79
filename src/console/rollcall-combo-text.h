/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A combo row of texts that are longer than the twenty characters that libadwaita shows: the row
 * gives them what room it has, the list wraps them. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @row: whose model is a GtkStringList */
void rollcall_combo_text_show_whole (AdwComboRow *row);

G_END_DECLS
