/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What rollcallctl can do, as data. A new command is a row here, a function in the file of its
 * group, and a section in the man page, which a test compares with this table. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-distance.h"

#define MANY 1000

/* clang-format off */
static const CliOption options[] = {
  { "service", "URL", N_("The Rollcall service: a URL, or unix:PATH of its socket. Without it, the "
    "one on this computer, which is started when needed.") },
  { "connection", "NAME", N_("A saved connection of this name, whose keys are in the keyring.") },
  { "name", "NAME", N_("What the key is called.") },
  { "scope", "SCOPE", N_("“provision” (read and write, for an identity provider) or “read”.") },
  { "expires", "WHEN", N_("A date (2027-01-31), a number of days (90d), or “never”. A year from "
    "now if left out.") },
  { "overlap", "DAYS", N_("How many days the old key still works, 7 if left out; 0 ends "
    "it at once.") },
  { "key-file", "FILE", N_("Read the key (for a service: the administrator's token) from the first "
    "line of FILE; “-” is standard input.") },
  { "source-key-file", "FILE", N_("Read the source's key from FILE; “-” is standard input.") },
  { "target-key-file", "FILE", N_("Read the target's key from FILE; “-” is standard input.") },
  { "output", "FILE", N_("Write the roll to FILE as JSON lines; “-” is standard output.") },
  { "saved", NULL, N_("Take the last roll instead of reading anew.") },
  { "search", "TEXT",
    N_("Only those whose name, userName, externalId or e-mail contains each word of TEXT.") },
  { "filter", "FILTER", N_("Only those that a SCIM filter holds for: 'active eq false'.") },
  { "columns", "LIST", N_("SCIM attributes to show, parted by commas: userName,title,"
    "emails[type eq \"work\"].value.") },
  { "match", "LIST", N_("How people are matched, in this order: externalId,userName,emails if left "
    "out.") },
  { "only", "REASON", N_("List only differences with this reason (never_arrived, inactive, "
    "attribute, …); verdict and exit code stay.") },
  { "strict", NULL, N_("Exit 0 only if both sides are in step; explained differences count too.") },
  { "as", "DIALECT", N_("Write as this identity provider would: entra, or rfc if left out.") },
  { "dry-run", NULL, N_("Only show what would be written.") },
  { "allow-deletions", "N", N_("Deactivate and delete at most N; else 10, or a tenth of the people "
    "if that is more.") },
  { "follow", NULL, N_("Go on until Ctrl+C, showing what happens as it happens.") },
  { "limit", "N", N_("How many of the newest to show, 50 if left out.") },
  { "yes", NULL, N_("Don't ask.") },
  { "format", "FORMAT", N_("table, json or csv.") },
  { "help", NULL, N_("Show this help.") },
};

