/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each folder has a file that its maker holds locked, which the kernel undoes when the maker ends
 * in whatever way. A folder whose lock is free, and whose maker had a minute to take it, is left
 * over. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "roll/roll-types.h"

#define PREFIX "rollcall-roll-"
#define ALIVE "alive"
#define GRACE_SECONDS 60

static gboolean
fail_from_errno (GError     **error,
                 const char  *path,
                 int          code)
{
  g_set_error (error, ROLL_ERROR, code == ENOSPC ? ROLL_ERROR_FULL : ROLL_ERROR_FAILED, _("%s: %s"),
               path, g_strerror (code));
  return FALSE;
}

/* Whether @folder is ours, old enough, and used by nobody; then its lock is held by @alive. */
static gboolean
is_left_over (const char *folder,
              int        *alive)
{
  g_autofree char *path = g_build_filename (folder, ALIVE, NULL);
  GStatBuf information;

  if (g_lstat (folder, &information) != 0 || !S_ISDIR (information.st_mode) ||
      information.st_uid != getuid ())
    return FALSE;
  if (g_lstat (path, &information) != 0 || !S_ISREG (information.st_mode) ||
      information.st_mtime > g_get_real_time () / G_USEC_PER_SEC - GRACE_SECONDS)
    return FALSE;

  *alive = g_open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0);
  if (*alive < 0)
    return FALSE;
  if (flock (*alive, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_close (*alive, NULL);
  return FALSE;
}

static void
sweep (void)
{
  g_autoptr (GDir) folder = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = NULL;
      int alive;

      if (!g_str_has_prefix (name, PREFIX))
        continue;
      path = g_build_filename (g_get_tmp_dir (), name, NULL);
      if (!is_left_over (path, &alive))
        continue;
      if (!roll_temporary_remove (path, &error))
        g_info ("A roll that was left over stays: %s", error->message);
      g_close (alive, NULL);
    }
}

char *
roll_temporary_make (int     *alive,
                     GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  g_assert (alive != NULL);

  sweep ();
  folder = g_dir_make_tmp (PREFIX "XXXXXX", error);
  if (folder == NULL)
    return NULL;

  path = g_build_filename (folder, ALIVE, NULL);
  *alive = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (*alive >= 0 && flock (*alive, LOCK_EX | LOCK_NB) == 0)
    return g_steal_pointer (&folder);

  fail_from_errno (error, path, errno);
  if (*alive >= 0)
    g_close (*alive, NULL);
  roll_temporary_remove (folder, NULL);
  return NULL;
}

gboolean
roll_temporary_remove (const char  *path,
                       GError     **error)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      folder = g_dir_open (path, 0, error);
      if (folder == NULL)
        return FALSE;
      while ((name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *inside = g_build_filename (path, name, NULL);

          if (!roll_temporary_remove (inside, error))
            return FALSE;
        }
    }
  return g_remove (path) == 0 || errno == ENOENT || fail_from_errno (error, path, errno);
}
