/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files alone: `systemctl --user enable` makes the same link, and a unit that is started at once
 * would only find the data in use by the service that this window holds. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-login-service.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "admin/admin-launch.h"

#define UNIT "rollcall-directory.service"

static char *
get_link (void)
{
  return g_build_filename (g_get_user_config_dir (), "systemd", "user", "default.target.wants",
                           UNIT, NULL);
}

/* (transfer full): quoted as systemd.syntax(7) wants it, with no specifier left to expand; a `$`
 * has no meaning in the places where we use it */
static char *
quote (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (quoted, '\\');
      if (*at == '%')
        g_string_append_c (quoted, *at);
      g_string_append_c (quoted, *at);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

char *
rollcall_login_service_get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "systemd", "user", UNIT, NULL);
}

char *
rollcall_login_service_make_unit (const char *program,
                                  const char *data_home)
{
  g_autofree char *command = NULL;
  g_autofree char *variable =
      data_home != NULL ? g_strconcat ("XDG_DATA_HOME=", data_home, NULL) : NULL;
  g_autofree char *quoted = variable != NULL ? quote (variable) : NULL;
  g_autofree char *environment =
      quoted != NULL ? g_strdup_printf ("Environment=%s\n", quoted) : g_strdup ("");

  g_return_val_if_fail (program != NULL, NULL);

  command = quote (program);
  /* 2 is wrong usage, 3 that another service has the data: neither mends itself. */
  return g_strdup_printf ("# Made by Rollcall (Setup, Service). Removed by it too.\n"
                          "[Unit]\n"
                          "Description=Rollcall directory service\n"
                          "\n"
                          "[Service]\n"
                          "ExecStart=%s serve\n"
                          "%s"
                          "Restart=on-failure\n"
                          "RestartPreventExitStatus=2 3\n"
                          "UMask=0077\n"
                          "LimitCORE=0\n"
                          "NoNewPrivileges=yes\n"
                          "LockPersonality=yes\n"
                          "MemoryDenyWriteExecute=yes\n"
                          "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX\n"
                          "RestrictNamespaces=yes\n"
                          "RestrictRealtime=yes\n"
                          "SystemCallArchitectures=native\n"
                          "\n"
                          "[Install]\n"
                          "WantedBy=default.target\n",
                          command, environment);
}

gboolean
rollcall_login_service_is_on (void)
{
  g_autofree char *path = get_link ();

  return g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

char *
rollcall_login_service_find_obstacle (void)
{
  g_autofree char *manager =
      g_build_filename (g_get_user_runtime_dir (), "systemd", "private", NULL);
  g_autofree char *program = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return g_strdup (_("Not from a Flatpak: what it holds can’t be started at log-in."));
  if (!g_file_test (manager, G_FILE_TEST_EXISTS))
    return g_strdup (_("Not here: no systemd user manager runs for this log-in."));
  program = admin_launch_find_program (&error);
  return program == NULL ? g_strdup (error->message) : NULL;
}

static gboolean
set_errno (GError     **error,
           const char  *path)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (code), _("Can’t change %s: %s"), path,
               g_strerror (code));
  return FALSE;
}

static gboolean
turn_on (const char  *unit_path,
         const char  *link_path,
         GError     **error)
{
  g_autofree char *program = admin_launch_find_program (error);
  g_autofree char *folder = g_path_get_dirname (link_path);
  g_autofree char *unit = NULL;

  if (program == NULL)
    return FALSE;
  if (strpbrk (program, "\"'\\") != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                   _("systemd doesn’t start programs from folders with quotes or backslashes: %s"),
                   program);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0755) != 0)
    return set_errno (error, folder);
  unit = rollcall_login_service_make_unit (program, g_getenv ("XDG_DATA_HOME"));
  if (!g_file_set_contents (unit_path, unit, -1, error))
    return FALSE;
  if (symlink ("../" UNIT, link_path) != 0 && errno != EEXIST)
    return set_errno (error, link_path);
  return TRUE;
}

gboolean
rollcall_login_service_set_on (gboolean   on,
                               GError   **error)
{
  g_autofree char *unit_path = rollcall_login_service_get_path ();
  g_autofree char *link_path = get_link ();

  if (on)
    return turn_on (unit_path, link_path, error);
  if (g_unlink (link_path) != 0 && errno != ENOENT)
    return set_errno (error, link_path);
  if (g_unlink (unit_path) != 0 && errno != ENOENT)
    return set_errno (error, unit_path);
  return TRUE;
}
