/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what was typed by the tables of cli-commands.c: `--name value`, `--name=value`, `--`
 * before arguments that begin with a dash. Anything that looks like a key is refused where it
 * stands, since every process on the machine can read a command line. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-run.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "admin/admin-error.h"
#include "base/base-distance.h"
#include "base/base-error.h"
#include "base/base-redact.h"
#include "cli/cli-commands.h"
#include "cli/cli-text.h"
#include "compare/comparison.h"
#include "connection/connection.h"
#include "desk/desk-error.h"
#include "roll/roll.h"
#include "scim/scim-error.h"
#include "source/source.h"

#define WORD_ERROR (g_quark_from_static_string ("rollcall-cli-word"))

static const struct
{
  const char *name;
  CliFormat format;
} formats[] = {
  { "table", CLI_FORMAT_TABLE },
  { "json", CLI_FORMAT_JSON },
  { "csv", CLI_FORMAT_CSV },
};

/* (transfer full): what to say about an option that @command hasn't */
static char *
describe_unknown_option (const CliCommand *command,
                         const char       *name)
{
  g_autoptr (GPtrArray) own = cli_command_get_options (command);
  const char *best = NULL;
  guint nearest = 4;

  for (guint i = 0; i < own->len; i++)
    {
      const CliOption *option = g_ptr_array_index (own, i);
      guint distance = base_distance (name, option->name);

      if (distance < nearest)
        {
          nearest = distance;
          best = option->name;
        }
    }
  if (best != NULL)
    return g_strdup_printf (_("“%s” has no option --%s; did you mean --%s?"), command->name, name,
                            best);
  return g_strdup_printf (_("“%s” has no option --%s; “rollcallctl help %s” shows those it has"),
                          command->name, name, command->name);
}

/* Reads the option that @words points at; moves @words on to its last word. */
static gboolean
read_option (CliRun   *run,
             char   ***words,
             GError  **error)
{
  const char *typed = **words + strlen ("--");
  const char *equals = strchr (typed, '=');
  g_autofree char *name =
      equals != NULL ? g_strndup (typed, (gsize)(equals - typed)) : g_strdup (typed);
  const CliOption *option = cli_command_find_option (run->command, name);
  const char *value = equals != NULL ? equals + 1 : NULL;

  if (option == NULL)
    {
      g_autofree char *words_for_it = describe_unknown_option (run->command, name);

      g_set_error_literal (error, WORD_ERROR, 0, words_for_it);
      return FALSE;
    }
  if (option->argument == NULL && value != NULL)
    {
      g_set_error (error, WORD_ERROR, 0, _("--%s takes no value"), option->name);
      return FALSE;
    }
  if (option->argument != NULL && value == NULL)
    {
      value = *(*words + 1);
      if (value == NULL)
        {
          g_set_error (error, WORD_ERROR, 0, _("--%s wants a value: --%s %s"), option->name,
                       option->name, option->argument);
          return FALSE;
        }
      (*words)++;
    }
  g_hash_table_replace (run->options, g_strdup (option->name),
                        g_strdup (value != NULL ? value : ""));
  return TRUE;
}

