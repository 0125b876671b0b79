/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of commands and the table of options. Parsing, help and the tests of the man page walk
 * them; nothing about a command is written down a second time. */

#pragma once

#include "cli/cli-types.h"

G_BEGIN_DECLS

/* (array length=n_commands): all of them, groups together */
const CliCommand *cli_commands            (guint            *n_commands);

/* (nullable): the command of exactly that name */
const CliCommand *cli_commands_find       (const char       *name);

/* Whether @word is the first of two-word commands ("directory"). */
gboolean          cli_commands_is_group   (const char       *word);

/* (transfer full) (nullable): the command or group that @words most likely meant */
char             *cli_commands_suggest    (const char       *words);

/* (nullable): the option @name of @command */
const CliOption  *cli_command_find_option (const CliCommand *command,
                                           const char       *name);

/* (transfer container) (element-type CliOption): the options of @command, in their order */
GPtrArray        *cli_command_get_options (const CliCommand *command);

CliExit           cli_directory_create    (CliRun           *run);
CliExit           cli_directory_list      (CliRun           *run);
CliExit           cli_directory_show      (CliRun           *run);
CliExit           cli_directory_rename    (CliRun           *run);
CliExit           cli_directory_delete    (CliRun           *run);
CliExit           cli_key_list            (CliRun           *run);
CliExit           cli_key_new             (CliRun           *run);
CliExit           cli_key_extend          (CliRun           *run);
CliExit           cli_key_replace         (CliRun           *run);
CliExit           cli_key_revoke          (CliRun           *run);
CliExit           cli_connection_add      (CliRun           *run);
CliExit           cli_connection_list     (CliRun           *run);
CliExit           cli_connection_show     (CliRun           *run);
CliExit           cli_connection_test     (CliRun           *run);
CliExit           cli_connection_remove   (CliRun           *run);
CliExit           cli_connection_forget   (CliRun           *run);
CliExit           cli_read                (CliRun           *run);
CliExit           cli_counts              (CliRun           *run);
CliExit           cli_users               (CliRun           *run);
CliExit           cli_groups              (CliRun           *run);
CliExit           cli_compare             (CliRun           *run);
CliExit           cli_provision           (CliRun           *run);
CliExit           cli_activity            (CliRun           *run);
CliExit           cli_doctor              (CliRun           *run);

G_END_DECLS
