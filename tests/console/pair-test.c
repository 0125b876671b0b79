/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One difference with both sides' attributes: what differs is the comparison's, what is equal comes
 * from the bodies, what wasn't compared is left out; and its history. */

#include "config.h"

#include "compare-helpers.h"
#include "console/rollcall-compare-index.h"
#include "console/rollcall-pair.h"

#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

static const char source_text[] =
    "{'users':[{'id':'1','userName':'anna','externalId':'x1','displayName':'Anna','title':'Clerk',"
    "'emails':[{'type':'work','value':'anna@x'}],'" ENTERPRISE "':{'manager':{'value':'4'}}},"
    "{'id':'3','userName':'carl','displayName':'Carl'},"
    "{'id':'4','userName':'dora','displayName':'Dora'}],"
    "'groups':[{'id':'g','displayName':'Sales','members':[{'value':'4'},{'value':'1'}]}]}";

static const char target_text[] =
    "{'users':[{'id':'t1','userName':'ANNA','externalId':'x1','displayName':'Anna','title':'Boss',"
    "'nickName':'Annie','emails':[{'type':'work','value':'anna@x'}],"
    "'" ENTERPRISE "':{'manager':{'value':'t4'}}},"
    "{'id':'t4','userName':'dora','displayName':'Dora'},"
    "{'id':'t5','userName':'eve','displayName':'Eve'}],"
    "'groups':[{'id':'tg','displayName':'Sales','members':[{'value':'t1'}]}]}";

typedef struct
{
  Roll                 *source;
  Roll                 *target;
  Comparison           *comparison;
  RollcallCompareIndex *index;
} Fixture;

static Roll *
make_roll (const char *text)
{
  g_autoptr (JsonObject) side = compare_test_parse (text);

  return compare_test_roll (side);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const CompareOptions options = { .source_name = "Entra", .target_name = "Slack" };
  g_autoptr (GError) error = NULL;

  fixture->source = make_roll (source_text);
  fixture->target = make_roll (target_text);
  fixture->comparison =
      comparison_new (fixture->source, fixture->target, &options, NULL, &error);
  g_assert_no_error (error);
  fixture->index = rollcall_compare_index_new (fixture->comparison, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  rollcall_compare_index_unref (fixture->index);
  g_object_unref (fixture->comparison);
  g_object_unref (fixture->source);
  g_object_unref (fixture->target);
}

static RollcallPair *
make_pair (Fixture    *fixture,
           const char *key)
{
  const CompareEntry *entry = rollcall_compare_index_find (fixture->index, key);

  g_assert_nonnull (entry);
  return rollcall_pair_new (entry, fixture->comparison, fixture->source, fixture->target);
}

/* (transfer full): "title: source = target" a line, ≠ where they differ */
static char *
list_rows (RollcallPair *pair)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < pair->rows->len; i++)
    {
      const RollcallPairRow *row = g_ptr_array_index (pair->rows, i);

      g_string_append_printf (text, "%s: %s %s %s\n", row->title,
                              row->source != NULL ? row->source : "-", row->differs ? "≠" : "=",
                              row->target != NULL ? row->target : "-");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_different (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (RollcallPair) pair = make_pair (fixture, "anna");
  g_autofree char *rows = list_rows (pair);

  g_assert_cmpstr (rows, ==,
                   "User name: anna = ANNA\nDisplay name: Anna = Anna\nWork e-mail: anna@x = "
                   "anna@x\nJob title: Clerk ≠ Boss\nManager: dora = dora\nActive: Yes = Yes\n"
                   "Groups: 1 = 1\n");
  g_assert_cmpstr (pair->about, ==, "Matched by external ID “x1”");
  g_assert_true (pair->at_source && pair->at_target);
  g_assert_false (pair->single);
  g_assert_cmpuint (pair->user_row, !=, 0);
  g_assert_cmpuint (pair->source_changes->len, ==, 0);
}

static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (RollcallPair) pair = make_pair (fixture, "carl");
  g_autofree char *rows = list_rows (pair);

  g_assert_cmpstr (rows, ==,
                   "User name: carl = -\nDisplay name: Carl = -\nActive: Yes = -\nGroups: 0 = -\n");
  g_assert_cmpstr (pair->about, ==, "carl, only in Entra");
  g_assert_true (pair->single && pair->at_source && !pair->at_target);
  g_assert_cmpuint (pair->user_row, ==, 0);
}

static void
test_extra (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (RollcallPair) pair = make_pair (fixture, "eve");

  g_assert_cmpstr (pair->about, ==, "eve, only in Slack");
  g_assert_true (pair->single && !pair->at_source && pair->at_target);
  g_assert_cmpuint (pair->user_row, !=, 0);
}

static void
test_membership (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (RollcallPair) pair = make_pair (fixture, "dora");
  g_autofree char *rows = list_rows (pair);

  g_assert_cmpstr (rows, ==,
                   "Member: dora = dora\nGroup: Sales = Sales\nIn the group: Yes ≠ No\n");
  g_assert_cmpstr (pair->name, ==, "Dora");
  g_assert_cmpuint (pair->user_row, !=, 0);
  g_assert_cmpuint (pair->group_row, !=, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/pair/different", test_different);
  ADD ("/pair/missing", test_missing);
  ADD ("/pair/extra", test_extra);
  ADD ("/pair/membership", test_membership);
  return g_test_run ();
}
