/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One array of lines, each an entry and the folded text that it is found by. The texts stand in a
 * chunk of their own, so that a search runs through memory once. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-compare-index.h"

#include <string.h>

#include "base/base-fold.h"

/* How many lines are looked at between two looks at the cancellable. */
#define LINES_A_LOOK 4096

typedef struct
{
  const CompareEntry *entry;
  const char         *text; /* begins with what it is sorted by */
} Line;

struct _RollcallCompareIndex
{
  Comparison   *comparison;
  GArray       *lines;
  GStringChunk *texts;
  guint         counts[2][COMPARE_N_REASONS + 1];
};

static int
compare_lines_cb (gconstpointer a,
                  gconstpointer b)
{
  const Line *one = a;
  const Line *other = b;

  if (one->entry->kind != other->entry->kind)
    return one->entry->kind < other->entry->kind ? -1 : 1;
  return strcmp (one->text, other->text);
}

static void
add_line (RollcallCompareIndex *self,
          const CompareEntry   *entry)
{
  const char *first = entry->kind == COMPARE_MEMBERSHIPS ? entry->key : entry->name;
  const char *second = entry->kind == COMPARE_MEMBERSHIPS ? entry->name : entry->key;
  g_autofree char *text = g_strjoin ("\n", first != NULL ? first : "",
                                     second != NULL ? second : "",
                                     entry->member != NULL ? entry->member : "", NULL);
  g_autofree char *folded = base_fold_search (text);
  Line line = { entry, g_string_chunk_insert (self->texts, folded) };

  g_array_append_val (self->lines, line);
  self->counts[entry->explained ? 1 : 0][entry->reason]++;
  self->counts[entry->explained ? 1 : 0][COMPARE_N_REASONS]++;
}

static gboolean
add_list (RollcallCompareIndex *self,
          GPtrArray            *entries,
          GCancellable         *cancellable)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      if (i % LINES_A_LOOK == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      add_line (self, g_ptr_array_index (entries, i));
    }
  return TRUE;
}

static gboolean
matches (const Line         *line,
         const char * const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (line->text, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* (transfer full): the folded words of @search, without empty ones */
static char **
split_words (const char *search)
{
  g_autofree char *folded = base_fold_search (search != NULL ? search : "");
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  g_ptr_array_add (words, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

RollcallCompareIndex *
rollcall_compare_index_new (Comparison   *comparison,
                            GCancellable *cancellable)
{
  g_autoptr (RollcallCompareIndex) self = NULL;

  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), NULL);

  self = g_atomic_rc_box_new0 (RollcallCompareIndex);
  self->comparison = g_object_ref (comparison);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->texts = g_string_chunk_new (1 << 16);
  for (CompareKind kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (CompareWhere where = 0; where < COMPARE_N_WHERES; where++)
      if (!add_list (self, comparison_get_entries (comparison, kind, where), cancellable))
        return NULL;
  g_array_sort (self->lines, compare_lines_cb);
  return g_steal_pointer (&self);
}

RollcallCompareIndex *
rollcall_compare_index_ref (RollcallCompareIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RollcallCompareIndex *self = data;

  g_clear_object (&self->comparison);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
}

void
rollcall_compare_index_unref (RollcallCompareIndex *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

Comparison *
rollcall_compare_index_get_comparison (RollcallCompareIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->comparison;
}

guint
rollcall_compare_index_count (RollcallCompareIndex *self,
                              CompareReason         reason,
                              gboolean              explained)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (reason <= COMPARE_N_REASONS, 0);

  return self->counts[explained ? 1 : 0][reason];
}

gboolean
rollcall_compare_index_shows (RollcallCompareIndex  *self,
                              const RollcallReasonSet *reasons,
                              const CompareEntry    *entry)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (reasons != NULL, FALSE);
  g_return_val_if_fail (entry != NULL, FALSE);

  if (reasons->attention == 0 && reasons->explained == 0)
    return !entry->explained || self->counts[0][COMPARE_N_REASONS] == 0;
  return ((entry->explained ? reasons->explained : reasons->attention) >> entry->reason & 1) != 0;
}

GPtrArray *
rollcall_compare_index_filter (RollcallCompareIndex  *self,
                               const RollcallReasonSet *reasons,
                               const char            *search,
                               GCancellable          *cancellable)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_auto (GStrv) words = split_words (search);

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (reasons != NULL, NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      if (i % LINES_A_LOOK == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (rollcall_compare_index_shows (self, reasons, line->entry) &&
          matches (line, (const char *const *)words))
        g_ptr_array_add (found, (gpointer)line->entry);
    }
  return g_steal_pointer (&found);
}

const CompareEntry *
rollcall_compare_index_find (RollcallCompareIndex *self,
                             const char           *key)
{
  const CompareEntry *membership = NULL;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  folded = base_fold (key);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const CompareEntry *entry = g_array_index (self->lines, Line, i).entry;
      const char *whose = entry->kind == COMPARE_USERS ? entry->key : entry->member;
      g_autofree char *theirs = NULL;

      if (entry->kind == COMPARE_GROUPS || whose == NULL || strlen (whose) != strlen (key))
        continue;
      theirs = base_fold (whose);
      if (strcmp (theirs, folded) != 0)
        continue;
      if (entry->kind == COMPARE_USERS)
        return entry;
      if (membership == NULL)
        membership = entry;
    }
  return membership;
}
