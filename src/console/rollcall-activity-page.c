/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened in the directory. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-activity-page.h"

struct _RollcallActivityPage
{
  RollcallPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RollcallActivityPage, rollcall_activity_page, ROLLCALL_TYPE_PAGE)

static void
rollcall_activity_page_update (RollcallPage       *page,
                            RollcallSide       *side,
                            RollcallSideChange  what)
{
}

static void
rollcall_activity_page_class_init (RollcallActivityPageClass *class)
{
  ROLLCALL_PAGE_CLASS (class)->update = rollcall_activity_page_update;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (class), "/io/github/rollcall/Rollcall/rollcall-activity-page.ui");
}

static void
rollcall_activity_page_init (RollcallActivityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
