/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's actions that lead to a dialog about connections, or about the program. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include <glib/gi18n.h>

#include "console/rollcall-about.h"
#include "console/rollcall-connect-dialog.h"
#include "console/rollcall-connection-actions.h"
#include "console/rollcall-file-chooser.h"
#include "console/rollcall-keyring-question.h"
#include "console/rollcall-new-directory-dialog.h"
#include "console/rollcall-preferences.h"
#include "console/rollcall-rename-dialog.h"
#include "console/rollcall-window-private.h"

static void
file_cb (GFile    *file,
         gpointer  window)
{
  rollcall_window_open_file (window, file);
}

/* Of a directory of ours a key is made anew, of any other it must be entered again. */
static void
without_keyring_cb (gboolean yes,
                    gpointer data)
{
  RollcallWindow *self = data;

  if (!yes || self->side == NULL)
    return;
  if (rollcall_side_is_ours (self->side))
    rollcall_side_read (self->side);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.replace-key", NULL);
}

void
rollcall_window_action_without_keyring (GtkWidget  *widget,
                                        const char *name,
                                        GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);
  const GError *error = self->side != NULL ? rollcall_side_get_error (self->side) : NULL;

  if (rollcall_keyring_is_error (error))
    rollcall_keyring_ask (GTK_WINDOW (self), error, without_keyring_cb, g_object_ref (self),
                          g_object_unref);
}

void
rollcall_window_action_connect (GtkWidget  *widget,
                                const char *name,
                                GVariant   *parameter)
{
  rollcall_connect_dialog_present (ROLLCALL_WINDOW (widget));
}

void
rollcall_window_action_new_directory (GtkWidget  *widget,
                                      const char *name,
                                      GVariant   *parameter)
{
  rollcall_new_directory_dialog_present (ROLLCALL_WINDOW (widget));
}

void
rollcall_window_action_open_csv (GtkWidget  *widget,
                                 const char *name,
                                 GVariant   *parameter)
{
  rollcall_file_chooser_open (GTK_WINDOW (widget), _("Open a Roll"),
                              ROLLCALL_FILE_CSV | ROLLCALL_FILE_JSONL, file_cb,
                              g_object_ref (widget), g_object_unref);
}

void
rollcall_window_action_rename (GtkWidget  *widget,
                               const char *name,
                               GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);

  if (self->side != NULL)
    rollcall_rename_dialog_present (self, self->side);
}

void
rollcall_window_action_remove (GtkWidget  *widget,
                               const char *name,
                               GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);

  if (self->side != NULL)
    rollcall_connection_remove (self, self->side);
}

void
rollcall_window_action_forget (GtkWidget  *widget,
                               const char *name,
                               GVariant   *parameter)
{
  RollcallWindow *self = ROLLCALL_WINDOW (widget);

  if (self->side != NULL)
    rollcall_connection_forget (self, self->side);
}

void
rollcall_window_action_preferences (GtkWidget  *widget,
                                    const char *name,
                                    GVariant   *parameter)
{
  rollcall_preferences_present (GTK_WINDOW (widget));
}

void
rollcall_window_action_about (GtkWidget  *widget,
                              const char *name,
                              GVariant   *parameter)
{
  rollcall_about_present (GTK_WINDOW (widget));
}
