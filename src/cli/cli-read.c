/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl read: takes a roll, and writes it as JSON lines if asked. The file is written
 * beside its place and renamed, and only its owner may read it: it holds people. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli-commands.h"
#include "cli/cli-counts.h"
#include "cli/cli-open.h"

static GOutputStream *
open_output (const char    *path,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GFile) file = NULL;

  if (strcmp (path, "-") == 0)
    return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  file = g_file_new_for_path (path);
  return G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE,
                                          G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                          cancellable, error));
}

static CliExit
write_output (CliRun     *run,
              Roll       *roll,
              const char *path)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GCancellable) drop = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  stream = open_output (path, run->cancellable, &error);
  if (stream != NULL && roll_write_jsonl (roll, stream, run->cancellable, &error) &&
      g_output_stream_close (stream, run->cancellable, &error))
    return CLI_EXIT_WELL;

  /* Closing a cancelled stream leaves what was at that path before. */
  g_cancellable_cancel (drop);
  if (stream != NULL)
    g_output_stream_close (stream, drop, NULL);
  return cli_run_fail (CLI_EXIT_FAILED,
                       _("Can't write the roll to “%s”: %s. Nothing else was changed."), path,
                       error->message);
}

CliExit
cli_read (CliRun *run)
{
  const char *path = cli_run_get_option (run, "output");
  g_autoptr (DeskSide) side = NULL;
  g_autoptr (RollInfo) info = NULL;
  g_autoptr (CliTable) table = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  side = cli_open_side (run, cli_run_get_argument (run, 0), "key-file", "ROLLCALL_KEY", &exit);
  if (side == NULL)
    return exit;
  exit = cli_read_side (run, side);
  if (exit != CLI_EXIT_WELL)
    return exit;
  if (path != NULL)
    exit = write_output (run, desk_side_get_roll (side), path);
  if (exit != CLI_EXIT_WELL || g_strcmp0 (path, "-") == 0)
    return exit;

  info = roll_get_info (desk_side_get_roll (side), &error);
  if (info == NULL)
    return cli_run_fail_error (error, CLI_EXIT_UNREACHABLE);
  table = cli_counts_table_new (run, TRUE);
  cli_counts_add (table, desk_side_get_name (side), info);
  exit = cli_table_finish (table, NULL);
  if (run->format == CLI_FORMAT_TABLE)
    cli_counts_print_faults (desk_side_get_name (side), info);
  return exit;
}
