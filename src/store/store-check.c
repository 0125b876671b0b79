/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verifies a data directory at one moment: first what SQL can count against itself, each fault a
 * query that has a row only if something is off; then every body against its columns and value
 * rows. The first fault is told. Rows of dead directories are on their way out and may be
 * incomplete. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/store-columns.h"
#include "store/store-private.h"
#include "store/store-schema.h"
#include "store/store-sql.h"
#include "store/store-values.h"

#define COUNTER(column, words, count)                                                              \
  "SELECT 'directory ' || id || ' says it has ' || said || ' " words ", but has ' || counted FROM" \
  " (SELECT d.id, d." column " AS said, (" count ") AS counted FROM directories d"                 \
  "  WHERE d.dead = 0) WHERE said <> counted LIMIT 1"

#define COUNT_RESOURCES "SELECT count (*) FROM resources r WHERE r.directory = d.seq AND r.type = "

#define LIVE "directory IN (SELECT seq FROM directories WHERE dead = 0)"
#define COUNTED_BLOCKS                                                                        \
  "SELECT directory, type, seq >> 10 AS block, count (*) AS count FROM resources WHERE " LIVE \
  " GROUP BY 1, 2, 3"
#define KEPT_BLOCKS "SELECT directory, type, block, count FROM block WHERE " LIVE

static const char *const fault_queries[] = {
  COUNTER ("users_total", "users", COUNT_RESOURCES "1"),
  COUNTER ("users_active", "active users", COUNT_RESOURCES "1 AND ifnull (r.active, 1)"),
  COUNTER ("groups_total", "groups", COUNT_RESOURCES "2"),
  COUNTER ("memberships_total",
           "memberships",
           "SELECT count (*) FROM membership m JOIN resources r ON r.seq = m.group_seq"
           " WHERE r.directory = d.seq"),

  "SELECT 'block ' || block || ' of directory number ' || directory || ' has ' || count ||"
  " ' resources of type ' || type || ', and is not counted so' FROM"
  " (" COUNTED_BLOCKS " EXCEPT " KEPT_BLOCKS ") LIMIT 1",
  "SELECT 'block ' || block || ' of directory number ' || directory || ' is counted as ' || count"
  " || ' resources of type ' || type || ', and has not so many' FROM"
  " (" KEPT_BLOCKS " EXCEPT " COUNTED_BLOCKS ") LIMIT 1",

  "SELECT 'the membership of ' || r.id || ' in ' || g.id || ' is none' FROM membership m"
  " JOIN resources g ON g.seq = m.group_seq JOIN resources r ON r.seq = m.member_seq"
  " WHERE g.type <> 2 OR g.directory <> r.directory OR g.seq = r.seq LIMIT 1",

  "SELECT 'a value of resource ' || r.id || ' is in another directory' FROM value v"
  " JOIN resources r ON r.seq = v.resource WHERE r.directory <> v.directory LIMIT 1",

  "SELECT 'the version of resource ' || r.id || ' was never given out' FROM resources r, state s"
  " WHERE r.version > s.version LIMIT 1",

  "SELECT 'key ' || k.id || ' lives on in a dead directory' FROM keys k JOIN directories d"
  " ON d.seq = k.directory WHERE d.dead > 0 AND k.revoked = 0 LIMIT 1",

  "SELECT 'the dead directory ' || d.id || ' is called empty, but has resources'"
  " FROM directories d WHERE d.purged = 1 AND EXISTS"
  " (SELECT 1 FROM resources r WHERE r.directory = d.seq) LIMIT 1",
};

/* What the walk over the bodies selects. */
enum
{
  SEQ,
  TYPE,
  ID,
  USER_NAME,
  EXTERNAL_ID,
  DISPLAY_NAME,
  ACTIVE,
  NAME,
  BODY,
};

static gboolean
fail (GError     **error,
      const char  *fault)
{
  g_set_error (error, STORE_ERROR, STORE_ERROR_FAILED,
               _("The database is damaged: %s; restore it from a backup"), fault);
  return FALSE;
}

static gboolean
fail_at (DatabaseStatement  *row,
         const char         *fault,
         GError            **error)
{
  g_autofree char *text =
      g_strdup_printf ("resource %s %s", database_statement_column_text (row, ID), fault);

  return fail (error, text);
}

