/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Compare page's list: counted by reason, chosen by reason, searched, and shown through a model
 * that makes items on demand; with 100,000 differences nothing on the main loop takes long. */

#include "config.h"

#include "compare-helpers.h"
#include "console/rollcall-compare-list.h"

/* Sanitizers are for faults, not for times. */
#ifdef __SANITIZE_ADDRESS__
#define MANY 2000
#else
#define MANY 100000
#endif
#define LONGEST_STEP (16 * G_TIME_SPAN_MILLISECOND)

static const char source[] =
    "{'users':[{'id':'1','userName':'anna','displayName':'Änne Ärmel','title':'Clerk'},"
    "{'id':'2','userName':'ben','displayName':'Ben','active':false},"
    "{'id':'3','userName':'carl','displayName':'Carl'},"
    "{'id':'4','userName':'dora','displayName':'Dora'}],"
    "'groups':[{'id':'g','displayName':'Sales','members':[{'value':'1'},{'value':'3'},"
    "{'value':'4'}]}]}";

static const char target[] =
    "{'users':[{'id':'1','userName':'anna','displayName':'Änne Ärmel','title':'Boss'},"
    "{'id':'4','userName':'dora','displayName':'Dora'},"
    "{'id':'5','userName':'eve','displayName':'Eve','active':false}],"
    "'groups':[{'id':'g','displayName':'Sales','members':[{'value':'1'}]},"
    "{'id':'h','displayName':'Art'}]}";

typedef struct
{
  Comparison           *comparison;
  RollcallCompareIndex *index;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->comparison = compare_test_compare (source, target, NULL);
  fixture->index = rollcall_compare_index_new (fixture->comparison, NULL);
  g_assert_nonnull (fixture->index);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  rollcall_compare_index_unref (fixture->index);
  g_object_unref (fixture->comparison);
}