static gboolean
read_words (CliRun  *run,
            char   **words,
            GError **error)
{
  gboolean only_arguments = FALSE;

  for (; *words != NULL; words++)
    {
      if (only_arguments || **words != '-' || strcmp (*words, "-") == 0)
        g_ptr_array_add (run->arguments, g_strdup (*words));
      else if (strcmp (*words, "--") == 0)
        only_arguments = TRUE;
      else if (strcmp (*words, "-h") == 0)
        g_hash_table_replace (run->options, g_strdup ("help"), g_strdup (""));
      else if (!g_str_has_prefix (*words, "--"))
        {
          g_set_error (error, WORD_ERROR, 0,
                       _("“%s” is no option: options are written out, as in --format json"),
                       *words);
          return FALSE;
        }
      else if (!read_option (run, &words, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_format (CliRun  *run,
             GError **error)
{
  const char *typed = cli_run_get_option (run, "format");

  if (typed == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i].name, typed) == 0)
      {
        run->format = formats[i].format;
        return TRUE;
      }
  g_set_error (error, WORD_ERROR, 0, _("There is no format “%s”; there are table, json and csv"),
               typed);
  return FALSE;
}

CliRun *
cli_run_new (const CliCommand  *command,
             char             **words,
             GCancellable      *cancellable,
             GError           **error)
{
  g_autoptr (CliRun) run = NULL;

  g_return_val_if_fail (command != NULL && words != NULL, NULL);

  run = g_new0 (CliRun, 1);
  run->command = command;
  run->arguments = g_ptr_array_new_with_free_func (g_free);
  run->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run->cancellable = g_object_ref (cancellable);

  if (!read_words (run, words, error) || !read_format (run, error))
    return NULL;
  if (cli_run_has_option (run, "help"))
    return g_steal_pointer (&run);
  if (run->arguments->len < command->min_arguments)
    {
      g_set_error (error, WORD_ERROR, 0, _("Something is missing: rollcallctl %s %s"),
                   command->name, command->arguments);
      return NULL;
    }
  if (run->arguments->len > command->max_arguments)
    {
      g_set_error (error, WORD_ERROR, 0, _("“%s” is one too many: rollcallctl %s %s"),
                   (const char *)g_ptr_array_index (run->arguments, command->max_arguments),
                   command->name, command->arguments);
      return NULL;
    }
  return g_steal_pointer (&run);
}

void
cli_run_free (CliRun *run)
{
  if (run == NULL)
    return;

  g_ptr_array_unref (run->arguments);
  g_hash_table_unref (run->options);
  g_clear_object (&run->cancellable);
  g_free (run);
}

const char *
cli_run_get_argument (CliRun *run,
                      guint   i)
{
  g_return_val_if_fail (run != NULL, NULL);

  return i < run->arguments->len ? g_ptr_array_index (run->arguments, i) : NULL;
}

const char *
cli_run_get_option (CliRun     *run,
                    const char *name)
{
  g_return_val_if_fail (run != NULL && name != NULL, NULL);

  return g_hash_table_lookup (run->options, name);
}

gboolean
cli_run_has_option (CliRun     *run,
                    const char *name)
{
  return cli_run_get_option (run, name) != NULL;
}

CliExit
cli_run_fail (CliExit     exit,
              const char *format,
              ...)
{
  g_autofree char *words = NULL;
  g_autofree char *redacted = NULL;
  g_autofree char *clean = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  redacted = base_redact (words);
  clean = cli_text_clean (redacted);
  fflush (stdout);
  fprintf (stderr, "rollcallctl: %s\n", clean);
  return exit;
}

/* Whether @error says that the person typed something wrong. */
static gboolean
is_usage (const GError *error)
{
  return error->domain == WORD_ERROR || error->domain == SCIM_ERROR ||
         g_error_matches (error, SOURCE_ERROR, SOURCE_ERROR_BAD_SIDE) ||
         g_error_matches (error, SOURCE_ERROR, SOURCE_ERROR_NOT_THERE_YET) ||
         g_error_matches (error, DESK_ERROR, DESK_ERROR_NO_DIALECT) ||
         g_error_matches (error, DESK_ERROR, DESK_ERROR_NOT_SCIM) ||
         g_error_matches (error, COMPARE_ERROR, COMPARE_ERROR_BAD_RULE) ||
         g_error_matches (error, CONNECTION_ERROR, CONNECTION_ERROR_BAD_NAME);
}

CliExit
cli_run_fail_error (const GError *error,
                    CliExit       otherwise)
{
  g_return_val_if_fail (error != NULL, otherwise);

  if (is_usage (error))
    otherwise = CLI_EXIT_USAGE;
  else if (admin_error_is_unreachable (error))
    otherwise = CLI_EXIT_UNREACHABLE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return cli_run_fail (otherwise, "%s", _("Cancelled."));
  return cli_run_fail (otherwise, "%s", error->message);
}

CliExit
cli_run_confirm (CliRun     *run,
                 const char *question)
{
  char answer[16] = "";

  g_return_val_if_fail (run != NULL && question != NULL, CLI_EXIT_FAILED);

  if (cli_run_has_option (run, "yes"))
    return CLI_EXIT_WELL;
  if (!isatty (STDIN_FILENO) || !isatty (STDERR_FILENO))
    return cli_run_fail (CLI_EXIT_USAGE, _("%s Nobody is there to be asked: say --yes to go on."),
                         question);

  fprintf (stderr, "%s %s ", question, _("Type “yes” to go on:"));
  if (fgets (answer, sizeof answer, stdin) != NULL &&
      g_ascii_strcasecmp (g_strchomp (answer), "yes") == 0)
    return CLI_EXIT_WELL;
  return cli_run_fail (CLI_EXIT_FAILED, "%s", _("Nothing was changed."));
}