static gboolean
check_counts (Database  *database,
              GError   **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (fault_queries); i++)
    {
      g_autoptr (DatabaseStatement) statement =
          store_sql_bind (database, error, fault_queries[i], "");
      gboolean row;

      if (statement == NULL || !database_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        return fail (error, database_statement_column_text (statement, 0));
    }
  return TRUE;
}

static gboolean
is_text (DatabaseStatement *row,
         int                column,
         const char        *expected)
{
  return g_strcmp0 (database_statement_column_text (row, column), expected) == 0;
}

static gboolean
check_columns (DatabaseStatement  *row,
               StoreType           type,
               JsonObject         *body,
               GError            **error)
{
  g_auto (StoreColumns) columns = { 0 };
  int active = database_statement_column_is_null (row, ACTIVE)
                   ? -1
                   : (int)database_statement_column_int (row, ACTIVE);

  store_columns_init (&columns, type, body);
  if (is_text (row, USER_NAME, columns.user_name) &&
      is_text (row, EXTERNAL_ID, columns.external_id) &&
      is_text (row, DISPLAY_NAME, columns.display_name) && is_text (row, NAME, columns.name) &&
      active == columns.active)
    return TRUE;
  return fail_at (row, "is indexed by something else than its text says", error);
}

static gboolean
check_derived (DatabaseStatement  *row,
               JsonObject         *body,
               GError            **error)
{
  static const char *const derived[] = { "id", "meta", "groups", "members" };

  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    {
      if (json_object_has_member (body, derived[i]))
        return fail_at (row, "has a derived attribute in its text", error);
    }
  if (strstr (database_statement_column_text (row, BODY), "\"$ref\":") != NULL)
    return fail_at (row, "has a $ref in its text", error);
  return TRUE;
}

static gboolean
check_values (Database           *database,
              DatabaseStatement  *row,
              StoreType           type,
              JsonObject         *body,
              GError            **error)
{
  g_autoptr (GPtrArray) values = store_values_of (type, body);
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean more;

  statement = store_sql_bind (database, error,
                              "SELECT path, value, kind FROM value WHERE resource = ?1"
                              " ORDER BY path, value, kind",
                              "i", database_statement_column_int (row, SEQ));
  for (guint i = 0; statement != NULL; i++)
    {
      const StoreValue *value = i < values->len ? values->pdata[i] : NULL;

      if (!database_statement_step (statement, &more, error))
        return FALSE;
      if (!more && value == NULL)
        return TRUE;
      if (!more || value == NULL ||
          database_statement_column_int (statement, 0) != (gint64)value->path ||
          !is_text (statement, 1, value->value) || !is_text (statement, 2, value->kind))
        return fail_at (row, "has other values in its index than in its text", error);
    }
  return FALSE;
}

static gboolean
check_body (Database           *database,
            DatabaseStatement  *row,
            JsonParser         *parser,
            GError            **error)
{
  StoreType type = (StoreType)database_statement_column_int (row, TYPE);
  JsonNode *root = NULL;
  JsonObject *body;

  if (json_parser_load_from_data (parser, database_statement_column_text (row, BODY),
                                  (gssize)database_statement_column_bytes (row, BODY), NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return fail_at (row, "has a text that is no JSON object", error);

  body = json_node_get_object (root);
  return check_columns (row, type, body, error) && check_derived (row, body, error) &&
         check_values (database, row, type, body, error);
}

static gboolean
check_bodies (Database  *database,
              GError   **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  statement = store_sql_bind (database, error,
                              "SELECT r.seq, r.type, r.id, r.user_name, r.external_id,"
                              " r.display_name, r.active, r.name, r.body FROM resources r"
                              " CROSS JOIN directories d ON d.seq = r.directory"
                              " WHERE d.dead = 0 ORDER BY r.seq",
                              "");
  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      if (!database_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!check_body (database, statement, parser, error))
        return FALSE;
    }
}

gboolean
store_check (const char  *folder,
             GError     **error)
{
  g_autoptr (Database) database = NULL;
  gboolean ok;

  g_return_val_if_fail (folder != NULL, FALSE);

  database = store_schema_open_read (folder, error);
  if (database == NULL || !database_begin_read (database, error))
    return store_result (FALSE, error);

  ok = database_check (database, TRUE, error) && check_counts (database, error) &&
       check_bodies (database, error);
  database_rollback (database);
  return store_result (ok, error);
}
