/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Matching, rule by rule: who holds which value among those neither matched nor set aside; a value
 * with one holder on each side makes a pair, and two or more holders on one side are set aside
 * there, while a holder on the other side goes on to the next rule. After all rules, whoever is
 * left and has a value of a matched one of the other side is ambiguous. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

/**
 * MatchRule:
 * @rule: as the roll's view `key` names it
 * @carried: the path in the view `carried` that says that a side carries it, or %NULL
 */
typedef struct
{
  const char *rule;
  const char *carried;
} MatchRule;

static const MatchRule user_rules[] = {
  { "externalId", "externalId" },
  { "userName", "userName" },
  { "emails", "emails.value" },
};

static const MatchRule group_rules[] = {
  { "externalId", NULL },
  { "displayName", NULL },
};

static const char make_tables[] =
    "CREATE TABLE {kind}_{side} ("
    "  row INTEGER PRIMARY KEY,"
    "  active INTEGER NOT NULL,"
    "  state INTEGER NOT NULL DEFAULT 0,"
    "  other INTEGER,"
    "  rule TEXT,"
    "  value TEXT,"
    "  idle INTEGER NOT NULL DEFAULT 0);"
    "INSERT INTO {kind}_{side} (row, active) SELECT row, {active} FROM {side}.{view};"
    "CREATE TABLE {kind}_{side}_holder ("
    "  value TEXT PRIMARY KEY, row INTEGER NOT NULL, holders INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE {kind}_{side}_left ("
    "  rule TEXT, value TEXT, PRIMARY KEY (rule, value)) WITHOUT ROWID;"
    "CREATE TABLE {kind}_{side}_held ("
    "  rule TEXT, value TEXT, PRIMARY KEY (rule, value)) WITHOUT ROWID;";

static const char is_carried[] =
    "SELECT EXISTS (SELECT 1 FROM {side}.key k JOIN {kind}_{side} p ON p.row = k.row"
    "               WHERE k.rule = ?1)"
    "    OR EXISTS (SELECT 1 FROM {side}.carried WHERE path = ?2)";

static const char forget_holders[] = "DELETE FROM {kind}_{side}_holder";

static const char find_holders[] =
    "INSERT INTO {kind}_{side}_holder"
    "  SELECT k.value, min(k.row), count(*)"
    "  FROM {side}.key k JOIN {kind}_{side} p ON p.row = k.row AND p.state = 0"
    "  WHERE k.rule = ?1 GROUP BY k.value";

static const char has_several[] = "SELECT 1 FROM {kind}_{side}_holder WHERE holders > 1 LIMIT 1";

static const char has_left[] = "SELECT 1 FROM {kind}_{side} WHERE state = 0 LIMIT 1";

static const char set_aside[] =
    "UPDATE {kind}_{side} SET state = 2, rule = ?1, value = h.value"
    "  FROM {side}.key k JOIN {kind}_{side}_holder h ON h.value = k.value AND h.holders > 1"
    "  WHERE k.rule = ?1 AND {kind}_{side}.row = k.row AND {kind}_{side}.state = 0";

static const char pair_up[] =
    "UPDATE {kind}_{side} SET state = 1, other = o.row"
    "  FROM {kind}_{side}_holder h JOIN {kind}_{other}_holder o USING (value)"
    "  WHERE h.holders = 1 AND o.holders = 1 AND {kind}_{side}.row = h.row";

/* Values of those who are left, which may make them ambiguous... */
static const char find_left[] =
    "INSERT OR IGNORE INTO {kind}_{side}_left"
    "  SELECT k.rule, k.value FROM {kind}_{side} p JOIN {side}.key k ON k.row = p.row"
    "  WHERE p.state = 0 AND k.rule = ?1";

/* ...if a matched one of the other side has them. The joins' order is ours: keys once, then by
 * key. */
static const char find_held[] = "INSERT OR IGNORE INTO {kind}_{side}_held"
                                "  SELECT o.rule, o.value FROM {other}.key o"
                                "  CROSS JOIN {kind}_{side}_left l CROSS JOIN {kind}_{other} p"
                                "  WHERE o.rule = ?1 AND l.rule = o.rule AND l.value = o.value"
                                "    AND p.row = o.row AND p.state = 1";

static const char find_ambiguous[] =
    "UPDATE {kind}_{side} SET state = 3, rule = ?1,"
    "    value = (SELECT k.value FROM {side}.key k"
    "             WHERE k.row = {kind}_{side}.row AND k.rule = ?1)"
    "  WHERE state = 0 AND EXISTS (SELECT 1 FROM {side}.key k"
    "    JOIN {kind}_{side}_held h ON h.rule = k.rule AND h.value = k.value"
    "    WHERE k.row = {kind}_{side}.row AND k.rule = ?1)";

static const char find_idle[] =
    "UPDATE {kind}_{side} SET idle = 1 FROM {kind}_{other} o"
    "  WHERE o.row = {kind}_{side}.other AND NOT o.active AND NOT {kind}_{side}.active";

static const char find_pairs[] =
    "SELECT row, other FROM {kind}_{side} WHERE state = 1 ORDER BY row";

