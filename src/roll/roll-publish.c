/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Publishing: one transaction in which what is staged becomes the roll. Staged rows carry the row
 * numbers that they have, or will have, in the roll; so everything is a difference by row, and what
 * is as before is not written. Leaf values are taken from the staged bodies here, of changed people
 * only. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include <string.h>

#include "base/base-time.h"
#include "roll/roll-index.h"
#include "roll/roll-private.h"
#include "roll/roll-resource.h"
#include "scim/scim-schema.h"

/* Who is in the roll and wasn't staged, and every membership by row. A member is what its hint says
 * it is, if there is one of that id; else what there is. */
static const char resolve_sql[] =
    "INSERT INTO staging.gone SELECT r.row FROM main.resource r"
    "  WHERE NOT EXISTS (SELECT 1 FROM staging.resource s WHERE s.row = r.row);"
    "INSERT OR IGNORE INTO staging.membership"
    "  SELECT m.grp, CASE m.hint WHEN 2 THEN coalesce (g.row, u.row) ELSE coalesce (u.row, g.row) "
    "END"
    "  FROM staging.member m"
    "  LEFT JOIN staging.resource u ON u.type = 0 AND u.id = m.id"
    "  LEFT JOIN staging.resource g ON g.type = 1 AND g.id = m.id"
    "  WHERE coalesce (u.row, g.row) IS NOT NULL;";

static const char unknown_members_sql[] =
    "SELECT count (*) OVER (), s.id || ': ' || m.id FROM staging.member m"
    "  JOIN staging.resource s ON s.row = m.grp"
    "  WHERE NOT EXISTS (SELECT 1 FROM staging.resource r WHERE r.type IN (0, 1) AND r.id = m.id)"
    "  ORDER BY m.grp, m.id LIMIT 1";

static const char remove_sql[] =
    "DELETE FROM main.leaf WHERE row IN (SELECT row FROM staging.gone UNION ALL"
    "  SELECT row FROM staging.resource WHERE state = 1);"
    "DELETE FROM main.resource WHERE row IN (SELECT row FROM staging.gone UNION ALL"
    "  SELECT row FROM staging.resource WHERE state = 1);";

static const char write_sql[] =
    "INSERT INTO main.resource (row, type, id, active, named, key, key_folded, name, external_id,"
    "    external_id_exact, email, email_folded, department, title, modified, digest, hash, body)"
    "  SELECT row, type, id, active, named, key, key_folded, name, external_id, external_id_exact,"
    "    email, email_folded, department, title, modified, digest, hash, body"
    "  FROM staging.resource WHERE state > 0 ORDER BY row;";

static const char membership_sql[] =
    "DELETE FROM main.membership WHERE NOT EXISTS (SELECT 1 FROM staging.membership s"
    "  WHERE s.grp = membership.grp AND s.member = membership.member);"
    "INSERT OR IGNORE INTO main.membership SELECT grp, member FROM staging.membership ORDER BY "
    "grp, member;";

static const char evidence_sql[] =
    "DELETE FROM main.evidence WHERE NOT EXISTS (SELECT 1 FROM staging.evidence s"
    "  WHERE s.type = evidence.type AND s.key_folded = evidence.key_folded AND s.kind = "
    "evidence.kind"
    "    AND s.key = evidence.key AND s.detail IS evidence.detail AND s.time = evidence.time);"
    "INSERT INTO main.evidence SELECT kind, type, key_folded, key, detail, time FROM "
    "staging.evidence"
    "  EXCEPT SELECT kind, type, key_folded, key, detail, time FROM main.evidence;";

/* Those of whom the evidence says so are out of scope, all others in. */
static const char scope_sql[] =
    "UPDATE main.resource SET scope = 1 WHERE type IN (0, 1) AND scope = 0 AND NOT EXISTS"
    "  (SELECT 1 FROM main.evidence e WHERE e.type = CASE resource.type WHEN 0 THEN 'User' ELSE "
    "'Group' END"
    "    AND e.key_folded = resource.key_folded AND e.kind IN ('deleted', 'out_of_scope'));"
    "UPDATE main.resource SET scope = 0 WHERE scope = 1 AND row IN"
    "  (SELECT r.row FROM main.evidence e JOIN main.resource r"
    "    ON r.type = (e.type = 'Group') AND r.key_folded = e.key_folded"
    "    WHERE e.kind IN ('deleted', 'out_of_scope'));";

static const char clear_facts_sql[] = "DELETE FROM main.carried; DELETE FROM main.supported;"
                                      "DELETE FROM main.facts; DELETE FROM main.fault;";

typedef struct
{
  const char *name;
  const char *sql;
} Count;

