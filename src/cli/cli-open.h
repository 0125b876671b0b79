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

/* (transfer full) (nullable): the service's directory that the first argument names */
AdminDirectory *cli_open_directory (CliRun       *run,
                                    DeskService  *service,
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

/* Reads @side anew, with progress, or with --saved looks whether it was read. */
CliExit         cli_read_side      (CliRun       *run,
                                    DeskSide     *side);

/* Says what a failed or cancelled reading means, and what was kept. */
CliExit         cli_fail_read      (const GError *error,
                                    CliExit       otherwise);

G_END_DECLS
