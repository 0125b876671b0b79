/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What differs between the two sides, and why. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-page.h"

struct _RollcallComparePage
{
  RollcallPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RollcallComparePage, rollcall_compare_page, ROLLCALL_TYPE_PAGE)

static void
rollcall_compare_page_update (RollcallPage       *page,
                            RollcallSide       *side,
                            RollcallSideChange  what)
{
}

static void
rollcall_compare_page_class_init (RollcallComparePageClass *class)
{
  ROLLCALL_PAGE_CLASS (class)->update = rollcall_compare_page_update;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (class), "/io/github/rollcall/Rollcall/rollcall-compare-page.ui");
}

static void
rollcall_compare_page_init (RollcallComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
