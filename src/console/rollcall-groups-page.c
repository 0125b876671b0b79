/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every group in the roll. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-groups-page.h"

struct _RollcallGroupsPage
{
  RollcallPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RollcallGroupsPage, rollcall_groups_page, ROLLCALL_TYPE_PAGE)

static void
rollcall_groups_page_update (RollcallPage       *page,
                            RollcallSide       *side,
                            RollcallSideChange  what)
{
}

static void
rollcall_groups_page_class_init (RollcallGroupsPageClass *class)
{
  ROLLCALL_PAGE_CLASS (class)->update = rollcall_groups_page_update;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (class), "/io/github/rollcall/Rollcall/rollcall-groups-page.ui");
}

static void
rollcall_groups_page_init (RollcallGroupsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
