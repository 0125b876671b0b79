/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lock itself is the store's (a flock on DATA/lock); here is what the one who holds it tells
 * others. A file left by a service that was killed is overwritten before anybody can ask: who asks
 * has found the lock taken, and the newest line names the process that took it. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-lock.h"

#include <glib/gstdio.h>

#include "base/base-json-writer.h"
#include "directory/directory-paths.h"

#define ASK_TRIES 100
#define ASK_PAUSE (100 * 1000)

char *
directory_lock_ready_line (DirectoryContext *context,
                           const char       *socket)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();

  g_return_val_if_fail (context != NULL && socket != NULL, NULL);

  base_json_writer_begin_object (json);
  base_json_writer_add_boolean (json, "ready", TRUE);
  base_json_writer_add_text (json, "url", context->listen != NULL ? context->public_url : NULL);
  base_json_writer_add_text (json, "socket", socket);
  if (context->port_taken_by != NULL)
    base_json_writer_add_text (json, "port_taken_by", context->port_taken_by);
  base_json_writer_end_object (json);
  return base_json_writer_take (json);
}

gboolean
directory_lock_tell (const char  *data,
                     const char  *line,
                     GError     **error)
{
  g_autofree char *path = directory_paths_ready (data);
  g_autofree char *text = g_strconcat (line, "\n", NULL);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

void
directory_lock_forget (const char *data)
{
  g_autofree char *path = directory_paths_ready (data);

  g_unlink (path);
}

char *
directory_lock_ask (const char *data)
{
  g_autofree char *path = directory_paths_ready (data);

  for (guint i = 0; i < ASK_TRIES; i++)
    {
      char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        return g_strchomp (text);
      g_usleep (ASK_PAUSE);
    }
  return NULL;
}
