/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl activity: what happened in a directory, oldest first; with --follow also what happens
 * now, by one waiting request after the other. A person reads sentences, a write's two items as one
 * line; JSON and CSV are what the API said. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "admin/admin-json.h"
#include "base/base-json-member.h"
#include "base/base-json-writer.h"
#include "cli/cli-commands.h"
#include "cli/cli-open.h"
#include "cli/cli-table.h"
#include "desk/desk-activity.h"

#define NEWEST 50
#define MOST 1000
#define WAIT_SECONDS 25

static const CliColumn columns[] = {
  { "time", N_ ("When"), CLI_COLUMN_TIME },       { "who", N_ ("Who"), CLI_COLUMN_TEXT },
  { "what", N_ ("What"), CLI_COLUMN_TEXT },       { "detail", N_ ("Details"), CLI_COLUMN_TEXT },
  { "status", N_ ("Status"), CLI_COLUMN_NUMBER },
};

static const CliColumn csv_columns[] = {
  { "time", NULL, CLI_COLUMN_TIME },     { "client", NULL, CLI_COLUMN_TEXT },
  { "method", NULL, CLI_COLUMN_TEXT },   { "path", NULL, CLI_COLUMN_TEXT },
  { "status", NULL, CLI_COLUMN_NUMBER }, { "count", NULL, CLI_COLUMN_NUMBER },
  { "name", NULL, CLI_COLUMN_TEXT },     { "meaning", NULL, CLI_COLUMN_TEXT },
  { "detail", NULL, CLI_COLUMN_TEXT },
};

/* One item a line where lines come one by one: JSON as the API said it. */
static void
print_json_line (JsonNode *item)
{
  g_autofree char *text = base_json_node_to_text (item);

  printf ("%s\n", text);
}

static void
add_csv (CliTable   *table,
         JsonObject *item)
{
  const char *who = base_json_get_text (item, "idp");
  JsonObject *resource = base_json_get_object (item, "resource");

  cli_table_add_time (table, base_json_get_time (item, "time"));
  cli_table_add_text (table, who != NULL ? who : base_json_get_text (item, "client"));
  cli_table_add_text (table, base_json_get_text (item, "method"));
  cli_table_add_text (table, base_json_get_text (item, "path"));
  cli_table_add_number (table, base_json_get_int (item, "status", -1));
  cli_table_add_number (table, base_json_get_int (item, "count", 1));
  cli_table_add_text (table, base_json_get_text (resource, "name"));
  cli_table_add_text (table, base_json_get_text (item, "meaning"));
  cli_table_add_text (table, base_json_get_text (item, "detail"));
  cli_table_end_row (table);
}

/* @items, the newest first, as the API said them. */
static CliExit
print_raw (CliRun    *run,
           JsonArray *items)
{
  g_autoptr (CliTable) table = NULL;

  if (run->format == CLI_FORMAT_CSV)
    table = cli_table_new (csv_columns, G_N_ELEMENTS (csv_columns), run->format, FALSE);
  for (guint i = json_array_get_length (items); i > 0; i--)
    {
      JsonNode *item = json_array_get_element (items, i - 1);

      if (!JSON_NODE_HOLDS_OBJECT (item))
        continue;
      if (table != NULL)
        add_csv (table, json_node_get_object (item));
      else
        print_json_line (item);
    }
  return table != NULL ? cli_table_finish (table, NULL) : cli_flush (CLI_EXIT_WELL);
}

static CliExit
print_words (CliRun    *run,
             JsonArray *raw)
{
  g_autoptr (GPtrArray) items = desk_activity_read_items (raw, NULL);
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns), run->format, FALSE);

  for (guint i = items->len; i > 0; i--)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i - 1);

      cli_table_add_time (table, item->time);
      cli_table_add_text (table, item->who);
      cli_table_add_text (table, item->sentence);
      cli_table_add_text (table, item->detail);
      cli_table_add_number (table, item->status > 0 ? (gint64)item->status : -1);
      cli_table_end_row (table);
    }
  return cli_table_finish (table, _("Nothing has happened yet."));
}

/* A line for each item, without widths to wait for. */
static void
print_followed (CliRun    *run,
                JsonArray *raw)
{
  g_autoptr (GPtrArray) items = desk_activity_read_items (raw, NULL);

  if (run->format == CLI_FORMAT_JSON)
    {
      for (guint i = 0; i < json_array_get_length (raw); i++)
        if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (raw, i)))
          print_json_line (json_array_get_element (raw, i));
      fflush (stdout);
      return;
    }
  for (guint i = items->len; i > 0; i--)
    {
      const DeskActivityItem *item = g_ptr_array_index (items, i - 1);
      const char *const words[] = { item->who, item->sentence, item->detail };
      g_autofree char *time = cli_text_time (item->time);

      fputs (time, stdout);
      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        if (words[w] != NULL)
          {
            g_autofree char *clean = cli_text_clean (words[w]);

            printf ("  %s", clean);
          }
      if (item->status > 0)
        printf ("  %u", item->status);
      fputc ('\n', stdout);
    }
  fflush (stdout);
}

static CliExit
follow (CliRun         *run,
        AdminClient    *client,
        AdminDirectory *directory)
{
  gint64 after = -1;

  while (!g_cancellable_is_cancelled (run->cancellable))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) page =
          admin_client_get_activity (client, directory->id, after, WAIT_SECONDS, 0, NULL, 0,
                                     run->cancellable, &error);

      if (page == NULL && g_cancellable_is_cancelled (run->cancellable))
        break;
      if (page == NULL)
        return cli_run_fail_error (error, CLI_EXIT_FAILED);
      print_followed (run, admin_json_get_list (page));
      after = base_json_get_int (json_node_get_object (page), "next", after);
    }
  return cli_flush (CLI_EXIT_WELL);
}

CliExit
cli_activity (CliRun *run)
{
  const char *typed = cli_run_get_option (run, "limit");
  g_autoptr (DeskService) service = NULL;
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (JsonNode) page = NULL;
  g_autoptr (GError) error = NULL;
  AdminClient *client;
  guint64 limit = NEWEST;
  CliExit exit = CLI_EXIT_FAILED;

  if (typed != NULL && !g_ascii_string_to_unsigned (typed, 10, 1, MOST, &limit, NULL))
    return cli_run_fail (CLI_EXIT_USAGE, _("--limit wants a number from 1 to %d, not “%s”"), MOST,
                         typed);
  if (run->format == CLI_FORMAT_CSV && cli_run_has_option (run, "follow"))
    return cli_run_fail (CLI_EXIT_USAGE, "%s", _("--follow shows lines or JSON, not CSV"));
  directory = cli_open_directory (run, &service, &exit);
  if (directory == NULL)
    return exit;

  client = desk_service_get_client (service);
  if (cli_run_has_option (run, "follow"))
    return follow (run, client, directory);
  page = admin_client_get_activity_before (client, directory->id, G_MAXINT64, (guint)limit, NULL, 0,
                                           run->cancellable, &error);
  if (page == NULL)
    return cli_run_fail_error (error, CLI_EXIT_FAILED);
  if (run->format == CLI_FORMAT_TABLE)
    return print_words (run, admin_json_get_list (page));
  return print_raw (run, admin_json_get_list (page));
}