static const CliCommand commands[] = {
  { "directory create", "NAME", 1, 1, "connection service key-file format",
    N_("Make a directory; show its base URL and key"),
    N_("Makes a SCIM directory in a Rollcall service and prints the two things that an identity "
       "provider asks for: the directory base URL, and the key. The key is shown this once and can "
       "only be replaced later. With --connection both are saved: the key goes to the keyring and "
       "isn't printed."),
    "rollcallctl directory create Rehearsal --connection Rehearsal", cli_directory_create },
  { "directory list", "", 0, 0, "service key-file format",
    N_("List the directories of a service"),
    N_("Shows each directory with its counts and its last request."),
    "rollcallctl directory list", cli_directory_list },
  { "directory show", "DIRECTORY", 1, 1, "service key-file format",
    N_("Show one directory"),
    N_("Shows base URL, counts and times of a directory, named by its id or its exact name. The "
       "base URL is never secret."),
    "rollcallctl directory show Rehearsal", cli_directory_show },
  { "directory rename", "DIRECTORY NAME", 2, 2, "service key-file",
    N_("Give a directory another name"),
    N_("Changes the name only: base URL and keys stay, and no identity provider notices."),
    "rollcallctl directory rename Rehearsal Practice", cli_directory_rename },
  { "directory delete", "DIRECTORY", 1, 1, "service key-file yes",
    N_("Delete a directory with everybody in it"),
    N_("Deletes the directory, its people, groups and keys. This can't be undone; a lost key is no "
       "reason for it, see “rollcallctl help key replace”. Asks first, or wants --yes."),
    "rollcallctl directory delete Rehearsal --yes", cli_directory_delete },
  { "key list", "DIRECTORY", 1, 1, "service key-file format",
    N_("List the keys of a directory"),
    N_("Shows each key by name and first characters, when it expires, and when it was last used."),
    "rollcallctl key list Rehearsal", cli_key_list },
  { "key new", "DIRECTORY", 1, 1, "name scope expires connection service key-file format",
    N_("Make another key"),
    N_("Makes a key and prints it, once. A directory has at most two live provision keys, so that "
       "one can follow the other without a gap. With --connection the key goes to the keyring and "
       "isn't printed."),
    "rollcallctl key new Rehearsal --scope read --expires 90d", cli_key_new },
  { "key extend", "DIRECTORY KEY", 2, 2, "expires service key-file",
    N_("Change when a key expires"),
    N_("Moves the end of a live key either way; its text stays, so the identity provider notices "
       "nothing. KEY is its id, its name or its first characters."),
    "rollcallctl key extend Rehearsal \"First key\" --expires 2027-12-31", cli_key_extend },
  { "key replace", "DIRECTORY KEY", 2, 2, "overlap connection service key-file format",
    N_("Replace a key without an interruption"),
    N_("Makes a new key and lets the old one work on for some days, in which the new one is put "
       "into the identity provider. For a leaked key use --overlap 0."),
    "rollcallctl key replace Rehearsal \"First key\" --overlap 7", cli_key_replace },
  { "key revoke", "DIRECTORY KEY", 2, 2, "service key-file yes",
    N_("End a key at once"),
    N_("The key stops working at once, also on connections already open. Asks first, or wants "
       "--yes."),
    "rollcallctl key revoke Rehearsal \"First key\" --yes", cli_key_revoke },
  { "connection add", "NAME SIDE", 2, 2, "key-file",
    N_("Save a side under a name"),
    N_("SIDE is scim:URL, csv:FILE, jsonl:FILE or counts:users=N,groups=N. The key of a SCIM side "
       "is read from --key-file or ROLLCALL_KEY and kept in the keyring, never in a file. Nothing "
       "is sent; try it with “rollcallctl connection test”."),
    "rollcallctl connection add Slack scim:https://api.slack.example/scim/v2 --key-file slack.key",
    cli_connection_add },
  { "connection list", "", 0, 0, "format",
    N_("List the saved connections"),
    N_("Shows each connection, its side, and when it was last read."),
    "rollcallctl connection list", cli_connection_list },
  { "connection show", "NAME", 1, 1, "format",
    N_("Show one saved connection"),
    N_("Shows what is saved, and whether the keyring holds its keys; never a key itself."),
    "rollcallctl connection show Slack", cli_connection_show },
  { "connection test", "NAME", 1, 1, "key-file",
    N_("See whether a saved connection can be read"),
    N_("Asks for the least that shows that address and key are right. Exits 3 if not."),
    "rollcallctl connection test Slack", cli_connection_test },
  { "connection remove", "NAME", 1, 1, "yes",
    N_("Remove a saved connection"),
    N_("Removes the connection, its keys from the keyring, and its roll from this computer. The "
       "directory itself is left alone. Asks first, or wants --yes."),
    "rollcallctl connection remove Slack --yes", cli_connection_remove },
  { "connection forget", "NAME", 1, 1, "",
    N_("Delete what was read, and keep the connection"),
    N_("Deletes the roll of a connection: the people and groups that were read last."),
    "rollcallctl connection forget Slack", cli_connection_forget },
  { "read", "SOURCE", 1, 1, "output key-file format",
    N_("Read everybody from a side"),
    N_("Takes a roll of a side: everybody, every group, every membership. Of a saved connection it "
       "stays on this computer for --saved; with --output it is written as JSON lines too."),
    "rollcallctl read Slack --output slack.jsonl", cli_read },
  { "counts", "SOURCE…", 1, MANY, "saved key-file format",
    N_("Count people, groups and memberships"),
    N_("Reads each side and shows its counts beside each other, with the time they were taken."),
    "rollcallctl counts csv:people.csv Rehearsal", cli_counts },
  { "users", "SOURCE", 1, 1, "search filter columns saved key-file format",
    N_("List people"),
    N_("Lists the people of a side, in the order of their userName."),
    "rollcallctl users Rehearsal --search lovelace --columns userName,title", cli_users },
  { "groups", "SOURCE", 1, 1, "search filter columns saved key-file format",
    N_("List groups"),
    N_("Lists the groups of a side with the number of their direct members."),
    "rollcallctl groups Rehearsal", cli_groups },
  { "compare", "SOURCE TARGET", 2, 2,
    "match only strict saved source-key-file target-key-file format",
    N_("Hold two sides against each other"),
    N_("Reads both sides, matches people and groups, and names everybody who differs, with a "
       "reason. Left is the identity provider, right the directory. Exits 0 if both are in step or "
       "every difference is explained, 1 if there is a difference, 3 if a side couldn't be read."),
    "rollcallctl compare csv:people.csv Rehearsal", cli_compare },
  { "provision", "SOURCE TARGET", 2, 2,
    "as dry-run allow-deletions source-key-file target-key-file format",
    N_("Write a side into a directory, as an IdP would"),
    N_("Reads both sides, shows what has to be written, and writes it: new people, changes, "
       "deactivations, groups, memberships. Stopped in the middle, it goes on where it was when "
       "run again."),
    "rollcallctl provision csv:people.csv Rehearsal --as entra --dry-run", cli_provision },
  { "activity", "DIRECTORY", 1, 1, "follow limit service key-file format",
    N_("Show what happened in a directory"),
    N_("Shows the newest requests, changes and key events, oldest first."),
    "rollcallctl activity Rehearsal --follow", cli_activity },
  { "doctor", "TARGET", 1, 1, "key-file format",
    N_("Examine a SCIM service (not there yet)"),
    N_("Will find out what a SCIM service does otherwise than the RFC says. This version can't "
       "yet; the command exits 2."),
    "rollcallctl doctor Slack", cli_doctor },
};
/* clang-format on */

