/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl key …: the keys of a directory. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "base/base-secret.h"
#include "base/base-time.h"
#include "cli/cli-commands.h"
#include "cli/cli-key-shown.h"
#include "cli/cli-open.h"
#include "cli/cli-table.h"
#include "connection/connection-list.h"
#include "desk/desk-directory.h"
#include "desk/desk-key.h"

#define YEAR_DAYS 365
#define OVERLAP_DAYS 7
#define MOST_DAYS 36500

static const CliColumn columns[] = {
  { "name", N_ ("Name"), CLI_COLUMN_TEXT },
  { "scope", N_ ("Scope"), CLI_COLUMN_TEXT },
  { "prefix", N_ ("Begins"), CLI_COLUMN_TEXT },
  { "created", N_ ("Created"), CLI_COLUMN_TIME },
  { "expires", N_ ("Expires"), CLI_COLUMN_TIME },
  { "last_used", N_ ("Last used"), CLI_COLUMN_TIME },
  { "last_client", N_ ("By"), CLI_COLUMN_TEXT },
  { "id", N_ ("Id"), CLI_COLUMN_TEXT },
};

/* Reads --expires: a date, a number of days, never. @expires becomes microseconds, 0 for never. */
static gboolean
read_expires (CliRun *run,
              gint64  fallback,
              gint64 *expires)
{
  const char *typed = cli_run_get_option (run, "expires");
  g_autofree char *midnight = NULL;
  g_autofree char *days_text = NULL;
  guint64 days = 0;

  *expires = fallback;
  if (typed == NULL)
    return TRUE;
  if (g_strcmp0 (typed, "never") == 0)
    {
      *expires = 0;
      return TRUE;
    }

  days_text =
      g_str_has_suffix (typed, "d") ? g_strndup (typed, strlen (typed) - 1) : g_strdup (typed);
  if (g_ascii_string_to_unsigned (days_text, 10, 1, MOST_DAYS, &days, NULL))
    {
      *expires = base_time_now () + (gint64)days * G_TIME_SPAN_DAY;
      return TRUE;
    }
  midnight = g_strconcat (typed, "T23:59:59Z", NULL);
  if (!base_time_parse (midnight, expires, NULL) && !base_time_parse (typed, expires, NULL))
    {
      cli_run_fail (
          CLI_EXIT_USAGE,
          _("“%s” is no time: give a date (2027-01-31), a number of days (90d), or never"), typed);
      return FALSE;
    }
  if (*expires > base_time_now ())
    return TRUE;
  cli_run_fail (CLI_EXIT_USAGE, _("“%s” is past; “rollcallctl key revoke” ends a key at once"),
                typed);
  return FALSE;
}

/* Finds the saved connection that --connection names; %NULL without it. */
static gboolean
find_connection (CliRun          *run,
                 AdminDirectory  *directory,
                 Connection     **connection,
                 CliExit         *exit)
{
  const char *name = cli_run_get_option (run, "connection");
  g_autoptr (GError) error = NULL;

  *connection = NULL;
  if (name == NULL)
    return TRUE;
  *connection = connection_list_find (name, &error);
  if (*connection == NULL)
    {
      *exit = cli_run_fail_error (error, CLI_EXIT_FAILED);
      return FALSE;
    }
  if (g_strcmp0 ((*connection)->directory, directory->id) == 0)
    return TRUE;
  *exit = cli_run_fail (CLI_EXIT_USAGE, _("The connection “%s” isn't one to the directory “%s”"),
                        name, directory->name);
  return FALSE;
}

/* A saved connection to the directory writes with a key of its own, which a replacement ends. */
static void
say_kept_key_stays (DeskService *service,
                    const char  *directory)
{
  g_autoptr (Connection) saved = desk_directory_find_connection (service, directory);
  g_autofree char *name = saved != NULL ? cli_text_clean (saved->name) : NULL;
  g_autofree char *words = NULL;

  if (saved == NULL)
    return;
  words = g_strdup_printf (_("The keyring still has the old key for the connection “%s”; with "
                             "--connection the new one goes there instead of being shown."),
                           name);
  cli_text_print_wrapped (words, 0);
}

/* Keeps a new key in the keyring, or shows it. If it can't be kept, it is shown, lest it be
 * lost. */
static CliExit
hand_over (CliRun           *run,
           const Connection *connection,
           AdminKey         *key)
{
  g_autoptr (GError) error = NULL;
  CliExit exit = CLI_EXIT_WELL;

  if (connection != NULL && key->secret != NULL)
    {
      const char *kind = g_strcmp0 (key->scope, "read") == 0 ? "key" : "provision-key";

      if (desk_key_keep (connection, kind, key->secret, run->cancellable, &error))
        base_secret_clear (&key->secret);
      else
        exit = cli_run_fail_error (error, CLI_EXIT_FAILED);
    }

  if (run->format != CLI_FORMAT_TABLE)
    cli_key_print (run, key);
  else if (key->secret != NULL)
    cli_key_show (key);
  else
    printf (_("The key “%s” is in the keyring."), key->name);
  if (run->format == CLI_FORMAT_TABLE)
    fputc ('\n', stdout);
  return cli_flush (exit);
}

