/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl provision: the plan, shown first, then applied. Whether the target can be written
 * to is found out before anybody is read. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "base/base-json-writer.h"
#include "cli/cli-commands.h"
#include "cli/cli-open.h"
#include "cli/cli-progress.h"
#include "cli/cli-table.h"
#include "desk/desk-provision.h"
#include "desk/desk-words.h"

#define MOST_STEPS 40

static const CliColumn step_columns[] = {
  { "action", N_ ("What"), CLI_COLUMN_TEXT },
  { "key", N_ ("Whom"), CLI_COLUMN_TEXT },
  { "member", N_ ("Member"), CLI_COLUMN_TEXT },
};

/* How far applying got, for the words when it is cancelled. */
typedef struct
{
  gint64 done;
  gint64 total;
} Reached;

static void
progress_cb (const char *message_id,
             gint64      done,
             gint64      total,
             gpointer    data)
{
  Reached *reached = data;

  reached->done = done;
  reached->total = total;
  cli_progress_show (message_id, done, total, NULL);
}

/* “3 to create, 4 to change” as lines, one an action; @result adds what was done and what failed.
 * */
static void
print_counts (ProvisionPlan         *plan,
              const ProvisionResult *result)
{
  for (guint i = 0; i < PROVISION_N_ACTIONS; i++)
    {
      gint64 planned = provision_plan_count (plan, (ProvisionAction)i);
      g_autofree char *n_planned = desk_words_number (planned);
      g_autofree char *n_done = result != NULL ? desk_words_number (result->done[i]) : NULL;
      g_autofree char *n_failed = result != NULL ? desk_words_number (result->failed[i]) : NULL;

      if (planned == 0)
        continue;
      printf ("  %8s  %s", result != NULL ? n_done : n_planned,
              _ (provision_action_to_phrase ((ProvisionAction)i)));
      if (result != NULL && result->failed[i] > 0)
        {
          fputs (", ", stdout);
          cli_text_print (CLI_STYLE_ATTENTION, n_failed);
          printf (" %s", _("failed"));
        }
      fputc ('\n', stdout);
    }
}

static void
print_failures (const ProvisionResult *result)
{
  for (guint i = 0; result->failures != NULL && i < result->failures->len; i++)
    {
      const ProvisionFailure *failure = g_ptr_array_index (result->failures, i);
      g_autofree char *key = cli_text_clean (failure->key);
      g_autofree char *message = cli_text_clean (failure->message);

      if (i == 0)
        printf ("\n%s\n", _("Failed:"));
      if (i == MOST_STEPS)
        {
          printf ("  …\n");
          return;
        }
      printf ("  %s, %s: %s\n", key, _ (provision_action_to_phrase (failure->action)), message);
    }
}

/* Who differs and isn't written, or a tired reader takes the plan for the whole difference. */
static void
print_left_alone (ProvisionPlan *plan)
{
  gint64 left = provision_plan_count_left_alone (plan);
  g_autofree char *number = desk_words_number (left);
  g_autofree char *text = NULL;

  if (left == 0)
    return;
  text = g_strdup_printf (ngettext ("%s person or group differs and is left alone: a duplicate, or "
                                    "not known at the source. “rollcallctl compare” names them.",
                                    "%s people and groups differ and are left alone: duplicates, "
                                    "or not known at the source. “rollcallctl compare” names them.",
                                    (gulong)left),
                          number);
  fputc ('\n', stdout);
  cli_text_print_wrapped (text, 0);
}

static void
print_nothing_to_write (ProvisionPlan *plan)
{
  printf ("%s\n", provision_plan_count_left_alone (plan) == 0
                      ? _("Nothing to write: the target holds what the source holds.")
                      : _("Nothing to write."));
  print_left_alone (plan);
}

