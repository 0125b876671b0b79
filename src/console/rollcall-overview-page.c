/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both sides beside each other, the verdict, and what stands behind it. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-overview-page.h"

struct _RollcallOverviewPage
{
  RollcallPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RollcallOverviewPage, rollcall_overview_page, ROLLCALL_TYPE_PAGE)

static void
rollcall_overview_page_update (RollcallPage       *page,
                            RollcallSide       *side,
                            RollcallSideChange  what)
{
}

static void
rollcall_overview_page_class_init (RollcallOverviewPageClass *class)
{
  ROLLCALL_PAGE_CLASS (class)->update = rollcall_overview_page_update;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (class), "/io/github/rollcall/Rollcall/rollcall-overview-page.ui");
}

static void
rollcall_overview_page_init (RollcallOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
