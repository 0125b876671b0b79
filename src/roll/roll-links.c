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

static int
compare_positions_cb (gconstpointer a,
                      gconstpointer b)
{
  guint32 first = *(const guint32 *)a;
  guint32 second = *(const guint32 *)b;

  return (first > second) - (first < second);
}

/* The positions in @list of those that @sql gives for @row and that are in it. */
static GArray *
read_positions (Database             *database,
                const char           *sql,
                guint32               row,
                const RollIndexList  *list,
                GError              **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, error);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean found;

  if (statement == NULL)
    return NULL;
  database_statement_bind_int (statement, 1, row);
  while (database_statement_step (statement, &found, error))
    {
      gint64 position;
      guint32 number;

      if (!found)
        return g_steal_pointer (&positions);
      position = roll_index_find (list, (guint32)database_statement_column_int (statement, 0));
      number = (guint32)position;
      if (position >= 0)
        g_array_append_val (positions, number);
    }
  return NULL;
}

static GPtrArray *
get_linked (Roll        *self,
            const char  *sql,
            guint32      row,
            RollList     list,
            guint        limit,
            GError     **error)
{
  g_autoptr (RollIndex) index = NULL;
  g_autoptr (GArray) positions = NULL;
  GError *cause = NULL;

  g_return_val_if_fail (ROLL_IS_ROLL (self), NULL);

  index = roll_reader_get_index (self, TRUE, NULL, &cause);
  if (index != NULL)
    {
      positions = read_positions (roll_reader_lock (self), sql, row, &index->lists[list], &cause);
      roll_reader_unlock (self);
    }
  if (positions == NULL)
    {
      roll_error_take (error, cause);
      return NULL;
    }

  g_array_sort (positions, compare_positions_cb);
  if (limit > 0 && positions->len > limit)
    g_array_set_size (positions, limit);
  for (guint i = 0; i < positions->len; i++)
    g_array_index (positions, guint32, i) =
        index->lists[list].rows[g_array_index (positions, guint32, i)];
  return roll_get_rows (self, (const guint32 *)(gpointer)positions->data, positions->len, error);
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