/* Runs a statement whose one parameter is the rule's name. */
static gboolean
run (CompareWork  *work,
     const char   *text,
     CompareKind   kind,
     CompareSide   side,
     const char   *rule,
     GError      **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;

  statement = compare_sql_prepare (work, text, kind, side, error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_text (statement, 1, rule);
  return database_statement_run (statement, error);
}

static gboolean
run_on_both (CompareWork  *work,
             const char   *text,
             CompareKind   kind,
             const char   *rule,
             GError      **error)
{
  return run (work, text, kind, COMPARE_SOURCE, rule, error) &&
         run (work, text, kind, COMPARE_TARGET, rule, error);
}

static gboolean
exec_on_both (CompareWork  *work,
              const char   *text,
              CompareKind   kind,
              GError      **error)
{
  return compare_sql_exec (work, text, kind, COMPARE_SOURCE, error) &&
         compare_sql_exec (work, text, kind, COMPARE_TARGET, error);
}

static gboolean
side_carries (CompareWork      *work,
              CompareKind       kind,
              CompareSide       side,
              const MatchRule  *rule,
              gboolean         *carries,
              GError          **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  statement = compare_sql_prepare (work, is_carried, kind, side, error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_text (statement, 1, rule->rule);
  database_statement_bind_text (statement, 2, rule->carried);
  if (!database_statement_step (statement, &row, error))
    return FALSE;
  *carries = database_statement_column_int (statement, 0) != 0;
  return TRUE;
}

/* The rules of this kind that the caller wants, in the caller's order. */
static GPtrArray *
choose_rules (CompareWork *work,
              CompareKind  kind)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();

  if (kind == COMPARE_GROUPS)
    for (guint i = 0; i < G_N_ELEMENTS (group_rules); i++)
      g_ptr_array_add (rules, (gpointer)&group_rules[i]);
  else
    for (guint i = 0; work->rules[i] != NULL; i++)
      for (guint j = 0; j < G_N_ELEMENTS (user_rules); j++)
        if (g_str_equal (work->rules[i], user_rules[j].rule))
          g_ptr_array_add (rules, (gpointer)&user_rules[j]);
  return g_steal_pointer (&rules);
}

static gboolean
has_row (CompareWork  *work,
         const char   *text,
         CompareKind   kind,
         CompareSide   side,
         gboolean     *has,
         GError      **error)
{
  g_autoptr (DatabaseStatement) statement = compare_sql_prepare (work, text, kind, side, error);

  return statement != NULL && database_statement_step (statement, has, error);
}

/* The other side's states are final but for who is ambiguous there, whom nobody asks for. */
static gboolean
find_ambiguous_ones (CompareWork  *work,
                     CompareKind   kind,
                     CompareSide   side,
                     GPtrArray    *rules,
                     GError      **error)
{
  gboolean left;

  if (!has_row (work, has_left, kind, side, &left, error))
    return FALSE;
  for (guint i = 0; left && i < rules->len; i++)
    {
      const MatchRule *rule = g_ptr_array_index (rules, i);

      if (!run (work, find_left, kind, side, rule->rule, error) ||
          !run (work, find_held, kind, side, rule->rule, error) ||
          !run (work, find_ambiguous, kind, side, rule->rule, error))
        return FALSE;
    }
  return TRUE;
}

/* Two or more holders of one value are rare. */
static gboolean
set_holders_aside (CompareWork      *work,
                   CompareKind       kind,
                   CompareSide       side,
                   const MatchRule  *rule,
                   GError          **error)
{
  gboolean several;

  return has_row (work, has_several, kind, side, &several, error) &&
         (!several || run (work, set_aside, kind, side, rule->rule, error));
}

static gboolean
apply_rule (CompareWork      *work,
            CompareKind       kind,
            const MatchRule  *rule,
            gboolean         *used,
            GError          **error)
{
  gboolean source, target;

  if (!side_carries (work, kind, COMPARE_SOURCE, rule, &source, error) ||
      !side_carries (work, kind, COMPARE_TARGET, rule, &target, error))
    return FALSE;
  *used = source && target;
  if (!*used)
    return TRUE;

  return exec_on_both (work, forget_holders, kind, error) &&
         run_on_both (work, find_holders, kind, rule->rule, error) &&
         set_holders_aside (work, kind, COMPARE_SOURCE, rule, error) &&
         set_holders_aside (work, kind, COMPARE_TARGET, rule, error) &&
         exec_on_both (work, pair_up, kind, error);
}

gboolean
compare_match (CompareWork  *work,
               CompareKind   kind,
               GError      **error)
{
  g_autoptr (GPtrArray) rules = choose_rules (work, kind);
  g_autoptr (GPtrArray) used = g_ptr_array_new ();
  g_autoptr (DatabaseStatement) statement = NULL;

  if (!exec_on_both (work, make_tables, kind, error))
    return FALSE;

  for (guint i = 0; i < rules->len; i++)
    {
      const MatchRule *rule = g_ptr_array_index (rules, i);
      gboolean is_used;

      if (!apply_rule (work, kind, rule, &is_used, error))
        return FALSE;
      if (is_used)
        g_ptr_array_add (used, (gpointer)rule);
    }

  if (!find_ambiguous_ones (work, kind, COMPARE_SOURCE, used, error) ||
      !find_ambiguous_ones (work, kind, COMPARE_TARGET, used, error))
    return FALSE;
  if (!exec_on_both (work, find_idle, kind, error))
    return FALSE;

  statement = compare_sql_prepare (work, find_pairs, kind, COMPARE_SOURCE, error);
  if (statement == NULL ||
      !compare_sql_read_links (statement, work->comparison->pairs[kind], error))
    return FALSE;
  work->comparison->matched[kind] = work->comparison->pairs[kind]->len;
  return TRUE;
}
