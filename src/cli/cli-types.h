/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words that the files of the command line share. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CliExit:
 * @CLI_EXIT_WELL: it went well; for `compare` also: in step, or all explained
 * @CLI_EXIT_FAILED: it failed; for `compare`: there is a difference
 * @CLI_EXIT_USAGE: the command line is wrong
 * @CLI_EXIT_UNREACHABLE: a side or the service could not be reached or read
 */
typedef enum
{
  CLI_EXIT_WELL = 0,
  CLI_EXIT_FAILED = 1,
  CLI_EXIT_USAGE = 2,
  CLI_EXIT_UNREACHABLE = 3,
} CliExit;

typedef enum
{
  CLI_FORMAT_TABLE,
  CLI_FORMAT_JSON,
  CLI_FORMAT_CSV,
} CliFormat;

typedef struct _CliRun CliRun;

typedef CliExit (*CliFunc) (CliRun *run);

/**
 * CliOption:
 * @name: without the dashes
 * @argument: (nullable): the name of its value; %NULL for a switch
 * @help: untranslated
 */
typedef struct
{
  const char *name;
  const char *argument;
  const char *help;
} CliOption;

/**
 * CliCommand:
 * @name: one word or two, "directory create"
 * @arguments: as in the usage line
 * @min_arguments: how many at least
 * @max_arguments: how many at most
 * @options: names of its options, parted by blanks
 * @summary: one line, untranslated
 * @help: some sentences, untranslated
 * @example: a line that could be typed
 */
typedef struct
{
  const char *name;
  const char *arguments;
  guint       min_arguments;
  guint       max_arguments;
  const char *options;
  const char *summary;
  const char *help;
  const char *example;
  CliFunc     run;
} CliCommand;

G_END_DECLS