static const Count counts[] = {
  { "users_total", "SELECT count (*) FROM main.resource WHERE type = 0 AND scope = 1" },
  { "users_active",
    "SELECT count (*) FROM main.resource WHERE type = 0 AND scope = 1 AND active = 1" },
  { "groups_total", "SELECT count (*) FROM main.resource WHERE type = 1 AND scope = 1" },
  { "memberships_total",
    "SELECT count (*) FROM main.membership"
    "  WHERE grp NOT IN (SELECT row FROM main.resource WHERE type = 1 AND scope = 0)"
    "  AND member NOT IN (SELECT row FROM main.resource WHERE type = 0 AND scope = 0)"
    "  AND member NOT IN (SELECT row FROM main.resource WHERE type = 1)" },
};

gboolean
roll_query_int (Database    *database,
                const char  *sql,
                gint64      *value,
                GError     **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, error);

  if (statement == NULL || !database_statement_step (statement, NULL, error))
    return FALSE;
  *value = database_statement_column_int (statement, 0);
  return TRUE;
}

static gboolean
note_unknown_members (RollPublication  *self,
                      GError          **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean found;

  statement = database_prepare (self->database, unknown_members_sql, error);
  if (statement == NULL || !database_statement_step (statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;

  self->fault_counts[ROLL_FAULT_UNKNOWN_MEMBER] += database_statement_column_int (statement, 0);
  if (self->fault_details[ROLL_FAULT_UNKNOWN_MEMBER] == NULL)
    self->fault_details[ROLL_FAULT_UNKNOWN_MEMBER] =
        g_strdup (database_statement_column_text (statement, 1));
  return TRUE;
}

/* Paths are few, and the taker has one text for each spelling: their numbers are kept by address.
 */
static gboolean
find_path (RollPublication  *self,
           GHashTable       *paths,
           const char       *path,
           gint64           *number,
           GError          **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (paths, path, NULL, &known))
    {
      *number = GPOINTER_TO_SIZE (known);
      return TRUE;
    }

  statement = database_prepare (self->database,
                                "INSERT INTO main.path (path) VALUES (?1)"
                                " ON CONFLICT (path) DO UPDATE SET path = path RETURNING number",
                                error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_text (statement, 1, path);
  if (!database_statement_step (statement, NULL, error))
    return FALSE;
  *number = database_statement_column_int (statement, 0);
  g_hash_table_insert (paths, (gpointer)path, GSIZE_TO_POINTER ((gsize)*number));
  return TRUE;
}

static gboolean
write_leaves (RollPublication     *self,
              GHashTable          *paths,
              gint64               row,
              const RollResource  *resource,
              GError             **error)
{
  for (guint i = 0; i < resource->leaves->len; i++)
    {
      const RollLeaf *leaf = &g_array_index (resource->leaves, RollLeaf, i);
      g_autoptr (DatabaseStatement) insert = NULL;
      gint64 number;

      if (!find_path (self, paths, leaf->path, &number, error))
        return FALSE;
      insert = database_prepare (self->database,
                                 "INSERT INTO main.leaf VALUES (?1, ?2, ?3, ?4, ?5)", error);
      if (insert == NULL)
        return FALSE;
      database_statement_bind_int (insert, 1, row);
      database_statement_bind_int (insert, 2, number);
      database_statement_bind_text (insert, 3, leaf->kind);
      database_statement_bind_text (insert, 4, leaf->compare);
      database_statement_bind_text (insert, 5, leaf->shown != leaf->compare ? leaf->shown : NULL);
      if (!database_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_all_leaves (RollPublication  *self,
                  GError          **error)
{
  g_autoptr (RollTaker) taker = roll_taker_new ();
  g_autoptr (GHashTable) paths = g_hash_table_new (NULL, NULL);
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean found;

  statement =
      database_prepare (self->database,
                        "SELECT row, body FROM staging.resource WHERE state > 0 AND type = 0"
                        " ORDER BY row",
                        error);
  if (statement == NULL)
    return FALSE;

  while (database_statement_step (statement, &found, error))
    {
      g_auto (BaseJsonReader) reader = { 0 };
      const RollResource *resource;

      if (!found)
        return TRUE;
      base_json_reader_init (&reader, database_statement_column_text (statement, 1),
                             database_statement_column_bytes (statement, 1));
      resource = roll_taker_take (taker, scim_resource_type_user (), &reader);
      if (resource == NULL)
        return base_json_reader_check (&reader, error);
      if (!write_leaves (self, paths, database_statement_column_int (statement, 0), resource,
                         error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
insert_pair (Database    *database,
             const char  *sql,
             const char  *first,
             const char  *second,
             GError     **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  database_statement_bind_text (statement, 1, first);
  if (second != NULL)
    database_statement_bind_text (statement, 2, second);
  return database_statement_run (statement, error);
}

static gboolean
write_set (Database    *database,
           const char  *sql,
           GHashTable  *set,
           GError     **error)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!insert_pair (database, sql, path, NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
count_everything (RollPublication  *self,
                  GError          **error)
{
  if (g_hash_table_contains (self->facts, "counts_only"))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      gint64 value;

      if (!roll_query_int (self->database, counts[i].sql, &value, error))
        return FALSE;
      g_hash_table_insert (self->facts, g_strdup (counts[i].name),
                           g_strdup_printf ("%" G_GINT64_FORMAT, value));
    }
  return TRUE;
}

static gboolean
write_facts (RollPublication  *self,
             GError          **error)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, self->facts);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (value != NULL &&
        !insert_pair (self->database, "INSERT INTO main.facts VALUES (?1, ?2)", name, value, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_faults (RollPublication  *self,
              GError          **error)
{
  for (guint i = 0; i < ROLL_N_FAULTS; i++)
    {
      g_autoptr (DatabaseStatement) statement = NULL;

      if (self->fault_counts[i] == 0)
        continue;
      statement =
          database_prepare (self->database, "INSERT INTO main.fault VALUES (?1, ?2, ?3)", error);
      if (statement == NULL)
        return FALSE;
      database_statement_bind_text (statement, 1, roll_fault_to_code ((RollFault)i));
      database_statement_bind_int (statement, 2, self->fault_counts[i]);
      database_statement_bind_text (statement, 3, self->fault_details[i]);
      if (!database_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* What lists show: resources, memberships, and who is in scope. @changes counts rows written. */
static gboolean
write_lists (RollPublication  *self,
             gint64           *changes,
             GError          **error)
{
  static const char total_sql[] = "SELECT total_changes ()";
  Database *database = self->database;
  gint64 begin;
  gint64 before_evidence;
  gint64 before_scope;

  if (!roll_query_int (database, total_sql, &begin, error) ||
      !database_exec (database, remove_sql, error) || !database_exec (database, write_sql, error) ||
      !write_all_leaves (self, error) || !database_exec (database, membership_sql, error) ||
      !roll_query_int (database, total_sql, &before_evidence, error) ||
      !database_exec (database, evidence_sql, error) ||
      !roll_query_int (database, total_sql, &before_scope, error) ||
      !database_exec (database, scope_sql, error) ||
      !roll_query_int (database, total_sql, changes, error))
    return FALSE;

  *changes -= begin + before_scope - before_evidence;
  return TRUE;
}

/* Counts up, also where the clock went back. */
static gboolean
write_generation (RollPublication  *self,
                  gint64            now,
                  gboolean          changed,
                  GError          **error)
{
  g_autoptr (DatabaseStatement) statement =
      database_prepare (self->database,
                        "UPDATE main.state SET generation = max (generation + 1, ?1),"
                        "  listed = CASE WHEN ?2 OR listed = 0 THEN max (generation + 1, ?1)"
                        "    ELSE listed END",
                        error);

  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, now);
  database_statement_bind_int (statement, 2, changed);
  return database_statement_run (statement, error);
}

static gboolean
publish (RollPublication  *self,
         GError          **error)
{
  Database *database = self->database;
  gint64 now = base_time_now ();
  gint64 changes;

  return database_exec (database, resolve_sql, error) && note_unknown_members (self, error) &&
         roll_history_note (database, now, error) && write_lists (self, &changes, error) &&
         count_everything (self, error) && database_exec (database, clear_facts_sql, error) &&
         write_facts (self, error) && write_faults (self, error) &&
         write_set (database, "INSERT INTO main.carried VALUES (?1)", self->carried, error) &&
         write_set (database, "INSERT INTO main.supported VALUES (?1)", self->supported, error) &&
         roll_history_prune (database, now, error) && roll_trend_note (database, now, error) &&
         write_generation (self, now, changes > 0, error);
}

/* The index of what will be committed lies ready before anybody can ask for it. If it can't be
 * made or kept, readers make their own. */
static void
write_index (RollPublication *self,
             gint64           generation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = roll_index_make (self->database, generation, NULL, &error);

  if (bytes == NULL)
    g_info ("No list is kept of this roll: %s", error->message);
  else
    roll_index_save (self->path, generation, bytes);
}

/* With the index of the new lists, if there are any, and without that of the old. */
static gboolean
commit (RollPublication  *self,
        gint64            before,
        GError          **error)
{
  gint64 listed;
  gboolean good;

  if (!roll_query_int (self->database, ROLL_LISTED_SQL, &listed, error))
    return FALSE;
  if (listed != before)
    write_index (self, listed);
  good = database_commit (self->database, error);
  roll_index_sweep (self->path, good ? listed : before);
  return good;
}

gboolean
roll_publish (RollPublication  *publication,
              GError          **error)
{
  Database *database = publication->database;
  gint64 listed;

  /* Ends the transaction of staging. */
  if (!database_commit (database, error) || !database_begin (database, error))
    return FALSE;
  if (!roll_query_int (database, ROLL_LISTED_SQL, &listed, error) ||
      !publish (publication, error) || !commit (publication, listed, error))
    {
      database_rollback (database);
      return FALSE;
    }
  database_checkpoint (database);
  return TRUE;
}