/* Farther from a command than this, a word meant something else. */
#define FARTHEST 3

const CliCommand *
cli_commands (guint *n_commands)
{
  g_return_val_if_fail (n_commands != NULL, NULL);

  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

const CliCommand *
cli_commands_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

gboolean
cli_commands_is_group (const char *word)
{
  gsize length;

  g_return_val_if_fail (word != NULL, FALSE);

  length = strlen (word);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strncmp (commands[i].name, word, length) == 0 && commands[i].name[length] == ' ')
      return TRUE;
  return FALSE;
}

char *
cli_commands_suggest (const char *words)
{
  g_autofree char *best = NULL;
  guint nearest = FARTHEST + 1;

  g_return_val_if_fail (words != NULL, NULL);

  /* Of a short word some letters must be right. */
  nearest = MIN (nearest, (guint)g_utf8_strlen (words, -1));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *name = commands[i].name;
      const char *blank = strchr (name, ' ');
      g_autofree char *group =
          g_strndup (name, blank != NULL ? (gsize)(blank - name) : strlen (name));

      if (base_distance (words, group) < nearest)
        {
          nearest = base_distance (words, group);
          g_free (best);
          best = g_strdup (group);
        }
      if (base_distance (words, name) < nearest)
        {
          nearest = base_distance (words, name);
          g_free (best);
          best = g_strdup (name);
        }
    }
  return g_steal_pointer (&best);
}

const CliOption *
cli_command_find_option (const CliCommand *command,
                         const char       *name)
{
  g_autoptr (GPtrArray) own = NULL;

  g_return_val_if_fail (command != NULL && name != NULL, NULL);

  own = cli_command_get_options (command);
  for (guint i = 0; i < own->len; i++)
    {
      const CliOption *option = g_ptr_array_index (own, i);

      if (g_strcmp0 (option->name, name) == 0)
        return option;
    }
  return NULL;
}

GPtrArray *
cli_command_get_options (const CliCommand *command)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  g_autofree char *all = NULL;
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (command != NULL, NULL);

  all = g_strconcat (command->options, " help", NULL);
  names = g_strsplit (g_strstrip (all), " ", -1);
  for (char **name = names; *name != NULL; name++)
    for (guint i = 0; i < G_N_ELEMENTS (options); i++)
      if (g_strcmp0 (options[i].name, *name) == 0)
        g_ptr_array_add (own, (gpointer)&options[i]);
  return g_steal_pointer (&own);
}
