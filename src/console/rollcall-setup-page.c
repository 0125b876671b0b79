/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps at the identity provider, the keys, and the service. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-setup-page.h"

struct _RollcallSetupPage
{
  RollcallPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RollcallSetupPage, rollcall_setup_page, ROLLCALL_TYPE_PAGE)

static void
rollcall_setup_page_update (RollcallPage       *page,
                            RollcallSide       *side,
                            RollcallSideChange  what)
{
}

static void
rollcall_setup_page_class_init (RollcallSetupPageClass *class)
{
  ROLLCALL_PAGE_CLASS (class)->update = rollcall_setup_page_update;
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (class), "/io/github/rollcall/Rollcall/rollcall-setup-page.ui");
}

static void
rollcall_setup_page_init (RollcallSetupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
