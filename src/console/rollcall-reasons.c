/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One walk over the lists, each of which is sorted by name: the first three names of a reason are
 * the first three met, and a group's memberships stand beside each other. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-reasons.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desk/desk-words.h"

#define NAMES_SHOWN 3

typedef struct
{
  const char *name;
  gint64 count;
} NamedCount;

typedef struct
{
  gint64 count;
  CompareWhere where;
  NamedCount first[NAMES_SHOWN];
  NamedCount run; /* of memberships: the group that is being walked over */
} Gathering;

/* By kind, reason, and whether it is explained. */
typedef struct
{
  Gathering rows[COMPARE_N_KINDS][COMPARE_N_REASONS][2];
} Gatherings;

void
rollcall_reason_free (RollcallReason *self)
{
  if (self == NULL)
    return;
  g_free (self->names);
  g_free (self);
}

/* Keeps the groups with the most memberships, the largest first. */
static void
end_run (Gathering *row)
{
  NamedCount run = row->run;

  for (guint i = 0; i < NAMES_SHOWN && run.name != NULL; i++)
    if (row->first[i].name == NULL || run.count > row->first[i].count)
      {
        NamedCount pushed = row->first[i];

        row->first[i] = run;
        run = pushed;
      }
  row->run = (NamedCount){ NULL, 0 };
}

static void
gather (Gatherings         *all,
        const CompareEntry *entry)
{
  Gathering *row = &all->rows[entry->kind][entry->reason][entry->explained ? 1 : 0];

  if (row->count == 0)
    row->where = entry->where;
  row->count++;
  if (entry->kind != COMPARE_MEMBERSHIPS)
    {
      if (row->count <= NAMES_SHOWN)
        row->first[row->count - 1] = (NamedCount){ entry->name, 1 };
      return;
    }

  if (g_strcmp0 (row->run.name, entry->key) != 0)
    {
      end_run (row);
      row->run.name = entry->key;
    }
  row->run.count++;
}

char *
rollcall_reasons_join_names (const char *const *names,
                             gint64             count)
{
  guint n = g_strv_length ((char **)names);
  g_autofree char *more = NULL;
  g_autofree char *format = NULL;

  if (n == 0)
    return g_strdup ("");
  if (n == 1 && count == 1)
    return g_strdup (names[0]);
  if (n == 2 && count == 2)
    /* Translators: two names */
    return g_strdup_printf (_("%s and %s"), names[0], names[1]);
  if (n >= 3 && count == 3)
    /* Translators: three names */
    return g_strdup_printf (_("%s, %s and %s"), names[0], names[1], names[2]);

  n = MIN (n, 2);
  more = desk_words_number (count - n);
  if (n == 1)
    /* Translators: a name, and how many more there are */
    return g_strdup_printf (ngettext ("%s and %s more", "%s and %s more", (gulong)(count - n)),
                            names[0], more);
  /* Translators: two names, and how many more there are */
  return g_strdup_printf (
      ngettext ("%s, %s and %s more", "%s, %s and %s more", (gulong)(count - n)), names[0],
      names[1], more);
}

static char *
describe_people (const Gathering *row)
{
  const char *names[NAMES_SHOWN + 1] = { NULL };

  for (guint i = 0; i < NAMES_SHOWN; i++)
    names[i] = row->first[i].name;
  return rollcall_reasons_join_names (names, row->count);
}

static char *
describe_groups (const Gathering *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < NAMES_SHOWN && row->first[i].name != NULL; i++)
    {
      g_autofree char *number = desk_words_number (row->first[i].count);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", row->first[i].name, number);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static RollcallMarkKind
choose_mark (CompareReason reason,
             CompareWhere  where,
             gboolean      explained)
{
  if (explained)
    return reason == COMPARE_WAITING || reason == COMPARE_MEMBER_WAITING ? ROLLCALL_MARK_UNKNOWN
                                                                         : ROLLCALL_MARK_WELL;
  switch (where)
    {
    case COMPARE_MISSING:
      return ROLLCALL_MARK_MISSING;
    case COMPARE_EXTRA:
      return ROLLCALL_MARK_EXTRA;
    case COMPARE_DIFFERENT:
    case COMPARE_AMBIGUOUS:
    case COMPARE_N_WHERES:
    default:
      return ROLLCALL_MARK_DIFFERENT;
    }
}

static RollcallReason *
make_reason (Gathering     *row,
             CompareKind    kind,
             CompareReason  reason,
             gboolean       explained)
{
  RollcallReason *made = g_new0 (RollcallReason, 1);

  end_run (row);
  made->kind = kind;
  made->reason = reason;
  made->explained = explained;
  made->mark = choose_mark (reason, row->where, explained);
  made->count = row->count;
  made->names = kind == COMPARE_MEMBERSHIPS ? describe_groups (row) : describe_people (row);
  return made;
}

static gint
compare_reasons_cb (gconstpointer a,
                    gconstpointer b)
{
  const RollcallReason *left = *(const RollcallReason *const *)a;
  const RollcallReason *right = *(const RollcallReason *const *)b;

  if (left->explained != right->explained)
    return left->explained ? 1 : -1;
  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  if (left->count != right->count)
    return left->count > right->count ? -1 : 1;
  return left->reason < right->reason ? -1 : left->reason > right->reason;
}

GPtrArray *
rollcall_reasons_of (Comparison *comparison)
{
  g_autoptr (GPtrArray) reasons =
      g_ptr_array_new_with_free_func ((GDestroyNotify)rollcall_reason_free);
  g_autofree Gatherings *all = g_new0 (Gatherings, 1);

  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), NULL);

  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint where = 0; where < COMPARE_N_WHERES; where++)
      {
        GPtrArray *entries =
            comparison_get_entries (comparison, (CompareKind)kind, (CompareWhere)where);

        for (guint i = 0; entries != NULL && i < entries->len; i++)
          gather (all, g_ptr_array_index (entries, i));
      }

  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    for (guint reason = 0; reason < COMPARE_N_REASONS; reason++)
      for (guint explained = 0; explained < 2; explained++)
        if (all->rows[kind][reason][explained].count > 0)
          g_ptr_array_add (reasons,
                           make_reason (&all->rows[kind][reason][explained], (CompareKind)kind,
                                        (CompareReason)reason, explained == 1));
  g_ptr_array_sort (reasons, compare_reasons_cb);
  return g_steal_pointer (&reasons);
}

gint64
rollcall_reasons_count_attention (GPtrArray   *reasons,
                                  CompareKind  kind)
{
  gint64 count = 0;

  g_return_val_if_fail (reasons != NULL, 0);

  for (guint i = 0; i < reasons->len; i++)
    {
      const RollcallReason *row = g_ptr_array_index (reasons, i);

      if (!row->explained && (kind == COMPARE_N_KINDS || row->kind == kind))
        count += row->count;
    }
  return count;
}
