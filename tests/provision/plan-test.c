/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plans: what each difference leads to, and what is left alone. */

#include "config.h"

#include "provision-helpers.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *source;
  const char *target;
  const char *steps;
} PlanCase;

#define Z_SOURCE "{'id': 'z', 'userName': 'z', 'externalId': 'zz'}"
#define Z_TARGET "{'id': 'Z', 'userName': 'z', 'externalId': 'zz'}"
#define ENTERPRISE "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'"

static const PlanCase cases[] = {
  { "in-step", "{'users': [" Z_SOURCE "]}", "{'users': [" Z_TARGET "]}", "" },
  { "missing-ones-are-made-if-expected",
    "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b'},"
    "           {'id': '3', 'userName': 'c'}, {'id': '4', 'userName': 'd'},"
    "           {'id': '5', 'userName': 'e', 'active': false}, {'id': '6', 'userName': 'f'}],"
    " 'evidence': [['failed', 'User', 'b', '', 0], ['skipped', 'User', 'c', '', 0],"
    "              ['waiting', 'User', 'd', '', 0], ['nested_only', 'User', 'f', '', 0]]}",
    "{}", "create_user a\ncreate_user b\ncreate_user c\ncreate_user d" },
  { "twins-are-left-alone-also-where-nobody-is-yet",
    "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'A'},"
    "           {'id': '3', 'userName': 'c', 'externalId': 'x'},"
    "           {'id': '4', 'userName': 'd', 'externalId': 'x'}, {'id': '5', 'userName': 'e'}],"
    " 'groups': [{'id': '6', 'displayName': 'G'}, {'id': '7', 'displayName': 'g'}]}",
    "{}", "create_user e" },
  { "different-ones",
    "{'users': [{'id': '1', 'userName': 'a', 'title': 'x'}, {'id': '2', 'userName': 'b'},"
    "           {'id': '3', 'userName': 'c', 'active': false},"
    "           {'id': '4', 'userName': 'd', 'active': false}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'title': 'y'},"
    "           {'id': '8', 'userName': 'b', 'active': false}, {'id': '9', 'userName': 'c'},"
    "           {'id': '10', 'userName': 'd', 'active': false}]}",
    "update_user a title\nupdate_user b active\ndeactivate_user c" },
  { "what-the-idp-leaves-is-left",
    "{'kind': 'entra', 'carried': ['title'], 'users': [{'id': '1', 'userName': 'a'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'title': 'y'}]}", "" },
  { "extra-ones-go-only-with-evidence",
    "{'users': [" Z_SOURCE "], 'evidence': [['deleted', 'User', 'a', '', 0],"
    "   ['out_of_scope', 'User', 'b', '', 0], ['deleted', 'User', 'c', '', 0],"
    "   ['deleted', 'Group', 'G', '', 0], ['out_of_scope', 'Group', 'H', '', 0]]}",
    "{'users': [" Z_TARGET ", {'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b'},"
    "           {'id': '3', 'userName': 'c', 'active': false}, {'id': '4', 'userName': 'd'},"
    "           {'id': '5', 'userName': 'e', 'externalId': 'x'}],"
    " 'groups': [{'id': '6', 'displayName': 'G'}, {'id': '7', 'displayName': 'H'},"
    "            {'id': '8', 'displayName': 'I'}]}",
    "deactivate_user a\ndeactivate_user b\ndelete_group G\ndelete_group H" },
  { "ambiguous-ones-and-duplicates",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'}, {'id': '2', 'userName': 'b'},"
    "           {'id': '3', 'userName': 'c'}]}",
    "{'users': [{'id': '7', 'userName': 'b', 'externalId': 'x'},"
    "           {'id': '8', 'userName': 'c'}, {'id': '9', 'userName': 'C'}]}",
    "update_user a userName\ncreate_user c" },
  { "managers-after-everybody",
    "{'users': ["
    "  {'id': '1', 'userName': 'a', " ENTERPRISE ": {'manager': {'value': '2'}}},"
    "  {'id': '2', 'userName': 'b', " ENTERPRISE ": {'manager': {'value': '3'}}},"
    "  {'id': '3', 'userName': 'c', " ENTERPRISE ": {'manager': {'value': '2'}}},"
    "  {'id': '4', 'userName': 'd', " ENTERPRISE ": {'manager': {'value': '5'}}},"
    "  {'id': '5', 'userName': 'e', 'active': false}, {'id': '6', 'userName': 'f'}]}",
    "{'users': [{'id': '7', 'userName': 'c'},"
    "           {'id': '8', 'userName': 'f', " ENTERPRISE ": {'manager': {'value': '7'}}}]}",
    "create_user a\ncreate_user b\ncreate_user d\n"
    "set_manager f\nset_manager a < b\nset_manager b < c\nset_manager c < b" },
  { "groups-with-their-members",
    "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b'},"
    "           {'id': '3', 'userName': 'c', 'active': false}],"
    " 'groups': [{'id': '4', 'displayName': 'New', 'members': [{'value': '1'}, {'value': '2'},"
    "                                                          {'value': '3'}]},"
    "            {'id': '5', 'displayName': 'There', 'members': [{'value': '1'}, {'value': '2'},"
    "                                                            {'value': '3'}]},"
    "            {'id': '6', 'displayName': 'Now', 'externalId': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'a'}, {'id': '10', 'userName': 'x'}],"
    " 'groups': [{'id': '8', 'displayName': 'There', 'members': [{'value': '10'}]},"
    "            {'id': '9', 'displayName': 'Then', 'externalId': 'x', 'members':"
    "             [{'value': '7'}, {'value': '10'}]}]}",
    "create_user b\ncreate_group New\nupdate_group Now displayName\n"
    "add_member There < a\nadd_member There < b\nadd_member New < a\nadd_member New < b\n"
    "remove_member Then < a" },
  { "who-will-be-inactive-needs-no-membership",
    "{'users': [{'id': '1', 'userName': 'a', 'active': false},"
    "           {'id': '2', 'userName': 'b', 'active': false}],"
    " 'groups': [{'id': '4', 'displayName': 'G', 'members': [{'value': '1'}]}]}",
    "{'users': [{'id': '7', 'userName': 'a'}, {'id': '8', 'userName': 'b'}],"
    " 'groups': [{'id': '9', 'displayName': 'G', 'members': [{'value': '8'}]}]}",
    "deactivate_user a\ndeactivate_user b" },
};

