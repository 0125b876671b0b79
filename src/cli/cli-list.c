/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcallctl users, groups: who is in a roll. With --columns any SCIM attribute, else what a
 * person looks for first. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/cli-column.h"
#include "cli/cli-commands.h"
#include "cli/cli-open.h"
#include "cli/cli-table.h"
#include "scim/scim-filter.h"

static const CliColumn user_columns[] = {
  { "id", NULL, CLI_COLUMN_TEXT },
  { "userName", N_ ("User name"), CLI_COLUMN_TEXT },
  { "displayName", N_ ("Name"), CLI_COLUMN_TEXT },
  { "email", N_ ("E-mail"), CLI_COLUMN_TEXT },
  { "active", N_ ("Active"), CLI_COLUMN_BOOLEAN },
  { "groups", N_ ("Groups"), CLI_COLUMN_NUMBER },
  { "externalId", NULL, CLI_COLUMN_TEXT },
};

static const CliColumn group_columns[] = {
  { "id", NULL, CLI_COLUMN_TEXT },
  { "displayName", N_ ("Name"), CLI_COLUMN_TEXT },
  { "members", N_ ("Members"), CLI_COLUMN_NUMBER },
  { "externalId", NULL, CLI_COLUMN_TEXT },
};

/* What a listing is made of. */
typedef struct
{
  const ScimResourceType *type;
  gboolean users;
  GPtrArray *paths; /* of --columns, or NULL */
  GArray *columns;  /* for them */
  CliTable *table;
} Listing;

static void
add_default (Listing          *listing,
             const RollPerson *person)
{
  cli_table_add_text (listing->table, person->id);
  if (listing->users)
    cli_table_add_text (listing->table, person->key);
  cli_table_add_text (listing->table, person->name);
  if (listing->users)
    {
      cli_table_add_text (listing->table, person->email);
      cli_table_add_boolean (listing->table, person->active);
    }
  cli_table_add_number (listing->table, person->members);
  cli_table_add_text (listing->table, person->external_id);
}

static void
add_columns (Listing          *listing,
             const RollPerson *person)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;

  /* A roll's bodies were checked for depth when they were read. */
  if (person->body != NULL && json_parser_load_from_data (parser, person->body, -1, NULL))
    root = json_parser_get_root (parser);
  for (guint i = 0; i < listing->paths->len; i++)
    {
      g_autofree char *text = NULL;

      if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
        text = cli_column_read (g_ptr_array_index (listing->paths, i), json_node_get_object (root));
      cli_table_add_text (listing->table, text);
    }
}

static void
person_cb (const RollPerson *person,
           gpointer          data)
{
  Listing *listing = data;

  if (listing->paths != NULL)
    add_columns (listing, person);
  else
    add_default (listing, person);
  cli_table_end_row (listing->table);
}

/* Reads --columns; a comma in brackets or quotes would be odd, and isn't looked for. */
static gboolean
read_columns (CliRun   *run,
              Listing  *listing,
              GError  **error)
{
  const char *typed = cli_run_get_option (run, "columns");
  g_auto (GStrv) texts = NULL;

  if (typed == NULL)
    return TRUE;

  listing->paths = g_ptr_array_new_with_free_func ((GDestroyNotify)scim_path_free);
  listing->columns = g_array_new (FALSE, FALSE, sizeof (CliColumn));
  texts = g_strsplit (typed, ",", -1);
  for (char **text = texts; *text != NULL; text++)
    {
      ScimPath *path =
          scim_path_parse (listing->type, g_strstrip (*text), SCIM_PROFILE_LENIENT, error);
      CliColumn column = { NULL, NULL, CLI_COLUMN_TEXT };

      if (path == NULL)
        return FALSE;
      g_ptr_array_add (listing->paths, path);
      if (path->attribute == NULL)
        {
          g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_SIDE,
                       _("A %s has no attribute “%s”; --columns wants SCIM attributes, as in "
                         "userName,name.familyName"),
                       listing->type->name, *text);
          return FALSE;
        }
      column.key = g_intern_string (*text);
      column.heading = column.key;
      g_array_append_val (listing->columns, column);
    }
  if (listing->columns->len == 0)
    {
      g_set_error_literal (error, SOURCE_ERROR, SOURCE_ERROR_BAD_SIDE,
                           _("--columns names no column; it wants SCIM attributes, as in "
                             "userName,name.familyName"));
      return FALSE;
    }
  return TRUE;
}

static void
listing_clear (Listing *listing)
{
  g_clear_pointer (&listing->paths, g_ptr_array_unref);
  g_clear_pointer (&listing->columns, g_array_unref);
  g_clear_pointer (&listing->table, cli_table_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

static CliTable *
make_table (CliRun  *run,
            Listing *listing)
{
  if (listing->columns != NULL)
    return cli_table_new ((const CliColumn *)(gpointer)listing->columns->data,
                          listing->columns->len, run->format, FALSE);
  if (listing->users)
    return cli_table_new (user_columns, G_N_ELEMENTS (user_columns), run->format, FALSE);
  return cli_table_new (group_columns, G_N_ELEMENTS (group_columns), run->format, FALSE);
}

static CliExit
list (CliRun   *run,
      gboolean  users)
{
  g_auto (Listing) listing = { 0 };
  const char *typed = cli_run_get_option (run, "filter");
  const char *search = cli_run_get_option (run, "search");
  g_autoptr (ScimFilter) filter = NULL;
  g_autoptr (DeskSide) side = NULL;
  g_autoptr (RollInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;
  CliExit exit = CLI_EXIT_FAILED;

  listing.users = users;
  listing.type = users ? scim_resource_type_user () : scim_resource_type_group ();
  if (typed != NULL)
    filter = scim_filter_parse (listing.type, typed, SCIM_PROFILE_LENIENT, &error);
  if (error != NULL || !read_columns (run, &listing, &error))
    return cli_run_fail_error (error, CLI_EXIT_USAGE);

  side = cli_open_side (run, cli_run_get_argument (run, 0), "key-file", "ROLLCALL_KEY", &exit);
  if (side == NULL)
    return exit;
  exit = cli_read_side (run, side);
  if (exit != CLI_EXIT_WELL)
    return exit;

  info = roll_get_info (desk_side_get_roll (side), &error);
  if (info == NULL)
    return cli_run_fail_error (error, CLI_EXIT_UNREACHABLE);
  if (info->counts_only)
    return cli_run_fail (CLI_EXIT_USAGE, "%s",
                         _("Typed-in numbers name nobody; “rollcallctl counts” shows them"));

  listing.table = make_table (run, &listing);
  if (users)
    done =
        roll_foreach_user (desk_side_get_roll (side), search, filter, person_cb, &listing, &error);
  else
    done =
        roll_foreach_group (desk_side_get_roll (side), search, filter, person_cb, &listing, &error);
  if (!done)
    return cli_run_fail_error (error, CLI_EXIT_UNREACHABLE);
  return cli_table_finish (listing.table, users ? _("No people found.") : _("No groups found."));
}

CliExit
cli_users (CliRun *run)
{
  return list (run, TRUE);
}

CliExit
cli_groups (CliRun *run)
{
  return list (run, FALSE);
}
