/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl compare: reads both sides, holds them against each other, and ends with the exit code
 * that a script wants to know. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-compare-print.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/cli-commands.h"
#include "cli/cli-counts.h"
#include "cli/cli-open.h"
#include "cli/cli-progress.h"
#include "desk/desk-compare.h"

/* What each verdict ends with, plainly and with --strict (docs/contracts.md, rollcallctl). */
static const struct
{
  CliExit plain;
  CliExit strict;
} exits[] = {
  [COMPARE_IN_STEP] = { CLI_EXIT_WELL, CLI_EXIT_WELL },
  [COMPARE_EXPLAINED] = { CLI_EXIT_WELL, CLI_EXIT_FAILED },
  [COMPARE_COUNTS_MATCH] = { CLI_EXIT_FAILED, CLI_EXIT_FAILED },
  [COMPARE_DIFFERS] = { CLI_EXIT_FAILED, CLI_EXIT_FAILED },
  [COMPARE_NUMBERS_EQUAL] = { CLI_EXIT_WELL, CLI_EXIT_FAILED },
  [COMPARE_NUMBERS_DIFFER] = { CLI_EXIT_FAILED, CLI_EXIT_FAILED },
};

static gboolean
read_only_option (CliRun        *run,
                  CompareReason *only)
{
  const char *typed = cli_run_get_option (run, "only");
  const CompareReasonRow *rows = compare_reason_rows ();
  g_autoptr (GString) codes = g_string_new (NULL);

  *only = COMPARE_N_REASONS;
  if (typed == NULL || compare_reason_from_string (typed, only))
    return TRUE;

  for (guint i = 0; i < COMPARE_N_REASONS; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "", rows[i].code);
  cli_run_fail (CLI_EXIT_USAGE, _("There is no reason “%s”; there are: %s"), typed, codes->str);
  return FALSE;
}

static void
print (CliRun        *run,
       Comparison    *comparison,
       CompareReason  only)
{
  g_autofree char *text = NULL;

  if (run->format == CLI_FORMAT_TABLE)
    {
      cli_compare_print (comparison, only);
      cli_counts_print_faults (comparison_get_source_name (comparison),
                               comparison_get_source (comparison));
      cli_counts_print_faults (comparison_get_target_name (comparison),
                               comparison_get_target (comparison));
      return;
    }
  text = run->format == CLI_FORMAT_JSON ? comparison_to_json (comparison, only)
                                        : comparison_to_csv (comparison, only);
  fputs (text, stdout);
  if (!g_str_has_suffix (text, "\n"))
    fputc ('\n', stdout);
}

CliExit
cli_compare (CliRun *run)
{
  const char *match_text = cli_run_get_option (run, "match");
  g_auto (GStrv) match = match_text != NULL ? g_strsplit (match_text, ",", -1) : NULL;
  g_autoptr (DeskSide) source = NULL;
  g_autoptr (DeskSide) target = NULL;
  g_autoptr (Comparison) comparison = NULL;
  g_autoptr (GError) error = NULL;
  CompareReason only;
  CompareVerdict verdict;
  CliExit exit;

  if (!read_only_option (run, &only))
    return CLI_EXIT_USAGE;
  exit = cli_open_both (run, &source, &target);
  if (exit != CLI_EXIT_WELL)
    return exit;
  if (!desk_read_both (source, target, cli_run_has_option (run, "saved"), cli_progress_show, NULL,
                       run->cancellable, &error))
    return cli_fail_read (run, error, CLI_EXIT_UNREACHABLE);

  cli_progress_clear ();
  comparison = desk_compare (source, target, (const char *const *)match, run->cancellable, &error);
  if (comparison == NULL)
    return cli_run_fail_error (error, CLI_EXIT_UNREACHABLE);

  print (run, comparison, only);
  verdict = comparison_get_verdict (comparison);
  return cli_flush (cli_run_has_option (run, "strict") ? exits[verdict].strict
                                                       : exits[verdict].plain);
}
