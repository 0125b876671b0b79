/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Queries: which are indexed and which scans, that SQLite really uses an index for each look-up and
 * order, filters of every shape against a handful of people, orders with absent values, deadlines,
 * and pages that begin anywhere after deletions. */

#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/store-plan.h"
#include "store/store-private.h"
#include "store/store-sort.h"

#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

static const struct
{
  StoreType type;
  gboolean scan;
  const char *filter;
} classes[] = {
  { STORE_USER, FALSE, "userName eq \"a\"" },
  { STORE_USER, FALSE, "externalId eq \"a\"" },
  { STORE_USER, FALSE, "displayName eq \"a\"" },
  { STORE_USER, FALSE, "id eq \"a\"" },
  { STORE_USER, FALSE, "emails eq \"a\"" },
  { STORE_USER, FALSE, "emails.value eq \"a\"" },
  { STORE_USER, FALSE, "emails[type eq \"work\"].value eq \"a\"" },
  { STORE_USER, FALSE, "emails[type eq \"work\" and value eq \"a\"]" },
  { STORE_USER, FALSE, "emails[value eq \"a\" and primary eq true]" },
  { STORE_USER, FALSE, ENTERPRISE ":manager.value eq \"a\"" },
  { STORE_USER, FALSE, "manager eq \"a\"" },
  { STORE_USER, FALSE, "groups.value eq \"a\"" },
  { STORE_USER, FALSE, "groups eq \"a\"" },
  { STORE_GROUP, FALSE, "members eq \"a\"" },
  { STORE_GROUP, FALSE, "members.value eq \"a\"" },
  { STORE_GROUP, FALSE, "members[value eq \"a\"]" },
  { STORE_GROUP, FALSE, "id eq \"a\" and members eq \"b\"" },
  { STORE_USER, FALSE, "userName sw \"a\"" },
  { STORE_USER, FALSE, "displayName sw \"a\"" },
  { STORE_USER, FALSE, "meta.lastModified gt \"2020-01-01T00:00:00Z\"" },
  { STORE_USER, FALSE,
    "meta.lastModified ge \"2020-01-01T00:00:00Z\" and meta.lastModified lt "
    "\"2030-01-01T00:00:00Z\"" },
  { STORE_USER, FALSE, "userName eq \"a\" and active eq true" },
  { STORE_USER, FALSE, "title co \"x\" and (userName eq \"a\" or externalId eq \"b\")" },
  { STORE_USER, FALSE, "userName eq \"a\" or emails.value eq \"b\"" },
  { STORE_USER, FALSE, "userName sw \"a\" and externalId eq \"b\"" },
  { STORE_USER, TRUE, "userName co \"a\"" },
  { STORE_USER, TRUE, "userName ew \"a\"" },
  { STORE_USER, TRUE, "userName ne \"a\"" },
  { STORE_USER, TRUE, "not (userName eq \"a\")" },
  { STORE_USER, TRUE, "userName pr" },
  { STORE_USER, TRUE, "active eq true" },
  { STORE_USER, TRUE, "title eq \"a\"" },
  { STORE_USER, TRUE, "userName eq \"a\" or title eq \"b\"" },
  { STORE_USER, TRUE, "userName sw \"a\" and title eq \"b\"" },
  { STORE_USER, TRUE, "emails[type eq \"work\"]" },
  { STORE_USER, TRUE, "meta.created gt \"2020-01-01T00:00:00Z\"" },
};

static void
test_classes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ScimFilter) filter =
          scim_filter_parse (store_type_to_scim (classes[i].type), classes[i].filter,
                             SCIM_PROFILE_LENIENT, &error);
      g_autoptr (StoreQuery) query = NULL;

      g_assert_no_error (error);
      query = store_query_new (1, classes[i].type, filter, &error);
      g_assert_no_error (error);
      if (store_query_is_scan (query) != classes[i].scan)
        g_error ("%s: %s", classes[i].filter, classes[i].scan ? "indexed" : "a scan");
    }
}

static void
test_sort_classes (void)
{
  static const struct
  {
    const char *path;
    gboolean scan;
  } rows[] = {
    { "userName", FALSE },          { "displayName", FALSE }, { "externalId", FALSE },
    { "meta.lastModified", FALSE }, { "id", TRUE },           { "meta.created", TRUE },
    { "name.familyName", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ScimFilter) filter =
          scim_filter_parse (scim_resource_type_user (), "userName eq \"a\"", SCIM_PROFILE_LENIENT,
                             NULL);
      g_autoptr (ScimPath) path =
          scim_path_parse (scim_resource_type_user (), rows[i].path, SCIM_PROFILE_LENIENT, NULL);
      g_autoptr (StoreQuery) all = store_query_new (1, STORE_USER, NULL, NULL);
      g_autoptr (StoreQuery) few = store_query_new (1, STORE_USER, filter, NULL);

      g_assert_true (store_query_set_sort (all, path, FALSE, NULL));
      g_assert_true (store_query_set_sort (few, path, FALSE, NULL));
      g_assert_cmpint (store_query_is_scan (all), ==, rows[i].scan);
      g_assert_false (store_query_is_scan (few));
    }
}

