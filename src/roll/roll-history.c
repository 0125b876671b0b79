/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What changed from one reading to the next: who came, left and changed (with each value's old and
 * new text), who joined or quit a group while they were there. Noted just before it is changed, in
 * the same transaction. The first reading is no change. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include <string.h>

#include "base/base-json-writer.h"
#include "roll/roll-private.h"
#include "roll/roll-resource.h"
#include "scim/scim-schema.h"

#define KEPT_BYTES (100 * 1000 * 1000)

static const char came_sql[] =
    "INSERT INTO main.change (time, what, type, id, key, name)"
    "  SELECT ?1, 'came', type, id, key, name FROM staging.resource WHERE state = 2";

static const char left_sql[] = "INSERT INTO main.change (time, what, type, id, key, name)"
                               "  SELECT ?1, 'left', type, id, key, name FROM main.resource"
                               "  WHERE row IN (SELECT row FROM staging.gone)";

static const char joined_sql[] =
    "INSERT INTO main.change (time, what, type, id, key, name, detail, group_id)"
    "  SELECT ?1, 'joined', p.type, p.id, p.key, p.name, g.key, g.id FROM staging.membership s"
    "  JOIN main.resource g ON g.row = s.grp JOIN main.resource p ON p.row = s.member"
    "  WHERE NOT EXISTS (SELECT 1 FROM main.membership m WHERE m.grp = s.grp AND m.member = "
    "s.member)";

static const char quit_sql[] =
    "INSERT INTO main.change (time, what, type, id, key, name, detail, group_id)"
    "  SELECT ?1, 'quit', p.type, p.id, p.key, p.name, g.key, g.id FROM main.membership m"
    "  JOIN main.resource g ON g.row = m.grp JOIN main.resource p ON p.row = m.member"
    "  WHERE m.grp NOT IN (SELECT row FROM staging.gone)"
    "    AND m.member NOT IN (SELECT row FROM staging.gone)"
    "    AND NOT EXISTS (SELECT 1 FROM staging.membership s WHERE s.grp = m.grp AND s.member = "
    "m.member)";

/* Whoever differs in more than meta. */
static const char changed_sql[] =
    "SELECT s.row, s.type, s.id, s.key, s.name, s.body, r.active, s.active, r.external_id, "
    "s.external_id,"
    "    r.key, s.key"
    "  FROM staging.resource s JOIN main.resource r ON r.row = s.row WHERE s.state = 1"
    "  AND (s.hash <> r.hash OR s.active <> r.active OR s.external_id IS NOT r.external_id"
    "    OR s.key <> r.key)";

static const char values_sql[] =
    "SELECT path.path, leaf.kind, coalesce (leaf.shown, leaf.compare) FROM main.leaf"
    "  JOIN main.path ON path.number = leaf.path WHERE leaf.row = ?1";

static gboolean
insert_at (Database    *database,
           const char  *sql,
           gint64       time,
           GError     **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, time);
  return database_statement_run (statement, error);
}

/* "emails.value" of kind "work" as emails[type eq "work"].value */
static char *
name_value (const char *path,
            const char *kind)
{
  const char *dot = strrchr (path, '.');

  if (*kind == '\0' || dot == NULL)
    return g_strdup (path);
  return g_strdup_printf ("%.*s[type eq \"%s\"]%s", (int)(dot - path), path, kind, dot);
}

static void
add_change (BaseJsonWriter *writer,
            const char     *path,
            const char     *old,
            const char     *new)
{
  if (g_strcmp0 (old, new) == 0)
    return;

  base_json_writer_begin_object (writer);
  base_json_writer_add_text (writer, "path", path);
  base_json_writer_add_text (writer, "old", old);
  base_json_writer_add_text (writer, "new", new);
  base_json_writer_end_object (writer);
}

static gboolean
read_old_values (Database    *database,
                 gint64       row,
                 GHashTable  *values,
                 GError     **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, values_sql, error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, row);
  while (database_statement_step (statement, &found, error))
    {
      if (!found)
        return TRUE;
      g_hash_table_insert (values,
                           name_value (database_statement_column_text (statement, 0),
                                       database_statement_column_text (statement, 1)),
                           g_strdup (database_statement_column_text (statement, 2)));
    }
  return FALSE;
}

