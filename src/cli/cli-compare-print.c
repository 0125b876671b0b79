/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three parts, in the order in which they matter: a sentence, an equation, names. What needs
 * attention comes before what is explained, and only the first has colour. A reason with very
 * many names shows the first of them and says how to have the rest. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-compare-print.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "cli/cli-text.h"
#include "desk/desk-verdict.h"
#include "desk/desk-words.h"

#define MOST_NAMES 20

static void
print_cell (const char *text,
            guint       width,
            gboolean    right)
{
  guint own = cli_text_width (text);
  int blanks = width > own ? (int)(width - own) : 0;

  printf ("%*s%s%*s", right ? blanks : 0, "", text, right ? 0 : blanks, "");
}

/* Both sides mirrored around the sign, so that the two numbers stand side by side. */
static void
print_equation (Comparison *comparison)
{
  g_autoptr (GArray) rows = desk_verdict_equation (comparison);
  g_autofree char *source = cli_text_clean (comparison_get_source_name (comparison));
  g_autofree char *target = cli_text_clean (comparison_get_target_name (comparison));
  g_autofree char *source_time = cli_text_time (comparison_get_source (comparison)->read_at);
  g_autofree char *target_time = cli_text_time (comparison_get_target (comparison)->read_at);
  g_autofree char *source_read = g_strdup_printf (_("read %s"), source_time);
  guint labels = 0;
  guint numbers = 0;
  guint left;

  for (guint i = 0; i < rows->len; i++)
    {
      const DeskEquationRow *row = &g_array_index (rows, DeskEquationRow, i);
      g_autofree char *number = desk_words_number (row->source);

      labels = MAX (labels, cli_text_width (row->source_label));
      numbers = MAX (numbers, cli_text_width (number));
    }
  left = MAX (labels + 2 + numbers, MAX (cli_text_width (source), cli_text_width (source_read)));

  fputs ("  ", stdout);
  print_cell (source, left, TRUE);
  cli_text_print (CLI_STYLE_QUIET, " │ ");
  printf ("%s\n", target);
  for (guint i = 0; i < rows->len; i++)
    {
      const DeskEquationRow *row = &g_array_index (rows, DeskEquationRow, i);
      g_autofree char *number = desk_words_number (row->source);
      g_autofree char *other = desk_words_number (row->target);

      fputs ("  ", stdout);
      print_cell (row->source_label, left - numbers, FALSE);
      print_cell (number, numbers, TRUE);
      if (!row->compared)
        cli_text_print (CLI_STYLE_QUIET, " · ");
      else if (row->equal)
        cli_text_print (CLI_STYLE_QUIET, " = ");
      else
        cli_text_print (CLI_STYLE_ATTENTION, " ≠ ");
      print_cell (other, numbers, FALSE);
      printf ("  %s\n", row->target_label);
    }
  fputs ("  ", stdout);
  print_cell (source_read, left, TRUE);
  cli_text_print (CLI_STYLE_QUIET, " │ ");
  printf (_("read %s"), target_time);
  fputc ('\n', stdout);
}

/* (transfer full): in words where the difference is, for a list's heading */
static char *
describe_where (CompareKind   kind,
                CompareWhere  where,
                const char   *source,
                const char   *target)
{
  static const char *const words[COMPARE_N_KINDS][COMPARE_N_WHERES] = {
    [COMPARE_USERS] = { N_ ("People missing from %2$s"), N_ ("People only in %2$s"),
                        N_ ("People who differ"), N_ ("People who can't be told apart") },
    [COMPARE_GROUPS] = { N_ ("Groups missing from %2$s"), N_ ("Groups only in %2$s"),
                         N_ ("Groups that differ"), N_ ("Groups that can't be told apart") },
    [COMPARE_MEMBERSHIPS] = { N_ ("Memberships missing from %2$s"), N_ ("Memberships only in %2$s"),
                              N_ ("Memberships that differ"), N_ ("Memberships") },
  };
  g_auto (GStrv) parts = g_strsplit (_ (words[kind][where]), "%2$s", 2);

  return g_strjoinv (target, parts);
}

static void
print_attributes (const CompareEntry *entry)
{
  for (guint i = 0; entry->attributes != NULL && i < entry->attributes->len; i++)
    {
      const CompareAttribute *attribute = g_ptr_array_index (entry->attributes, i);
      g_autofree char *path = cli_text_clean (attribute->path);
      g_autofree char *source =
          attribute->source != NULL ? cli_text_clean (attribute->source) : g_strdup (_("nothing"));
      g_autofree char *target =
          attribute->target != NULL ? cli_text_clean (attribute->target) : g_strdup (_("nothing"));

      printf ("          %s: %s ", path, source);
      cli_text_print (CLI_STYLE_ATTENTION, "≠");
      printf (" %s\n", target);
    }
}