/* (transfer full): "key" or "group/member", with spaces between */
static char *
filter (Fixture          *fixture,
        RollcallReasonSet reasons,
        const char       *search)
{
  g_autoptr (GPtrArray) found =
      rollcall_compare_index_filter (fixture->index, &reasons, search, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const CompareEntry *entry = g_ptr_array_index (found, i);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? " " : "", entry->key,
                              entry->member != NULL ? "/" : "",
                              entry->member != NULL ? entry->member : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_found (Fixture    *fixture,
              guint32     attention,
              guint32     explained,
              const char *search,
              const char *expected)
{
  g_autofree char *found =
      filter (fixture, (RollcallReasonSet) { attention, explained }, search);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_counts (Fixture      *fixture,
             gconstpointer data)
{
  RollcallCompareIndex *index = fixture->index;

  g_assert_cmpuint (rollcall_compare_index_count (index, COMPARE_NEVER_ARRIVED, FALSE), ==, 1);
  g_assert_cmpuint (rollcall_compare_index_count (index, COMPARE_DISABLED_AT_SOURCE, TRUE), ==, 1);
  g_assert_cmpuint (rollcall_compare_index_count (index, COMPARE_DISABLED_AT_SOURCE, FALSE), ==, 0);
  g_assert_cmpuint (rollcall_compare_index_count (index, COMPARE_N_REASONS, FALSE), ==, 5);
  g_assert_cmpuint (rollcall_compare_index_count (index, COMPARE_N_REASONS, TRUE), ==, 2);
}

static void
test_reasons (Fixture      *fixture,
              gconstpointer data)
{
  assert_found (fixture, 0, 0, NULL, "anna carl Art Sales/carl Sales/dora");
  assert_found (fixture, 1u << COMPARE_ATTRIBUTE, 0, NULL, "anna");
  assert_found (fixture, 1u << COMPARE_ATTRIBUTE | 1u << COMPARE_NEVER_ARRIVED,
                1u << COMPARE_DISABLED_AT_SOURCE, NULL, "anna ben carl");
  assert_found (fixture, 0, 1u << COMPARE_NEVER_ARRIVED, NULL, "");
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  assert_found (fixture, 0, 0, "ARMEL", "anna");
  assert_found (fixture, 0, 0, "  ann   ärm ", "anna");
  assert_found (fixture, 0, 0, "sales dora", "Sales/dora");
  assert_found (fixture, 0, 0, "anna carl", "");
}

static void
test_only_explained (void)
{
  g_autoptr (Comparison) comparison = compare_test_compare (
      "{'users':[{'id':'1','userName':'anna','active':false}]}", "{'users':[]}", NULL);
  g_autoptr (RollcallCompareIndex) index = rollcall_compare_index_new (comparison, NULL);
  RollcallReasonSet none = { 0, 0 };
  g_autoptr (GPtrArray) found = rollcall_compare_index_filter (index, &none, NULL, NULL);

  g_assert_cmpuint (found->len, ==, 1);
}

static void
test_find (Fixture      *fixture,
           gconstpointer data)
{
  const CompareEntry *anna = rollcall_compare_index_find (fixture->index, "ANNA");
  const CompareEntry *dora = rollcall_compare_index_find (fixture->index, "dora");

  g_assert_cmpint (anna->kind, ==, COMPARE_USERS);
  g_assert_cmpint (dora->kind, ==, COMPARE_MEMBERSHIPS);
  g_assert_null (rollcall_compare_index_find (fixture->index, "Art"));
  g_assert_null (rollcall_compare_index_find (fixture->index, "nobody"));
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
test_model (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (RollcallCompareList) list = rollcall_compare_list_new ();
  g_autoptr (GString) log = g_string_new (NULL);
  RollcallReasonSet none = { 0, 0 };
  g_autoptr (GPtrArray) all = rollcall_compare_index_filter (fixture->index, &none, NULL, NULL);
  g_autoptr (GPtrArray) some = rollcall_compare_index_filter (fixture->index, &none, "c", NULL);
  g_autoptr (RollcallCompareItem) item = NULL;
  g_autofree char *caption = NULL;

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), log);
  rollcall_compare_list_set (list, fixture->index, all);
  rollcall_compare_list_set (list, fixture->index, some);
  g_assert_cmpstr (log->str, ==, "0-0+5 0-5+0 0-0+2 ");

  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (rollcall_compare_item_get_entry (item)->key, ==, "carl");
  caption = rollcall_compare_item_get_caption (item);
  g_assert_cmpstr (caption, ==, "carl");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 2));

  /* An item outlives the list that it came from. */
  rollcall_compare_list_set (list, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_cmpstr (rollcall_compare_item_get_entry (item)->key, ==, "carl");
}

/* Who is looked at is found again in a comparison that was made anew. */
static void
test_again (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (Comparison) comparison = compare_test_compare (source, target, NULL);
  g_autoptr (RollcallCompareIndex) index = rollcall_compare_index_new (comparison, NULL);
  g_autoptr (RollcallCompareList) list = rollcall_compare_list_new ();
  RollcallReasonSet none = { 0, 0 };
  g_autoptr (GPtrArray) all = rollcall_compare_index_filter (index, &none, NULL, NULL);
  const CompareEntry *dora = rollcall_compare_index_find (fixture->index, "dora");

  rollcall_compare_list_set (list, index, all);
  g_assert_cmpuint (rollcall_compare_list_find (list, dora), ==, 4);
  g_assert_cmpuint (
      rollcall_compare_list_find (list, rollcall_compare_index_find (fixture->index, "anna")), ==,
      0);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RollcallReasonSet none = { 0, 0 };

  g_cancellable_cancel (cancellable);
  g_assert_null (rollcall_compare_index_new (fixture->comparison, cancellable));
  g_assert_null (rollcall_compare_index_filter (fixture->index, &none, NULL, cancellable));
}

/* (transfer full): a side with MANY people */
static char *
write_many (void)
{
  GString *text = g_string_new ("{'users':[");

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, "%s{'id':'%u','userName':'user.%u@tenant.example',"
                                  "'displayName':'User %u'}",
                            i > 0 ? "," : "", i, i, i);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static void
test_many (void)
{
  g_autofree char *many = write_many ();
  g_autoptr (Comparison) comparison = compare_test_compare (many, "{'users':[]}", NULL);
  g_autoptr (RollcallCompareIndex) index = rollcall_compare_index_new (comparison, NULL);
  g_autoptr (RollcallCompareList) list = rollcall_compare_list_new ();
  RollcallReasonSet none = { 0, 0 };
  g_autoptr (GPtrArray) all = rollcall_compare_index_filter (index, &none, NULL, NULL);
  g_autoptr (GPtrArray) few = NULL;
  gint64 begin = g_get_monotonic_time ();
  gint64 span;
  guint last;

  few = rollcall_compare_index_filter (index, &none, "user 777", NULL);
  g_test_message ("search through %u: %.1f ms", MANY,
                  (double)(g_get_monotonic_time () - begin) / 1000);
  g_assert_cmpuint (all->len, ==, MANY);
  g_assert_cmpuint (few->len, <, MANY);

  /* What the main loop does: put it on the screen, and find who was looked at. */
  begin = g_get_monotonic_time ();
  rollcall_compare_list_set (list, index, all);
  last = rollcall_compare_list_find (list, g_ptr_array_index (all, all->len - 1));
  span = g_get_monotonic_time () - begin;
  g_test_message ("main loop: %.1f ms", (double)span / 1000);
  g_assert_cmpuint (last, ==, MANY - 1);
  g_assert_cmpint (span, <, LONGEST_STEP);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/compare-list/counts", test_counts);
  ADD ("/compare-list/reasons", test_reasons);
  ADD ("/compare-list/search", test_search);
  g_test_add_func ("/compare-list/only-explained", test_only_explained);
  ADD ("/compare-list/find", test_find);
  ADD ("/compare-list/model", test_model);
  ADD ("/compare-list/again", test_again);
  ADD ("/compare-list/cancelled", test_cancelled);
  g_test_add_func ("/compare-list/many", test_many);
  return g_test_run ();
}
