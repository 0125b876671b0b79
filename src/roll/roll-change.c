/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the history: pages of it, newest first. Each question has a statement of its own whose
 * index gives the rows in order; with an id they are few and are sorted. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include <json-glib/json-glib.h>

#include "base/base-json-member.h"
#include "roll/roll-history.h"
#include "roll/roll-private.h"
#include "roll/roll-reader.h"

#define COLUMNS "SELECT number, time, what, type, id, key, name, detail, group_id FROM change "
#define PAGE " AND number < ?1 ORDER BY number DESC LIMIT ?2"

static const char all_sql[] = COLUMNS "WHERE TRUE" PAGE;
static const char user_sql[] = COLUMNS "WHERE id = ?3 AND type = 0" PAGE;
static const char group_sql[] = COLUMNS "WHERE ((id = ?3 AND type = 1) OR group_id = ?3)" PAGE;

/* By RollChangeKind. */
static const char *const kinds[] = { "came", "left", "changed", "joined", "quit" };

static gboolean
read_kind (const char     *text,
           RollChangeKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], text) == 0)
      {
        *kind = (RollChangeKind)i;
        return TRUE;
      }
  return FALSE;
}

static void
free_value (gpointer data)
{
  RollChangeValue *value = data;

  g_free (value->path);
  g_free (value->old);
  g_free (value->new);
  g_free (value);
}

static void
add_value_cb (JsonArray *array,
              guint      number,
              JsonNode  *element,
              gpointer   values)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
  RollChangeValue *value;

  if (object == NULL || base_json_get_text (object, "path") == NULL)
    return;
  value = g_new0 (RollChangeValue, 1);
  value->path = g_strdup (base_json_get_text (object, "path"));
  value->old = g_strdup (base_json_get_text (object, "old"));
  value->new = g_strdup (base_json_get_text (object, "new"));
  g_ptr_array_add (values, value);
}

static GPtrArray *
parse_values (const char *detail)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (free_value);
  g_autoptr (JsonNode) node = detail != NULL ? json_from_string (detail, NULL) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), add_value_cb, values);
  return values;
}

static RollChange *
read_change (DatabaseStatement *statement)
{
  const char *detail = database_statement_column_text (statement, 7);
  RollChange *self;
  RollChangeKind kind;

  if (!read_kind (database_statement_column_text (statement, 2), &kind))
    return NULL;

  self = g_new0 (RollChange, 1);
  self->what = kind;
  self->number = database_statement_column_int (statement, 0);
  self->time = database_statement_column_int (statement, 1);
  self->list = database_statement_column_int (statement, 3) == ROLL_TYPE_NUMBER_USER ? ROLL_USERS
                                                                                     : ROLL_GROUPS;
  self->id = g_strdup (database_statement_column_text (statement, 4));
  self->key = g_strdup (database_statement_column_text (statement, 5));
  self->name = g_strdup (database_statement_column_text (statement, 6));
  self->group_id = g_strdup (database_statement_column_text (statement, 8));
  if (kind == ROLL_CHANGE_JOINED || kind == ROLL_CHANGE_QUIT)
    self->group = g_strdup (detail);
  else if (kind == ROLL_CHANGE_CHANGED)
    self->values = parse_values (detail);
  return self;
}

static GPtrArray *
read_changes (Database    *database,
              const char  *sql,
              const char  *id,
              gint64       before,
              guint        limit,
              GError     **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, error);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)roll_change_free);
  gboolean found;

  if (statement == NULL)
    return NULL;
  database_statement_bind_int (statement, 1, before > 0 ? before : G_MAXINT64);
  database_statement_bind_int (statement, 2, limit);
  if (id != NULL)
    database_statement_bind_text (statement, 3, id);
  while (database_statement_step (statement, &found, error))
    {
      RollChange *change;

      if (!found)
        return g_steal_pointer (&changes);
      change = read_change (statement);
      if (change != NULL)
        g_ptr_array_add (changes, change);
    }
  return NULL;
}

void
roll_change_free (RollChange *change)
{
  if (change == NULL)
    return;

  g_free (change->id);
  g_free (change->key);
  g_free (change->name);
  g_free (change->group);
  g_free (change->group_id);
  g_clear_pointer (&change->values, g_ptr_array_unref);
  g_free (change);
}

GPtrArray *
roll_get_changes (Roll        *self,
                  RollList     list,
                  const char  *id,
                  gint64       before,
                  guint        limit,
                  GError     **error)
{
  const char *sql = all_sql;
  GError *cause = NULL;
  GPtrArray *changes;

  g_return_val_if_fail (ROLL_IS_ROLL (self), NULL);

  if (id != NULL)
    sql = list == ROLL_USERS ? user_sql : group_sql;
  changes = read_changes (roll_reader_lock (self), sql, id, before, limit, &cause);
  roll_reader_unlock (self);
  if (changes == NULL)
    roll_error_take (error, cause);
  return changes;
}