/* The steps themselves; a table shows the first of them. */
static CliExit
print_steps (CliRun        *run,
             ProvisionPlan *plan)
{
  GPtrArray *steps = provision_plan_get_steps (plan);
  gboolean as_table = run->format == CLI_FORMAT_TABLE;
  guint most = as_table ? MIN (steps->len, MOST_STEPS) : steps->len;
  g_autoptr (CliTable) table = NULL;
  CliExit exit;

  table = cli_table_new (step_columns, G_N_ELEMENTS (step_columns), run->format, FALSE);
  for (guint i = 0; i < most; i++)
    {
      const ProvisionStep *step = g_ptr_array_index (steps, i);

      cli_table_add_text (table, as_table ? _ (provision_action_to_phrase (step->action))
                                          : provision_action_to_string (step->action));
      cli_table_add_text (table, step->key);
      cli_table_add_text (table, step->member != NULL || !as_table ? step->member : "");
      cli_table_end_row (table);
    }
  exit = cli_table_finish (table, NULL);
  if (most < steps->len)
    {
      g_autofree char *more = desk_words_number (steps->len - most);

      printf (_("and %s more: --format json or csv has them all"), more);
      fputc ('\n', stdout);
    }
  return exit;
}

static CliExit
show_plan (CliRun        *run,
           ProvisionPlan *plan)
{
  g_autofree char *json = NULL;

  if (run->format == CLI_FORMAT_JSON)
    {
      json = provision_plan_to_json (plan);
      printf ("%s\n", json);
      return cli_flush (CLI_EXIT_WELL);
    }
  if (run->format == CLI_FORMAT_TABLE)
    {
      if (provision_plan_get_steps (plan)->len == 0)
        {
          print_nothing_to_write (plan);
          return cli_flush (CLI_EXIT_WELL);
        }
      printf ("%s\n", _("This would be written; nothing was:"));
      print_counts (plan, NULL);
      print_left_alone (plan);
      fputc ('\n', stdout);
    }
  return print_steps (run, plan);
}

static void
add_result_counts (BaseJsonWriter *json,
                   const char     *name,
                   const gint64   *counts)
{
  base_json_writer_name (json, name);
  base_json_writer_begin_object (json);
  for (guint i = 0; i < PROVISION_N_ACTIONS; i++)
    base_json_writer_add_int (json, provision_action_to_string ((ProvisionAction)i), counts[i]);
  base_json_writer_end_object (json);
}

static void
print_result_json (const ProvisionResult *result)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();
  g_autofree char *text = NULL;

  base_json_writer_begin_object (json);
  add_result_counts (json, "done", result->done);
  add_result_counts (json, "failed", result->failed);
  base_json_writer_add_int (json, "requests", result->requests);
  base_json_writer_name (json, "failures");
  base_json_writer_begin_array (json);
  for (guint i = 0; result->failures != NULL && i < result->failures->len; i++)
    {
      const ProvisionFailure *failure = g_ptr_array_index (result->failures, i);

      base_json_writer_begin_object (json);
      base_json_writer_add_text (json, "action", provision_action_to_string (failure->action));
      base_json_writer_add_text (json, "key", failure->key);
      base_json_writer_add_text (json, "message", failure->message);
      base_json_writer_end_object (json);
    }
  base_json_writer_end_array (json);
  base_json_writer_end_object (json);
  text = base_json_writer_take (json);
  printf ("%s\n", text);
}

/* One line an action: done and failed. */
static CliExit
print_result_csv (const ProvisionResult *result)
{
  static const CliColumn columns[] = {
    { "action", NULL, CLI_COLUMN_TEXT },
    { "done", NULL, CLI_COLUMN_NUMBER },
    { "failed", NULL, CLI_COLUMN_NUMBER },
  };
  g_autoptr (CliTable) table = NULL;

  table = cli_table_new (columns, G_N_ELEMENTS (columns), CLI_FORMAT_CSV, FALSE);
  for (guint i = 0; i < PROVISION_N_ACTIONS; i++)
    {
      cli_table_add_text (table, provision_action_to_string ((ProvisionAction)i));
      cli_table_add_number (table, result->done[i]);
      cli_table_add_number (table, result->failed[i]);
      cli_table_end_row (table);
    }
  return cli_table_finish (table, NULL);
}

