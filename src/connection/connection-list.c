/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One group a connection, named by its UUID, and a group `rollcall` with the file's version. A
 * change takes the lock beside the file, loads it again, changes the one group, and lets GLib
 * write a temporary file, sync it and rename it: a full disk or a crash leaves the old file. */

#define G_LOG_DOMAIN "rollcall-connection"

#include "config.h"

#include "connection/connection-list.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/base-time.h"

#define FILE_GROUP "rollcall"
#define FILE_VERSION 1

typedef gboolean (*ChangeFunc) (GKeyFile *file,
                                GPtrArray *connections,
                                const Connection *connection,
                                GError **error);

static gboolean
refuse (GError     **error,
        const char  *what,
        const char  *path,
        const char  *why)
{
  g_set_error (error, CONNECTION_ERROR, CONNECTION_ERROR_FILE,
               _("%s %s: %s. The saved connections are as they were."), what, path, why);
  return FALSE;
}

/* (nullable): %NULL for a group that is no connection */
static Connection *
read_group (GKeyFile   *file,
            const char *group)
{
  g_autoptr (Connection) connection = g_new0 (Connection, 1);
  g_autofree char *created = NULL;
  g_autofree char *expires = NULL;

  connection->uuid = g_strdup (group);
  connection->name = g_key_file_get_string (file, group, "name", NULL);
  connection->side = g_key_file_get_string (file, group, "side", NULL);
  connection->service = g_key_file_get_string (file, group, "service", NULL);
  connection->directory = g_key_file_get_string (file, group, "directory", NULL);
  connection->source = g_key_file_get_string (file, group, "source", NULL);
  connection->idp = g_key_file_get_string (file, group, "idp", NULL);
  connection->preset = g_key_file_get_string (file, group, "preset", NULL);
  connection->steps_done = g_key_file_get_string (file, group, "steps_done", NULL);
  created = g_key_file_get_string (file, group, "created", NULL);
  expires = g_key_file_get_string (file, group, "expires", NULL);
  if (!g_uuid_string_is_valid (group) || connection->name == NULL || connection->side == NULL)
    return NULL;
  if (created != NULL)
    base_time_parse (created, &connection->created, NULL);
  if (expires != NULL)
    base_time_parse (expires, &connection->expires, NULL);
  return g_steal_pointer (&connection);
}

static void
write_key (GKeyFile   *file,
           const char *group,
           const char *key,
           const char *value)
{
  if (value != NULL)
    g_key_file_set_string (file, group, key, value);
  else
    g_key_file_remove_key (file, group, key, NULL);
}

static void
write_group (GKeyFile         *file,
             const Connection *connection)
{
  g_autofree char *created = base_time_format (connection->created);
  g_autofree char *expires =
      connection->expires != 0 ? base_time_format (connection->expires) : NULL;

  write_key (file, connection->uuid, "name", connection->name);
  write_key (file, connection->uuid, "side", connection->side);
  write_key (file, connection->uuid, "service", connection->service);
  write_key (file, connection->uuid, "directory", connection->directory);
  write_key (file, connection->uuid, "created", created);
  write_key (file, connection->uuid, "source", connection->source);
  write_key (file, connection->uuid, "expires", expires);
  write_key (file, connection->uuid, "idp", connection->idp);
  write_key (file, connection->uuid, "preset", connection->preset);
  write_key (file, connection->uuid, "steps_done", connection->steps_done);
}

static int
compare_names_cb (gconstpointer a,
                  gconstpointer b)
{
  const Connection *left = *(const Connection *const *)a;
  const Connection *right = *(const Connection *const *)b;

  return g_utf8_collate (left->name, right->name);
}

static GPtrArray *
read_groups (GKeyFile *file)
{
  g_autoptr (GPtrArray) connections =
      g_ptr_array_new_with_free_func ((GDestroyNotify)connection_free);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      Connection *connection = read_group (file, *group);

      if (connection != NULL)
        g_ptr_array_add (connections, connection);
    }
  g_ptr_array_sort (connections, compare_names_cb);
  return g_steal_pointer (&connections);
}