static void
print_entry (const CompareEntry *entry)
{
  g_autofree char *key = cli_text_clean (entry->key != NULL ? entry->key : "");
  g_autofree char *name = cli_text_clean (entry->name != NULL ? entry->name : "");
  g_autofree char *member = cli_text_clean (entry->member != NULL ? entry->member : "");
  g_autofree char *detail = cli_text_clean (entry->detail != NULL ? entry->detail : "");

  fputs ("        ", stdout);
  if (entry->kind == COMPARE_MEMBERSHIPS)
    printf (_("%s in %s"), member, key);
  else if (*name != '\0' && g_strcmp0 (name, key) != 0)
    printf ("%s (%s)", name, key);
  else
    fputs (key, stdout);
  if (entry->side != NULL)
    printf (" · %s",
            g_strcmp0 (entry->side, "source") == 0 ? _("at the source") : _("in the directory"));
  if (*detail != '\0')
    printf (": %s", detail);
  fputc ('\n', stdout);
  print_attributes (entry);
}

/* One reason with its names; the heading of the list before the first of them. */
static void
print_reason (Comparison              *comparison,
              GPtrArray               *entries,
              const CompareReasonRow  *reason,
              gboolean                 explained,
              gboolean                 all,
              const char             **heading)
{
  guint most = all ? G_MAXUINT : MOST_NAMES;
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const CompareEntry *entry = g_ptr_array_index (entries, i);

      if (entry->reason != reason->reason || entry->explained != explained)
        continue;
      if (*heading != NULL)
        printf ("\n  %s\n", *heading);
      *heading = NULL;
      if (n == 0)
        {
          fputs ("    ", stdout);
          cli_text_print (explained ? CLI_STYLE_STRONG : CLI_STYLE_ATTENTION, _ (reason->title));
          fputc ('\n', stdout);
          cli_text_print_wrapped (_ (reason->sentence), 6);
        }
      if (n++ < most)
        print_entry (entry);
    }
  if (n > most)
    {
      g_autofree char *more = desk_words_number (n - most);

      fputs ("        ", stdout);
      printf (_("and %s more: --only %s lists them all"), more, reason->code);
      fputc ('\n', stdout);
    }
}

static gboolean
has_any (Comparison    *comparison,
         CompareReason  only,
         gboolean       explained)
{
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint where = 0; where < COMPARE_N_WHERES; where++)
      {
        GPtrArray *entries =
            comparison_get_entries (comparison, (CompareKind)kind, (CompareWhere)where);

        for (guint i = 0; entries != NULL && i < entries->len; i++)
          {
            const CompareEntry *entry = g_ptr_array_index (entries, i);

            if (entry->explained == explained &&
                (only == COMPARE_N_REASONS || entry->reason == only))
              return TRUE;
          }
      }
  return FALSE;
}

static void
print_section (Comparison    *comparison,
               CompareReason  only,
               gboolean       explained)
{
  const CompareReasonRow *reasons = compare_reason_rows ();
  g_autofree char *source = cli_text_clean (comparison_get_source_name (comparison));
  g_autofree char *target = cli_text_clean (comparison_get_target_name (comparison));

  if (!has_any (comparison, only, explained))
    return;

  fputc ('\n', stdout);
  cli_text_print (CLI_STYLE_STRONG, explained ? _("Explained") : _("Needs attention"));
  fputc ('\n', stdout);
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint where = 0; where < COMPARE_N_WHERES; where++)
      {
        GPtrArray *entries =
            comparison_get_entries (comparison, (CompareKind)kind, (CompareWhere)where);
        g_autofree char *words =
            describe_where ((CompareKind)kind, (CompareWhere)where, source, target);
        const char *heading = words;

        for (guint i = 0; entries != NULL && i < COMPARE_N_REASONS; i++)
          if (only == COMPARE_N_REASONS || reasons[i].reason == only)
            print_reason (comparison, entries, &reasons[i], explained, only != COMPARE_N_REASONS,
                          &heading);
      }
}

void
cli_compare_print (Comparison    *comparison,
                   CompareReason  only)
{
  g_autofree char *headline = NULL;
  g_autofree char *details = NULL;
  g_autofree char *clean = NULL;
  CompareVerdict verdict;

  g_return_if_fail (COMPARE_IS_COMPARISON (comparison));

  verdict = comparison_get_verdict (comparison);
  headline = desk_verdict_headline (comparison);
  details = desk_verdict_details (comparison);
  clean = cli_text_clean (headline);
  cli_text_print (verdict == COMPARE_IN_STEP || verdict == COMPARE_EXPLAINED ? CLI_STYLE_WELL
                  : verdict == COMPARE_NUMBERS_EQUAL                         ? CLI_STYLE_STRONG
                                                                             : CLI_STYLE_ATTENTION,
                  clean);
  fputc ('\n', stdout);
  if (details != NULL)
    cli_text_print_wrapped (details, 0);
  fputc ('\n', stdout);
  print_equation (comparison);
  print_section (comparison, only, FALSE);
  print_section (comparison, only, TRUE);
  if (only != COMPARE_N_REASONS && !has_any (comparison, only, FALSE) &&
      !has_any (comparison, only, TRUE))
    printf ("\n%s\n", _("Nobody differs for that reason."));
}
