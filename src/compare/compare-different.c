/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Matched ones that aren't the same. Compared are the paths that the source carries and the
 * target's schema has; people whose values hash alike stay unopened, and pairs inactive on both
 * sides are left out. Groups compare their displayName. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/compare-values.h"

#include <string.h>

/* A target that nobody asked for its schema has core and enterprise (docs/contracts.md). */
static const char make_compared[] =
    "CREATE TABLE compared (path TEXT PRIMARY KEY) WITHOUT ROWID;"
    "INSERT INTO compared SELECT path FROM source.carried WHERE CASE"
    "  WHEN EXISTS (SELECT 1 FROM target.supported)"
    "  THEN path IN (SELECT path FROM target.supported)"
    "  ELSE path NOT LIKE 'urn:%' OR path LIKE '" COMPARE_URN_ENTERPRISE ":%' END;";

enum
{
  ROW,
  OTHER,
  KEY,
  NAME,
  ACTIVE,
  OTHER_ACTIVE,
  SAME,
  DIFFERENCE,
  SOURCE,
  TARGET,
};

static const char find_users[] =
    "SELECT u.row, u.other, a.key, a.name, a.active, b.active, a.hash IS b.hash,"
    "  m.row IS NOT NULL, m.source, m.target"
    "  FROM users_source u"
    "  JOIN source.person a ON a.row = u.row"
    "  JOIN target.person b ON b.row = u.other"
    "  LEFT JOIN manager_difference m ON m.row = u.row"
    "  WHERE u.state = 1 AND NOT u.idle"
    "    AND (a.hash IS NOT b.hash OR a.active <> b.active OR m.row IS NOT NULL)"
    "  ORDER BY a.key_folded, a.id";

static const char find_groups[] =
    "SELECT g.row, g.other, a.key, a.key, 1, 1, 1, 1,"
    "  CASE WHEN k.value IS NOT NULL THEN a.key END, CASE WHEN l.value IS NOT NULL THEN b.key END"
    "  FROM groups_source g"
    "  JOIN source.\"groups\" a ON a.row = g.row"
    "  JOIN target.\"groups\" b ON b.row = g.other"
    "  LEFT JOIN (SELECT row, value FROM source.key WHERE rule = 'displayName') k"
    "    ON k.row = g.row"
    "  LEFT JOIN (SELECT row, value FROM target.key WHERE rule = 'displayName') l"
    "    ON l.row = g.other"
    "  WHERE g.state = 1 AND k.value IS NOT l.value"
    "    AND EXISTS (SELECT 1 FROM groups_source c JOIN source.key d ON d.row = c.row"
    "                WHERE d.rule = 'displayName')"
    "  ORDER BY a.key_folded, a.id";

static int
compare_paths_cb (gconstpointer a,
                  gconstpointer b)
{
  const CompareAttribute *const *one = a;
  const CompareAttribute *const *other = b;

  return strcmp ((*one)->path, (*other)->path);
}

static CompareFacts
find_facts (CompareWork       *work,
            DatabaseStatement *statement,
            GPtrArray         *attributes)
{
  CompareFacts facts = 0;
  gboolean cleared = attributes->len > 0;

  for (guint i = 0; i < attributes->len; i++)
    {
      const CompareAttribute *attribute = g_ptr_array_index (attributes, i);

      cleared = cleared && attribute->source == NULL;
    }

  if (database_statement_column_int (statement, ACTIVE) == 0)
    facts |= COMPARE_FACT_DISABLED;
  if (database_statement_column_int (statement, OTHER_ACTIVE) != 0)
    facts |= COMPARE_FACT_ACTIVE_HERE;
  if (cleared)
    facts |= COMPARE_FACT_ONLY_CLEARED;
  if (g_strcmp0 (work->comparison->info[COMPARE_SOURCE]->kind, "entra") == 0)
    facts |= COMPARE_FACT_IDP_KEEPS;
  return facts;
}

static gboolean
take_row (CompareWork        *work,
          CompareKind         kind,
          CompareValues      *values,
          DatabaseStatement  *statement,
          GError            **error)
{
  g_autoptr (GPtrArray) attributes = compare_attributes_new ();
  gint64 row = database_statement_column_int (statement, ROW);
  gint64 other = database_statement_column_int (statement, OTHER);
  CompareEntry *entry;

  if (database_statement_column_int (statement, SAME) == 0 &&
      !compare_values_hold (values, row, other, attributes, error))
    return FALSE;
  if (database_statement_column_int (statement, DIFFERENCE) != 0)
    g_ptr_array_add (attributes,
                     compare_attribute_new (kind == COMPARE_USERS ? COMPARE_PATH_MANAGER
                                                                  : "displayName",
                                            database_statement_column_text (statement, SOURCE),
                                            database_statement_column_text (statement, TARGET)));
  if (attributes->len == 0 && database_statement_column_int (statement, ACTIVE) ==
                                  database_statement_column_int (statement, OTHER_ACTIVE))
    return TRUE;

  g_ptr_array_sort (attributes, compare_paths_cb);
  entry = compare_entry_new (kind, COMPARE_DIFFERENT, find_facts (work, statement, attributes));
  entry->key = g_strdup (database_statement_column_text (statement, KEY));
  entry->name = g_strdup (database_statement_column_text (statement, NAME));
  entry->source_row = row;
  entry->target_row = other;
  entry->attributes = g_steal_pointer (&attributes);
  comparison_take_entry (work->comparison, entry);
  return TRUE;
}

static gboolean
fill_list (CompareWork    *work,
           CompareKind     kind,
           const char     *query,
           CompareValues  *values,
           GError        **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  statement = database_prepare (work->database, query, error);
  if (statement == NULL)
    return FALSE;
  while (database_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (work->cancellable, error) ||
          !take_row (work, kind, values, statement, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
compare_different (CompareWork  *work,
                   CompareKind   kind,
                   GError      **error)
{
  g_autoptr (CompareValues) values = NULL;

  if (kind == COMPARE_GROUPS)
    return fill_list (work, kind, find_groups, NULL, error);

  if (!database_exec (work->database, make_compared, error) || !compare_managers (work, error))
    return FALSE;
  values = compare_values_new (work, error);
  return values != NULL && fill_list (work, kind, find_users, values, error);
}
