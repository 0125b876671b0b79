/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known about people, groups and memberships from beside the lists: a failure that was
 * recorded, a deletion, a wait. Of several of one kind the latest counts. What the source tells is
 * believed of its own people; of the target's only that it refused somebody.
 *
 * A line of type "Member" is about a membership: its key is the member's, its detail the group's
 * displayName. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

#include "base/base-fold.h"

#define N_REASONS_WITH_EVIDENCE 6

/**
 * EvidenceRow:
 * @from_target: whether the target's word counts too
 */
typedef struct
{
  RollEvidenceKind kind;
  CompareFacts fact;
  CompareReason reason;
  gboolean from_target;
} EvidenceRow;

/* In the order of RollEvidenceKind. */
static const EvidenceRow evidence_rows[N_REASONS_WITH_EVIDENCE] = {
  { ROLL_EVIDENCE_FAILED, COMPARE_FACT_FAILED, COMPARE_FAILED, TRUE },
  { ROLL_EVIDENCE_SKIPPED, COMPARE_FACT_SKIPPED, COMPARE_SKIPPED, FALSE },
  { ROLL_EVIDENCE_WAITING, COMPARE_FACT_WAITING, COMPARE_WAITING, FALSE },
  { ROLL_EVIDENCE_DELETED, COMPARE_FACT_DELETED, COMPARE_DELETED_AT_SOURCE, FALSE },
  { ROLL_EVIDENCE_OUT_OF_SCOPE, COMPARE_FACT_OUT_OF_SCOPE, COMPARE_UNASSIGNED_ACTIVE, FALSE },
  { ROLL_EVIDENCE_NESTED_ONLY, COMPARE_FACT_NESTED_ONLY, COMPARE_NESTED_ONLY, FALSE },
};

typedef struct
{
  CompareFacts facts;
  char *detail[N_REASONS_WITH_EVIDENCE];
} Known;

struct _CompareEvidence
{
  GHashTable *known;       /* "User" or "Group", a newline, the folded key */
  GHashTable *memberships; /* the member's folded key, a newline, the group's */
  gint64 last_cycle;
};

static const char *const types[] = { "User", "Group" };

static void
known_free (gpointer data)
{
  Known *known = data;

  for (guint i = 0; i < N_REASONS_WITH_EVIDENCE; i++)
    g_free (known->detail[i]);
  g_free (known);
}

static Known *
lookup (CompareEvidence *self,
        CompareKind      kind,
        const char      *key_folded)
{
  g_autofree char *key = NULL;

  g_assert (kind < COMPARE_N_MATCHED);

  if (key_folded == NULL || g_hash_table_size (self->known) == 0)
    return NULL;
  key = g_strconcat (types[kind], "\n", key_folded, NULL);
  return g_hash_table_lookup (self->known, key);
}

/* Rows come with the latest first; the first of its kind stays. */
static void
add (CompareEvidence   *self,
     const EvidenceRow *row,
     const char        *type,
     const char        *key_folded,
     const char        *detail)
{
  g_autofree char *key = g_strconcat (type, "\n", key_folded, NULL);
  Known *known = g_hash_table_lookup (self->known, key);

  if (known == NULL)
    {
      known = g_new0 (Known, 1);
      g_hash_table_insert (self->known, g_steal_pointer (&key), known);
    }
  if ((known->facts & row->fact) != 0)
    return;
  known->facts |= row->fact;
  if (detail != NULL && *detail != '\0')
    known->detail[row->kind] = g_strdup (detail);
}

static void
take_row (CompareEvidence   *self,
          DatabaseStatement *statement)
{
  const char *type = database_statement_column_text (statement, 1);
  const char *key_folded = database_statement_column_text (statement, 2);
  const char *detail = database_statement_column_text (statement, 3);
  gint64 time = database_statement_column_int (statement, 4);
  gboolean from_target = database_statement_column_int (statement, 5) != 0;
  RollEvidenceKind kind;

  if (type == NULL || key_folded == NULL ||
      !roll_evidence_kind_from_string (database_statement_column_text (statement, 0), &kind) ||
      (guint)kind >= N_REASONS_WITH_EVIDENCE || (from_target && !evidence_rows[kind].from_target))
    return;

  /* Who came into scope before the last cycle began isn't waiting any more. */
  if (kind == ROLL_EVIDENCE_WAITING && time > 0 && time <= self->last_cycle)
    return;

  if (g_str_equal (type, "Member"))
    {
      g_autofree char *group_folded = base_fold (detail);

      if (kind == ROLL_EVIDENCE_WAITING && group_folded != NULL)
        g_hash_table_add (self->memberships, g_strconcat (key_folded, "\n", group_folded, NULL));
    }
  else
    add (self, &evidence_rows[kind], type, key_folded, detail);
}

static gboolean
read_last_cycle (CompareEvidence  *self,
                 CompareWork      *work,
                 GError          **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  statement = database_prepare (work->database,
                                "SELECT value FROM source.facts WHERE name = 'last_cycle'", error);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    self->last_cycle = database_statement_column_int (statement, 0);
  return TRUE;
}

CompareEvidence *
compare_evidence_read (CompareWork  *work,
                       GError      **error)
{
  g_autoptr (CompareEvidence) self = g_new0 (CompareEvidence, 1);
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  self->memberships = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_last_cycle (self, work, error))
    return NULL;

  statement =
      database_prepare (work->database,
                        "SELECT kind, type, key_folded, detail, time, 0 AS side"
                        "  FROM source.evidence "
                        "UNION ALL "
                        "SELECT kind, type, key_folded, detail, time, 1 FROM target.evidence "
                        "ORDER BY 5 DESC, 6, 4",
                        error);
  if (statement == NULL)
    return NULL;
  while (database_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&self);
      take_row (self, statement);
    }
  return NULL;
}

void
compare_evidence_free (CompareEvidence *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->known);
  g_hash_table_unref (self->memberships);
  g_free (self);
}

CompareFacts
compare_evidence_find (CompareEvidence *self,
                       CompareKind      kind,
                       const char      *key_folded)
{
  Known *known = lookup (self, kind, key_folded);

  return known != NULL ? known->facts : 0;
}

const char *
compare_evidence_get_detail (CompareEvidence *self,
                             CompareKind      kind,
                             const char      *key_folded,
                             CompareReason    reason)
{
  Known *known = lookup (self, kind, key_folded);

  for (guint i = 0; known != NULL && i < N_REASONS_WITH_EVIDENCE; i++)
    if (evidence_rows[i].reason == reason)
      return known->detail[i];
  return NULL;
}

gboolean
compare_evidence_is_member_waiting (CompareEvidence *self,
                                    const char      *group_folded,
                                    const char      *member_folded)
{
  g_autofree char *key = NULL;

  if (((compare_evidence_find (self, COMPARE_USERS, member_folded) |
        compare_evidence_find (self, COMPARE_GROUPS, group_folded)) &
       COMPARE_FACT_WAITING) != 0)
    return TRUE;
  if (g_hash_table_size (self->memberships) == 0)
    return FALSE;
  key = g_strconcat (member_folded, "\n", group_folded, NULL);
  return g_hash_table_contains (self->memberships, key);
}
