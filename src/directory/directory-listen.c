/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sockets are made by hand, because g_socket_bind() would reset options of ours. Who has a port is
 * read off /proc: the socket's inode, and the process that holds it, as far as we may see it. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-listen.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define FIRST_PORT 8642
#define BACKLOG 511

/* How many ports are tried at the first start. */
#define PORT_TRIES 500

static int
fail (int          fd,
      GError     **error,
      const char  *what)
{
  int number = errno;

  if (fd >= 0)
    close (fd);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", what,
               g_strerror (number));
  return -1;
}

static guint16
bound_port (int fd)
{
  struct sockaddr_storage storage;
  socklen_t length = sizeof storage;
  g_autoptr (GSocketAddress) address = NULL;

  if (getsockname (fd, (struct sockaddr *)&storage, &length) != 0)
    return 0;
  address = g_socket_address_new_from_native (&storage, length);
  return G_IS_INET_SOCKET_ADDRESS (address)
             ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address))
             : 0;
}

int
directory_listen_tcp (GInetAddress  *address,
                      guint16       *port,
                      GError       **error)
{
  g_autoptr (GSocketAddress) where = g_inet_socket_address_new (address, *port);
  struct sockaddr_storage storage = { 0 };
  gssize size = g_socket_address_get_native_size (where);
  const int on = 1;
  int fd;

  if (!g_socket_address_to_native (where, &storage, sizeof storage, error))
    return -1;
  fd = socket (storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0)
    return fail (fd, error, "A socket could not be made");
  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind (fd, (struct sockaddr *)&storage, (socklen_t)size) != 0 || listen (fd, BACKLOG) != 0)
    return fail (fd, error, "The port could not be taken");
  *port = bound_port (fd);
  return fd;
}

guint16
directory_listen_first_port (void)
{
  const char *text = g_getenv ("ROLLCALL_DIRECTORY_FIRST_PORT");
  guint64 port = FIRST_PORT;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1024, G_MAXUINT16, &port, NULL))
    g_warning ("ROLLCALL_DIRECTORY_FIRST_PORT is no port from 1024 to 65535: %s", text);
  return (guint16)port;
}

int
directory_listen_tcp_free (GInetAddress  *address,
                           guint16        first,
                           guint16       *port,
                           GError       **error)
{
  for (guint i = 0; i < PORT_TRIES; i++)
    {
      g_autoptr (GError) taken = NULL;
      guint16 candidate = (guint16)(first + i);
      int fd = directory_listen_tcp (address, &candidate, &taken);

      if (fd >= 0)
        {
          *port = candidate;
          return fd;
        }
      if (!g_error_matches (taken, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        {
          g_propagate_error (error, g_steal_pointer (&taken));
          return -1;
        }
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE, "The ports %u to %u are all taken",
               first, first + PORT_TRIES - 1);
  return -1;
}

int
directory_listen_unix (const char  *path,
                       GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  mode_t mask;
  int bound;
  int fd;

  if (strlen (path) >= sizeof address.sun_path)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG,
                   "The path of the socket is longer than %zu bytes: %s; choose a shorter --data",
                   sizeof address.sun_path - 1, path);
      return -1;
    }
  memcpy (address.sun_path, path, strlen (path));
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (-1, error, "The folder of the socket could not be made");

  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0)
    return fail (fd, error, "A socket could not be made");
  g_unlink (path);
  mask = umask (0177);
  bound = bind (fd, (struct sockaddr *)&address, sizeof address);
  umask (mask);
  if (bound != 0 || listen (fd, BACKLOG) != 0)
    return fail (fd, error, "The service's socket could not be made");
  return fd;
}

/* 0 if nobody listens on it */
static guint64
find_inode (const char *table,
            guint16     port)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (table, &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      char local[64] = "";
      unsigned int state = 0;
      unsigned long long inode = 0;
      const char *colon;

      if (sscanf (lines[i], "%*s %63s %*s %x %*s %*s %*s %*s %*s %llu", local, &state, &inode) != 3)
        continue;
      colon = strchr (local, ':');
      if (state == 0x0a && colon != NULL && g_ascii_strtoull (colon + 1, NULL, 16) == port)
        return inode;
    }
  return 0;
}

static gboolean
holds_inode (const char *process,
             guint64     inode)
{
  g_autofree char *folder = g_build_filename ("/proc", process, "fd", NULL);
  g_autofree char *wanted = g_strdup_printf ("socket:[%" G_GUINT64_FORMAT "]", inode);
  g_autoptr (GDir) fds = g_dir_open (folder, 0, NULL);
  const char *name;

  while (fds != NULL && (name = g_dir_read_name (fds)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      if (g_strcmp0 (target, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

char *
directory_listen_who_has (guint16 port)
{
  guint64 inode = find_inode ("/proc/net/tcp", port);
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  if (inode == 0)
    inode = find_inode ("/proc/net/tcp6", port);
  while (inode != 0 && processes != NULL && (name = g_dir_read_name (processes)) != NULL)
    {
      g_autofree char *path = NULL;
      g_autofree char *program = NULL;

      if (!g_ascii_isdigit (name[0]) || !holds_inode (name, inode))
        continue;
      path = g_build_filename ("/proc", name, "comm", NULL);
      if (!g_file_get_contents (path, &program, NULL, NULL))
        break;
      return g_strdup_printf ("%s (process %s)", g_strchomp (program), name);
    }
  return g_strdup ("another process");
}
