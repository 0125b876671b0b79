/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verdict for the whole, from the numbers of the lists or, if a side is typed-in numbers, from
 * the numbers alone. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *name;
  const char *sentence;
} VerdictRow;

/* In the order of CompareVerdict. */
static const VerdictRow rows[] = {
  { "in_step", N_ ("Both sides are in step: nothing differs.") },
  { "explained", N_ ("Every difference is explained: the directory holds what it should.") },
  { "counts_match", N_ ("The counts are equal, yet there are differences that nothing explains.") },
  { "differs", N_ ("The two sides differ.") },
  { "numbers_equal", N_ ("The numbers are equal. Only the people themselves would prove it.") },
  { "numbers_differ", N_ ("The numbers differ.") },
};

static gboolean
lists_are_explained (Comparison *self,
                     gboolean   *empty)
{
  gboolean explained = TRUE;

  *empty = TRUE;
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint where = 0; where < COMPARE_N_WHERES; where++)
      {
        GPtrArray *entries = self->entries[kind][where];

        for (guint i = 0; i < entries->len; i++)
          {
            const CompareEntry *entry = g_ptr_array_index (entries, i);

            *empty = FALSE;
            explained = explained && entry->explained;
          }
      }
  return explained;
}

/* Numbers that weren't given aren't compared. */
static gboolean
numbers_agree (gint64  source,
               gint64  target,
               guint  *compared)
{
  if (source < 0 || target < 0)
    return TRUE;
  *compared += 1;
  return source == target;
}

gboolean
compare_verdict (Comparison  *self,
                 GError     **error)
{
  const RollInfo *source = self->info[COMPARE_SOURCE];
  const RollInfo *target = self->info[COMPARE_TARGET];
  guint compared = 0;
  gboolean equal = numbers_agree (source->users_active, target->users_active, &compared);
  gboolean explained, empty;

  equal = numbers_agree (source->groups_total, target->groups_total, &compared) && equal;
  if (source->counts_only || target->counts_only)
    {
      if (compared == 0)
        {
          g_set_error (error, COMPARE_ERROR, COMPARE_ERROR_NOTHING_IN_COMMON,
                       _("%s and %s have no number in common; give users=N or groups=N for both"),
                       self->name[COMPARE_SOURCE], self->name[COMPARE_TARGET]);
          return FALSE;
        }
      self->verdict = equal ? COMPARE_NUMBERS_EQUAL : COMPARE_NUMBERS_DIFFER;
      return TRUE;
    }

  explained = lists_are_explained (self, &empty);
  self->verdict = empty       ? COMPARE_IN_STEP
                  : explained ? COMPARE_EXPLAINED
                  : equal     ? COMPARE_COUNTS_MATCH
                              : COMPARE_DIFFERS;
  return TRUE;
}

const char *
compare_verdict_to_string (CompareVerdict verdict)
{
  g_return_val_if_fail ((guint)verdict < G_N_ELEMENTS (rows), NULL);

  return rows[verdict].name;
}

const char *
compare_verdict_to_sentence (CompareVerdict verdict)
{
  g_return_val_if_fail ((guint)verdict < G_N_ELEMENTS (rows), NULL);

  return rows[verdict].sentence;
}
