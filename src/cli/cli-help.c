/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All of it is walked out of the tables in cli-commands.c. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-help.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli-commands.h"
#include "cli/cli-run.h"
#include "cli/cli-text.h"

static void
print_line (const char *left,
            guint       width,
            const char *right)
{
  guint own = cli_text_width (left);

  printf ("  %s%*s", left, own < width ? (int)(width - own) : 0, "");
  if (cli_text_columns () < width + 30)
    {
      fputc ('\n', stdout);
      cli_text_print_wrapped (right, 6);
      return;
    }
  printf ("  %s\n", right);
}

static char *
usage_of (const CliCommand *command)
{
  return *command->arguments != '\0' ? g_strconcat (command->name, " ", command->arguments, NULL)
                                     : g_strdup (command->name);
}

/* The commands whose name begins with @group and a blank, or all for %NULL. */
static void
print_commands (const char *group)
{
  guint n_commands;
  const CliCommand *commands = cli_commands (&n_commands);
  gsize length = group != NULL ? strlen (group) : 0;
  guint width = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n_commands; i++)
      {
        g_autofree char *usage = usage_of (&commands[i]);

        if (group != NULL &&
            (strncmp (commands[i].name, group, length) != 0 || commands[i].name[length] != ' '))
          continue;
        if (pass == 0)
          width = MAX (width, cli_text_width (usage));
        else
          print_line (usage, width, _ (commands[i].summary));
      }
}

static void
print_heading (const char *text)
{
  fputc ('\n', stdout);
  cli_text_print (CLI_STYLE_STRONG, text);
  fputc ('\n', stdout);
}

void
cli_help_overview (void)
{
  printf ("%s\n", _("Usage: rollcallctl COMMAND [ARGUMENT…] [--OPTION…]"));
  fputc ('\n', stdout);
  cli_text_print_wrapped (
      _("Shows whom an identity provider has provisioned into a SCIM directory, "
        "and proves that both sides match."),
      0);
  print_heading (_("Commands"));
  print_commands (NULL);
  print_heading (_("Sides"));
  cli_text_print_wrapped (
      _("SOURCE and TARGET are a saved connection's name, or scim:URL, csv:FILE, "
        "jsonl:FILE, counts:users=120,groups=8. DIRECTORY is a directory's id or "
        "exact name."),
      2);
  print_heading (_("Keys"));
  cli_text_print_wrapped (
      _("Keys come from the keyring, from the files that --key-file, "
        "--source-key-file and --target-key-file name (“-” is standard input), or "
        "from ROLLCALL_KEY, ROLLCALL_SOURCE_KEY, ROLLCALL_TARGET_KEY and "
        "ROLLCALL_ADMIN_TOKEN; never from the command line."),
      2);
  print_heading (_("Exit codes"));
  cli_text_print_wrapped (
      _("0 well; 1 failed, or a difference; 2 wrong usage; 3 could not reach or "
        "read."),
      2);
  print_heading (_("To begin"));
  printf ("  rollcallctl directory create Rehearsal --connection Rehearsal\n"
          "  rollcallctl provision csv:people.csv Rehearsal --as entra\n"
          "  rollcallctl compare csv:people.csv Rehearsal\n");
  printf ("\n%s\n", _("“rollcallctl help COMMAND” says more about one of them."));
}

void
cli_help_command (const CliCommand *command)
{
  g_autoptr (GPtrArray) options = NULL;
  g_autofree char *usage = NULL;

  g_return_if_fail (command != NULL);

  options = cli_command_get_options (command);
  usage = usage_of (command);
  printf ("%s rollcallctl %s%s\n\n", _("Usage:"), usage, options->len > 1 ? " [--OPTION…]" : "");
  cli_text_print_wrapped (_ (command->help), 0);
  print_heading (_("Options"));
  for (guint i = 0; i < options->len; i++)
    {
      const CliOption *option = g_ptr_array_index (options, i);

      printf ("  --%s%s%s\n", option->name, option->argument != NULL ? " " : "",
              option->argument != NULL ? option->argument : "");
      cli_text_print_wrapped (_ (option->help), 6);
    }
  print_heading (_("Example"));
  printf ("  %s\n", command->example);
}

void
cli_help_group (const char *group)
{
  g_return_if_fail (group != NULL);

  printf ("%s rollcallctl %s COMMAND [ARGUMENT…] [--OPTION…]\n\n", _("Usage:"), group);
  print_commands (group);
  printf ("\n");
  printf (_("“rollcallctl help %s COMMAND” says more about one of them."), group);
  printf ("\n");
}

CliExit
cli_help (char **words)
{
  g_autofree char *name = NULL;
  const CliCommand *command;

  g_return_val_if_fail (words != NULL, CLI_EXIT_USAGE);

  if (words[0] == NULL || words[0][0] == '-')
    {
      cli_help_overview ();
      return CLI_EXIT_WELL;
    }
  name = g_strjoinv (" ", words);
  command = cli_commands_find (name);
  if (command != NULL)
    cli_help_command (command);
  else if (words[1] == NULL && cli_commands_is_group (words[0]))
    cli_help_group (words[0]);
  else
    return cli_help_unknown (name);
  return CLI_EXIT_WELL;
}

CliExit
cli_help_unknown (const char *words)
{
  g_autofree char *suggestion = NULL;

  g_return_val_if_fail (words != NULL, CLI_EXIT_USAGE);

  suggestion = cli_commands_suggest (words);
  if (suggestion != NULL)
    return cli_run_fail (CLI_EXIT_USAGE, _("There is no command “%s”; did you mean “%s”?"), words,
                         suggestion);
  return cli_run_fail (CLI_EXIT_USAGE,
                       _("There is no command “%s”; “rollcallctl help” lists those there are"),
                       words);
}
