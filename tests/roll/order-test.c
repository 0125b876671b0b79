/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists as row numbers: orders, states, counts, rows, links. */

#include "config.h"

#include "list-helpers.h"
#include "roll-helpers.h"
#include "roll/roll-links.h"

typedef struct
{
  RollListQuery query;
  guint limit;
  const char *expected;
} Row;

/* clang-format off */
static const Row rows[] = {
  { { .sort = ROLL_SORT_NAME }, 0, "Ada bob Ödön Zoë" },
  { { .sort = ROLL_SORT_NAME }, 2, "Ada bob" },
  { { .sort = ROLL_SORT_NAME, .descending = TRUE }, 3, "Zoë Ödön bob" },
  { { .sort = ROLL_SORT_KEY }, 0, "Ödön bob Ada Zoë" },
  { { .sort = ROLL_SORT_KEY, .descending = TRUE }, 0, "Zoë Ada bob Ödön" },
  { { .sort = ROLL_SORT_DEPARTMENT }, 0, "Ada Ödön Zoë bob" },
  { { .sort = ROLL_SORT_DEPARTMENT, .descending = TRUE }, 0, "Ödön Zoë Ada bob" },
  { { .sort = ROLL_SORT_DEPARTMENT, .descending = TRUE }, 3, "Ödön Zoë Ada" },
  { { .sort = ROLL_SORT_ACTIVE }, 0, "Zoë Ada bob Ödön" },
  { { .sort = ROLL_SORT_ACTIVE, .descending = TRUE }, 0, "Ada bob Ödön Zoë" },
  { { .sort = ROLL_SORT_MEMBERS }, 0, "bob Ödön Zoë Ada" },
  { { .sort = ROLL_SORT_MEMBERS, .descending = TRUE }, 0, "Ada Ödön Zoë bob" },
  { { .sort = ROLL_SORT_MODIFIED }, 0, "bob Ada Ödön Zoë" },
  { { .sort = ROLL_SORT_MODIFIED, .descending = TRUE }, 2, "Zoë Ödön" },
  { { .state = ROLL_STATE_ACTIVE }, 0, "Ada bob Ödön" },
  { { .state = ROLL_STATE_INACTIVE }, 0, "Zoë" },
  { { .state = ROLL_STATE_LONELY }, 0, "bob" },
  { { .state = ROLL_STATE_ACTIVE, .sort = ROLL_SORT_MEMBERS, .descending = TRUE }, 0,
    "Ada Ödön bob" },
  { { .search = "o" }, 0, "bob Ödön Zoë" },
  { { .search = "o", .sort = ROLL_SORT_KEY, .state = ROLL_STATE_ACTIVE }, 0, "Ödön bob" },
  { { .list = ROLL_GROUPS }, 0, "Alpha beta empty" },
  { { .list = ROLL_GROUPS, .sort = ROLL_SORT_MEMBERS, .descending = TRUE }, 0, "beta Alpha empty" },
  { { .list = ROLL_GROUPS, .state = ROLL_STATE_LONELY }, 0, "empty" },
  { { .list = ROLL_GROUPS, .search = "a" }, 0, "Alpha beta" },
};
/* clang-format on */

static void
test_orders (RollFixture   *fixture,
             gconstpointer  data)
{
  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    list_fixture_assert (fixture->roll, &rows[i].query, rows[i].limit, rows[i].expected);
}

static void
test_counts (RollFixture   *fixture,
             gconstpointer  data)
{
  RollListQuery users = { .state = ROLL_STATE_INACTIVE };
  RollListQuery groups = { .list = ROLL_GROUPS };
  RollListQuery found = { .search = "O" };
  RollListQuery blank = { .search = "  " };

  list_fixture_assert_counts (fixture->roll, &users, 0, 0, 0, 0);
  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  list_fixture_assert_counts (fixture->roll, &users, 4, 3, 1, 1);
  list_fixture_assert_counts (fixture->roll, &groups, 3, 3, 0, 1);
  list_fixture_assert_counts (fixture->roll, &found, 3, 2, 1, 1);
  list_fixture_assert_counts (fixture->roll, &blank, 4, 3, 1, 1);
}

static void
test_rows (RollFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *names = NULL;
  g_autoptr (RollRow) zoe = NULL;
  g_autoptr (RollRow) ada = NULL;
  g_autoptr (RollRow) beta = NULL;
  guint32 wanted[4];

  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  wanted[0] = roll_find_row (fixture->roll, ROLL_USERS, "ZOE");
  wanted[1] = 4711;
  wanted[2] = roll_find_row_by_id (fixture->roll, ROLL_USERS, "3");
  wanted[3] = wanted[0];
  found = roll_get_rows (fixture->roll, wanted, G_N_ELEMENTS (wanted), &error);
  g_assert_no_error (error);
  names = list_fixture_join (found);
  g_assert_cmpstr (names, ==, "Zoë ? bob Zoë");

  zoe = roll_get_row (fixture->roll, wanted[0], &error);
  g_assert_cmpuint (zoe->row, ==, wanted[0]);
  g_assert_cmpint (zoe->list, ==, ROLL_USERS);
  g_assert_cmpstr (zoe->id, ==, "1");
  g_assert_cmpstr (zoe->key, ==, "zoe");
  g_assert_cmpstr (zoe->department, ==, "sales");
  g_assert_cmpstr (zoe->title, ==, "Chief");
  g_assert_null (zoe->external_id);
  g_assert_null (zoe->email);
  g_assert_false (zoe->active);
  g_assert_true (zoe->in_scope);
  g_assert_cmpuint (zoe->members, ==, 1);
  g_assert_cmpint (zoe->modified, ==, G_GINT64_CONSTANT (1772323200000000));

  ada = roll_get_row (fixture->roll, roll_find_row (fixture->roll, ROLL_USERS, "m"), &error);
  g_assert_cmpstr (ada->external_id, ==, "X");
  g_assert_cmpstr (ada->email, ==, "a@x.net");
  g_assert_null (ada->title);
  g_assert_cmpuint (ada->members, ==, 2);

  beta = roll_get_row (fixture->roll, roll_find_row (fixture->roll, ROLL_GROUPS, "Beta"), &error);
  g_assert_cmpint (beta->list, ==, ROLL_GROUPS);
  g_assert_cmpuint (beta->members, ==, 3);

  g_assert_cmpuint (roll_find_row (fixture->roll, ROLL_USERS, "nobody"), ==, 0);
  g_assert_cmpuint (roll_find_row_by_id (fixture->roll, ROLL_USERS, "99"), ==, 0);
  g_assert_null (roll_get_row (fixture->roll, 4711, &error));
  g_assert_no_error (error);
}

