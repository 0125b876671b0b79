/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Help that teaches: what there is, how it is written, an example that can be typed. */

#pragma once

#include "cli/cli-types.h"

G_BEGIN_DECLS

/* Everything there is, on standard output. */
void    cli_help_overview (void);

/* One command, with its options and an example. */
void    cli_help_command  (const CliCommand *command);

/* The commands that begin with @group. */
void    cli_help_group    (const char       *group);

/* `help [WORDS…]`: whichever fits; %CLI_EXIT_USAGE, and a suggestion, if nothing does. */
CliExit cli_help          (char            **words);

/* Says that @words name no command, with what was likely meant; gives %CLI_EXIT_USAGE back. */
CliExit cli_help_unknown  (const char       *words);

G_END_DECLS
