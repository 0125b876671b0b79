/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists as the names of their rows. */

#include "config.h"

#include "list-helpers.h"

char *
list_fixture_join (GPtrArray *rows)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const RollRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", row != NULL ? row->name : "?");
    }
  return g_string_free (names, FALSE);
}

static char *
list (Roll                *roll,
      const RollListQuery *query,
      guint                limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = roll_list (roll, query, limit, NULL, &error);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  rows = roll_get_rows (roll, (const guint32 *)(gpointer)numbers->data, numbers->len, &error);
  g_assert_no_error (error);
  return list_fixture_join (rows);
}

void
list_fixture_assert (Roll                *roll,
                     const RollListQuery *query,
                     guint                limit,
                     const char          *expected)
{
  g_autofree char *found = list (roll, query, limit);

  g_assert_cmpstr (found, ==, expected);
}

void
list_fixture_assert_counts (Roll                *roll,
                            const RollListQuery *query,
                            guint                all,
                            guint                active,
                            guint                inactive,
                            guint                lonely)
{
  g_autoptr (GError) error = NULL;
  RollListCounts counts;

  roll_count_rows (roll, query, &counts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.all, ==, all);
  g_assert_cmpuint (counts.active, ==, active);
  g_assert_cmpuint (counts.inactive, ==, inactive);
  g_assert_cmpuint (counts.lonely, ==, lonely);
}