/* (transfer full) (nullable): the file, empty if there is none yet */
static GKeyFile *
load_file (const char  *path,
           GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) why = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, &why))
    {
      if (g_error_matches (why, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&file);
      refuse (error, _("Can't read"), path, why->message);
      return NULL;
    }
  if (g_key_file_get_integer (file, FILE_GROUP, "version", NULL) > FILE_VERSION)
    {
      g_set_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NEWER,
                   _("%s was written by a newer version of Rollcall than this one (%s): use that "
                     "version. Nothing was changed."),
                   path, PACKAGE_VERSION);
      return NULL;
    }
  return g_steal_pointer (&file);
}

static gboolean
save_file (GKeyFile    *file,
           const char  *path,
           GError     **error)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_integer (file, FILE_GROUP, "version", FILE_VERSION);
  text = g_key_file_to_data (file, &length, NULL);
  if (g_file_set_contents_full (path, text, (gssize)length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &why))
    return TRUE;
  return refuse (error, _("Can't write"), path, why->message);
}

/* The lock's descriptor, or -1. It ends when closed. */
static int
take_lock (const char  *path,
           GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      refuse (error, _("Can't make the folder"), folder, g_strerror (errno));
      return -1;
    }
  fd = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      refuse (error, _("Can't open"), lock_path, g_strerror (errno));
      return -1;
    }
  while (flock (fd, LOCK_EX) != 0)
    if (errno != EINTR)
      {
        refuse (error, _("Can't lock"), lock_path, g_strerror (errno));
        close (fd);
        return -1;
      }
  return fd;
}

static gboolean
change_file (ChangeFunc         change,
             const Connection  *connection,
             GError           **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *path = connection_list_get_path ();
  gboolean done = FALSE;
  int lock = take_lock (path, error);

  if (lock < 0)
    return FALSE;

  file = load_file (path, error);
  if (file != NULL)
    {
      g_autoptr (GPtrArray) connections = read_groups (file);

      done = change (file, connections, connection, error) && save_file (file, path, error);
    }
  close (lock);
  return done;
}

static const Connection *
find_by_name (GPtrArray  *connections,
              const char *name)
{
  for (guint i = 0; i < connections->len; i++)
    {
      const Connection *connection = g_ptr_array_index (connections, i);

      if (g_strcmp0 (connection->name, name) == 0)
        return connection;
    }
  return NULL;
}

static const Connection *
find_by_uuid (GPtrArray  *connections,
              const char *uuid)
{
  for (guint i = 0; i < connections->len; i++)
    {
      const Connection *connection = g_ptr_array_index (connections, i);

      if (g_strcmp0 (connection->uuid, uuid) == 0)
        return connection;
    }
  return NULL;
}

static gboolean
check_free (GPtrArray         *connections,
            const Connection  *connection,
            GError           **error)
{
  const Connection *other = find_by_name (connections, connection->name);

  if (!connection_check_name (connection->name, error))
    return FALSE;
  if (other == NULL || g_strcmp0 (other->uuid, connection->uuid) == 0)
    return TRUE;
  g_set_error (
      error, CONNECTION_ERROR, CONNECTION_ERROR_NAME_TAKEN,
      _("There is a connection “%s” already (%s); choose another name, or remove that one"),
      other->name, other->side);
  return FALSE;
}

static gboolean
add_cb (GKeyFile          *file,
        GPtrArray         *connections,
        const Connection  *connection,
        GError           **error)
{
  if (!check_free (connections, connection, error))
    return FALSE;
  write_group (file, connection);
  return TRUE;
}

static gboolean
refuse_gone (GError **error)
{
  g_set_error_literal (error, CONNECTION_ERROR, CONNECTION_ERROR_NOT_FOUND,
                       _("That connection isn't there any more"));
  return FALSE;
}