static void
test_case (gconstpointer data)
{
  const PlanCase *plan_case = data;
  g_autoptr (ProvisionPlan) plan = provision_test_plan_text (plan_case->source, plan_case->target);
  g_autofree char *steps = provision_test_summarise (plan);

  g_assert_cmpstr (steps, ==, plan_case->steps);
}

static void
test_json (void)
{
  g_autoptr (ProvisionPlan) plan =
      provision_test_plan_text ("{'users': [{'id': '1', 'userName': 'a', 'title': 'x'},"
                                "           {'id': '2', 'userName': 'b', 'active': false}]}",
                                "{'users': [{'id': '7', 'userName': 'a', 'title': 'y'},"
                                "           {'id': '8', 'userName': 'b'}]}");
  g_autofree char *json = provision_plan_to_json (plan);

  g_assert_cmpstr (g_strdelimit (json, "\"", '\''), ==,
                   "{'counts':{'update_user':1,'create_user':0,'set_manager':0,'create_group':0,"
                   "'update_group':0,'add_member':0,'remove_member':0,'deactivate_user':1,"
                   "'delete_group':0},'deletions':1,'left_alone':0,'steps':["
                   "{'action':'update_user','key':'a','member':null,"
                   "'attributes':[{'path':'title','source':'x','target':'y'}]},"
                   "{'action':'deactivate_user','key':'b','member':null,'attributes':null}]}");
}

/* Whoever differs and isn't written is counted, or an empty plan would look like being in step. */
static void
test_left_alone (void)
{
  static const struct
  {
    guint row;
    gint64 left;
  } wanted[] = {
    { 0, 0 }, /* in step */
    { 1, 0 }, /* all made, the others explained */
    { 2, 6 }, /* twins */
    { 4, 0 }, /* explained */
    { 5, 3 }, /* d and e, and I: without evidence */
    { 6, 3 }, /* b ambiguous; c and C duplicates */
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const PlanCase *plan_case = &cases[wanted[i].row];
      g_autoptr (ProvisionPlan) plan =
          provision_test_plan_text (plan_case->source, plan_case->target);

      g_test_message ("%s", plan_case->name);
      g_assert_cmpint (provision_plan_count_left_alone (plan), ==, wanted[i].left);
    }
}

static void
test_numbers (void)
{
  g_autoptr (JsonObject) numbers = compare_test_parse ("{'counts': [1, 1]}");
  g_autoptr (JsonObject) list = compare_test_parse ("{'users': [" Z_SOURCE "]}");
  g_autoptr (Roll) source = compare_test_roll (numbers);
  g_autoptr (Roll) target = compare_test_roll (list);
  CompareOptions options = { .source_name = "left", .target_name = "right" };
  g_autoptr (GError) error = NULL;
  g_autoptr (Comparison) comparison = comparison_new (source, target, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (provision_plan_new (comparison, source, target, &error));
  g_assert_error (error, PROVISION_ERROR, PROVISION_ERROR_NO_LISTS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plan/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/plan/json", test_json);
  g_test_add_func ("/plan/left-alone", test_left_alone);
  g_test_add_func ("/plan/numbers", test_numbers);
  return g_test_run ();
}