/* Fails if SQLite would read a whole table or sort to answer @sql. */
static void
assert_uses_indexes (Database   *database,
                     const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DatabaseStatement) statement = database_prepare (database, explain, &error);
  guint steps = 0;
  gboolean row;

  g_assert_no_error (error);
  while (database_statement_step (statement, &row, &error) && row)
    {
      const char *detail = database_statement_column_text (statement, 3);

      if (!g_str_has_prefix (detail, "SEARCH "))
        g_error ("%s: %s", sql, detail);
      steps++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (steps, >, 0);
}

static void
test_indexes (Fixture       *fixture,
              gconstpointer  data)
{
  for (StoreLook look = 0; look < STORE_N_LOOKS; look++)
    assert_uses_indexes (fixture->reader->database, store_plan_get_sql (look));
  for (StoreOrder order = 0; order < STORE_N_ORDERS; order++)
    {
      assert_uses_indexes (fixture->reader->database, store_sort_get_sql (order, FALSE));
      assert_uses_indexes (fixture->reader->database, store_sort_get_sql (order, TRUE));
      for (StoreStep step = 0; step < STORE_N_STEPS; step++)
        {
          assert_uses_indexes (fixture->reader->database, store_sort_get_step (order, step, FALSE));
          assert_uses_indexes (fixture->reader->database, store_sort_get_step (order, step, TRUE));
        }
    }
}

static void
assert_list (Fixture    *fixture,
             StoreType   type,
             const char *filter,
             const char *sort,
             gboolean    descending,
             const char *expected)
{
  gint64 total;
  g_autoptr (GPtrArray) names =
      list_names (fixture, type, filter, sort, descending, 1, 100, &total);
  g_autofree char *joined = NULL;

  g_assert_cmpint (total, ==, names->len);
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (" ", (char **)names->pdata);
  if (g_strcmp0 (joined, expected) != 0)
    g_error ("%s by %s: \"%s\" instead of \"%s\"", filter, sort, joined, expected);
}

/* Replaces each %A, %B, %G by an id. */
static char *
with_ids (const char *text,
          const char *a,
          const char *b,
          const char *g)
{
  GString *out = g_string_new (text);

  g_string_replace (out, "%A", a, 0);
  g_string_replace (out, "%B", b, 0);
  g_string_replace (out, "%G", g, 0);
  return g_string_free (out, FALSE);
}

