/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables differ by one column only: where the key went to the keyring there is no secret to
 * show. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-key-shown.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/cli-table.h"

static const CliColumn directory_columns[] = {
  { "id", NULL, CLI_COLUMN_TEXT },          { "name", NULL, CLI_COLUMN_TEXT },
  { "base_url", NULL, CLI_COLUMN_TEXT },    { "key.id", NULL, CLI_COLUMN_TEXT },
  { "key.name", NULL, CLI_COLUMN_TEXT },    { "key.scope", NULL, CLI_COLUMN_TEXT },
  { "key.prefix", NULL, CLI_COLUMN_TEXT },  { "key.created", NULL, CLI_COLUMN_TIME },
  { "key.expires", NULL, CLI_COLUMN_TIME }, { "key.secret", NULL, CLI_COLUMN_TEXT },
};

static const CliColumn key_columns[] = {
  { "id", NULL, CLI_COLUMN_TEXT },      { "name", NULL, CLI_COLUMN_TEXT },
  { "scope", NULL, CLI_COLUMN_TEXT },   { "prefix", NULL, CLI_COLUMN_TEXT },
  { "created", NULL, CLI_COLUMN_TIME }, { "expires", NULL, CLI_COLUMN_TIME },
  { "secret", NULL, CLI_COLUMN_TEXT },
};

static void
add_key (CliTable       *table,
         const AdminKey *key)
{
  cli_table_add_text (table, key->id);
  cli_table_add_text (table, key->name);
  cli_table_add_text (table, key->scope);
  cli_table_add_text (table, key->prefix);
  cli_table_add_time (table, key->created);
  cli_table_add_time (table, key->expires);
  if (key->secret != NULL)
    cli_table_add_text (table, key->secret);
  cli_table_end_row (table);
}

void
cli_key_show (const AdminKey *key)
{
  g_autofree char *expires = NULL;
  g_autofree char *words = NULL;

  if (key == NULL || key->secret == NULL)
    return;

  expires = cli_text_time (key->expires);
  printf ("\n  %s\n    ", _("Key (Entra: Secret Token; Okta: API Token)"));
  cli_text_print (CLI_STYLE_STRONG, key->secret);
  printf ("\n\n");
  if (key->expires != 0)
    words = g_strdup_printf (_("The key is shown this once; afterwards it can only be replaced. It "
                               "works until %s."),
                             expires);
  else
    words = g_strdup (_("The key is shown this once; afterwards it can only be replaced. It never "
                        "expires."));
  cli_text_print_wrapped (words, 0);
}

void
cli_key_print_directory (CliRun               *run,
                         const AdminDirectory *directory)
{
  guint n_columns = G_N_ELEMENTS (directory_columns);
  g_autoptr (CliTable) table = NULL;

  g_return_if_fail (run != NULL && directory != NULL && directory->key != NULL);

  table =
      cli_table_new (directory_columns, directory->key->secret != NULL ? n_columns : n_columns - 1,
                     run->format, TRUE);
  cli_table_add_text (table, directory->id);
  cli_table_add_text (table, directory->name);
  cli_table_add_text (table, directory->base_url);
  add_key (table, directory->key);
  cli_table_finish (table, NULL);
}

void
cli_key_print (CliRun         *run,
               const AdminKey *key)
{
  guint n_columns = G_N_ELEMENTS (key_columns);
  g_autoptr (CliTable) table = NULL;

  g_return_if_fail (run != NULL && key != NULL);

  table = cli_table_new (key_columns, key->secret != NULL ? n_columns : n_columns - 1, run->format,
                         TRUE);
  add_key (table, key);
  cli_table_finish (table, NULL);
}
