/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One reason why the sides differ, with the first names and how many; pressing it shows them
 * all. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-reasons.h"

G_BEGIN_DECLS

/* (transfer floating): a row for a list */
GtkWidget *rollcall_reason_row_new (const RollcallReason *reason);

G_END_DECLS
