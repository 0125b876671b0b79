/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What differs between the two sides, and why: the verdict, reasons to choose by, the list, and one
 * of it side by side. */

#pragma once

#include "console/rollcall-page.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_COMPARE_PAGE (rollcall_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (RollcallComparePage, rollcall_compare_page, ROLLCALL, COMPARE_PAGE,
                      RollcallPage)

/* Shows those with the reason of this code ("never_arrived"), and no others; all that need
 * attention for a code that isn't known. */
void rollcall_compare_page_show_reason (RollcallComparePage *self,
                                        const char          *code);

/* Selects the difference of the person with this userName. Who doesn't differ is shown among the
 * users; who isn't there either is asked for. */
void rollcall_compare_page_show_person (RollcallComparePage *self,
                                        const char          *key);

G_END_DECLS
