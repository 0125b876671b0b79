/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of its own about one person or group, pushed over the others: every attribute by schema,
 * groups or members, what changed, and the JSON text behind it. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_DETAILS_PAGE (rollcall_details_page_get_type ())
G_DECLARE_FINAL_TYPE (RollcallDetailsPage, rollcall_details_page, ROLLCALL, DETAILS_PAGE, AdwBin)

/* (transfer floating): of @row in the side's roll; it follows what is read anew */
GtkWidget *rollcall_details_page_new (RollcallSide *side,
                                      guint32       row);

G_END_DECLS