static gboolean
update_cb (GKeyFile          *file,
           GPtrArray         *connections,
           const Connection  *connection,
           GError           **error)
{
  if (!g_key_file_has_group (file, connection->uuid))
    return refuse_gone (error);
  return add_cb (file, connections, connection, error);
}

/* Of @connection only UUID and name are set; the others stay as the file has them. */
static gboolean
rename_cb (GKeyFile          *file,
           GPtrArray         *connections,
           const Connection  *connection,
           GError           **error)
{
  if (!g_key_file_has_group (file, connection->uuid))
    return refuse_gone (error);
  if (!check_free (connections, connection, error))
    return FALSE;
  write_key (file, connection->uuid, "name", connection->name);
  return TRUE;
}

static gboolean
remove_cb (GKeyFile          *file,
           GPtrArray         *connections,
           const Connection  *connection,
           GError           **error)
{
  if (!g_key_file_remove_group (file, connection->uuid, NULL))
    return refuse_gone (error);
  return TRUE;
}

char *
connection_list_get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "rollcall", "connections.ini", NULL);
}

GPtrArray *
connection_list_load (GError **error)
{
  g_autofree char *path = connection_list_get_path ();
  g_autoptr (GKeyFile) file = load_file (path, error);

  return file != NULL ? read_groups (file) : NULL;
}

Connection *
connection_list_find (const char  *name,
                      GError     **error)
{
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  const Connection *found;

  g_return_val_if_fail (name != NULL, NULL);

  connections = connection_list_load (error);
  if (connections == NULL)
    return NULL;
  found = find_by_name (connections, name);
  if (found != NULL)
    return connection_copy (found);

  for (guint i = 0; i < connections->len; i++)
    {
      const Connection *connection = g_ptr_array_index (connections, i);

      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", connection->name);
    }
  if (connections->len == 0)
    g_set_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NOT_FOUND,
                 _("There is no connection “%s”, nor any other yet"), name);
  else
    g_set_error (error, CONNECTION_ERROR, CONNECTION_ERROR_NOT_FOUND,
                 _("There is no connection “%s”; there are: %s"), name, names->str);
  return NULL;
}

Connection *
connection_list_find_by_uuid (const char  *uuid,
                              GError     **error)
{
  g_autoptr (GPtrArray) connections = NULL;
  const Connection *found;

  g_return_val_if_fail (uuid != NULL, NULL);

  connections = connection_list_load (error);
  if (connections == NULL)
    return NULL;
  found = find_by_uuid (connections, uuid);
  if (found == NULL)
    refuse_gone (error);
  return found != NULL ? connection_copy (found) : NULL;
}

gboolean
connection_list_check_name (const char  *name,
                            const char  *uuid,
                            GError     **error)
{
  g_autoptr (GPtrArray) connections = NULL;
  Connection wanted = { (char *)uuid, (char *)name };

  g_return_val_if_fail (name != NULL, FALSE);

  connections = connection_list_load (error);
  return connections != NULL && check_free (connections, &wanted, error);
}

gboolean
connection_list_add (const Connection  *connection,
                     GError           **error)
{
  g_return_val_if_fail (connection != NULL, FALSE);

  return change_file (add_cb, connection, error);
}

gboolean
connection_list_update (const Connection  *connection,
                        GError           **error)
{
  g_return_val_if_fail (connection != NULL, FALSE);

  return change_file (update_cb, connection, error);
}

gboolean
connection_list_rename (const char  *uuid,
                        const char  *name,
                        GError     **error)
{
  Connection wanted = { (char *)uuid, (char *)name };

  g_return_val_if_fail (uuid != NULL && name != NULL, FALSE);

  return change_file (rename_cb, &wanted, error);
}

gboolean
connection_list_remove (const char  *uuid,
                        GError     **error)
{
  Connection wanted = { (char *)uuid };

  g_return_val_if_fail (uuid != NULL, FALSE);

  return change_file (remove_cb, &wanted, error);
}
