/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three parts behind a switcher, each a page of its own that is told its side only when it is
 * shown. A directory that others administer has the steps alone. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-setup-page.h"

#include "console/rollcall-setup-keys.h"
#include "console/rollcall-setup-service.h"
#include "console/rollcall-setup-steps.h"

struct _RollcallSetupPage
{
  RollcallPage parent_instance;

  GtkStack *states;
  GtkWidget *switcher;
  GtkStack *parts;
  RollcallPage *steps;
  RollcallPage *keys;
  RollcallPage *service;
};

G_DEFINE_FINAL_TYPE (RollcallSetupPage, rollcall_setup_page, ROLLCALL_TYPE_PAGE)

static void
show_part (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  gtk_stack_set_visible_child_name (ROLLCALL_SETUP_PAGE (widget)->parts,
                                    g_variant_get_string (parameter, NULL));
}

static void
rollcall_setup_page_update (RollcallPage       *page,
                            RollcallSide       *side,
                            RollcallSideChange  what)
{
  RollcallSetupPage *self = ROLLCALL_SETUP_PAGE (page);
  gboolean directory = side != NULL && rollcall_side_is_directory (side);
  gboolean ours = directory && rollcall_side_is_ours (side);

  gtk_stack_set_visible_child_name (self->states, directory ? "parts" : "none");
  gtk_widget_set_visible (self->switcher, ours);
  if (!ours)
    gtk_stack_set_visible_child (self->parts, GTK_WIDGET (self->steps));
  rollcall_page_set_side (self->steps, side);
  rollcall_page_set_side (self->keys, side);
  rollcall_page_set_side (self->service, side);
}

static void
rollcall_setup_page_set_narrow (RollcallPage *page,
                                gboolean      narrow)
{
  RollcallSetupPage *self = ROLLCALL_SETUP_PAGE (page);

  rollcall_page_set_narrow (self->steps, narrow);
  rollcall_page_set_narrow (self->keys, narrow);
  rollcall_page_set_narrow (self->service, narrow);
}

static void
rollcall_setup_page_class_init (RollcallSetupPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  ROLLCALL_PAGE_CLASS (class)->update = rollcall_setup_page_update;
  ROLLCALL_PAGE_CLASS (class)->set_narrow = rollcall_setup_page_set_narrow;

  g_type_ensure (ROLLCALL_TYPE_SETUP_KEYS);
  g_type_ensure (ROLLCALL_TYPE_SETUP_SERVICE);
  g_type_ensure (ROLLCALL_TYPE_SETUP_STEPS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-setup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupPage, states);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupPage, parts);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupPage, steps);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupPage, keys);
  gtk_widget_class_bind_template_child (widget_class, RollcallSetupPage, service);
  gtk_widget_class_install_action (widget_class, "setup.show", "s", show_part);
}

static void
rollcall_setup_page_init (RollcallSetupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