static const struct
{
  StoreType type;
  const char *filter;
  const char *expected;
} lists[] = {
  { STORE_USER, NULL, "Ann@x.org bob carl" },
  { STORE_GROUP, NULL, "Sales Staff" },
  { STORE_USER, "userName eq \"ANN@X.ORG\"", "Ann@x.org" },
  { STORE_USER, "externalId eq \"e-1\"", "" },
  { STORE_USER, "externalId eq \"E-1\"", "Ann@x.org" },
  { STORE_USER, "id eq \"%B\"", "bob" },
  { STORE_USER, "id eq \"%G\"", "" },
  { STORE_USER, "emails.value eq \"ann@HOME.org\"", "Ann@x.org carl" },
  { STORE_USER, "emails[type eq \"WORK\"].value eq \"ann@home.org\"", "carl" },
  { STORE_USER, "emails[type eq \"home\" and value eq \"ann@home.org\"]", "Ann@x.org" },
  { STORE_USER, "emails[primary eq true and value eq \"ann@home.org\"]", "carl" },
  { STORE_USER, "emails[type eq \"home\" and value eq \"ann@work.org\"]", "" },
  { STORE_USER, "emails[value eq \"ann@home.org\"].value eq \"ann@work.org\"", "" },
  { STORE_USER, "manager.value eq \"%A\"", "bob" },
  { STORE_USER, "groups.value eq \"%G\"", "Ann@x.org bob" },
  { STORE_USER, "groups.display eq \"staff\"", "Ann@x.org bob" },
  { STORE_USER, "groups.value eq \"%G\" and manager.value eq \"%A\"", "bob" },
  { STORE_USER, "groups.value eq \"%G\" and not (userName sw \"b\")", "Ann@x.org" },
  { STORE_GROUP, "members eq \"%A\"", "Staff" },
  { STORE_GROUP, "members[value eq \"%A\"]", "Staff" },
  { STORE_GROUP, "members[value eq \"%A\" and type eq \"User\"]", "Staff" },
  { STORE_GROUP, "members[value eq \"%A\" and type eq \"Group\"]", "" },
  { STORE_GROUP, "members.display sw \"ANN\"", "Staff" },
  { STORE_GROUP, "not (members pr)", "Sales" },
  { STORE_GROUP, "displayName sw \"s\"", "Sales Staff" },
  { STORE_GROUP, "displayName sw \"sT\" and displayName ew \"f\"", "Staff" },
  { STORE_USER, "userName eq \"bob\" or externalId eq \"E-1\"", "Ann@x.org bob" },
  { STORE_USER, "userName eq \"bob\" or userName eq \"BOB\"", "bob" },
  { STORE_USER, "title pr and (userName eq \"bob\" or userName sw \"a\")", "Ann@x.org" },
  { STORE_USER, "active eq false", "carl" },
  { STORE_USER, "active eq true", "bob" },
  { STORE_USER, "title co \"HIE\"", "Ann@x.org" },
  { STORE_USER, "displayName pr and displayName co \"OB\"", "bob" },
  { STORE_USER, "meta.lastModified ge \"2000-01-01T00:00:00Z\" and userName ew \"l\"", "carl" },
  { STORE_USER, "meta.lastModified lt \"2000-01-01T00:00:00Z\"", "" },
  { STORE_USER,
    "meta.lastModified gt \"2000-01-01T00:00:00Z\" and meta.lastModified lt "
    "\"2001-01-01T00:00:00Z\" and userName eq \"bob\"",
    "" },
  { STORE_USER,
    "meta.lastModified ge \"2000-01-01T00:00:00Z\" and meta.lastModified lt "
    "\"2001-01-01T00:00:00Z\"",
    "" },
  { STORE_USER,
    "meta.lastModified lt \"2200-01-01T00:00:00Z\" and meta.lastModified gt "
    "\"2199-01-01T00:00:00Z\"",
    "" },
  { STORE_USER,
    "meta.lastModified lt \"2200-01-01T00:00:00Z\" and meta.lastModified gt "
    "\"2000-01-01T00:00:00Z\"",
    "Ann@x.org bob carl" },
  { STORE_USER, "emails.value eq \"%A\"", "" },
  { STORE_USER, "manager.value eq \"ann@home.org\"", "" },
  { STORE_USER, "meta.resourceType eq \"User\" and id pr", "Ann@x.org bob carl" },
  { STORE_USER, "schemas eq \"" ENTERPRISE "\"", "bob" },
};

static const struct
{
  const char *filter;
  const char *sort;
  const char *ascending;
  const char *descending;
} orders[] = {
  { NULL, "userName", "Ann@x.org bob carl", "carl bob Ann@x.org" },
  { NULL, "displayName", "carl bob Ann@x.org", "Ann@x.org bob carl" },
  { NULL, "externalId", "Ann@x.org bob carl", "carl bob Ann@x.org" },
  { NULL, "meta.lastModified", "Ann@x.org bob carl", "carl bob Ann@x.org" },
  { NULL, "title", "Ann@x.org bob carl", "carl bob Ann@x.org" },
  { NULL, "active", "carl bob Ann@x.org", "Ann@x.org bob carl" },
  { NULL, "emails", "Ann@x.org carl bob", "bob carl Ann@x.org" },
  { NULL, "emails.value", "Ann@x.org carl bob", "bob carl Ann@x.org" },
  { NULL, "meta.created", "Ann@x.org bob carl", "carl bob Ann@x.org" },
  { NULL, "nothing", "Ann@x.org bob carl", "Ann@x.org bob carl" },
  { "userName co \"o\"", "displayName", "bob Ann@x.org", "Ann@x.org bob" },
  { "userName eq \"bob\" or userName eq \"carl\"", "displayName", "carl bob", "bob carl" },
};

