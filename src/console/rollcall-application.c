/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts with no window until activated. A file given on the command line is opened as a CSV. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-application.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "rollcall-resources.h"
#include "console/rollcall-window.h"

struct _RollcallApplication
{
  AdwApplication parent_instance;

  DeskSession *session;
  RollcallSides *sides;
  GSettings *settings;
  RollcallSecretClipboard *clipboard;
};

G_DEFINE_FINAL_TYPE (RollcallApplication, rollcall_application, ADW_TYPE_APPLICATION)

typedef struct
{
  const char *action;
  const char *accelerators[3];
} Shortcut;

/* Those of the window's own actions; a page's own stand in its .ui. */
static const Shortcut shortcuts[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.connect", { "<Control>n" } },
  { "win.refresh", { "<Control>r", "F5" } },
  { "win.search", { "<Control>f" } },
  { "win.export", { "<Control>e" } },
  { "win.quick-switch", { "<Control>k" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.back", { "<Alt>Left" } },
  { "win.other-side", { "<Control>Return" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "win.show-page::overview", { "<Alt>1" } },
  { "win.show-page::users", { "<Alt>2" } },
  { "win.show-page::groups", { "<Alt>3" } },
  { "win.show-page::compare", { "<Alt>4" } },
  { "win.show-page::activity", { "<Alt>5" } },
  { "win.show-page::setup", { "<Alt>6" } },
};

static void
set_shortcuts (RollcallApplication *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                           shortcuts[i].accelerators);
  for (int i = 1; i <= 9; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.select-nth(%d)", i);
      g_autofree char *key = g_strdup_printf ("<Control>%d", i);
      const char *keys[] = { key, NULL };

      gtk_application_set_accels_for_action (GTK_APPLICATION (self), action, keys);
    }
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (data));

  /* It takes its dialogs along, and each may ask first; the application ends with it. */
  for (GList *at = windows; at != NULL; at = at->next)
    if (ROLLCALL_IS_WINDOW (at->data))
      {
        gtk_window_close (at->data);
        return;
      }
}

static const GActionEntry actions[] = {
  { "quit", quit_cb },
};

static RollcallWindow *
ensure_window (RollcallApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  g_autoptr (GError) error = NULL;
  RollcallWindow *window;

  for (GList *at = windows; at != NULL; at = at->next)
    if (ROLLCALL_IS_WINDOW (at->data))
      return at->data;

  if (!rollcall_sides_reload (self->sides, &error))
    g_debug ("%s", error->message);
  window = rollcall_window_new (self);
  if (error != NULL)
    rollcall_window_show_error (window, _("The saved connections can't be read"), error);
  return window;
}

static void
rollcall_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (ROLLCALL_APPLICATION (application))));
}

static void
rollcall_application_open (GApplication  *application,
                           GFile        **files,
                           int            n_files,
                           const char    *hint)
{
  RollcallWindow *window = ensure_window (ROLLCALL_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < n_files; i++)
    rollcall_window_open_file (window, files[i]);
}

static void
rollcall_application_startup (GApplication *application)
{
  RollcallApplication *self = ROLLCALL_APPLICATION (application);

  rollcall_register_resource ();
  G_APPLICATION_CLASS (rollcall_application_parent_class)->startup (application);
  gtk_source_init ();
  gtk_icon_theme_add_resource_path (
      gtk_icon_theme_get_for_display (gdk_display_get_default ()),
      "/io/github/rollcall/Rollcall/icons");
  gtk_window_set_default_icon_name (APPLICATION_ID);

  self->settings = g_settings_new (APPLICATION_ID);
  self->clipboard =
      rollcall_secret_clipboard_new (gdk_display_get_clipboard (gdk_display_get_default ()));
  self->session = desk_session_new ();
  self->sides = rollcall_sides_new (self->session);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_shortcuts (self);
}

static void
rollcall_application_shutdown (GApplication *application)
{
  RollcallApplication *self = ROLLCALL_APPLICATION (application);

  /* First, since what the clipboard then holds is handed to the desktop's clipboard manager. */
  if (self->clipboard != NULL)
    rollcall_secret_clipboard_quit (self->clipboard);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->sides);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_APPLICATION_CLASS (rollcall_application_parent_class)->shutdown (application);
}

static void
rollcall_application_class_init (RollcallApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  application_class->startup = rollcall_application_startup;
  application_class->activate = rollcall_application_activate;
  application_class->open = rollcall_application_open;
  application_class->shutdown = rollcall_application_shutdown;
}

static void
rollcall_application_init (RollcallApplication *self)
{
}

RollcallApplication *
rollcall_application_new (void)
{
  g_set_application_name (_("Rollcall"));
  return g_object_new (ROLLCALL_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/rollcall/Rollcall", NULL);
}

RollcallApplication *
rollcall_application_get (void)
{
  return ROLLCALL_APPLICATION (g_application_get_default ());
}

RollcallSides *
rollcall_application_get_sides (RollcallApplication *self)
{
  g_return_val_if_fail (ROLLCALL_IS_APPLICATION (self), NULL);

  return self->sides;
}

DeskSession *
rollcall_application_get_session (RollcallApplication *self)
{
  g_return_val_if_fail (ROLLCALL_IS_APPLICATION (self), NULL);

  return self->session;
}

RollcallSecretClipboard *
rollcall_application_get_clipboard (RollcallApplication *self)
{
  g_return_val_if_fail (ROLLCALL_IS_APPLICATION (self), NULL);

  return self->clipboard;
}

GSettings *
rollcall_application_get_settings (RollcallApplication *self)
{
  g_return_val_if_fail (ROLLCALL_IS_APPLICATION (self), NULL);

  return self->settings;
}
