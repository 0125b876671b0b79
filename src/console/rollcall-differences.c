/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hashes by the directory's row number, over entries that the comparison owns. The sizes of the
 * source's groups come from its roll by the pairs of the comparison. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-differences.h"

#include <glib/gi18n.h>

#include "roll/roll-order.h"

#define PAGE 200

struct _RollcallDifferences
{
  Comparison *comparison;
  GHashTable *entries[COMPARE_N_KINDS]; /* row → CompareEntry, of users and groups */
  GHashTable *groups;                   /* row → RollcallGroupSides */
};

typedef struct
{
  Comparison *comparison;
  Roll *source;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->comparison);
  g_object_unref (job->source);
  g_free (job);
}

static RollcallGroupSides *
get_group (RollcallDifferences *self, gint64 row)
{
  gpointer key = GSIZE_TO_POINTER ((gsize)row);
  RollcallGroupSides *sides = g_hash_table_lookup (self->groups, key);

  if (sides == NULL)
    {
      sides = g_new0 (RollcallGroupSides, 1);
      sides->source_members = -1;
      g_hash_table_insert (self->groups, key, sides);
    }
  return sides;
}

static void
add_entries (RollcallDifferences *self, CompareKind kind, CompareWhere where)
{
  GPtrArray *entries = comparison_get_entries (self->comparison, kind, where);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      CompareEntry *entry = g_ptr_array_index (entries, i);

      if (entry->target_row > 0)
        g_hash_table_insert (self->entries[kind], GSIZE_TO_POINTER ((gsize)entry->target_row),
                             entry);
    }
}

static void
count_memberships (RollcallDifferences *self, CompareWhere where)
{
  GPtrArray *entries = comparison_get_entries (self->comparison, COMPARE_MEMBERSHIPS, where);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const CompareEntry *entry = g_ptr_array_index (entries, i);
      RollcallGroupSides *sides;

      if (entry->target_row <= 0)
        continue;
      sides = get_group (self, entry->target_row);
      *(where == COMPARE_MISSING ? &sides->missing : &sides->extra) += 1;
      sides->attention += !entry->explained;
    }
}

static gboolean
measure_page (RollcallDifferences *self, Roll *source, const guint32 *numbers, gsize n)
{
  g_autoptr (GPtrArray) rows = roll_get_rows (source, numbers, n, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RollRow *row = g_ptr_array_index (rows, i);
      gint64 target =
          row != NULL ? comparison_find_target (self->comparison, COMPARE_GROUPS, row->row) : 0;

      if (target > 0)
        get_group (self, target)->source_members = row->members;
    }
  return rows != NULL;
}

/* What can't be read stays unknown. */
static void
measure_groups (RollcallDifferences *self, Roll *source, GCancellable *cancellable)
{
  RollListQuery query = { .list = ROLL_GROUPS };
  g_autoptr (GArray) groups = NULL;

  if (!roll_list_prepare (source, cancellable, NULL))
    return;
  groups = roll_list (source, &query, 0, cancellable, NULL);
  for (guint i = 0; groups != NULL && i < groups->len; i += PAGE)
    if (g_cancellable_is_cancelled (cancellable) ||
        !measure_page (self, source, &g_array_index (groups, guint32, i),
                       MIN (PAGE, groups->len - i)))
      return;
}

static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  RollcallDifferences *self = rollcall_differences_new (job->comparison, job->source, cancellable);

  g_task_return_pointer (task, self, (GDestroyNotify)rollcall_differences_unref);
}

static void
clear (gpointer data)
{
  RollcallDifferences *self = data;

  g_object_unref (self->comparison);
  g_hash_table_unref (self->entries[COMPARE_USERS]);
  g_hash_table_unref (self->entries[COMPARE_GROUPS]);
  g_hash_table_unref (self->groups);
}

RollcallDifferences *
rollcall_differences_new (Comparison *comparison, Roll *source, GCancellable *cancellable)
{
  RollcallDifferences *self;

  g_return_val_if_fail (COMPARE_IS_COMPARISON (comparison), NULL);
  g_return_val_if_fail (ROLL_IS_ROLL (source), NULL);

  self = g_atomic_rc_box_new0 (RollcallDifferences);
  self->comparison = g_object_ref (comparison);
  self->entries[COMPARE_USERS] = g_hash_table_new (NULL, NULL);
  self->entries[COMPARE_GROUPS] = g_hash_table_new (NULL, NULL);
  self->groups = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (CompareWhere where = 0; where < COMPARE_N_WHERES; where++)
    {
      add_entries (self, COMPARE_USERS, where);
      add_entries (self, COMPARE_GROUPS, where);
    }
  count_memberships (self, COMPARE_MISSING);
  count_memberships (self, COMPARE_EXTRA);
  measure_groups (self, source, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    g_clear_pointer (&self, rollcall_differences_unref);
  return self;
}

void
rollcall_differences_new_async (Comparison *comparison,
                                Roll *source,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (COMPARE_IS_COMPARISON (comparison));
  g_return_if_fail (ROLL_IS_ROLL (source));

  job = g_new0 (Job, 1);
  job->comparison = g_object_ref (comparison);
  job->source = g_object_ref (source);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, rollcall_differences_new_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_cb);
}

RollcallDifferences *
rollcall_differences_new_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

RollcallDifferences *
rollcall_differences_ref (RollcallDifferences *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
rollcall_differences_unref (RollcallDifferences *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

Comparison *
rollcall_differences_get_comparison (RollcallDifferences *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->comparison;
}

const CompareEntry *
rollcall_differences_find (RollcallDifferences *self, CompareKind kind, guint32 row)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kind == COMPARE_USERS || kind == COMPARE_GROUPS, NULL);

  return g_hash_table_lookup (self->entries[kind], GSIZE_TO_POINTER ((gsize)row));
}

RollcallGroupSides
rollcall_differences_get_group (RollcallDifferences *self, guint32 row)
{
  const RollcallGroupSides *sides;

  g_return_val_if_fail (self != NULL, (RollcallGroupSides){ .source_members = -1 });

  sides = g_hash_table_lookup (self->groups, GSIZE_TO_POINTER ((gsize)row));
  return sides != NULL ? *sides : (RollcallGroupSides){ .source_members = -1 };
}

RollcallMarkKind
rollcall_differences_mark (const CompareEntry *entry)
{
  g_return_val_if_fail (entry != NULL, ROLLCALL_MARK_NONE);

  if (entry->explained)
    return ROLLCALL_MARK_EXPLAINED;
  switch (entry->where)
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

char *
rollcall_differences_describe (const CompareEntry *entry)
{
  const char *reason;

  g_return_val_if_fail (entry != NULL, NULL);

  reason = rollcall_differences_reason (entry->reason);
  /* Translators: the title of a reason, as in: Differs, explained: Deactivated */
  return entry->explained ? g_strdup_printf (_ ("Differs, explained: %s"), reason)
                          : g_strdup_printf (_ ("Differs: %s"), reason);
}

const char *
rollcall_differences_reason (CompareReason reason)
{
  g_return_val_if_fail ((guint)reason < COMPARE_N_REASONS, "");

  return _ (compare_reason_rows ()[reason].title);
}
