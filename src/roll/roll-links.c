/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memberships of one group or person. Their numbers come from the table's own order or its other
 * index; they are put into the order of names by the list's index, and only the rows that are
 * wanted are read. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-links.h"

#include "roll/roll-private.h"
#include "roll/roll-reader.h"

static const char members_sql[] = "SELECT member FROM membership WHERE grp = ?1";
static const char groups_sql[] = "SELECT grp FROM membership WHERE member = ?1";

/* Marks the positions in @list of those that @sql gives for @row and that are in it. */
static gboolean
mark_linked (Database             *database,
             const char           *sql,
             guint32               row,
             const RollIndexList  *list,
             guint64              *marks,
             GError              **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, error);
  guint32 near = 0;
  gboolean found;

  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, row);
  while (database_statement_step (statement, &found, error))
    {
      gint64 position;

      if (!found)
        return TRUE;
      position =
          roll_index_find (list, (guint32)database_statement_column_int (statement, 0), &near);
      if (position >= 0)
        marks[position / 64] |= G_GUINT64_CONSTANT (1) << position % 64;
    }
  return FALSE;
}

/* (element-type guint32): the rows of the first marks */
static GArray *
collect_rows (const RollIndexList *list,
              const guint64       *marks,
              guint                limit)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i <= list->count / 64; i++)
    for (guint64 left = marks[i]; left != 0; left &= left - 1)
      {
        if (limit > 0 && rows->len == limit)
          return rows;
        g_array_append_val (rows, list->rows[i * 64 + (guint32)__builtin_ctzll (left)]);
      }
  return rows;
}

static GPtrArray *
get_linked (Roll        *self,
            const char  *sql,
            guint32      row,
            RollList     type,
            guint        limit,
            GError     **error)
{
  g_autoptr (RollIndex) index = NULL;
  g_autofree guint64 *marks = NULL;
  g_autoptr (GArray) rows = NULL;
  const RollIndexList *list;
  GError *cause = NULL;
  gboolean good;

  g_return_val_if_fail (ROLL_IS_ROLL (self), NULL);

  index = roll_reader_get_index (self, TRUE, NULL, &cause);
  if (index == NULL)
    {
      roll_error_take (error, cause);
      return NULL;
    }

  list = &index->lists[type];
  marks = g_new0 (guint64, list->count / 64 + 1);
  good = mark_linked (roll_reader_lock (self), sql, row, list, marks, &cause);
  roll_reader_unlock (self);
  if (!good)
    {
      roll_error_take (error, cause);
      return NULL;
    }

  rows = collect_rows (list, marks, limit);
  return roll_get_rows (self, (const guint32 *)(gpointer)rows->data, rows->len, error);
}

GPtrArray *
roll_get_members (Roll     *self,
                  guint32   group,
                  guint     limit,
                  GError  **error)
{
  return get_linked (self, members_sql, group, ROLL_USERS, limit, error);
}

GPtrArray *
roll_get_member_groups (Roll     *self,
                        guint32   group,
                        guint     limit,
                        GError  **error)
{
  return get_linked (self, members_sql, group, ROLL_GROUPS, limit, error);
}

GPtrArray *
roll_get_groups (Roll     *self,
                 guint32   row,
                 guint     limit,
                 GError  **error)
{
  return get_linked (self, groups_sql, row, ROLL_GROUPS, limit, error);
}