static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  StoreWritten ann = create (
      fixture, STORE_USER,
      "{\"userName\":\"Ann@x.org\",\"externalId\":\"E-1\",\"title\":\"Chief\",\"emails\":"
      "[{\"value\":\"ann@home.org\",\"type\":\"home\"},{\"value\":\"ann@work.org\",\"type\":"
      "\"work\"}]}");
  g_autofree char *json =
      g_strdup_printf ("{\"userName\":\"bob\",\"displayName\":\"Bob\",\"active\":true,\"" ENTERPRISE
                       "\":{\"manager\":{\"value\":\"%s\"}}}",
                       ann.id);
  StoreWritten bob = create (fixture, STORE_USER, json);
  StoreWritten staff;
  g_autoptr (StoreDirectory) other = NULL;

  g_usleep (2000);
  create (fixture, STORE_USER,
          "{\"userName\":\"carl\",\"displayName\":\"a carl\",\"active\":false,\"emails\":"
          "[{\"value\":\"zoe@x.org\"},{\"value\":\"Ann@Home.org\",\"type\":\"work\",\"primary\":"
          "true}]}");
  create_group (fixture, "Sales");
  staff = create_group (fixture, "Staff");
  change_members (fixture, staff.id, SCIM_MEMBERS_ADD, ann.id, bob.id, NULL);

  /* Somebody with the same names next door is never listed here. */
  other = fixture->directory;
  fixture->directory = fixture_add_directory (fixture, "Other");
  create (
      fixture, STORE_USER,
      "{\"userName\":\"bob\",\"externalId\":\"E-1\",\"emails\":[{\"value\":\"ann@home.org\"}]}");
  store_directory_free (fixture->directory);
  fixture->directory = g_steal_pointer (&other);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *filter =
          lists[i].filter != NULL ? with_ids (lists[i].filter, ann.id, bob.id, staff.id) : NULL;

      assert_list (fixture, lists[i].type, filter, NULL, FALSE, lists[i].expected);
    }
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      assert_list (fixture, STORE_USER, orders[i].filter, orders[i].sort, FALSE,
                   orders[i].ascending);
      assert_list (fixture, STORE_USER, orders[i].filter, orders[i].sort, TRUE,
                   orders[i].descending);
    }
  assert_clean (fixture);
}

static void
ignore_row_cb (const StoreRow *row,
               gpointer        data)
{
}

static void
test_deadline (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const filters[] = { "title co \"x\"", "userName sw \"a\" and title pr" };

  create (fixture, STORE_USER, "{\"userName\":\"a\",\"title\":\"x\"}");
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (ScimFilter) filter =
          scim_filter_parse (scim_resource_type_user (), filters[i], SCIM_PROFILE_LENIENT, NULL);
      g_autoptr (StoreQuery) query =
          store_query_new (fixture->directory->seq, STORE_USER, filter, NULL);
      g_autoptr (GError) error = NULL;
      gint64 total;

      g_assert_false (store_reader_list (fixture->reader, query, 1, 10, g_get_monotonic_time (),
                                         ignore_row_cb, NULL, &total, &error));
      g_assert_error (error, STORE_ERROR, STORE_ERROR_DEADLINE);
      g_clear_error (&error);
      g_assert_true (store_reader_list (fixture->reader, query, 1, 10,
                                        g_get_monotonic_time () + G_USEC_PER_SEC * 60,
                                        ignore_row_cb, NULL, &total, &error));
      g_assert_cmpint (total, ==, 1);
    }
}

/* Every page of every size, wherever it begins, after a third of the rows has gone. */
static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
  const guint count = 5000;

  for (guint i = 0; i < count; i++)
    {
      Act *act = g_new0 (Act, 1);

      act->kind = ACT_CREATE;
      act->type = i % 7 == 0 ? STORE_GROUP : STORE_USER;
      act->directory = fixture->directory->seq;
      act->json = g_strdup_printf ("{\"%s\":\"n%u\"}", i % 7 == 0 ? "displayName" : "userName", i);
      g_ptr_array_add (acts, act);
      store_submit (fixture->store, act_job, NULL, act, 100);
    }
  create_group (fixture, "behind them");

  for (guint i = 0; i < count; i++)
    {
      Act *act = acts->pdata[i];

      /* A whole stretch, and then each third. */
      if ((i > 1200 && i < 3300) || i % 3 == 0)
        {
          act->kind = ACT_DELETE;
          g_strlcpy (act->id, act->written.id, sizeof act->id);
          g_clear_pointer ((char **)&act->json, g_free);
          store_submit (fixture->store, act_job, NULL, act, 100);
        }
      else if (act->type == STORE_USER)
        {
          g_ptr_array_add (left, g_strdup_printf ("n%u", i));
        }
    }
  create_group (fixture, "behind those");

  for (guint i = 0; i < 400; i++)
    {
      gint64 start = g_test_rand_int_range (-1, (int)left->len + 20);
      gint64 size = g_test_rand_int_range (0, 300);
      gint64 first = MAX (start, 1) - 1;
      gint64 total;
      g_autoptr (GPtrArray) names =
          list_names (fixture, STORE_USER, NULL, NULL, FALSE, start, size, &total);

      g_assert_cmpint (total, ==, left->len);
      g_assert_cmpint (names->len, ==, CLAMP ((gint64)left->len - first, 0, size));
      for (guint j = 0; j < names->len; j++)
        g_assert_cmpstr (names->pdata[j], ==, left->pdata[first + j]);
    }

  for (guint i = 0; i < count; i++)
    g_free ((gpointer)((Act *)acts->pdata[i])->json);
  assert_clean (fixture);
}

