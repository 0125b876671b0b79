/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The line is written whole in one call, so that two threads never mix theirs, and ends with a
 * carriage return: whatever comes next overwrites it. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-progress.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "desk/desk-words.h"

#define CLEAR_LINE "\r\033[K"

void
cli_progress_show (const char *message_id,
                   gint64      done,
                   gint64      total,
                   gpointer    data)
{
  g_autofree char *now = NULL;
  g_autofree char *all = NULL;

  g_return_if_fail (message_id != NULL);

  if (!isatty (STDERR_FILENO))
    return;
  now = desk_words_number (done);
  if (total >= 0)
    {
      all = desk_words_number (total);
      fprintf (stderr, CLEAR_LINE "%s: %s / %s", _ (message_id), now, all);
    }
  else
    fprintf (stderr, CLEAR_LINE "%s: %s", _ (message_id), now);
  fflush (stderr);
}

void
cli_progress_clear (void)
{
  if (isatty (STDERR_FILENO))
    {
      fputs (CLEAR_LINE, stderr);
      fflush (stderr);
    }
}
