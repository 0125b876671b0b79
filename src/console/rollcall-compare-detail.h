/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One difference, whole: who, why, the attributes of both sides, what happened on each. Reads it in
 * a worker; the latest asked for is shown. */

#pragma once

#include "console/rollcall-compare-list.h"
#include "console/rollcall-side.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ROLLCALL_TYPE_COMPARE_DETAIL (rollcall_compare_detail_get_type ())
G_DECLARE_FINAL_TYPE (RollcallCompareDetail, rollcall_compare_detail, ROLLCALL, COMPARE_DETAIL,
                      GtkWidget)

GtkWidget *rollcall_compare_detail_new  (void);

/**
 * rollcall_compare_detail_show:
 * @self: the widget
 * @side: (nullable): the directory
 * @item: (nullable): of its comparison; %NULL for nothing
 */
void       rollcall_compare_detail_show (RollcallCompareDetail *self,
                                         RollcallSide          *side,
                                         RollcallCompareItem   *item);

G_END_DECLS
