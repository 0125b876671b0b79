/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of the Compare page's list: who, a line on what, and the mark. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-compare-list.h"
#include "console/rollcall-mark.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_COMPARE_ROW (rollcall_compare_row_get_type ())
G_DECLARE_FINAL_TYPE (RollcallCompareRow, rollcall_compare_row, ROLLCALL, COMPARE_ROW, AdwBin)

GtkWidget        *rollcall_compare_row_new      (void);

/* (transfer full): what a screen reader says of the row */
char             *rollcall_compare_row_show     (RollcallCompareRow  *self,
                                                 RollcallCompareItem *item);

/* The mark for where an entry stands. */
RollcallMarkKind  rollcall_compare_mark_kind    (CompareWhere         where,
                                                 gboolean             explained);

G_END_DECLS