typedef GPtrArray *(*Links) (Roll *roll, guint32 row, guint limit, GError **error);

static void
assert_links (RollFixture *fixture,
              Links        links,
              RollList     type,
              const char  *id,
              guint        limit,
              const char  *expected)
{
  g_autoptr (GError) error = NULL;
  guint32 row = roll_find_row_by_id (fixture->roll, type, id);
  g_autoptr (GPtrArray) found = links (fixture->roll, row, limit, &error);
  g_autofree char *names = NULL;

  g_assert_no_error (error);
  names = list_fixture_join (found);
  g_assert_cmpstr (names, ==, expected);
}

static void
test_links (RollFixture   *fixture,
            gconstpointer  data)
{
  RollListQuery query = { .sort = ROLL_SORT_KEY };

  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  assert_links (fixture, roll_get_members, ROLL_GROUPS, "1", 0, "Ada Ödön Zoë");
  assert_links (fixture, roll_get_members, ROLL_GROUPS, "1", 2, "Ada Ödön");
  assert_links (fixture, roll_get_members, ROLL_GROUPS, "2", 9, "Ada");
  assert_links (fixture, roll_get_members, ROLL_GROUPS, "3", 9, "");
  assert_links (fixture, roll_get_member_groups, ROLL_GROUPS, "2", 0, "beta");
  assert_links (fixture, roll_get_groups, ROLL_USERS, "2", 0, "Alpha beta");
  assert_links (fixture, roll_get_groups, ROLL_USERS, "3", 0, "");
  assert_links (fixture, roll_get_groups, ROLL_GROUPS, "1", 0, "Alpha");

  query.group = roll_find_row_by_id (fixture->roll, ROLL_GROUPS, "1");
  list_fixture_assert (fixture->roll, &query, 0, "Ödön Ada Zoë");
  list_fixture_assert_counts (fixture->roll, &query, 3, 2, 1, 0);
  query.search = "zoe";
  list_fixture_assert (fixture->roll, &query, 0, "Zoë");
  query.list = ROLL_GROUPS;
  query.search = NULL;
  query.group = roll_find_row_by_id (fixture->roll, ROLL_GROUPS, "2");
  list_fixture_assert (fixture->roll, &query, 0, "beta");
}

/* Somebody out of scope is in no list, in no group, and can still be opened. */
static void
test_scope (RollFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollWriter) writer = roll_writer_new (fixture->roll, "scim", &error);
  g_autoptr (RollRow) zoe = NULL;
  RollListQuery query = { .list = ROLL_USERS };

  g_assert_no_error (error);
  roll_fixture_append (writer, FALSE, LIST_USERS);
  roll_fixture_append (writer, TRUE, LIST_GROUPS);
  roll_writer_append_evidence (writer, ROLL_EVIDENCE_OUT_OF_SCOPE, "User", "ZOE", NULL, 0, &error);
  roll_writer_publish (writer, &error);
  g_assert_no_error (error);

  list_fixture_assert (fixture->roll, &query, 0, "Ada bob Ödön");
  list_fixture_assert_counts (fixture->roll, &query, 3, 3, 0, 1);
  assert_links (fixture, roll_get_members, ROLL_GROUPS, "1", 0, "Ada Ödön");
  g_assert_cmpuint (roll_find_row (fixture->roll, ROLL_USERS, "zoe"), ==, 0);
  zoe = roll_get_row (fixture->roll, roll_find_row_by_id (fixture->roll, ROLL_USERS, "1"), &error);
  g_assert_false (zoe->in_scope);
  g_assert_cmpuint (zoe->members, ==, 1);
}

static void
test_cancelled (RollFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RollListQuery query = { .search = "a" };
  RollListCounts counts;

  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  g_cancellable_cancel (cancellable);
  g_assert_null (roll_list (fixture->roll, &query, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (roll_count_rows (fixture->roll, &query, &counts, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  const char *path;
  void (*test) (RollFixture *fixture, gconstpointer data);
} Test;

static const Test tests[] = {
  { "/roll/order/orders", test_orders }, { "/roll/order/counts", test_counts },
  { "/roll/order/rows", test_rows },     { "/roll/order/links", test_links },
  { "/roll/order/scope", test_scope },   { "/roll/order/cancelled", test_cancelled },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, RollFixture, NULL, roll_fixture_set_up, tests[i].test,
                roll_fixture_tear_down);

  return g_test_run ();
}
