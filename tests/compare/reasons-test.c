/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reasons, compared attributes, memberships and verdicts: cases of docs/contracts.md, and that no
 * row of the table of reasons is out of reach. */

#include "config.h"

#include "compare-helpers.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *source;
  const char *target;
  const char *summary;
} ReasonCase;

/* One matched pair `z` so that both sides carry userName. */
#define Z_SOURCE "{'id': 'z', 'userName': 'z'}"
#define Z_TARGET "{'id': 'zz', 'userName': 'z', 'externalId': 'zz'}"
#define ENTERPRISE "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'"

static const ReasonCase cases[] = {
  { "nested-only-before-disabled",
    "{'users': [" Z_SOURCE ", {'id': '1', 'userName': 'a', 'active': false}],"
    " 'evidence': [['nested_only', 'User', 'A', 'in Everybody', 1]]}",
    "{'users': [" Z_TARGET "]}",
    "explained; matched 1 0 0\n"
    "users missing a nested_only explained (in Everybody)" },
  { "disabled-before-failed",
    "{'users': [" Z_SOURCE ", {'id': '1', 'userName': 'a', 'active': false}],"
    " 'evidence': [['failed', 'User', 'a', 'no', 1]]}",
    "{'users': [" Z_TARGET "]}",
    "explained; matched 1 0 0\n"
    "users missing a disabled_at_source explained" },
  { "failed-before-skipped-with-the-latest-words",
    "{'users': [" Z_SOURCE ", {'id': '1', 'userName': 'a'}],"
    " 'evidence': [['skipped', 'User', 'a', 'why', 9], ['failed', 'User', 'a', 'old', 1],"
    "              ['failed', 'User', 'a', 'new', 2]]}",
    "{'users': [" Z_TARGET "]}",
    "differs; matched 1 0 0\n"
    "users missing a failed (new)" },
  { "failed-as-the-service-says", "{'users': [" Z_SOURCE ", {'id': '1', 'userName': 'a'}]}",
    "{'users': [" Z_TARGET "], 'evidence': [['failed', 'User', 'a', 'userName is missing', 1],"
    "                                       ['nested_only', 'User', 'a', 'no', 2]]}",
    "differs; matched 1 0 0\n"
    "users missing a failed (userName is missing)" },
  { "skipped-before-waiting",
    "{'users': [" Z_SOURCE ", {'id': '1', 'userName': 'a'}],"
    " 'evidence': [['waiting', 'User', 'a', null, 2], ['skipped', 'User', 'a', 'why', 1]]}",
    "{'users': [" Z_TARGET "]}",
    "differs; matched 1 0 0\n"
    "users missing a skipped (why)" },
  { "waiting",
    "{'users': [" Z_SOURCE ", {'id': '1', 'userName': 'a'}], 'last_cycle': 100,"
    " 'evidence': [['waiting', 'User', 'a', null, 101]]}",
    "{'users': [" Z_TARGET "]}",
    "explained; matched 1 0 0\n"
    "users missing a waiting explained" },
  { "waiting-since-before-the-cycle-is-no-excuse",
    "{'users': [" Z_SOURCE ", {'id': '1', 'userName': 'a'}], 'last_cycle': 100,"
    " 'evidence': [['waiting', 'User', 'a', null, 100]]}",
    "{'users': [" Z_TARGET "]}",
    "differs; matched 1 0 0\n"
    "users missing a never_arrived" },
  { "evidence-of-a-group-is-not-a-person's",
    "{'users': [" Z_SOURCE ", {'id': '1', 'userName': 'a'}],"
    " 'groups': [{'id': '2', 'displayName': 'a'}],"
    " 'evidence': [['failed', 'Group', 'a', 'no', 1]]}",
    "{'users': [" Z_TARGET "]}",
    "differs; matched 1 0 0\n"
    "users missing a never_arrived\n"
    "groups missing a failed (no)" },
  { "deleted-and-active-here",
    "{'users': [" Z_SOURCE "], 'evidence': [['deleted', 'User', 'a', 'by anna', 1],"
    "                                       ['out_of_scope', 'User', 'a', null, 1]]}",
    "{'users': [" Z_TARGET ", {'id': '7', 'userName': 'A', 'externalId': 'x'}]}",
    "differs; matched 1 0 0\n"
    "users extra A deleted_at_source (by anna)" },
  { "deleted-and-inactive-here",
    "{'users': [" Z_SOURCE "], 'evidence': [['deleted', 'User', 'a', 'by anna', 1]]}",
    "{'users': [" Z_TARGET ", {'id': '7', 'userName': 'a', 'active': false}]}",
    "explained; matched 1 0 0\n"
    "users extra a unassigned_deactivated explained" },
  { "unassigned-and-active",
    "{'users': [" Z_SOURCE "], 'evidence': [['out_of_scope', 'User', 'a', null, 1]]}",
    "{'users': [" Z_TARGET ", {'id': '7', 'userName': 'a'}]}",
    "differs; matched 1 0 0\n"
    "users extra a unassigned_active" },
  { "local-and-unknown", "{'users': [" Z_SOURCE "]}",
    "{'users': [" Z_TARGET ", {'id': '7', 'userName': 'a'},"
    "           {'id': '8', 'userName': 'b', 'externalId': 'x'}]}",
    "differs; matched 1 0 0\n"
    "users extra a local\n"
    "users extra b unknown_extra" },
  { "duplicate-before-deleted",
    "{'users': [" Z_SOURCE "], 'evidence': [['deleted', 'User', 'a', null, 1]]}",
    "{'users': [" Z_TARGET ", {'id': '7', 'userName': 'a'},"
    "           {'id': '8', 'userName': 'A', 'active': false}]}",
    "differs; matched 1 0 0\n"
    "users extra a duplicate_in_directory (userName \"a\")\n"
    "users extra A duplicate_in_directory (userName \"a\")" },
  { "still-active-lists-attributes",
    "{'users': [{'id': '1', 'userName': 'a', 'active': false, 'title': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'title': 'y'}]}",
    "differs; matched 1 0 0\n"
    "users different a still_active title=x|y" },
  { "inactive-here", "{'users': [{'id': '1', 'userName': 'a'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'active': false}]}",
    "differs; matched 1 0 0\n"
    "users different a inactive" },
  { "inactive-on-both-sides-isn't-compared",
    "{'users': [{'id': '1', 'userName': 'a', 'active': false, 'title': 'x'}],"
    " 'groups': [{'id': 'g', 'displayName': 'G', 'members': [{'value': '1'}]}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'active': false, 'title': 'y'}],"
    " 'groups': [{'id': 'h', 'displayName': 'G'}]}",
    "in_step; matched 1 1 0" },
  { "active-may-be-absent",
    "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b', 'active': true}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'active': true}, {'id': '8', 'userName': 'b'}]}",
    "in_step; matched 2 0 0" },
  { "cleared-where-the-idp-keeps",
    "{'kind': 'entra', 'carried': ['title', 'nickName'],"
    " 'users': [{'id': '1', 'userName': 'a'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'title': 'x', 'nickName': 'y'}]}",
    "explained; matched 1 0 0\n"
    "users different a cleared_at_source explained nickName=-|y title=-|x" },
  { "cleared-and-changed",
    "{'kind': 'entra', 'carried': ['title'],"
    " 'users': [{'id': '1', 'userName': 'a', 'nickName': 'z'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'title': 'x', 'nickName': 'y'}]}",
    "counts_match; matched 1 0 0\n"
    "users different a attribute nickName=z|y title=-|x" },
  { "cleared-elsewhere-is-an-attribute",
    "{'kind': 'csv', 'carried': ['title'], 'users': [{'id': '1', 'userName': 'a'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'title': 'x'}]}",
    "counts_match; matched 1 0 0\n"
    "users different a attribute title=-|x" },
  { "not-carried-isn't-compared", "{'users': [{'id': '1', 'userName': 'a'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'title': 'x', 'emails': [{'value': 'p@x'}]}]}",
    "in_step; matched 1 0 0" },
  { "not-supported-isn't-compared",
    "{'users': [{'id': '1', 'userName': 'a', 'title': 'x', 'nickName': 'n'}]}",
    "{'users': [{'id': '7', 'userName': 'a'}], 'supported': ['userName', 'nickName']}",
    "counts_match; matched 1 0 0\n"
    "users different a attribute nickName=n|-" },
  { "case-as-the-schema-says",
    "{'users': [{'id': '1', 'userName': 'a', 'title': 'Chief', 'profileUrl': 'http://x/A'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'title': 'CHIEF', 'profileUrl': 'http://x/a'}]}",
    "counts_match; matched 1 0 0\n"
    "users different a attribute profileUrl=http://x/A|http://x/a" },
  { "sets-for-each-type",
    "{'users': [{'id': '1', 'userName': 'a', 'phoneNumbers': ["
    "  {'value': '1', 'type': 'work'}, {'value': '2', 'type': 'Work'},"
    "  {'value': '3', 'type': 'home'}, {'value': '4'}]}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'phoneNumbers': ["
    "  {'value': '2', 'type': 'work'}, {'value': '1', 'type': 'work', 'primary': true},"
    "  {'value': '4', 'type': 'home', 'display': 'four'}, {'value': '4'}]}]}",
    "counts_match; matched 1 0 0\n"
    "users different a attribute phoneNumbers[type eq \"home\"].value=3|4" },
  { "a-set-is-shown-whole",
    "{'users': [{'id': '1', 'userName': 'a', 'emails': [{'value': 'B@x'}, {'value': 'a@x'}]}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'emails': [{'value': 'b@x'}]}]}",
    "counts_match; matched 1 0 0\n"
    "users different a attribute emails.value=a@x; B@x|b@x" },
  { "extension",
    "{'users': [{'id': '1', 'userName': 'a', " ENTERPRISE ": {'department': 'Sales'}}]}",
    "{'users': [{'id': '7', 'userName': 'a', " ENTERPRISE ": {'department': 'Law'}}]}",
    "counts_match; matched 1 0 0\n"
    "users different a attribute "
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department=Sales|Law" },
  { "managers-matched-with-each-other",
    "{'users': [{'id': '1', 'userName': 'a', " ENTERPRISE ": {'manager': {'value': '2'}}},"
    "           {'id': '2', 'userName': 'b'}]}",
    "{'users': [{'id': '7', 'userName': 'a', " ENTERPRISE ": {'manager': {'value': '8'}}},"
    "           {'id': '8', 'userName': 'b'}]}",
    "in_step; matched 2 0 0" },
  { "same-manager-id-is-not-the-same-manager",
    "{'users': [{'id': '1', 'userName': 'a', " ENTERPRISE ": {'manager': {'value': '2'}}},"
    "           {'id': '2', 'userName': 'b'}, {'id': '3', 'userName': 'c'}]}",
    "{'users': [{'id': '1', 'userName': 'a', " ENTERPRISE ": {'manager': {'value': '2'}}},"
    "           {'id': '2', 'userName': 'c'}, {'id': '3', 'userName': 'b'}]}",
    "counts_match; matched 3 0 0\n"
    "users different a attribute "
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value=b|c" },
  { "unmatched-manager-isn't-compared",
    "{'users': [" Z_SOURCE ","
    "           {'id': '1', 'userName': 'a', " ENTERPRISE ": {'manager': {'value': '2'}}},"
    "           {'id': '3', 'userName': 'c', " ENTERPRISE ": {'manager': {'value': '99'}}},"
    "           {'id': '2', 'userName': 'b', 'active': false}]}",
    "{'users': [" Z_TARGET ","
    "           {'id': '7', 'userName': 'a', " ENTERPRISE ": {'manager': {'value': 'zz'}}},"
    "           {'id': '8', 'userName': 'c'}]}",
    "explained; matched 3 0 0\n"
    "users missing b disabled_at_source explained" },
  { "manager-only-here",
    "{'users': [{'id': '1', 'userName': 'a'},"
    "           {'id': '2', 'userName': 'b', " ENTERPRISE ": {'manager': {'value': '1'}}}]}",
    "{'users': [{'id': '7', 'userName': 'a', " ENTERPRISE ": {'manager': {'value': '88'}}},"
    "           {'id': '8', 'userName': 'b'}]}",
    "counts_match; matched 2 0 0\n"
    "users different a attribute "
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value=-|88\n"
    "users different b attribute "
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value=a|-" },
  { "memberships",
    "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b'}],"
    " 'groups': [{'id': 'g', 'displayName': 'G', 'members': [{'value': '1'}]},"
    "            {'id': 'h', 'displayName': 'H', 'members': [{'value': '1'}, {'value': '2'}]}]}",
    "{'users': [{'id': '7', 'userName': 'a'}, {'id': '8', 'userName': 'b'}],"
    " 'groups': [{'id': 'g', 'displayName': 'G', 'members': [{'value': '7'}, {'value': '8'}]},"
    "            {'id': 'h', 'displayName': 'H', 'members': [{'value': '7'}]}]}",
    "counts_match; matched 2 2 2\n"
    "memberships missing H < b member_missing\n"
    "memberships extra G < b member_extra" },
  { "memberships-as-the-person",
    "{'users': [" Z_SOURCE ", {'id': '1', 'userName': 'a', 'active': false},"
    "           {'id': '2', 'userName': 'b'}],"
    " 'groups': [{'id': 'g', 'displayName': 'G', 'members': [{'value': '1'}, {'value': '2'}]}]}",
    "{'users': [" Z_TARGET ", {'id': '7', 'userName': 'c', 'active': false},"
    "           {'id': '8', 'userName': 'd'}],"
    " 'groups': [{'id': 'h', 'displayName': 'G', 'members': [{'value': '7'}, {'value': '8'}]}]}",
    "counts_match; matched 1 1 0\n"
    "users missing a disabled_at_source explained\n"
    "users missing b never_arrived\n"
    "users extra c unassigned_deactivated explained\n"
    "users extra d local\n"
    "memberships missing G < a member_unprovisioned explained\n"
    "memberships missing G < b member_unprovisioned\n"
    "memberships extra G < c member_not_at_source explained\n"
    "memberships extra G < d member_not_at_source" },
  { "memberships-of-ambiguous-ones",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'}, {'id': '2', 'userName': 'b'}],"
    " 'groups': [{'id': 'g', 'displayName': 'G', 'members': [{'value': '2'}]}]}",
    "{'users': [{'id': '7', 'userName': 'b', 'externalId': 'x'}, {'id': '8', 'userName': 'A'}],"
    " 'groups': [{'id': 'h', 'displayName': 'G', 'members': [{'value': '8'}]}]}",
    "counts_match; matched 1 1 0\n"
    "users different a attribute userName=a|b\n"
    "users ambiguous at target A ambiguous (userName \"a\")\n"
    "users ambiguous at source b ambiguous (userName \"b\")\n"
    "memberships missing G < b member_missing\n"
    "memberships extra G < A member_not_at_source" },
  { "memberships-waiting",
    "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b'},"
    "           {'id': '3', 'userName': 'c'}],"
    " 'groups': [{'id': 'g', 'displayName': 'G', 'members': [{'value': '1'}, {'value': '2'},"
    "                                                       {'value': '3'}]},"
    "            {'id': 'h', 'displayName': 'H', 'members': [{'value': '3'}]}],"
    " 'evidence': [['waiting', 'User', 'a', null, 0], ['waiting', 'Member', 'B', 'g', 0],"
    "              ['waiting', 'Group', 'h', null, 0]]}",
    "{'users': [{'id': '7', 'userName': 'a'}, {'id': '8', 'userName': 'b'},"
    "           {'id': '9', 'userName': 'c'}],"
    " 'groups': [{'id': 'g', 'displayName': 'G'}, {'id': 'h', 'displayName': 'H'}]}",
    "counts_match; matched 3 2 0\n"
    "memberships missing G < a member_waiting explained\n"
    "memberships missing G < b member_waiting explained\n"
    "memberships missing G < c member_missing\n"
    "memberships missing H < c member_waiting explained" },
  { "a-missing-group-is-one-difference",
    "{'users': [{'id': '1', 'userName': 'a'}],"
    " 'groups': [{'id': 'g', 'displayName': 'G', 'members': [{'value': '1'}]}]}",
    "{'users': [{'id': '7', 'userName': 'a'}],"
    " 'groups': [{'id': 'h', 'displayName': 'H', 'externalId': 'h', 'members': [{'value': '7'}]}]}",
    "counts_match; matched 1 0 0\n"
    "groups missing G never_arrived\n"
    "groups extra H unknown_extra" },
  { "groups-in-groups-aren't-compared",
    "{'groups': [{'id': 'g', 'displayName': 'G', 'members': [{'value': 'h'}]},"
    "            {'id': 'h', 'displayName': 'H'}]}",
    "{'groups': [{'id': 'g', 'displayName': 'G'}, {'id': 'h', 'displayName': 'H'}]}",
    "in_step; matched 0 2 0" },
  { "groups-and-what-the-source-knows",
    "{'groups': [{'id': 'g', 'displayName': 'G'}],"
    " 'evidence': [['deleted', 'Group', 'x', null, 0], ['out_of_scope', 'Group', 'y', null, 0]]}",
    "{'groups': [{'id': 'g', 'displayName': 'G'}, {'id': 'x', 'displayName': 'X'},"
    "            {'id': 'y', 'displayName': 'Y'}]}",
    "differs; matched 0 1 0\n"
    "groups extra X deleted_at_source\n"
    "groups extra Y unassigned_active" },
  { "numbers-equal", "{'counts': [2, -1]}",
    "{'users': [{'id': '7', 'userName': 'a'}, {'id': '8', 'userName': 'b'},"
    "           {'id': '9', 'userName': 'c', 'active': false}]}",
    "numbers_equal; matched 0 0 0" },
  { "numbers-differ", "{'counts': [2, 1]}",
    "{'users': [{'id': '7', 'userName': 'a'}, {'id': '8', 'userName': 'b'}]}",
    "numbers_differ; matched 0 0 0" },
  { "numbers-on-both-sides", "{'counts': [-1, 3]}", "{'counts': [5, 3]}",
    "numbers_equal; matched 0 0 0" },
};

static void
test_case (gconstpointer data)
{
  const ReasonCase *reason_case = data;
  g_autofree char *summary = compare_test (reason_case->source, reason_case->target);

  g_assert_cmpstr (summary, ==, reason_case->summary);
}

/* The cases of this file and of match-test.c, by their words: no code stands only in the table. */
static void
test_every_reason_is_reached (void)
{
  for (guint reason = 0; reason < COMPARE_N_REASONS; reason++)
    {
      const CompareReasonRow *row = &compare_reason_rows ()[reason];
      g_autofree char *word = g_strdup_printf (" %s", row->code);
      CompareReason found;
      guint reached = 0;

      g_assert_cmpuint (row->reason, ==, reason);
      g_assert_true (compare_reason_from_string (row->code, &found));
      g_assert_cmpuint (found, ==, reason);

      /* Not here but in match-test.c. */
      if (reason == COMPARE_DUPLICATE_AT_SOURCE)
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        reached += strstr (cases[i].summary, word) != NULL;
      if (reached == 0)
        g_test_message ("%s", row->code);
      g_assert_cmpuint (reached, >, 0);
    }
}

static void
test_nothing_in_common (void)
{
  g_autoptr (JsonObject) users = compare_test_parse ("{'counts': [5, -1]}");
  g_autoptr (JsonObject) groups = compare_test_parse ("{'counts': [-1, 5]}");
  g_autoptr (Roll) source = compare_test_roll (users);
  g_autoptr (Roll) target = compare_test_roll (groups);
  g_autoptr (GError) error = NULL;
  CompareOptions options = { .source_name = "a", .target_name = "b" };

  g_assert_null (comparison_new (source, target, &options, NULL, &error));
  g_assert_error (error, COMPARE_ERROR, COMPARE_ERROR_NOTHING_IN_COMMON);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reasons/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/reasons/every-reason-is-reached", test_every_reason_is_reached);
  g_test_add_func ("/reasons/nothing-in-common", test_nothing_in_common);
  return g_test_run ();
}
