/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file becomes a connection, under its own name or that name with a number; and the other side
 * of the directory that is shown, which is what one drops a file for. It can be dropped anywhere on
 * the window. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include <glib/gi18n.h>

#include "connection/connection-list.h"
#include "console/rollcall-window-private.h"
#include "desk/desk-connection.h"

/* (transfer full): a name that no connection has, from the file's */
static char *
propose_name (RollcallSides *sides,
              GFile         *file)
{
  g_autofree char *base = g_file_get_basename (file);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  return rollcall_sides_propose_name (sides, base);
}

/* (nullable): the saved connection to just this file */
static RollcallSide *
find_saved (RollcallSides *sides,
            const char    *uri)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (sides));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RollcallSide) side = g_list_model_get_item (G_LIST_MODEL (sides), i);

      if (g_strcmp0 (rollcall_side_get_connection (side)->side, uri) == 0)
        return side;
    }
  return NULL;
}

static gboolean
drop_cb (RollcallWindow *self,
         const GValue   *value)
{
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  rollcall_window_open_file (self, g_value_get_object (value));
  return TRUE;
}

void
rollcall_window_accept_files (RollcallWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static gboolean
set_source (RollcallSides  *sides,
            RollcallSide   *directory,
            const char     *uuid,
            GError        **error)
{
  g_autoptr (Connection) changed = connection_copy (rollcall_side_get_connection (directory));

  g_free (changed->source);
  changed->source = g_strdup (uuid);
  return rollcall_sides_save (sides, changed, error);
}

void
rollcall_window_compare_with (RollcallWindow *self,
                              RollcallSide   *directory,
                              const char     *uuid)
{
  RollcallSides *sides = rollcall_application_get_sides (rollcall_application_get ());
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ROLLCALL_IS_WINDOW (self));
  g_return_if_fail (ROLLCALL_IS_SIDE (directory));

  if (!set_source (sides, directory, uuid, &error))
    {
      rollcall_window_show_error (self, _("The other side can’t be saved"), error);
      return;
    }
  if (uuid != NULL)
    rollcall_side_read (directory);
  rollcall_window_show_page (self, "overview");
}

void
rollcall_window_open_file (RollcallWindow *self,
                           GFile          *file)
{
  RollcallSides *sides = rollcall_application_get_sides (rollcall_application_get ());
  RollcallSide *directory = rollcall_window_get_side (self);
  RollcallSide *side;
  g_autoptr (Connection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (ROLLCALL_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (g_file_peek_path (file) == NULL)
    {
      rollcall_window_toast (self, _("Only files on this computer can be opened"));
      return;
    }

  uri = g_strconcat (g_str_has_suffix (g_file_peek_path (file), ".jsonl") ? "jsonl:" : "csv:",
                     g_file_peek_path (file), NULL);
  side = find_saved (sides, uri);
  if (side == NULL)
    {
      name = propose_name (sides, file);
      connection = desk_connection_add (name, uri, NULL, NULL, &error);
      if (connection == NULL || !rollcall_sides_reload (sides, &error))
        {
          rollcall_window_show_error (self, _("The file can't be opened"), error);
          return;
        }
      side = rollcall_sides_find (sides, connection->uuid);
    }

  if (directory != NULL && rollcall_side_is_directory (directory))
    {
      rollcall_window_compare_with (self, directory, rollcall_side_get_uuid (side));
      return;
    }
  rollcall_window_set_side (self, side);
  rollcall_side_read (side);
}
