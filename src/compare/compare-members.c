/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memberships inside matched groups, as sorted pairs of ids in the target's numbers. A member who
 * is themselves missing, extra or ambiguous is named for that. Pairs inactive on both sides are in
 * none of the three numbers. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

/* Both sides' in the target's numbers, with their own beside them. */
static const char find_pairs[] =
    "SELECT {pair}, m.grp, m.person FROM {side}.member m"
    "  JOIN groups_{side} g ON g.row = m.grp JOIN users_{side} u ON u.row = m.person"
    "  WHERE g.state = 1 AND u.state = 1 AND NOT u.idle";

/* Those of people without a partner are unmatched from the start. */
static const char make_unmatched[] =
    "CREATE TABLE unmatched_{side} (grp INTEGER, person INTEGER);"
    "INSERT INTO unmatched_{side}"
    "  SELECT m.grp, m.person FROM users_{side} u"
    "  CROSS JOIN {side}.member m CROSS JOIN groups_{side} g"
    "  WHERE u.state <> 1 AND m.person = u.row AND g.row = m.grp AND g.state = 1;";

static const char add_unmatched[] = "INSERT INTO unmatched_{side} VALUES (?1, ?2)";

/* {side} is the side that has them. */
static const char find_unmatched[] =
    "SELECT m.grp, m.person, a.key, a.key_folded, b.key, b.key_folded, b.name,"
    "  u.state, g.other, u.other"
    "  FROM unmatched_{side} m"
    "  CROSS JOIN groups_{side} g CROSS JOIN users_{side} u"
    "  CROSS JOIN {side}.\"groups\" a CROSS JOIN {side}.person b"
    "  WHERE g.row = m.grp AND u.row = m.person AND a.row = m.grp AND b.row = m.person"
    "  ORDER BY 4, 6, a.id, b.id";

static const char find_of_missing_groups[] =
    "SELECT m.grp, m.person FROM source.member m JOIN groups_source g ON g.row = m.grp"
    "  WHERE g.state = 0 ORDER BY 1, 2";

typedef struct
{
  gint64 group;
  gint64 person;
  gint64 own_group;
  gint64 own_person;
} Pair;

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

static int
compare_pairs_cb (gconstpointer a,
                  gconstpointer b)
{
  const Pair *one = a;
  const Pair *other = b;

  if (one->group != other->group)
    return one->group < other->group ? -1 : 1;
  return one->person < other->person ? -1 : one->person > other->person;
}

static GArray *
read_pairs (CompareWork  *work,
            CompareSide   side,
            GError      **error)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  statement = compare_sql_prepare (work, find_pairs, COMPARE_USERS, side, error);
  if (statement == NULL)
    return NULL;
  while (database_statement_step (statement, &row, error))
    {
      Pair pair;

      if (!row)
        {
          g_array_sort (pairs, compare_pairs_cb);
          return g_steal_pointer (&pairs);
        }
      pair.group = database_statement_column_int (statement, 0);
      pair.person = database_statement_column_int (statement, 1);
      pair.own_group = database_statement_column_int (statement, 2);
      pair.own_person = database_statement_column_int (statement, 3);
      g_array_append_val (pairs, pair);
    }
  return NULL;
}

static gboolean
put_aside (CompareWork  *work,
           CompareSide   side,
           const Pair   *pair,
           GError      **error)
{
  g_autoptr (DatabaseStatement) statement =
      compare_sql_prepare (work, add_unmatched, COMPARE_USERS, side, error);

  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, pair->own_group);
  database_statement_bind_int (statement, 2, pair->own_person);
  return database_statement_run (statement, error);
}

/* Both lists are sorted: one walk. */
static gboolean
walk (CompareWork  *work,
      GArray       *source,
      GArray       *target,
      GError      **error)
{
  guint i = 0;
  guint j = 0;

  while (i < source->len || j < target->len)
    {
      const Pair *a = i < source->len ? &g_array_index (source, Pair, i) : NULL;
      const Pair *b = j < target->len ? &g_array_index (target, Pair, j) : NULL;
      int order = a == NULL ? 1 : b == NULL ? -1 : compare_pairs_cb (a, b);

      if (order == 0)
        work->comparison->matched[COMPARE_MEMBERSHIPS]++;
      else if (!put_aside (work, order < 0 ? COMPARE_SOURCE : COMPARE_TARGET, order < 0 ? a : b,
                           error))
        return FALSE;
      i += order <= 0;
      j += order >= 0;
    }
  return TRUE;
}

gboolean
compare_members (CompareWork  *work,
                 GError      **error)
{
  g_autoptr (GArray) source = NULL;
  g_autoptr (GArray) target = NULL;
  g_autoptr (DatabaseStatement) statement = NULL;

  if (!compare_sql_exec (work, make_unmatched, COMPARE_USERS, COMPARE_SOURCE, error) ||
      !compare_sql_exec (work, make_unmatched, COMPARE_USERS, COMPARE_TARGET, error) ||
      (source = read_pairs (work, COMPARE_SOURCE, error)) == NULL ||
      (target = read_pairs (work, COMPARE_TARGET, error)) == NULL ||
      !walk (work, source, target, error) || !fill_list (work, COMPARE_MISSING, error) ||
      !fill_list (work, COMPARE_EXTRA, error))
    return FALSE;

  statement = database_prepare (work->database, find_of_missing_groups, error);
  return statement != NULL &&
         compare_sql_read_links (statement, work->comparison->missing_group_members, error);
}
