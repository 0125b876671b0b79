/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Its buttons are actions of the window; a dropped file is handed to the window too. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-welcome-page.h"

#include "console/rollcall-window.h"

struct _RollcallWelcomePage
{
  AdwBin parent_instance;

  GtkBox *cards;
  GtkWidget *connect_button;
  guint turn;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (RollcallWelcomePage, rollcall_welcome_page, ADW_TYPE_BIN)

static gboolean
drop_cb (RollcallWelcomePage *self,
         const GValue        *value)
{
  RollcallWindow *window = rollcall_window_of (GTK_WIDGET (self));
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (window == NULL || files == NULL)
    return FALSE;

  for (GSList *at = files; at != NULL; at = at->next)
    rollcall_window_open_file (window, at->data);
  return TRUE;
}

static gboolean
turn_cb (gpointer data)
{
  RollcallWelcomePage *self = data;

  self->turn = 0;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->cards), self->narrow
                                                                    ? GTK_ORIENTATION_VERTICAL
                                                                    : GTK_ORIENTATION_HORIZONTAL);
  return G_SOURCE_REMOVE;
}

static gboolean
rollcall_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ROLLCALL_WELCOME_PAGE (widget)->connect_button);
}

static void
rollcall_welcome_page_dispose (GObject *object)
{
  g_clear_handle_id (&ROLLCALL_WELCOME_PAGE (object)->turn, g_source_remove);
  G_OBJECT_CLASS (rollcall_welcome_page_parent_class)->dispose (object);
}

static void
rollcall_welcome_page_class_init (RollcallWelcomePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = rollcall_welcome_page_dispose;
  widget_class->grab_focus = rollcall_welcome_page_grab_focus;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/rollcall/Rollcall/rollcall-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RollcallWelcomePage, cards);
  gtk_widget_class_bind_template_child (widget_class, RollcallWelcomePage, connect_button);
}

static void
rollcall_welcome_page_init (RollcallWelcomePage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
rollcall_welcome_page_set_narrow (RollcallWelcomePage *self,
                                  gboolean             narrow)
{
  g_return_if_fail (ROLLCALL_IS_WELCOME_PAGE (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (self->turn == 0)
    self->turn = g_idle_add (turn_cb, self);
}
