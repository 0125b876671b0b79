/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Managers, whose values are ids and so differ on each side by nature: they are equal when the two
 * managers are matched with each other, and not compared when the source's is unmatched. Leaves
 * the table manager_difference (row of the source's person, source, target). */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

static const char make_managers[] =
    "CREATE TABLE manager_{side} ("
    "  row INTEGER PRIMARY KEY, manager INTEGER, shown TEXT NOT NULL);"
    "INSERT OR IGNORE INTO manager_{side}"
    "  SELECT v.row, m.row, coalesce (m.key, v.shown)"
    "  FROM {side}.value v LEFT JOIN {side}.person m ON m.id = v.shown"
    "  WHERE v.path = '" COMPARE_PATH_MANAGER "'"
    "    AND EXISTS (SELECT 1 FROM compared WHERE path = '" COMPARE_PATH_MANAGER "');";

static const char make_differences[] =
    "CREATE TABLE manager_difference (row INTEGER PRIMARY KEY, source TEXT, target TEXT);"
    "INSERT INTO manager_difference"
    "  SELECT u.row, s.shown, t.shown FROM users_source u"
    "    LEFT JOIN manager_source s ON s.row = u.row"
    "    LEFT JOIN manager_target t ON t.row = u.other"
    "    LEFT JOIN users_source m ON m.row = s.manager"
    "  WHERE u.state = 1 AND NOT u.idle AND CASE"
    /* None at the source: any at the target is one too many. */
    "    WHEN s.row IS NULL THEN t.row IS NOT NULL"
    /* Unmatched at the source: nobody can say. */
    "    WHEN m.row IS NULL OR m.state <> 1 THEN 0"
    "    ELSE t.manager IS NOT m.other END;";

static const char find_links[] =
    "SELECT row, manager FROM manager_{side} WHERE manager IS NOT NULL ORDER BY row";

gboolean
compare_managers (CompareWork  *work,
                  GError      **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;

  if (!compare_sql_exec (work, make_managers, COMPARE_USERS, COMPARE_SOURCE, error) ||
      !compare_sql_exec (work, make_managers, COMPARE_USERS, COMPARE_TARGET, error) ||
      !compare_sql_exec (work, make_differences, COMPARE_USERS, COMPARE_SOURCE, error))
    return FALSE;

  statement = compare_sql_prepare (work, find_links, COMPARE_USERS, COMPARE_SOURCE, error);
  return statement != NULL && compare_sql_read_links (statement, work->comparison->managers, error);
}
