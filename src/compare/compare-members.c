/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memberships inside matched groups, as sorted pairs of ids in the target's numbers. A member who
 * is themselves missing, extra or ambiguous is named for that. Pairs inactive on both sides are in
 * none of the three numbers. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

static const char make_pairs[] =
    "CREATE TABLE members_source ("
    "  grp INTEGER, person INTEGER, PRIMARY KEY (grp, person)) WITHOUT ROWID;"
    "INSERT OR IGNORE INTO members_source"
    "  SELECT g.other, u.other FROM source.member m"
    "  JOIN groups_source g ON g.row = m.grp JOIN users_source u ON u.row = m.person"
    "  WHERE g.state = 1 AND u.state = 1 AND NOT u.idle;"
    "CREATE TABLE members_target ("
    "  grp INTEGER, person INTEGER, PRIMARY KEY (grp, person)) WITHOUT ROWID;"
    "INSERT OR IGNORE INTO members_target"
    "  SELECT m.grp, m.person FROM target.member m"
    "  JOIN groups_target g ON g.row = m.grp JOIN users_target u ON u.row = m.person"
    "  WHERE g.state = 1 AND u.state = 1 AND NOT u.idle;";

static const char count_matched[] = "SELECT count(*) FROM members_source s JOIN members_target t"
                                    "  ON t.grp = s.grp AND t.person = s.person";

enum
{
  GROUP,
  PERSON,
  GROUP_KEY,
  GROUP_KEY_FOLDED,
  PERSON_KEY,
  PERSON_KEY_FOLDED,
  PERSON_NAME,
  STATE,
  OTHER_GROUP,
  OTHER_PERSON,
};

/* {side} is the side that has them. Few, so that names are looked up for these alone. */
static const char make_unmatched[] =
    "CREATE TABLE unmatched_{side} ("
    "  grp INTEGER, person INTEGER, state INTEGER, other_grp INTEGER, other_person INTEGER);"
    "INSERT INTO unmatched_{side}"
    "  SELECT m.grp, m.person, u.state, g.other, u.other FROM {side}.member m"
    "  JOIN groups_{side} g ON g.row = m.grp"
    "  JOIN users_{side} u ON u.row = m.person"
    "  WHERE g.state = 1 AND NOT u.idle AND (u.state <> 1 OR NOT EXISTS ("
    "    SELECT 1 FROM members_{other} x WHERE (x.grp, x.person) = ({pair})));";

static const char find_unmatched[] =
    "SELECT m.grp, m.person, a.key, a.key_folded, b.key, b.key_folded, b.name,"
    "  m.state, m.other_grp, m.other_person"
    "  FROM unmatched_{side} m"
    "  CROSS JOIN {side}.\"groups\" a CROSS JOIN {side}.person b"
    "  WHERE a.row = m.grp AND b.row = m.person"
    "  ORDER BY 4, 6, a.id, b.id";

static const char find_of_missing_groups[] =
    "SELECT m.grp, m.person FROM source.member m JOIN groups_source g ON g.row = m.grp"
    "  WHERE g.state = 0 ORDER BY 1, 2";

/* Entries of a list of people by their row at @side. */
static GHashTable *
index_people (Comparison   *self,
              CompareWhere  where)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *entries = self->entries[COMPARE_USERS][where];

  for (guint i = 0; i < entries->len; i++)
    {
      CompareEntry *entry = g_ptr_array_index (entries, i);

      g_hash_table_insert (index,
                           where == COMPARE_MISSING ? &entry->source_row : &entry->target_row,
                           entry);
    }
  return index;
}

static CompareFacts
find_facts (CompareWork       *work,
            CompareWhere       where,
            DatabaseStatement *statement)
{
  CompareState state = database_statement_column_int (statement, STATE);

  if (where == COMPARE_EXTRA)
    return state != COMPARE_STATE_MATCHED ? COMPARE_FACT_MEMBER_NOT_AT_SOURCE : 0;

  if (state == COMPARE_STATE_FREE || state == COMPARE_STATE_SET_ASIDE)
    return COMPARE_FACT_MEMBER_MISSING;
  if (compare_evidence_is_member_waiting (
          work->evidence, database_statement_column_text (statement, GROUP_KEY_FOLDED),
          database_statement_column_text (statement, PERSON_KEY_FOLDED)))
    return COMPARE_FACT_WAITING;
  return 0;
}

static void
take_row (CompareWork       *work,
          CompareWhere       where,
          GHashTable        *people,
          DatabaseStatement *statement)
{
  CompareEntry *entry =
      compare_entry_new (COMPARE_MEMBERSHIPS, where, find_facts (work, where, statement));
  gint64 group = database_statement_column_int (statement, GROUP);
  gint64 person = database_statement_column_int (statement, PERSON);
  gint64 other_group = database_statement_column_int (statement, OTHER_GROUP);
  gint64 other_person = database_statement_column_int (statement, OTHER_PERSON);

  entry->key = g_strdup (database_statement_column_text (statement, GROUP_KEY));
  entry->member = g_strdup (database_statement_column_text (statement, PERSON_KEY));
  entry->name = g_strdup (database_statement_column_text (statement, PERSON_NAME));
  entry->source_row = where == COMPARE_MISSING ? group : other_group;
  entry->target_row = where == COMPARE_MISSING ? other_group : group;
  entry->member_source_row = where == COMPARE_MISSING ? person : other_person;
  entry->member_target_row = where == COMPARE_MISSING ? other_person : person;
  if (compare_reason_rows ()[entry->reason].as_member)
    {
      /* An ambiguous member is in neither list, and never explained. */
      const CompareEntry *member = g_hash_table_lookup (people, &person);

      entry->explained = member != NULL && member->explained;
    }
  comparison_take_entry (work->comparison, entry);
}

static gboolean
fill_list (CompareWork   *work,
           CompareWhere   where,
           GError       **error)
{
  CompareSide side = where == COMPARE_MISSING ? COMPARE_SOURCE : COMPARE_TARGET;
  g_autoptr (GHashTable) people = index_people (work->comparison, where);
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  if (!compare_sql_exec (work, make_unmatched, COMPARE_USERS, side, error))
    return FALSE;
  statement = compare_sql_prepare (work, find_unmatched, COMPARE_USERS, side, error);
  if (statement == NULL)
    return FALSE;
  while (database_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      take_row (work, where, people, statement);
    }
  return FALSE;
}

static gboolean
count (CompareWork  *work,
       GError      **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;

  statement = database_prepare (work->database, count_matched, error);
  if (statement == NULL || !database_statement_step (statement, NULL, error))
    return FALSE;
  work->comparison->matched[COMPARE_MEMBERSHIPS] = database_statement_column_int (statement, 0);
  return TRUE;
}

gboolean
compare_members (CompareWork  *work,
                 GError      **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;

  if (!database_exec (work->database, make_pairs, error) || !count (work, error) ||
      !fill_list (work, COMPARE_MISSING, error) || !fill_list (work, COMPARE_EXTRA, error))
    return FALSE;

  statement = database_prepare (work->database, find_of_missing_groups, error);
  return statement != NULL &&
         compare_sql_read_links (statement, work->comparison->missing_group_members, error);
}
