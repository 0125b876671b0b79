/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl directory …: the directories of a service. The one place where a new directory's
 * key is printed, once. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/cli-commands.h"
#include "cli/cli-key-shown.h"
#include "cli/cli-open.h"
#include "cli/cli-table.h"
#include "desk/desk-directory.h"
#include "desk/desk-words.h"

static const CliColumn directory_columns[] = {
  { "id", N_ ("Id"), CLI_COLUMN_TEXT },
  { "name", N_ ("Name"), CLI_COLUMN_TEXT },
  { "base_url", N_ ("Directory base URL"), CLI_COLUMN_TEXT },
  { "created", N_ ("Created"), CLI_COLUMN_TIME },
  { "users.total", N_ ("People"), CLI_COLUMN_NUMBER },
  { "users.active", N_ ("Active"), CLI_COLUMN_NUMBER },
  { "groups.total", N_ ("Groups"), CLI_COLUMN_NUMBER },
  { "memberships.total", N_ ("Memberships"), CLI_COLUMN_NUMBER },
  { "last_request", N_ ("Last request"), CLI_COLUMN_TIME },
  { "last_change", N_ ("Last change"), CLI_COLUMN_TIME },
};

/* The same without what makes a line too long. */
static const CliColumn list_columns[] = {
  { "id", NULL, CLI_COLUMN_TEXT },
  { "name", N_ ("Name"), CLI_COLUMN_TEXT },
  { "base_url", NULL, CLI_COLUMN_TEXT },
  { "created", NULL, CLI_COLUMN_TIME },
  { "users.total", N_ ("People"), CLI_COLUMN_NUMBER },
  { "users.active", N_ ("Active"), CLI_COLUMN_NUMBER },
  { "groups.total", N_ ("Groups"), CLI_COLUMN_NUMBER },
  { "memberships.total", N_ ("Memberships"), CLI_COLUMN_NUMBER },
  { "last_request", N_ ("Last request"), CLI_COLUMN_TIME },
  { "last_change", N_ ("Last change"), CLI_COLUMN_TIME },
};

static void
add_directory (CliTable             *table,
               const AdminDirectory *directory)
{
  cli_table_add_text (table, directory->id);
  cli_table_add_text (table, directory->name);
  cli_table_add_text (table, directory->base_url);
  cli_table_add_time (table, directory->created);
  cli_table_add_number (table, directory->users_total);
  cli_table_add_number (table, directory->users_active);
  cli_table_add_number (table, directory->groups_total);
  cli_table_add_number (table, directory->memberships_total);
  cli_table_add_time (table, directory->last_request);
  cli_table_add_time (table, directory->last_change);
  cli_table_end_row (table);
}

/* The new directory for a person: both values with the names that identity providers give them. */
static void
print_created (CliRun               *run,
               DeskService          *service,
               const AdminDirectory *directory)
{
  const char *connection = cli_run_get_option (run, "connection");
  g_autofree char *name = cli_text_clean (directory->name);
  g_autofree char *reach = desk_service_describe_reach (service, run->cancellable, NULL);

  printf (_("The directory “%s” is there."), name);
  printf ("\n\n  %s\n    %s\n", _("Directory base URL (Entra: Tenant URL; Okta: Base URL)"),
          directory->base_url);
  if (connection == NULL)
    cli_key_show (directory->key);
  fputc ('\n', stdout);
  if (connection != NULL)
    {
      g_autofree char *clean = cli_text_clean (connection);
      g_autofree char *words = g_strdup_printf (
          _("It is saved as the connection “%s”. Its key is in the keyring, and so "
            "is a key of our own that only reads."),
          clean);

      cli_text_print_wrapped (words, 0);
      fputc ('\n', stdout);
    }
  if (reach != NULL)
    cli_text_print_wrapped (reach, 0);
}

CliExit
cli_directory_create (CliRun *run)
{
  g_autoptr (DeskService) service = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  service = cli_open_service (run, &exit);
  if (service == NULL)
    return exit;

  directory =
      desk_directory_create (service, cli_run_get_argument (run, 0),
                             cli_run_get_option (run, "connection"), run->cancellable, &error);
  if (directory == NULL)
    return cli_run_fail_error (error, CLI_EXIT_FAILED);

  if (run->format == CLI_FORMAT_TABLE)
    print_created (run, service, directory);
  else
    cli_key_print_directory (run, directory);
  return cli_flush (CLI_EXIT_WELL);
}

CliExit
cli_directory_list (CliRun *run)
{
  g_autoptr (DeskService) service = NULL;
  g_autoptr (GPtrArray) directories = NULL;
  g_autoptr (CliTable) table = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  service = cli_open_service (run, &exit);
  if (service == NULL)
    return exit;
  directories =
      admin_client_list_directories (desk_service_get_client (service), run->cancellable, &error);
  if (directories == NULL)
    return cli_run_fail_error (error, CLI_EXIT_FAILED);

  table = cli_table_new (list_columns, G_N_ELEMENTS (list_columns), run->format, FALSE);
  for (guint i = 0; i < directories->len; i++)
    add_directory (table, g_ptr_array_index (directories, i));
  return cli_table_finish (
      table, _("There is no directory yet; “rollcallctl directory create NAME” makes one."));
}

CliExit
cli_directory_show (CliRun *run)
{
  g_autoptr (DeskService) service = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (CliTable) table = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  directory = cli_open_directory (run, &service, &exit);
  if (directory == NULL)
    return exit;

  table = cli_table_new (directory_columns, G_N_ELEMENTS (directory_columns), run->format, TRUE);
  add_directory (table, directory);
  exit = cli_table_finish (table, NULL);
  if (run->format == CLI_FORMAT_TABLE)
    {
      g_autofree char *reach = desk_service_describe_reach (service, run->cancellable, NULL);

      if (reach != NULL)
        {
          fputc ('\n', stdout);
          cli_text_print_wrapped (reach, 0);
        }
    }
  return exit;
}

CliExit
cli_directory_rename (CliRun *run)
{
  g_autoptr (DeskService) service = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  directory = cli_open_directory (run, &service, &exit);
  if (directory == NULL)
    return exit;
  if (!admin_client_rename_directory (desk_service_get_client (service), directory->id,
                                      cli_run_get_argument (run, 1), run->cancellable, &error))
    return cli_run_fail_error (error, CLI_EXIT_FAILED);
  return CLI_EXIT_WELL;
}

CliExit
cli_directory_delete (CliRun *run)
{
  g_autoptr (DeskService) service = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (Connection) saved = NULL;
  g_autofree char *people = NULL;
  g_autofree char *groups = NULL;
  g_autofree char *question = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  directory = cli_open_directory (run, &service, &exit);
  if (directory == NULL)
    return exit;

  people = desk_words_count (COMPARE_USERS, directory->users_total);
  groups = desk_words_count (COMPARE_GROUPS, directory->groups_total);
  question = g_strdup_printf (_("“%s” goes with %s, %s and all its keys, for good."),
                              directory->name, people, groups);
  exit = cli_run_confirm (run, question);
  if (exit != CLI_EXIT_WELL)
    return exit;
  if (!admin_client_delete_directory (desk_service_get_client (service), directory->id,
                                      run->cancellable, &error))
    return cli_run_fail_error (error, CLI_EXIT_FAILED);

  saved = desk_directory_find_connection (service, directory->id);
  if (saved != NULL)
    {
      g_autofree char *name = cli_text_clean (saved->name);

      printf (_("The connection “%s” still names it; “rollcallctl connection remove” removes that "
                "with its keys."),
              name);
      fputc ('\n', stdout);
    }
  return CLI_EXIT_WELL;
}
