/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Only like is compared with like, and each number is named: people expected at the source against
 * people active at the target. The others stand below and are not compared. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-verdict.h"

#include <glib/gi18n.h>

#include "desk/desk-reason-words.h"
#include "desk/desk-words.h"

/* As many as a sentence holds; the list below it has all. */
#define MAX_REASONS 3

/* How many differences of @kind at @where, or of all kinds for COMPARE_N_WHERES; @explained picks
 * those that are as they should be, or the others. */
static gint64
count (Comparison   *comparison,
       CompareKind   kind,
       CompareWhere  where,
       gboolean      explained)
{
  gint64 n = 0;

  for (guint w = 0; w < COMPARE_N_WHERES; w++)
    {
      GPtrArray *entries;

      if (where != COMPARE_N_WHERES && w != where)
        continue;
      entries = comparison_get_entries (comparison, kind, (CompareWhere)w);
      for (guint i = 0; entries != NULL && i < entries->len; i++)
        {
          const CompareEntry *entry = g_ptr_array_index (entries, i);

          n += entry->explained == explained;
        }
    }
  return n;
}

static char *
headline_of_match (Comparison *comparison,
                   const char *format)
{
  const RollInfo *source = comparison_get_source (comparison);
  const RollInfo *target = comparison_get_target (comparison);
  g_autofree char *people = desk_words_count (COMPARE_USERS, source->users_active);
  g_autofree char *groups = desk_words_count (COMPARE_GROUPS, source->groups_total);

  /* A number that only one side gave was held against nothing. */
  if (source->users_active < 0 || target->users_active < 0)
    return g_strdup_printf ("%s: %s", format, groups);
  if (source->groups_total < 0 || target->groups_total < 0)
    return g_strdup_printf ("%s: %s", format, people);
  return g_strdup_printf ("%s: %s, %s", format, people, groups);
}

/* (transfer full): of the first kind that has unexplained differences, how many; @n is their
 * number */
static char *
words_of_unexplained (Comparison *comparison,
                      gint64     *n)
{
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    {
      *n = count (comparison, (CompareKind)kind, COMPARE_N_WHERES, FALSE);
      if (*n > 0)
        return desk_words_count ((CompareKind)kind, *n);
    }
  return desk_words_count (COMPARE_USERS, 0);
}

static char *
headline_of_explained (Comparison *comparison)
{
  const RollInfo *source = comparison_get_source (comparison);
  const RollInfo *target = comparison_get_target (comparison);
  gint64 apart = ABS (source->users_active - target->users_active);
  g_autofree char *number = desk_words_number (apart);

  if (apart == 0)
    return headline_of_match (comparison, _("The counts match, and every difference is explained"));
  return g_strdup_printf (_("Counts differ by %s; all explained"), number);
}

static char *
headline_of_difference (Comparison *comparison)
{
  const char *target = comparison_get_target_name (comparison);
  gint64 missing = count (comparison, COMPARE_USERS, COMPARE_MISSING, FALSE);
  gint64 extra = count (comparison, COMPARE_USERS, COMPARE_EXTRA, FALSE);
  g_autofree char *n_missing = desk_words_number (missing);
  g_autofree char *n_extra = desk_words_number (extra);
  g_autofree char *words = NULL;
  gint64 n;

  if (missing > 0 && extra > 0)
    return g_strdup_printf (_("Both sides differ: %s missing from %s, %s only there"), n_missing,
                            target, n_extra);
  if (missing > 0)
    return g_strdup_printf (ngettext ("%s person is missing from %s",
                                      "%s people are missing from %s", (gulong)missing),
                            n_missing, target);
  if (extra > 0)
    return g_strdup_printf (ngettext ("%s person is only in %s", "%s people are only in %s",
                                      (gulong)extra),
                            n_extra, target);

  words = words_of_unexplained (comparison, &n);
  return g_strdup_printf (_("The two sides differ: %s"), words);
}

typedef struct
{
  CompareReason reason;
  CompareKind kind;
  gint64 n;
} Part;

static gint
compare_parts_cb (gconstpointer a,
                  gconstpointer b)
{
  const Part *left = a;
  const Part *right = b;

  if (left->n != right->n)
    return left->n < right->n ? 1 : -1;
  return left->reason < right->reason ? -1 : left->reason > right->reason;
}

