/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who has no partner: the lists missing (at the source), extra (at the target) and ambiguous (of
 * both), each in the order of the report. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

/* What a query below must give, in this order. */
enum
{
  ROW,
  KEY,
  KEY_FOLDED,
  NAME,
  ACTIVE,
  STATE,
  RULE,
  VALUE,
  EXTERNAL_ID,
  IS_TARGET,
};

#define COLUMNS(side, is_target)                                                             \
  "SELECT p.row, v.key, v.key_folded, v.{name}, p.active, p.state, p.rule, p.value,"         \
  "  EXISTS (SELECT 1 FROM {" side "}.key k WHERE k.row = p.row AND k.rule = 'externalId')," \
  "  " is_target " AS side, v.id AS id "                                                     \
  "FROM {kind}_{" side "} p JOIN {" side "}.{view} v ON v.row = p.row "

/* {side} and {other} are the source and the target, whatever list it is. */
#define AT_SOURCE COLUMNS ("side", "0")
#define AT_TARGET COLUMNS ("other", "1")

static const char missing[] = AT_SOURCE "WHERE p.state IN (0, 2) ORDER BY 3, id";
static const char extra[] = AT_TARGET "WHERE p.state IN (0, 2) ORDER BY 3, id";
static const char ambiguous[] =
    AT_SOURCE "WHERE p.state = 3 UNION ALL " AT_TARGET "WHERE p.state = 3 ORDER BY 3, id, side";

static const char *const queries[COMPARE_N_WHERES] = {
  [COMPARE_MISSING] = missing,
  [COMPARE_EXTRA] = extra,
  [COMPARE_AMBIGUOUS] = ambiguous,
};

/* Evidence that says something about one who is missing, or about one who is extra. */
static const CompareFacts evidence_of[COMPARE_N_WHERES] = {
  [COMPARE_MISSING] =
      COMPARE_FACT_NESTED_ONLY | COMPARE_FACT_FAILED | COMPARE_FACT_SKIPPED | COMPARE_FACT_WAITING,
  [COMPARE_EXTRA] = COMPARE_FACT_DELETED | COMPARE_FACT_OUT_OF_SCOPE,
};

static CompareFacts
find_facts (CompareWork       *work,
            CompareKind        kind,
            CompareWhere       where,
            DatabaseStatement *statement)
{
  CompareFacts facts = 0;
  gboolean active = database_statement_column_int (statement, ACTIVE) != 0;

  facts |= compare_evidence_find (work->evidence, kind,
                                  database_statement_column_text (statement, KEY_FOLDED)) &
           evidence_of[where];
  if (database_statement_column_int (statement, STATE) == COMPARE_STATE_SET_ASIDE)
    facts |= COMPARE_FACT_SET_ASIDE;
  if (where == COMPARE_MISSING && !active)
    facts |= COMPARE_FACT_DISABLED;
  if (where == COMPARE_EXTRA && active)
    facts |= COMPARE_FACT_ACTIVE_HERE;
  if (database_statement_column_int (statement, EXTERNAL_ID) != 0)
    facts |= COMPARE_FACT_EXTERNAL_ID;
  return facts;
}

static char *
find_detail (CompareWork       *work,
             CompareEntry      *entry,
             DatabaseStatement *statement)
{
  const char *rule = database_statement_column_text (statement, RULE);

  /* The value that makes them a duplicate or ambiguous. */
  if (rule != NULL)
    return g_strdup_printf ("%s \"%s\"", rule, database_statement_column_text (statement, VALUE));
  return g_strdup (
      compare_evidence_get_detail (work->evidence, entry->kind,
                                   database_statement_column_text (statement, KEY_FOLDED),
                                   entry->reason));
}

static void
take_row (CompareWork       *work,
          CompareKind        kind,
          CompareWhere       where,
          DatabaseStatement *statement)
{
  CompareEntry *entry = compare_entry_new (kind, where, find_facts (work, kind, where, statement));
  gboolean is_target = database_statement_column_int (statement, IS_TARGET) != 0;
  gint64 row = database_statement_column_int (statement, ROW);

  entry->key = g_strdup (database_statement_column_text (statement, KEY));
  entry->name = g_strdup (database_statement_column_text (statement, NAME));
  entry->detail = find_detail (work, entry, statement);
  if (is_target)
    entry->target_row = row;
  else
    entry->source_row = row;
  if (where == COMPARE_AMBIGUOUS)
    entry->side = is_target ? "target" : "source";
  comparison_take_entry (work->comparison, entry);
}

static gboolean
fill_list (CompareWork   *work,
           CompareKind    kind,
           CompareWhere   where,
           GError       **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  statement = compare_sql_prepare (work, queries[where], kind, COMPARE_SOURCE, error);
  if (statement == NULL)
    return FALSE;
  while (database_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      take_row (work, kind, where, statement);
    }
  return FALSE;
}

gboolean
compare_unmatched (CompareWork  *work,
                   CompareKind   kind,
                   GError      **error)
{
  return fill_list (work, kind, COMPARE_MISSING, error) &&
         fill_list (work, kind, COMPARE_EXTRA, error) &&
         fill_list (work, kind, COMPARE_AMBIGUOUS, error);
}
