/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Layout only; its buttons are actions of the window. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-welcome-page.h"

struct _RollcallWelcomePage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (RollcallWelcomePage, rollcall_welcome_page, ADW_TYPE_BIN)

static void
rollcall_welcome_page_class_init (RollcallWelcomePageClass *class)
{
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (class), "/io/github/rollcall/Rollcall/rollcall-welcome-page.ui");
}

static void
rollcall_welcome_page_init (RollcallWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