char *
desk_verdict_headline (Comparison *comparison)
{
  g_autofree char *unexplained = NULL;
  gint64 n;

  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), NULL);

  switch (comparison_get_verdict (comparison))
    {
    case COMPARE_IN_STEP:
      return headline_of_match (comparison, _("Both sides match"));
    case COMPARE_EXPLAINED:
      return headline_of_explained (comparison);
    case COMPARE_COUNTS_MATCH:
      unexplained = words_of_unexplained (comparison, &n);
      /* Translators: The counts match, but 11 people don't */
      return g_strdup_printf (ngettext ("The counts match, but %s doesn’t",
                                        "The counts match, but %s don’t", (gulong)n),
                              unexplained);
    case COMPARE_NUMBERS_EQUAL:
      return headline_of_match (comparison, _("The counts match"));
    case COMPARE_NUMBERS_DIFFER:
      return g_strdup (_("The counts differ"));
    case COMPARE_DIFFERS:
    default:
      return headline_of_difference (comparison);
    }
}

char *
desk_verdict_details (Comparison *comparison)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GString) text = g_string_new (NULL);
  CompareVerdict verdict;

  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), NULL);

  verdict = comparison_get_verdict (comparison);
  if (verdict == COMPARE_NUMBERS_EQUAL || verdict == COMPARE_NUMBERS_DIFFER)
    return g_strdup (_("Only counts were typed in. Read the people to be sure, and to see who."));

  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint reason = 0; reason < COMPARE_N_REASONS; reason++)
      {
        Part part = { (CompareReason)reason, (CompareKind)kind, 0 };

        for (guint where = 0; where < COMPARE_N_WHERES; where++)
          part.n += comparison_count (comparison, part.kind, (CompareWhere)where, part.reason);
        if (part.n > 0)
          g_array_append_val (parts, part);
      }
  if (parts->len == 0)
    return NULL;

  g_array_sort (parts, compare_parts_cb);
  for (guint i = 0; i < MIN (parts->len, MAX_REASONS); i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      g_autofree char *words = desk_reason_words (part->kind, part->reason, part->n);

      g_string_append (text, i > 0 ? ", " : "");
      g_string_append (text, words);
    }
  if (parts->len > MAX_REASONS)
    g_string_append_printf (text,
                            ngettext (", and %u more reason", ", and %u more reasons",
                                      parts->len - MAX_REASONS),
                            parts->len - MAX_REASONS);
  g_string_append_c (text, '.');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_row (GArray     *rows,
            const char *source_label,
            const char *target_label,
            gint64      source,
            gint64      target,
            gboolean    compared)
{
  DeskEquationRow row = { source_label, target_label, source, target, compared, source == target };

  row.compared = compared && source >= 0 && target >= 0;
  g_array_append_val (rows, row);
}

GArray *
desk_verdict_equation (Comparison *comparison)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (DeskEquationRow));
  const RollInfo *source;
  const RollInfo *target;

  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), NULL);

  source = comparison_get_source (comparison);
  target = comparison_get_target (comparison);
  append_row (rows, _("People expected"), _("People active"), source->users_active,
              target->users_active, TRUE);
  append_row (rows, _("Groups"), _("Groups"), source->groups_total, target->groups_total, TRUE);
  if (!source->counts_only && !target->counts_only)
    {
      gint64 matched = comparison_get_matched (comparison, COMPARE_MEMBERSHIPS);

      /* Those in groups and of people that both sides have; the others are told with their group or
       * person. */
      append_row (rows, _("Memberships"), _("Memberships"),
                  matched + comparison_count (comparison, COMPARE_MEMBERSHIPS, COMPARE_MISSING,
                                              COMPARE_N_REASONS),
                  matched + comparison_count (comparison, COMPARE_MEMBERSHIPS, COMPARE_EXTRA,
                                              COMPARE_N_REASONS),
                  TRUE);
      append_row (rows, _("People disabled"), _("People inactive"),
                  source->users_total - source->users_active,
                  target->users_total - target->users_active, FALSE);
    }
  return g_steal_pointer (&rows);
}
