/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl: finds the command in the table, reads what stands behind it, runs it. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/base-secret.h"
#include "cli/cli-commands.h"
#include "cli/cli-help.h"
#include "cli/cli-interrupt.h"
#include "cli/cli-progress.h"
#include "cli/cli-run.h"
#include "cli/cli-secrets.h"
#include "cli/cli-table.h"

/* The command that @words begin with; @rest is what stands behind its name. */
static const CliCommand *
find_command (char  **words,
              char ***rest)
{
  const CliCommand *command = cli_commands_find (words[0]);
  g_autofree char *two = NULL;

  *rest = words + 1;
  if (command != NULL || words[1] == NULL)
    return command;

  two = g_strconcat (words[0], " ", words[1], NULL);
  *rest = words + 2;
  return cli_commands_find (two);
}

static gboolean
is_help (const char *word)
{
  return word == NULL || strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0;
}

static CliExit
run_command (const CliCommand  *command,
             char             **rest)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CliInterrupt) interrupt = NULL;
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit;

  run = cli_run_new (command, rest, cancellable, &error);
  if (run == NULL)
    return cli_run_fail_error (error, CLI_EXIT_USAGE);
  if (cli_run_has_option (run, "help"))
    {
      cli_help_command (command);
      return CLI_EXIT_WELL;
    }

  interrupt = cli_interrupt_new (cancellable);
  exit = command->run (run);
  cli_progress_clear ();
  return exit;
}

/* The words of a command that isn't there: the first, and the second if the first is a group. */
static CliExit
refuse_unknown (char **words)
{
  g_autofree char *two = NULL;

  if (words[1] == NULL || !cli_commands_is_group (words[0]))
    return cli_help_unknown (words[0]);
  two = g_strconcat (words[0], " ", words[1], NULL);
  return cli_help_unknown (two);
}

static CliExit
run_words (char **words)
{
  const CliCommand *command;
  char **rest;

  for (char **word = words; *word != NULL; word++)
    if (cli_secrets_is_key (*word))
      return cli_run_fail (CLI_EXIT_USAGE,
                           _("There is a key on the command line, where every program on this "
                             "computer can read it: put it into a file and name that with "
                             "--key-file, or into ROLLCALL_KEY. If others use this computer, "
                             "replace the key. Nothing was done."));

  if (words[0] == NULL)
    return cli_run_fail (CLI_EXIT_USAGE, "%s",
                         _("Say what to do; “rollcallctl help” lists the commands"));
  if (strcmp (words[0], "--version") == 0)
    {
      printf ("rollcallctl %s\n", PACKAGE_VERSION);
      return CLI_EXIT_WELL;
    }
  if (strcmp (words[0], "help") == 0)
    return cli_help (words + 1);
  if (is_help (words[0]))
    {
      cli_help_overview ();
      return CLI_EXIT_WELL;
    }
  if (cli_commands_is_group (words[0]) && is_help (words[1]))
    {
      cli_help_group (words[0]);
      return words[1] != NULL ? CLI_EXIT_WELL : CLI_EXIT_USAGE;
    }

  command = find_command (words, &rest);
  return command != NULL ? run_command (command, rest) : refuse_unknown (words);
}

int
main (int    argc,
      char **argv)
{
  base_secret_protect_process ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("rollcallctl");

  return (int)cli_flush (run_words (argv + 1));
}