/* Old and new leaf values side by side. */
static gboolean
describe_values (Database           *database,
                 RollTaker          *taker,
                 DatabaseStatement  *changed,
                 BaseJsonWriter     *writer,
                 GError            **error)
{
  g_autoptr (GHashTable) old = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (BaseJsonReader) reader = { 0 };
  const RollResource *resource;
  GHashTableIter iter;
  gpointer path;
  gpointer value;

  if (!read_old_values (database, database_statement_column_int (changed, 0), old, error))
    return FALSE;

  base_json_reader_init (&reader, database_statement_column_text (changed, 5),
                         database_statement_column_bytes (changed, 5));
  resource = roll_taker_take (taker, scim_resource_type_user (), &reader);
  if (resource == NULL)
    return base_json_reader_check (&reader, error);

  for (guint i = 0; i < resource->leaves->len; i++)
    {
      const RollLeaf *leaf = &g_array_index (resource->leaves, RollLeaf, i);
      g_autofree char *name = name_value (leaf->path, leaf->kind);

      add_change (writer, name, g_hash_table_lookup (old, name), leaf->shown);
      g_hash_table_remove (old, name);
    }
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &path, &value))
    add_change (writer, path, value, NULL);
  return TRUE;
}

static gboolean
note_changed (Database           *database,
              gint64              time,
              DatabaseStatement  *changed,
              const char         *detail,
              GError            **error)
{
  g_autoptr (DatabaseStatement) insert = NULL;

  insert = database_prepare (database,
                             "INSERT INTO main.change (time, what, type, id, key, name, detail)"
                             " VALUES (?1, 'changed', ?2, ?3, ?4, ?5, ?6)",
                             error);
  if (insert == NULL)
    return FALSE;
  database_statement_bind_int (insert, 1, time);
  database_statement_bind_int (insert, 2, database_statement_column_int (changed, 1));
  for (int i = 0; i < 3; i++)
    database_statement_bind_text (insert, 3 + i, database_statement_column_text (changed, 2 + i));
  database_statement_bind_text (insert, 6, detail);
  return database_statement_run (insert, error);
}

static gboolean
note_all_changed (Database  *database,
                  gint64     time,
                  GError   **error)
{
  static const char *const words[] = { "false", "true" };
  g_autoptr (RollTaker) taker = roll_taker_new ();
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();
  g_autoptr (DatabaseStatement) changed = database_prepare (database, changed_sql, error);
  gboolean found;

  if (changed == NULL)
    return FALSE;

  while (database_statement_step (changed, &found, error))
    {
      g_autofree char *detail = NULL;
      gboolean user;

      if (!found)
        return TRUE;

      user = database_statement_column_int (changed, 1) == ROLL_TYPE_NUMBER_USER;
      base_json_writer_begin_array (writer);
      if (user)
        add_change (writer, "active", words[database_statement_column_int (changed, 6) != 0],
                    words[database_statement_column_int (changed, 7) != 0]);
      else
        add_change (writer, "displayName", database_statement_column_text (changed, 10),
                    database_statement_column_text (changed, 11));
      add_change (writer, "externalId", database_statement_column_text (changed, 8),
                  database_statement_column_text (changed, 9));
      if (user && !describe_values (database, taker, changed, writer, error))
        return FALSE;
      base_json_writer_end_array (writer);

      detail = base_json_writer_take (writer);
      if (!note_changed (database, time, changed, detail, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
roll_history_note (Database  *database,
                   gint64     time,
                   GError   **error)
{
  gint64 before;

  if (!roll_query_int (database, "SELECT count (*) FROM main.facts", &before, error))
    return FALSE;
  if (before == 0)
    return TRUE;

  return insert_at (database, left_sql, time, error) &&
         insert_at (database, came_sql, time, error) && note_all_changed (database, time, error) &&
         insert_at (database, quit_sql, time, error) &&
         insert_at (database, joined_sql, time, error);
}

gboolean
roll_history_prune (Database  *database,
                    gint64     now,
                    GError   **error)
{
  g_autoptr (DatabaseStatement) old = NULL;
  g_autoptr (DatabaseStatement) much = NULL;

  old = database_prepare (database, "DELETE FROM main.change WHERE time < ?1", error);
  if (old == NULL)
    return FALSE;
  database_statement_bind_int (old, 1, now - ROLL_KEPT_MICROSECONDS);
  if (!database_statement_run (old, error))
    return FALSE;

  /* The newest rows up to the bound stay; a row costs its texts and about 40 bytes. */
  much = database_prepare (
      database,
      "DELETE FROM main.change WHERE number <= (SELECT max (number) FROM"
      "  (SELECT number, sum (40 + length (id) + length (key) + length (name)"
      "     + coalesce (length (detail), 0)) OVER (ORDER BY number DESC) AS bytes FROM main.change)"
      "  WHERE bytes > ?1)",
      error);
  if (much == NULL)
    return FALSE;
  database_statement_bind_int (much, 1, KEPT_BYTES);
  return database_statement_run (much, error);
}
