/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows by their numbers: one query for many, whose numbers come as a JSON array so that it is one
 * statement at any length. How many members a row has is in the index; only where that isn't at
 * hand are they counted. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-row.h"

#include "base/base-fold.h"
#include "roll/roll-private.h"
#include "roll/roll-reader.h"

static const char rows_sql[] =
    "SELECT row, type, id, key, name, external_id, email, department, title, active, scope,"
    "    modified FROM resource WHERE row IN (SELECT value FROM json_each (?1))";

static const char members_sql[] =
    "SELECT CASE (SELECT type FROM resource WHERE row = ?1)"
    "  WHEN 0 THEN (SELECT count (*) FROM membership m JOIN resource g ON g.row = m.grp AND g.scope"
    "    WHERE m.member = ?1)"
    "  ELSE (SELECT count (*) FROM membership m"
    "    JOIN resource p ON p.row = m.member AND p.type = 0 AND p.scope WHERE m.grp = ?1) END";

static void
clear (gpointer data)
{
  RollRow *self = data;

  g_free (self->id);
  g_free (self->key);
  g_free (self->name);
  g_free (self->external_id);
  g_free (self->email);
  g_free (self->department);
  g_free (self->title);
}

static char *
copy_column (DatabaseStatement *statement,
             int                column)
{
  return g_strdup (database_statement_column_text (statement, column));
}

static RollRow *
read_row (DatabaseStatement *statement)
{
  RollRow *self = g_atomic_rc_box_new0 (RollRow);

  self->row = (guint32)database_statement_column_int (statement, 0);
  self->list = database_statement_column_int (statement, 1) == ROLL_TYPE_NUMBER_USER ? ROLL_USERS
                                                                                     : ROLL_GROUPS;
  self->id = copy_column (statement, 2);
  self->key = copy_column (statement, 3);
  self->name = copy_column (statement, 4);
  self->external_id = copy_column (statement, 5);
  self->email = copy_column (statement, 6);
  self->department = copy_column (statement, 7);
  self->title = copy_column (statement, 8);
  self->active = database_statement_column_int (statement, 9) != 0;
  self->in_scope = database_statement_column_int (statement, 10) != 0;
  self->modified = database_statement_column_int (statement, 11);
  return self;
}

static gboolean
count_members (Database   *database,
               RollIndex  *index,
               RollRow    *self,
               GError    **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  guint32 near = 0;
  gint64 position =
      index != NULL ? roll_index_find (&index->lists[self->list], self->row, &near) : -1;

  if (position >= 0)
    {
      self->members = index->lists[self->list].members[position];
      return TRUE;
    }

  statement = database_prepare (database, members_sql, error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, self->row);
  if (!database_statement_step (statement, NULL, error))
    return FALSE;
  self->members = (guint32)database_statement_column_int (statement, 0);
  return TRUE;
}

static char *
join_numbers (const guint32 *rows,
              gsize          n)
{
  GString *numbers = g_string_new ("[");

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (numbers, "%s%" G_GUINT32_FORMAT, i > 0 ? "," : "", rows[i]);
  g_string_append_c (numbers, ']');
  return g_string_free (numbers, FALSE);
}

/* (element-type guint32 RollRow) */
static GHashTable *
read_rows (Database       *database,
           RollIndex      *index,
           const guint32  *rows,
           gsize           n,
           GError        **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, rows_sql, error);
  g_autoptr (GHashTable) found_rows =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)roll_row_unref);
  g_autofree char *numbers = join_numbers (rows, n);
  gboolean found;

  if (statement == NULL)
    return NULL;
  database_statement_bind_text (statement, 1, numbers);
  while (database_statement_step (statement, &found, error))
    {
      RollRow *row;

      if (!found)
        return g_steal_pointer (&found_rows);
      row = read_row (statement);
      g_hash_table_insert (found_rows, GUINT_TO_POINTER (row->row), row);
      if (!count_members (database, index, row, error))
        return NULL;
    }
  return NULL;
}

/* For the array, which has %NULL in place of what isn't there. */
static void
unref_cb (gpointer row)
{
  if (row != NULL)
    roll_row_unref (row);
}

static guint32
find (Roll       *self,
      const char *sql,
      RollList    list,
      const char *text)
{
  Database *database = roll_reader_lock (self);
  guint32 row = 0;

  {
    g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, NULL);
    gboolean found;

    if (statement != NULL)
      {
        database_statement_bind_int (statement, 1, list);
        database_statement_bind_text (statement, 2, text);
        if (database_statement_step (statement, &found, NULL) && found)
          row = (guint32)database_statement_column_int (statement, 0);
      }
  }
  roll_reader_unlock (self);
  return row;
}

RollRow *
roll_row_ref (RollRow *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
roll_row_unref (RollRow *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

GPtrArray *
roll_get_rows (Roll           *self,
               const guint32  *rows,
               gsize           n,
               GError        **error)
{
  g_autoptr (RollIndex) index = NULL;
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GPtrArray) result = NULL;
  GError *cause = NULL;

  g_return_val_if_fail (ROLL_IS_ROLL (self), NULL);
  g_return_val_if_fail (rows != NULL || n == 0, NULL);

  index = roll_reader_peek_index (self);
  found = read_rows (roll_reader_lock (self), index, rows, n, &cause);
  roll_reader_unlock (self);
  if (found == NULL)
    {
      roll_error_take (error, cause);
      return NULL;
    }

  result = g_ptr_array_new_full ((guint)n, unref_cb);
  for (gsize i = 0; i < n; i++)
    {
      RollRow *row = g_hash_table_lookup (found, GUINT_TO_POINTER (rows[i]));

      g_ptr_array_add (result, row != NULL ? roll_row_ref (row) : NULL);
    }
  return g_steal_pointer (&result);
}

RollRow *
roll_get_row (Roll     *self,
              guint32   row,
              GError  **error)
{
  g_autoptr (GPtrArray) rows = roll_get_rows (self, &row, 1, error);
  RollRow *found = rows != NULL ? g_ptr_array_index (rows, 0) : NULL;

  return found != NULL ? roll_row_ref (found) : NULL;
}

guint32
roll_find_row (Roll       *self,
               RollList    list,
               const char *key)
{
  g_autofree char *folded = base_fold (key);

  g_return_val_if_fail (ROLL_IS_ROLL (self), 0);
  g_return_val_if_fail (key != NULL, 0);

  return find (self,
               "SELECT row FROM resource WHERE type = ?1 AND key_folded = ?2 AND scope"
               "  ORDER BY id LIMIT 1",
               list, folded);
}

guint32
roll_find_row_by_id (Roll       *self,
                     RollList    list,
                     const char *id)
{
  g_return_val_if_fail (ROLL_IS_ROLL (self), 0);
  g_return_val_if_fail (id != NULL, 0);

  return find (self, "SELECT row FROM resource WHERE type = ?1 AND id = ?2", list, id);
}
