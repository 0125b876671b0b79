/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everybody in the roll. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-users-page.h"

struct _RollcallUsersPage
{
  RollcallPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RollcallUsersPage, rollcall_users_page, ROLLCALL_TYPE_PAGE)

static void
rollcall_users_page_update (RollcallPage       *page,
                            RollcallSide       *side,
                            RollcallSideChange  what)
{
}

static void
rollcall_users_page_class_init (RollcallUsersPageClass *class)
{
  ROLLCALL_PAGE_CLASS (class)->update = rollcall_users_page_update;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (class), "/io/github/rollcall/Rollcall/rollcall-users-page.ui");
}

static void
rollcall_users_page_init (RollcallUsersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
