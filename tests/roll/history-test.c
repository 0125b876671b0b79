/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The history and the trend as they are read again: kinds, pages, one person's, one group's, what
 * changed since when, and which points stay. */

#include "config.h"

#include "base/base-time.h"
#include "database/database.h"
#include "roll-helpers.h"
#include "roll/roll-history.h"
#include "roll/roll-order.h"
#include "roll/roll-private.h"

#define ADA \
  "{'id':'1','userName':'ada','title':'Engineer','emails':[{'value':'a@x','type':'work'}]}"
#define ADA_LATER \
  "{'id':'1','userName':'ada','active':false,'emails':[{'value':'b@x','type':'work'}]}"
#define GRACE "{'id':'2','userName':'grace','displayName':'Grace'}"
#define ALAN "{'id':'3','userName':'alan'}"
#define TEAM(members) "[{'id':'1','displayName':'Team','members':[" members "]}]"

/* Ada changes and quits, Grace joins, Alan comes. */
static void
fill_twice (RollFixture *fixture)
{
  roll_fixture_fill (fixture, "[" ADA "," GRACE "]", TEAM ("{'value':'1'}"));
  roll_fixture_fill (fixture, "[" ADA_LATER "," GRACE "," ALAN "]", TEAM ("{'value':'2'}"));
}

static char *
describe (GPtrArray *changes)
{
  static const char *const words[] = { "came", "left", "changed", "joined", "quit" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const RollChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", change->key, words[change->what]);
      if (change->group != NULL)
        g_string_append_printf (text, " %s/%s", change->group, change->group_id);
    }
  return g_string_free (text, FALSE);
}

static GPtrArray *
get_changes (Roll       *roll,
             RollList    list,
             const char *id,
             gint64      before,
             guint       limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *changes = roll_get_changes (roll, list, id, before, limit, &error);

  g_assert_no_error (error);
  return changes;
}

static void
assert_changes (Roll       *roll,
                RollList    list,
                const char *id,
                const char *expected)
{
  g_autoptr (GPtrArray) changes = get_changes (roll, list, id, 0, 100);
  g_autofree char *text = describe (changes);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_changes (RollFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) none = get_changes (fixture->roll, ROLL_USERS, NULL, 0, 10);

  g_assert_cmpuint (none->len, ==, 0);
  fill_twice (fixture);
  assert_changes (fixture->roll, ROLL_USERS, NULL,
                  "grace joined Team/1, ada quit Team/1, ada changed, alan came");
  assert_changes (fixture->roll, ROLL_USERS, "1", "ada quit Team/1, ada changed");
  assert_changes (fixture->roll, ROLL_USERS, "3", "alan came");
  assert_changes (fixture->roll, ROLL_USERS, "nobody", "");
  assert_changes (fixture->roll, ROLL_GROUPS, "1", "grace joined Team/1, ada quit Team/1");

  roll_fixture_fill (fixture, "[" GRACE "]", "[{'id':'1','displayName':'Crew'}]");
  assert_changes (fixture->roll, ROLL_USERS, "3", "alan left, alan came");
  assert_changes (fixture->roll, ROLL_GROUPS, "1",
                  "grace quit Team/1, Crew changed, grace joined Team/1, ada quit Team/1");
}

static const RollChangeValue *
find_value (const RollChange *change,
            const char       *path)
{
  for (guint i = 0; i < change->values->len; i++)
    {
      const RollChangeValue *value = g_ptr_array_index (change->values, i);

      if (g_str_equal (value->path, path))
        return value;
    }
  g_assert_not_reached ();
}

static void
test_values (RollFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) changes = NULL;
  const RollChange *change;
  const RollChangeValue *value;
  gint64 begin = base_time_now ();

  fill_twice (fixture);
  changes = get_changes (fixture->roll, ROLL_USERS, "1", 0, 10);
  change = g_ptr_array_index (changes, 1);
  g_assert_cmpint (change->what, ==, ROLL_CHANGE_CHANGED);
  g_assert_cmpint (change->list, ==, ROLL_USERS);
  g_assert_cmpint (change->time, >=, begin);
  g_assert_cmpint (change->time, <=, base_time_now ());
  g_assert_null (change->group);
  g_assert_cmpuint (change->values->len, ==, 3);
  value = find_value (change, "active");
  g_assert_cmpstr (value->old, ==, "true");
  g_assert_cmpstr (value->new, ==, "false");
  value = find_value (change, "title");
  g_assert_cmpstr (value->old, ==, "Engineer");
  g_assert_null (value->new);
  value = find_value (change, "emails[type eq \"work\"].value");
  g_assert_cmpstr (value->old, ==, "a@x");
  g_assert_cmpstr (value->new, ==, "b@x");
}