CliExit
cli_key_list (CliRun *run)
{
  g_autoptr (DeskService) service = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (CliTable) table = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  directory = cli_open_directory (run, &service, &exit);
  if (directory == NULL)
    return exit;
  keys = admin_client_list_keys (desk_service_get_client (service), directory->id, run->cancellable,
                                 &error);
  if (keys == NULL)
    return cli_run_fail_error (error, CLI_EXIT_FAILED);

  table = cli_table_new (columns, G_N_ELEMENTS (columns), run->format, FALSE);
  for (guint i = 0; i < keys->len; i++)
    {
      const AdminKey *key = g_ptr_array_index (keys, i);

      cli_table_add_text (table, key->name);
      cli_table_add_text (table, key->scope);
      cli_table_add_text (table, key->prefix);
      cli_table_add_time (table, key->created);
      cli_table_add_time (table, key->expires);
      cli_table_add_time (table, key->last_used);
      cli_table_add_text (table, key->last_client);
      cli_table_add_text (table, key->id);
      cli_table_end_row (table);
    }
  return cli_table_finish (table, _("No keys; “rollcallctl key new DIRECTORY” makes one."));
}

CliExit
cli_key_new (CliRun *run)
{
  const char *name = cli_run_get_option (run, "name");
  const char *scope = cli_run_get_option (run, "scope");
  g_autoptr (DeskService) service = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (Connection) connection = NULL;
  g_autoptr (AdminKey) key = NULL;
  g_autoptr (GError) error = NULL;
  gint64 expires;
  CliExit exit = CLI_EXIT_FAILED;

  if (scope == NULL)
    scope = "provision";
  if (g_strcmp0 (scope, "provision") != 0 && g_strcmp0 (scope, "read") != 0)
    return cli_run_fail (CLI_EXIT_USAGE, _("There is no scope “%s”; there are provision and read"),
                         scope);
  if (!read_expires (run, -1, &expires))
    return CLI_EXIT_USAGE;

  directory = cli_open_directory (run, &service, &exit);
  if (directory == NULL || !find_connection (run, directory, &connection, &exit))
    return exit;

  key = admin_client_create_key (desk_service_get_client (service), directory->id,
                                 name != NULL ? name : _("Made with rollcallctl"), scope, expires,
                                 run->cancellable, &error);
  if (key == NULL)
    return cli_run_fail_error (error, CLI_EXIT_FAILED);
  return hand_over (run, connection, key);
}

/* Opens service, directory and the key that the second argument names. */
static AdminKey *
open_key (CliRun          *run,
          DeskService    **service,
          AdminDirectory **directory,
          CliExit         *exit)
{
  g_autoptr (GError) error = NULL;
  AdminKey *key;

  *directory = cli_open_directory (run, service, exit);
  if (*directory == NULL)
    return NULL;
  key = admin_client_find_key (desk_service_get_client (*service), (*directory)->id,
                               cli_run_get_argument (run, 1), run->cancellable, &error);
  if (key == NULL)
    *exit = cli_run_fail_error (error, CLI_EXIT_FAILED);
  return key;
}

CliExit
cli_key_extend (CliRun *run)
{
  g_autoptr (DeskService) service = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (AdminKey) key = NULL;
  g_autoptr (GError) error = NULL;
  gint64 expires;
  CliExit exit = CLI_EXIT_FAILED;

  if (!read_expires (run, base_time_now () + YEAR_DAYS * G_TIME_SPAN_DAY, &expires))
    return CLI_EXIT_USAGE;
  key = open_key (run, &service, &directory, &exit);
  if (key == NULL)
    return exit;
  if (!admin_client_extend_key (desk_service_get_client (service), directory->id, key->id, expires,
                                run->cancellable, &error))
    return cli_run_fail_error (error, CLI_EXIT_FAILED);
  return CLI_EXIT_WELL;
}

CliExit
cli_key_replace (CliRun *run)
{
  const char *typed = cli_run_get_option (run, "overlap");
  g_autoptr (DeskService) service = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (AdminKey) old = NULL;
  g_autoptr (AdminKey) key = NULL;
  g_autoptr (Connection) connection = NULL;
  g_autoptr (GError) error = NULL;
  guint64 days = OVERLAP_DAYS;
  CliExit exit = CLI_EXIT_FAILED;

  if (typed != NULL && !g_ascii_string_to_unsigned (typed, 10, 0, 365, &days, NULL))
    return cli_run_fail (CLI_EXIT_USAGE, _("--overlap wants a number of days, 0 to 365, not “%s”"),
                         typed);
  old = open_key (run, &service, &directory, &exit);
  if (old == NULL || !find_connection (run, directory, &connection, &exit))
    return exit;

  key = admin_client_replace_key (desk_service_get_client (service), directory->id, old->id,
                                  (gint64)days * 86400, run->cancellable, &error);
  if (key == NULL)
    return cli_run_fail_error (error, CLI_EXIT_FAILED);
  exit = hand_over (run, connection, key);
  if (connection == NULL && run->format == CLI_FORMAT_TABLE)
    say_kept_key_stays (service, directory->id);
  return exit;
}

CliExit
cli_key_revoke (CliRun *run)
{
  g_autoptr (DeskService) service = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (AdminKey) key = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *question = NULL;
  CliExit exit = CLI_EXIT_FAILED;

  key = open_key (run, &service, &directory, &exit);
  if (key == NULL)
    return exit;
  question = g_strdup_printf (_("The key “%s” of “%s” stops working at once, for good."), key->name,
                              directory->name);
  exit = cli_run_confirm (run, question);
  if (exit != CLI_EXIT_WELL)
    return exit;
  if (!admin_client_revoke_key (desk_service_get_client (service), directory->id, key->id,
                                run->cancellable, &error))
    return cli_run_fail_error (error, CLI_EXIT_FAILED);
  return CLI_EXIT_WELL;
}
