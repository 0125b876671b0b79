/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lock on the data directory. The file is never removed: whoever removed it could remove one
 * that another process has just locked. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>

int
store_lock_take (const char  *folder,
                 GError     **error)
{
  g_autofree char *path = NULL;
  int number;
  int fd;

  g_return_val_if_fail (folder != NULL, -1);

  path = g_build_filename (folder, "lock", NULL);
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;

  number = errno;
  if (fd >= 0)
    g_close (fd, NULL);
  if (number == EWOULDBLOCK)
    g_set_error (error, STORE_ERROR, STORE_ERROR_LOCKED,
                 _("Another service has the data directory %s"), folder);
  else
    g_set_error (error, STORE_ERROR, STORE_ERROR_FAILED,
                 _("The lock of the data directory can't be taken: %s: %s"), path,
                 g_strerror (number));
  return -1;
}