/* Pages of one hold the same as one page. */
static void
test_pages (RollFixture   *fixture,
            gconstpointer  data)
{
  gint64 before = 0;
  guint pages = 0;

  fill_twice (fixture);
  for (;;)
    {
      g_autoptr (GPtrArray) page = get_changes (fixture->roll, ROLL_USERS, NULL, before, 1);
      const RollChange *change;

      if (page->len == 0)
        break;
      change = g_ptr_array_index (page, 0);
      g_assert_true (before == 0 || change->number < before);
      before = change->number;
      pages++;
    }
  g_assert_cmpuint (pages, ==, 4);
}

static guint
count_since (RollFixture *fixture,
             RollList     list,
             gint64       time)
{
  g_autoptr (GError) error = NULL;
  RollListQuery query = { .list = list, .changed_since = time };
  RollListCounts counts;

  roll_count_rows (fixture->roll, &query, &counts, NULL, &error);
  g_assert_no_error (error);
  return counts.all;
}

static void
test_since (RollFixture   *fixture,
            gconstpointer  data)
{
  gint64 begin = base_time_now ();
  gint64 later;

  fill_twice (fixture);
  g_assert_cmpuint (count_since (fixture, ROLL_USERS, begin), ==, 3);
  g_assert_cmpuint (count_since (fixture, ROLL_GROUPS, begin), ==, 1);
  later = base_time_now () + 1;
  g_assert_cmpuint (count_since (fixture, ROLL_USERS, later), ==, 0);
  g_assert_cmpuint (count_since (fixture, ROLL_GROUPS, later), ==, 0);
  g_usleep (10);
  roll_fixture_fill (fixture, "[" GRACE "]", "[{'id':'1','displayName':'Crew'}]");
  g_assert_cmpuint (count_since (fixture, ROLL_USERS, later), ==, 1);
  g_assert_cmpuint (count_since (fixture, ROLL_GROUPS, later), ==, 1);
}

static void
assert_trend (RollFixture *fixture,
              gint64       since,
              const char  *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) points = roll_get_trend (fixture->roll, since, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 before = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < points->len; i++)
    {
      const RollTrendPoint *point = &g_array_index (points, RollTrendPoint, i);

      g_assert_cmpint (point->time, >, before);
      before = point->time;
      g_string_append_printf (text,
                              "%s%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT
                              "/%" G_GINT64_FORMAT,
                              i > 0 ? " " : "", point->users_total, point->users_active,
                              point->groups_total, point->memberships_total);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Of equal ones the first and the last. */
static void
test_trend (RollFixture   *fixture,
            gconstpointer  data)
{
  gint64 middle;

  assert_trend (fixture, 0, "");
  fill_twice (fixture);
  assert_trend (fixture, 0, "2/2/1/1 3/2/1/1");
  for (guint i = 0; i < 3; i++)
    roll_fixture_fill (fixture, "[" GRACE "]", "[]");
  middle = base_time_now ();
  assert_trend (fixture, 0, "2/2/1/1 3/2/1/1 1/1/0/0 1/1/0/0");
  roll_fixture_fill (fixture, "[" GRACE "]", "[]");
  assert_trend (fixture, 0, "2/2/1/1 3/2/1/1 1/1/0/0 1/1/0/0");
  assert_trend (fixture, middle, "1/1/0/0");
  roll_fixture_fill (fixture, "[" GRACE "," ALAN "]", "[]");
  assert_trend (fixture, 0, "2/2/1/1 3/2/1/1 1/1/0/0 1/1/0/0 2/2/0/0");
}

static void
test_trend_of_numbers (RollFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollWriter) writer = roll_writer_new (fixture->roll, "counts", &error);

  g_assert_no_error (error);
  roll_writer_set_counts (writer, 120, -1);
  roll_writer_publish (writer, &error);
  g_assert_no_error (error);
  assert_trend (fixture, 0, "120/120/-1/-1");
}

/* What is older than 90 days goes with the next publication. */
static void
test_forgetting (RollFixture   *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Database) database = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  fill_twice (fixture);
  database = database_open (roll_get_path (fixture->roll), 0, &error);
  g_assert_no_error (error);
  database_exec (database, "UPDATE count SET time = 1; UPDATE change SET time = 1", &error);
  g_assert_no_error (error);
  roll_fixture_fill (fixture, "[" GRACE "]", "[]");
  assert_trend (fixture, 0, "1/1/0/0");
  changes = get_changes (fixture->roll, ROLL_USERS, "3", 0, 10);
  g_assert_cmpuint (changes->len, ==, 1);
}

typedef struct
{
  const char *path;
  void (*test) (RollFixture *fixture, gconstpointer data);
} Test;

static const Test tests[] = {
  { "/roll/history/changes", test_changes },
  { "/roll/history/values", test_values },
  { "/roll/history/pages", test_pages },
  { "/roll/history/since", test_since },
  { "/roll/history/trend", test_trend },
  { "/roll/history/trend-of-numbers", test_trend_of_numbers },
  { "/roll/history/forgetting", test_forgetting },
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
