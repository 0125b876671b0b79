/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window would answer by reading again is answered here by asking the service again. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-setup-trouble.h"

#include <glib/gi18n.h>

#include "console/rollcall-trouble.h"

struct _RollcallSetupTrouble
{
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkButton *button;
  const char *action; /* of the window; %NULL to ask again */
};

enum
{
  RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RollcallSetupTrouble, rollcall_setup_trouble, ADW_TYPE_BIN)

static void
clicked_cb (RollcallSetupTrouble *self)
{
  if (self->action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), self->action, NULL);
  else
    g_signal_emit (self, signals[RETRY], 0);
}

static void
rollcall_setup_trouble_class_init (RollcallSetupTroubleClass *class)
{
  signals[RETRY] = g_signal_new ("retry", ROLLCALL_TYPE_SETUP_TROUBLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
rollcall_setup_trouble_init (RollcallSetupTrouble *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new ();

  self->page = ADW_STATUS_PAGE (page);
  self->button = GTK_BUTTON (button);
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (self->page, button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  adw_bin_set_child (ADW_BIN (self), page);
}

void
rollcall_setup_trouble_set_error (RollcallSetupTrouble *self,
                                  const GError         *error)
{
  const RollcallTrouble *row;
  DeskTrouble trouble;
  g_autofree char *markup = NULL;

  g_return_if_fail (ROLLCALL_IS_SETUP_TROUBLE (self));
  g_return_if_fail (error != NULL);

  trouble = desk_trouble_of (error);
  row = rollcall_trouble_get (trouble);
  markup = g_markup_escape_text (error->message, -1);
  self->action = g_str_equal (row->action, "win.refresh") ? NULL : row->action;
  adw_status_page_set_icon_name (self->page, row->icon);
  adw_status_page_set_title (self->page, desk_trouble_headline (trouble));
  adw_status_page_set_description (self->page, markup);
  gtk_button_set_label (self->button, _ (row->label));
}