static void
add_name_cb (const StoreRow *row,
             gpointer        data)
{
  g_ptr_array_add (data, g_strdup (row->name));
}

static int
compare_names_cb (gconstpointer a,
                  gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/* (transfer full): the names that a query lists, @count at a time, each page behind the one
 * before */
static GPtrArray *
follow_names (Fixture          *fixture,
              const StoreQuery *query,
              gint64            count)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_auto (StorePlace) place = { 0 };

  do
    {
      g_auto (StorePlace) next = { 0 };
      g_autoptr (GError) error = NULL;
      guint before = names->len;
      gint64 total;

      store_reader_follow (fixture->reader, query, &place, count, 0, add_name_cb, names, &next,
                           &total, &error);
      g_assert_no_error (error);
      g_assert_cmpint (names->len - before, <=, count);
      g_assert_true (next.kind == STORE_PLACE_START || names->len - before == count);
      store_place_clear (&place);
      store_place_copy (&next, &place);
    }
  while (place.kind != STORE_PLACE_START);
  return names;
}

/* Every order and every kind of filter, many with the same value and many with none, in pages of
 * every size: as store_reader_list() has them, each once. */
static void
test_follow (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const sorts[] = { NULL,         "userName",          "displayName",
                                       "externalId", "meta.lastModified", "title" };
  static const char *const filters[] = {
    NULL,
    "userName sw \"u\"",
    "displayName sw \"n\"",
    "displayName sw \"n1\" and title pr",
    "title pr",
    "displayName eq \"n2\"",
    "meta.lastModified gt \"2020-01-01T00:00:00Z\"",
  };

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *name = g_strdup_printf (",\"displayName\":\"N%u\"", i % 5);
      g_autofree char *json = g_strdup_printf (
          "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%c%03u\""
          "%s%s}",
          i % 2 == 0 ? 'u' : 'v', (i * 77) % 120, i % 3 == 0 ? "" : name,
          i % 4 == 0 ? "" : ",\"title\":\"t\"");

      create (fixture, STORE_USER, json);
    }

  for (guint i = 0; i < G_N_ELEMENTS (filters) * G_N_ELEMENTS (sorts) * 2; i++)
    {
      const char *filter = filters[i / 2 / G_N_ELEMENTS (sorts)];
      const char *sort = sorts[i / 2 % G_N_ELEMENTS (sorts)];
      gboolean descending = i % 2 == 1;
      g_autoptr (GPtrArray) wanted =
          list_names (fixture, STORE_USER, filter, sort, descending, 1, 1000, NULL);
      g_autoptr (ScimFilter) parsed = NULL;
      g_autoptr (ScimPath) path = NULL;
      g_autoptr (StoreQuery) query = NULL;

      if (filter != NULL)
        parsed = scim_filter_parse (scim_resource_type_user (), filter, SCIM_PROFILE_LENIENT, NULL);
      query = store_query_new (fixture->directory->seq, STORE_USER, parsed, NULL);
      if (sort != NULL)
        {
          path = scim_path_parse (scim_resource_type_user (), sort, SCIM_PROFILE_LENIENT, NULL);
          g_assert_true (store_query_set_sort (query, path, descending, NULL));
        }
      for (gint64 count = 1; count < 400; count = count * 3 + 1)
        {
          g_autoptr (GPtrArray) found = follow_names (fixture, query, count);

          if (sort == NULL)
            {
              g_ptr_array_sort (found, compare_names_cb);
              g_ptr_array_sort (wanted, compare_names_cb);
            }
          g_assert_cmpuint (found->len, ==, wanted->len);
          for (guint j = 0; j < found->len; j++)
            g_assert_cmpstr (found->pdata[j], ==, wanted->pdata[j]);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  g_test_add_func ("/store/query/classes", test_classes);
  g_test_add_func ("/store/query/sort-classes", test_sort_classes);
  ADD ("/store/query/indexes", test_indexes);
  ADD ("/store/query/lists", test_lists);
  ADD ("/store/query/deadline", test_deadline);
  ADD ("/store/query/pages", test_pages);
  ADD ("/store/query/follow", test_follow);
  return g_test_run ();
}
