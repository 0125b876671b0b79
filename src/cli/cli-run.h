/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One run of one command: what was typed, and how to end. */

#pragma once

#include "cli/cli-types.h"

G_BEGIN_DECLS

/**
 * CliRun:
 * @command: which
 * @arguments: (element-type utf8): what isn't an option, in order
 * @options: name to value; a switch has an empty one
 * @format: how to print
 * @cancellable: ended by Ctrl+C
 */
struct _CliRun
{
  const CliCommand *command;
  GPtrArray        *arguments;
  GHashTable       *options;
  CliFormat         format;
  GCancellable     *cancellable;
};

/**
 * cli_run_new:
 * @command: the command that was named
 * @words: (array zero-terminated=1): what stands behind its name
 * @cancellable: ended by Ctrl+C
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the run, or %NULL with words about what was typed wrong.
 */
CliRun     *cli_run_new          (const CliCommand    *command,
                                  char               **words,
                                  GCancellable        *cancellable,
                                  GError             **error);
void        cli_run_free         (CliRun              *run);

/* (nullable): the @i-th argument */
const char *cli_run_get_argument (CliRun              *run,
                                  guint                i);

/* (nullable): the value of an option, or %NULL if it wasn't given */
const char *cli_run_get_option   (CliRun              *run,
                                  const char          *name);
gboolean    cli_run_has_option   (CliRun              *run,
                                  const char          *name);

/* Prints “rollcallctl: …” on standard error and gives @exit back. */
CliExit     cli_run_fail         (CliExit              exit,
                                  const char          *format,
                                  ...) G_GNUC_PRINTF (2, 3);

/* The same for an error; what was typed wrong exits 2, what couldn't be reached 3, else @otherwise.
 * */
CliExit     cli_run_fail_error   (const GError        *error,
                                  CliExit              otherwise);

/**
 * cli_run_confirm:
 * @run: a run of a command with --yes
 * @question: in words, what goes
 *
 * Asks on the terminal; without one, only --yes will do.
 *
 * Returns: %CLI_EXIT_WELL to go on; else how to end, and it was said why.
 */
CliExit     cli_run_confirm      (CliRun              *run,
                                  const char          *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliRun, cli_run_free)

G_END_DECLS
