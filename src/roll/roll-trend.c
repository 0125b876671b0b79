/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the counts went: a row for each publication. Of a run of equal ones the last moves on, so
 * that a directory that is read each minute and stays as it is costs two rows. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-history.h"
#include "roll/roll-private.h"
#include "roll/roll-reader.h"

#define COUNTS "users_total, users_active, groups_total, memberships_total"

/* The new counts, as they were written into the facts. */
#define FACT(name) " coalesce (max (value) FILTER (WHERE name = '" name "'), -1)"
/* clang-format off */
#define NEW                                                  \
  "(SELECT CAST (" FACT ("users_total") " AS INTEGER) AS users_total," \
  " CAST (" FACT ("users_active") " AS INTEGER) AS users_active," \
  " CAST (" FACT ("groups_total") " AS INTEGER) AS groups_total," \
  " CAST (" FACT ("memberships_total") " AS INTEGER) AS memberships_total" \
  " FROM main.facts)"
/* clang-format on */

/* Only if the last two are the same as the new one. */
static const char drop_middle_sql[] =
    "DELETE FROM main.count WHERE number = (SELECT max (number) FROM main.count) AND 2 ="
    "  (SELECT count (*) FROM (SELECT " COUNTS " FROM main.count ORDER BY number DESC LIMIT 2)"
    "    JOIN " NEW " USING (" COUNTS "))";

static const char add_sql[] =
    "INSERT INTO main.count (time, " COUNTS ") SELECT ?1, " COUNTS "  FROM " NEW;

static const char points_sql[] = "SELECT time, " COUNTS " FROM count WHERE time >= ?1"
                                 "  ORDER BY number";

static gboolean
run_at (Database    *database,
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

static GArray *
read_points (Database  *database,
             gint64     since,
             GError   **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, points_sql, error);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (RollTrendPoint));
  gboolean found;

  if (statement == NULL)
    return NULL;
  database_statement_bind_int (statement, 1, since);
  while (database_statement_step (statement, &found, error))
    {
      RollTrendPoint point;

      if (!found)
        return g_steal_pointer (&points);
      point = (RollTrendPoint){
        .time = database_statement_column_int (statement, 0),
        .users_total = database_statement_column_int (statement, 1),
        .users_active = database_statement_column_int (statement, 2),
        .groups_total = database_statement_column_int (statement, 3),
        .memberships_total = database_statement_column_int (statement, 4),
      };
      g_array_append_val (points, point);
    }
  return NULL;
}

gboolean
roll_trend_note (Database  *database,
                 gint64     time,
                 GError   **error)
{
  return database_exec (database, drop_middle_sql, error) &&
         run_at (database, add_sql, time, error) &&
         run_at (database, "DELETE FROM main.count WHERE time < ?1", time - ROLL_KEPT_MICROSECONDS,
                 error);
}

GArray *
roll_get_trend (Roll    *self,
                gint64   since,
                GError **error)
{
  GError *cause = NULL;
  GArray *points;

  g_return_val_if_fail (ROLL_IS_ROLL (self), NULL);

  points = read_points (roll_reader_lock (self), since, &cause);
  roll_reader_unlock (self);
  if (points == NULL)
    roll_error_take (error, cause);
  return points;
}
