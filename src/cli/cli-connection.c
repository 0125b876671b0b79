/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl connection …: saved sides. What is shown of a key is only whether there is one. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "base/base-secret.h"
#include "cli/cli-commands.h"
#include "cli/cli-open.h"
#include "cli/cli-secrets.h"
#include "cli/cli-table.h"
#include "connection/connection-keyring.h"
#include "connection/connection-list.h"
#include "desk/desk-connection.h"

static const CliColumn list_columns[] = {
  { "name", N_ ("Name"), CLI_COLUMN_TEXT },
  { "side", N_ ("Side"), CLI_COLUMN_TEXT },
  { "read_at", N_ ("Last read"), CLI_COLUMN_TIME },
  { "uuid", NULL, CLI_COLUMN_TEXT },
};

static const CliColumn show_columns[] = {
  { "name", N_ ("Name"), CLI_COLUMN_TEXT },
  { "side", N_ ("Side"), CLI_COLUMN_TEXT },
  { "service", N_ ("Service"), CLI_COLUMN_TEXT },
  { "directory", N_ ("Directory"), CLI_COLUMN_TEXT },
  { "created", N_ ("Saved"), CLI_COLUMN_TIME },
  { "read_at", N_ ("Last read"), CLI_COLUMN_TIME },
  { "key", N_ ("Key to read in the keyring"), CLI_COLUMN_BOOLEAN },
  { "provision_key", N_ ("Key to write in the keyring"), CLI_COLUMN_BOOLEAN },
  { "uuid", N_ ("UUID"), CLI_COLUMN_TEXT },
};

/* When the connection was last read, 0 for never. */
static gint64
last_read (const Connection *connection)
{
  g_autofree char *folder = connection_get_roll_folder (connection);
  g_autoptr (Roll) roll = NULL;
  g_autoptr (RollInfo) info = NULL;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return 0;
  roll = roll_open (folder, NULL);
  info = roll != NULL && roll_is_published (roll) ? roll_get_info (roll, NULL) : NULL;
  return info != NULL ? info->read_at : 0;
}

static Connection *
find (CliRun  *run,
      CliExit *exit)
{
  g_autoptr (GError) error = NULL;
  Connection *connection = connection_list_find (cli_run_get_argument (run, 0), &error);

  if (connection == NULL)
    *exit = cli_run_fail_error (error, CLI_EXIT_FAILED);
  return connection;
}

CliExit
cli_connection_add (CliRun *run)
{
  g_autoptr (Connection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (BaseSecret) key = NULL;
  g_autofree char *name = NULL;

  if (!cli_secrets_read (run, "key-file", "ROLLCALL_KEY", &key, &error))
    return cli_run_fail_error (error, CLI_EXIT_FAILED);
  connection = desk_connection_add (cli_run_get_argument (run, 0), cli_run_get_argument (run, 1),
                                    key, run->cancellable, &error);
  if (connection == NULL)
    return cli_run_fail_error (error, CLI_EXIT_FAILED);

  name = cli_text_clean (connection->name);
  if (key != NULL && connection_can_have_keys (connection))
    printf (_("“%s” is saved, and its key is in the keyring."), name);
  else
    printf (_("“%s” is saved."), name);
  fputc ('\n', stdout);
  if (key == NULL && g_str_has_prefix (connection->side, "scim:"))
    cli_text_print_wrapped (_("No key was given: give one at each run with --key-file or "
                              "ROLLCALL_KEY, or save the connection anew with one."),
                            0);
  return CLI_EXIT_WELL;
}

CliExit
cli_connection_list (CliRun *run)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (CliTable) table = NULL;
  g_autoptr (GError) error = NULL;

  list = connection_list_load (&error);
  if (list == NULL)
    return cli_run_fail_error (error, CLI_EXIT_FAILED);

  table = cli_table_new (list_columns, G_N_ELEMENTS (list_columns), run->format, FALSE);
  for (guint i = 0; i < list->len; i++)
    {
      const Connection *connection = g_ptr_array_index (list, i);

      cli_table_add_text (table, connection->name);
      cli_table_add_text (table, connection->side);
      cli_table_add_time (table, last_read (connection));
      cli_table_add_text (table, connection->uuid);
      cli_table_end_row (table);
    }
  return cli_table_finish (
      table, _("Nothing is saved yet; “rollcallctl connection add NAME SIDE” saves a side."));
}

CliExit
cli_connection_show (CliRun *run)
{
  g_autoptr (Connection) connection = NULL;
  g_autoptr (CliTable) table = NULL;
  g_auto (BaseSecret) key = NULL;
  g_auto (BaseSecret) provision_key = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  connection = find (run, &exit);
  if (connection == NULL)
    return exit;
  if (connection_can_have_keys (connection))
    key = connection_keyring_lookup (connection->uuid, "key", run->cancellable, &error);
  if (error == NULL && connection_can_have_keys (connection))
    provision_key =
        connection_keyring_lookup (connection->uuid, "provision-key", run->cancellable, &error);
  if (error != NULL)
    return cli_run_fail_error (error, CLI_EXIT_FAILED);

  table = cli_table_new (show_columns, G_N_ELEMENTS (show_columns), run->format, TRUE);
  cli_table_add_text (table, connection->name);
  cli_table_add_text (table, connection->side);
  cli_table_add_text (table, connection->service);
  cli_table_add_text (table, connection->directory);
  cli_table_add_time (table, connection->created);
  cli_table_add_time (table, last_read (connection));
  cli_table_add_boolean (table, key != NULL);
  cli_table_add_boolean (table, provision_key != NULL);
  cli_table_add_text (table, connection->uuid);
  cli_table_end_row (table);
  return cli_table_finish (table, NULL);
}

CliExit
cli_connection_test (CliRun *run)
{
  g_autoptr (DeskSide) side = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  side = cli_open_side (run, cli_run_get_argument (run, 0), "key-file", "ROLLCALL_KEY", &exit);
  if (side == NULL)
    return exit;
  if (!source_test (desk_side_get_source (side), run->cancellable, &error))
    return cli_fail_read (run, error, CLI_EXIT_UNREACHABLE);

  printf (_("“%s” can be read."), desk_side_get_name (side));
  fputc ('\n', stdout);
  return CLI_EXIT_WELL;
}

CliExit
cli_connection_remove (CliRun *run)
{
  g_autoptr (Connection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *question = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  connection = find (run, &exit);
  if (connection == NULL)
    return exit;
  question =
      g_strdup_printf (_("“%s” goes with its keys in the keyring and what was read of it; the "
                         "directory itself is left alone."),
                       connection->name);
  exit = cli_run_confirm (run, question);
  if (exit != CLI_EXIT_WELL)
    return exit;
  if (!desk_connection_remove (connection, run->cancellable, &error))
    return cli_run_fail_error (error, CLI_EXIT_FAILED);
  return CLI_EXIT_WELL;
}

CliExit
cli_connection_forget (CliRun *run)
{
  g_autoptr (Connection) connection = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  connection = find (run, &exit);
  if (connection == NULL)
    return exit;
  if (!desk_connection_forget (connection, &error))
    return cli_run_fail_error (error, CLI_EXIT_FAILED);
  return CLI_EXIT_WELL;
}
