/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The environment decides: systemd's STATE_DIRECTORY and RUNTIME_DIRECTORY, else the XDG
 * folders. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-paths.h"

#include <string.h>

/* (transfer full) (nullable): the first folder that systemd gave under this name */
static char *
systemd_folder (const char *name)
{
  const char *value = g_getenv (name);

  if (value == NULL || !g_path_is_absolute (value))
    return NULL;
  return g_strndup (value, strcspn (value, ":"));
}

static char *
default_data (void)
{
  return g_build_filename (g_get_user_data_dir (), "rollcall-directory", NULL);
}

char *
directory_paths_data (const char *given)
{
  char *folder;

  if (given != NULL)
    return g_canonicalize_filename (given, NULL);
  folder = systemd_folder ("STATE_DIRECTORY");
  return folder != NULL ? folder : default_data ();
}

char *
directory_paths_socket (const char *data)
{
  g_autofree char *runtime = systemd_folder ("RUNTIME_DIRECTORY");
  g_autofree char *ours = default_data ();
  const char *session = g_getenv ("XDG_RUNTIME_DIR");

  g_return_val_if_fail (data != NULL, NULL);

  if (g_str_equal (data, ours) && session != NULL && g_path_is_absolute (session))
    return g_build_filename (session, "rollcall", "directory.sock", NULL);
  if (runtime != NULL)
    return g_build_filename (runtime, "directory.sock", NULL);
  return g_build_filename (data, "directory.sock", NULL);
}

char *
directory_paths_ready (const char *data)
{
  g_return_val_if_fail (data != NULL, NULL);

  return g_build_filename (data, "ready", NULL);
}
