/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same statement for people and for groups, for the source and for the target: one text with
 * placeholders. Nothing but constants is put in; values are always bound. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/comparison-private.h"

static const char *const kinds[] = { "users", "groups" };
static const char *const views[] = { "person", "\"groups\"" };
static const char *const actives[] = { "active", "1" };
static const char *const names[] = { "name", "key" };
static const char *const pairs[] = { "g.other, u.other", "m.grp, m.person" };
static const char *const sides[] = { "source", "target" };

static char *
expand (const char  *text,
        CompareKind  kind,
        CompareSide  side)
{
  g_autoptr (GString) sql = g_string_new (text);

  g_assert (kind < COMPARE_N_MATCHED);

  g_string_replace (sql, "{kind}", kinds[kind], 0);
  g_string_replace (sql, "{view}", views[kind], 0);
  g_string_replace (sql, "{name}", names[kind], 0);
  g_string_replace (sql, "{active}", actives[kind], 0);
  g_string_replace (sql, "{pair}", pairs[side], 0);
  g_string_replace (sql, "{side}", sides[side], 0);
  g_string_replace (sql, "{other}", sides[1 - side], 0);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

gboolean
compare_sql_exec (CompareWork  *work,
                  const char   *text,
                  CompareKind   kind,
                  CompareSide   side,
                  GError      **error)
{
  g_autofree char *sql = expand (text, kind, side);

  if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return FALSE;
  return database_exec (work->database, sql, error);
}

DatabaseStatement *
compare_sql_prepare (CompareWork  *work,
                     const char   *text,
                     CompareKind   kind,
                     CompareSide   side,
                     GError      **error)
{
  g_autofree char *sql = expand (text, kind, side);

  if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return NULL;
  return database_prepare (work->database, sql, error);
}

gboolean
compare_sql_read_links (DatabaseStatement  *statement,
                        GArray             *links,
                        GError            **error)
{
  gboolean row;

  while (database_statement_step (statement, &row, error))
    {
      CompareLink link;

      if (!row)
        {
          database_statement_reset (statement);
          return TRUE;
        }
      link.from = database_statement_column_int (statement, 0);
      link.to = database_statement_column_int (statement, 1);
      g_array_append_val (links, link);
    }
  return FALSE;
}