static CliExit
print_result (CliRun                *run,
              ProvisionPlan         *plan,
              const ProvisionResult *result)
{
  gint64 failed = 0;

  for (guint i = 0; i < PROVISION_N_ACTIONS; i++)
    failed += result->failed[i];

  if (run->format == CLI_FORMAT_JSON)
    print_result_json (result);
  else if (run->format == CLI_FORMAT_CSV)
    print_result_csv (result);
  else if (provision_plan_get_steps (plan)->len == 0)
    print_nothing_to_write (plan);
  else
    {
      g_autofree char *requests = desk_words_number (result->requests);

      printf (ngettext ("Written with %s request:", "Written with %s requests:",
                        (gulong)result->requests),
              requests);
      fputc ('\n', stdout);
      print_counts (plan, result);
      print_failures (result);
      print_left_alone (plan);
    }
  return cli_flush (failed > 0 ? CLI_EXIT_FAILED : CLI_EXIT_WELL);
}

static CliExit
fail_apply (const GError  *error,
            const Reached *reached)
{
  g_autofree char *done = desk_words_number (reached->done);
  g_autofree char *total = desk_words_number (reached->total);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return cli_run_fail (
        CLI_EXIT_FAILED,
        _("Cancelled after %s of %s steps. What was written stays; run it again to "
          "go on from there."),
        done, total);
  return cli_run_fail_error (error, CLI_EXIT_FAILED);
}

/* Reads what --as and --allow-deletions say. */
static gboolean
read_options (CliRun      *run,
              const char **dialect,
              gint64      *allow_deletions)
{
  const char *typed = cli_run_get_option (run, "allow-deletions");

  *dialect = cli_run_get_option (run, "as");
  if (*dialect == NULL)
    *dialect = "rfc";
  *allow_deletions = -1;
  if (g_strcmp0 (*dialect, "okta") == 0)
    {
      cli_run_fail (CLI_EXIT_USAGE, "%s",
                    _("--as okta isn't there yet; this version writes as entra or rfc"));
      return FALSE;
    }
  if (typed != NULL && !g_ascii_string_to_signed (typed, 10, 0, G_MAXINT32, allow_deletions, NULL))
    {
      cli_run_fail (CLI_EXIT_USAGE, _("--allow-deletions wants a number, not “%s”"), typed);
      return FALSE;
    }
  return TRUE;
}

static CliExit
provision (CliRun     *run,
           DeskSide   *source,
           DeskSide   *target,
           const char *dialect,
           gint64      allow_deletions)
{
  g_autoptr (ProvisionPlan) plan = NULL;
  g_autoptr (ProvisionResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Reached reached = { 0, 0 };

  if (!desk_read_both (source, target, FALSE, cli_progress_show, NULL, run->cancellable, &error))
    return cli_fail_read (run, error, CLI_EXIT_UNREACHABLE);
  cli_progress_clear ();
  plan = desk_provision_plan (source, target, run->cancellable, &error);
  if (plan == NULL)
    return cli_run_fail_error (error, CLI_EXIT_FAILED);
  if (cli_run_has_option (run, "dry-run"))
    return show_plan (run, plan);

  reached.total = provision_plan_get_steps (plan)->len;
  result = desk_provision_apply (target, plan, dialect, allow_deletions, progress_cb, &reached,
                                 run->cancellable, &error);
  cli_progress_clear ();
  return result != NULL ? print_result (run, plan, result) : fail_apply (error, &reached);
}

CliExit
cli_provision (CliRun *run)
{
  g_autoptr (DeskSide) source = NULL;
  g_autoptr (DeskSide) target = NULL;
  g_autoptr (GError) error = NULL;
  const char *dialect;
  gint64 allow_deletions;
  CliExit exit;

  if (!read_options (run, &dialect, &allow_deletions))
    return CLI_EXIT_USAGE;
  exit = cli_open_both (run, &source, &target);
  if (exit != CLI_EXIT_WELL)
    return exit;
  if (!desk_provision_check (target, dialect, run->cancellable, &error))
    return cli_run_fail_error (error, CLI_EXIT_UNREACHABLE);
  return provision (run, source, target, dialect, allow_deletions);
}
