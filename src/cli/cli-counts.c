/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl counts: sides beside each other, each with the time it was read. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-counts.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/cli-commands.h"
#include "cli/cli-open.h"
#include "desk/desk-words.h"

static const CliColumn columns[] = {
  { "name", N_ ("Side"), CLI_COLUMN_TEXT },
  { "kind", NULL, CLI_COLUMN_TEXT },
  { "users.total", N_ ("People"), CLI_COLUMN_NUMBER },
  { "users.active", N_ ("Active"), CLI_COLUMN_NUMBER },
  { "users.inactive", N_ ("Inactive"), CLI_COLUMN_NUMBER },
  { "groups.total", N_ ("Groups"), CLI_COLUMN_NUMBER },
  { "memberships.total", N_ ("Memberships"), CLI_COLUMN_NUMBER },
  { "read_at", N_ ("As of"), CLI_COLUMN_TIME },
  { "reported", NULL, CLI_COLUMN_RAW },
  { "faults", NULL, CLI_COLUMN_RAW },
};

CliTable *
cli_counts_table_new (CliRun   *run,
                      gboolean  single)
{
  g_return_val_if_fail (run != NULL, NULL);

  return cli_table_new (columns, G_N_ELEMENTS (columns), run->format, single);
}

void
cli_counts_add (CliTable       *table,
                const char     *name,
                const RollInfo *info)
{
  g_autofree char *faults = NULL;

  g_return_if_fail (table != NULL && name != NULL && info != NULL);

  faults = roll_info_faults_to_json (info);
  cli_table_add_text (table, name);
  cli_table_add_text (table, info->kind);
  cli_table_add_number (table, info->users_total);
  cli_table_add_number (table, info->users_active);
  cli_table_add_number (table, info->users_total < 0 ? -1 : info->users_total - info->users_active);
  cli_table_add_number (table, info->groups_total);
  cli_table_add_number (table, info->memberships_total);
  cli_table_add_time (table, info->read_at);
  cli_table_add_raw (table, info->reported);
  cli_table_add_raw (table, faults);
  cli_table_end_row (table);
}

void
cli_counts_print_faults (const char     *name,
                         const RollInfo *info)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (name != NULL && info != NULL);

  if (info->faults == NULL || info->faults->len == 0)
    return;

  clean = cli_text_clean (name);
  fputc ('\n', stdout);
  printf (_("%s did not keep to the protocol; this was survived:"), clean);
  fputc ('\n', stdout);
  for (guint i = 0; i < info->faults->len; i++)
    {
      const RollFaultCount *fault = g_ptr_array_index (info->faults, i);
      g_autofree char *number = desk_words_number (fault->count);
      g_autofree char *detail = cli_text_clean (fault->detail != NULL ? fault->detail : "");
      g_autofree char *line = g_strdup_printf (*detail != '\0' ? "%s× %s (%s)" : "%s× %s%s", number,
                                               _ (roll_fault_to_sentence (fault->fault)), detail);

      cli_text_print_wrapped (line, 2);
    }
}

CliExit
cli_counts (CliRun *run)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify)roll_info_free);
  g_autoptr (CliTable) table = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  for (guint i = 0; i < run->arguments->len; i++)
    {
      g_autoptr (DeskSide) side = NULL;
      g_autoptr (GError) error = NULL;
      RollInfo *info;

      side = cli_open_side (run, cli_run_get_argument (run, i), "key-file", "ROLLCALL_KEY", &exit);
      if (side == NULL)
        return exit;
      exit = cli_read_side (run, side);
      if (exit != CLI_EXIT_WELL)
        return exit;
      info = roll_get_info (desk_side_get_roll (side), &error);
      if (info == NULL)
        return cli_run_fail_error (error, CLI_EXIT_UNREACHABLE);
      g_ptr_array_add (names, g_strdup (desk_side_get_name (side)));
      g_ptr_array_add (infos, info);
    }

  table = cli_counts_table_new (run, FALSE);
  for (guint i = 0; i < infos->len; i++)
    cli_counts_add (table, g_ptr_array_index (names, i), g_ptr_array_index (infos, i));
  exit = cli_table_finish (table, NULL);
  for (guint i = 0; run->format == CLI_FORMAT_TABLE && i < infos->len; i++)
    cli_counts_print_faults (g_ptr_array_index (names, i), g_ptr_array_index (infos, i));
  return exit;
}
