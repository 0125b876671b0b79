/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens what a command names: a service, a side, a side read. What goes wrong is said here, and
 * ends in an exit code. */

#pragma once

#include "cli/cli-run.h"
#include "desk/desk-side.h"

G_BEGIN_DECLS

/**
 * cli_open_service:
 * @run: a run of a command with --service and --key-file
 * @exit: (out): how to end if there is no service
 *
 * Returns: (transfer full) (nullable): the service that --service names, else the one on this
 * computer.
 */
DeskService    *cli_open_service   (CliRun       *run,
                                    CliExit      *exit);

/**
 * cli_open_directory:
 * @run: a run whose first argument names a directory
 * @service: (out) (transfer full) (nullable): the service, as cli_open_service()
 * @exit: (out): how to end if there is no service or no such directory
 *
 * Returns: (transfer full) (nullable): the directory.
 */
AdminDirectory *cli_open_directory (CliRun       *run,
                                    DeskService **service,
                                    CliExit      *exit);

/**
 * cli_open_side:
 * @run: a run
 * @text: what the person called it
 * @option: the option that names a file with its key
 * @variable: the environment variable that may hold its key
 * @exit: (out): how to end if it can't be had
 *
 * Returns: (transfer full) (nullable): the side, nothing read yet.
 */
DeskSide       *cli_open_side      (CliRun       *run,
                                    const char   *text,
                                    const char   *option,
                                    const char   *variable,
                                    CliExit      *exit);

/**
 * cli_open_both:
 * @run: a run of a command on SOURCE and TARGET
 * @source: (out) (transfer full) (nullable): the first side
 * @target: (out) (transfer full) (nullable): the second
 *
 * Returns: %CLI_EXIT_WELL with both sides, nothing read yet; else how to end.
 */
CliExit         cli_open_both      (CliRun       *run,
                                    DeskSide    **source,
                                    DeskSide    **target);

/* Reads @side anew, with progress, or with --saved looks whether it was read. */
CliExit         cli_read_side      (CliRun       *run,
                                    DeskSide     *side);

/* Says what a failed or cancelled reading means, what was kept, and how to give a key that is
 * wanted. */
CliExit         cli_fail_read      (CliRun       *run,
                                    const GError *error,
                                    CliExit       otherwise);

G_END_DECLS
