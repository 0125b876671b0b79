/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reports word for word: JSON as docs/contracts.md has it, and CSV. */

#include "config.h"

#include "compare-helpers.h"

#define SOURCE                                                                                 \
  "{'kind': 'csv', 'users': ["                                                                 \
  "  {'id': '1', 'userName': 'ann', 'displayName': 'Ann', 'title': 'a \\\"b\\\"'},"            \
  "  {'id': '2', 'userName': 'bob', 'active': false}, {'id': '3', 'userName': 'eve'},"         \
  "  {'id': '4', 'userName': 'dan', 'externalId': 'x'}],"                                      \
  " 'groups': [{'id': '5', 'displayName': 'G', 'members': [{'value': '1'}, {'value': '3'}]}]," \
  " 'evidence': [['failed', 'User', 'eve', '=cmd', 1]]}"
#define TARGET                                                     \
  "{'users': [{'id': '7', 'userName': 'ann', 'title': 'c'},"       \
  "           {'id': '8', 'userName': 'eve2', 'externalId': 'x'}," \
  "           {'id': '9', 'userName': 'dan', 'active': false}],"   \
  " 'groups': [{'id': '5', 'displayName': 'g', 'members': [{'value': '8'}]}]}"

/* The report without its times, with single quotes for double ones. */
static char *
report (Comparison    *comparison,
        CompareReason  only)
{
  g_autofree char *json = comparison_to_json (comparison, only);
  g_autoptr (GRegex) times = g_regex_new ("\"read_at\":\"[^\"]*\"", 0, 0, NULL);
  char *text = g_regex_replace_literal (times, json, -1, 0, "\"read_at\":T", 0, NULL);

  return g_strdelimit (text, "\"", '\'');
}

#define SIDES                                                                                     \
  "'source':{'name':'left','kind':'csv','read_at':T,"                                             \
  "'users':{'total':4,'expected':3,'disabled':1},'groups':{'total':1},'memberships':{'total':2}," \
  "'reported':null,'faults':[]},"                                                                 \
  "'target':{'name':'right','kind':'jsonl','read_at':T,"                                          \
  "'users':{'total':3,'active':2,'inactive':1},'groups':{'total':1},'memberships':{'total':1},"   \
  "'reported':null,'faults':[]},"

static void
test_json (void)
{
  g_autoptr (Comparison) comparison = compare_test_compare (SOURCE, TARGET, NULL);
  g_autofree char *text = report (comparison, COMPARE_N_REASONS);
  g_autofree char *only = NULL;

  g_assert_cmpstr (
      text, ==,
      "{'verdict':'differs'," SIDES "'users':{'matched':2,"
      "'missing':[{'key':'bob','name':'bob','reason':'disabled_at_source','explained':true,"
      "'detail':null},"
      "{'key':'eve','name':'eve','reason':'failed','explained':false,'detail':'=cmd'}],"
      "'extra':[],"
      "'different':[{'key':'ann','name':'Ann','reason':'attribute','explained':false,"
      "'attributes':[{'path':'displayName','source':'Ann','target':null},"
      "{'path':'title','source':'a \\'b\\'','target':'c'}]},"
      "{'key':'dan','name':'dan','reason':'attribute','explained':false,"
      "'attributes':[{'path':'userName','source':'dan','target':'eve2'}]}],"
      "'ambiguous':[{'key':'dan','name':'dan','side':'target','reason':'ambiguous',"
      "'explained':false,'detail':'userName \\'dan\\''}]},"
      "'groups':{'matched':1,'missing':[],'extra':[],'different':[],'ambiguous':[]},"
      "'memberships':{'matched':0,"
      "'missing':[{'group':'G','member':'ann','reason':'member_missing','explained':false},"
      "{'group':'G','member':'eve','reason':'member_unprovisioned','explained':false}],"
      "'extra':[{'group':'g','member':'eve2','reason':'member_extra','explained':false}]},"
      "'reasons':{'users':{'ambiguous':1,'disabled_at_source':1,'failed':1,'attribute':2},"
      "'groups':{},"
      "'memberships':{'member_unprovisioned':1,'member_missing':1,'member_extra':1}}}");

  only = report (comparison, COMPARE_FAILED);
  g_assert_cmpstr (
      only, ==,
      "{'verdict':'differs'," SIDES "'users':{'matched':2,"
      "'missing':[{'key':'eve','name':'eve','reason':'failed','explained':false,"
      "'detail':'=cmd'}],'extra':[],'different':[],'ambiguous':[]},"
      "'groups':{'matched':1,'missing':[],'extra':[],'different':[],'ambiguous':[]},"
      "'memberships':{'matched':0,'missing':[],'extra':[]},"
      "'reasons':{'users':{'ambiguous':1,'disabled_at_source':1,'failed':1,'attribute':2},"
      "'groups':{},"
      "'memberships':{'member_unprovisioned':1,'member_missing':1,'member_extra':1}}}");
}

static void
test_numbers (void)
{
  g_autoptr (Comparison) comparison = compare_test_compare (
      "{'kind': 'counts', 'counts': [2, -1]}",
      "{'users': [{'id': '7', 'userName': 'a'}, {'id': '8', 'userName': 'b'}]}", NULL);
  g_autofree char *text = report (comparison, COMPARE_N_REASONS);

  g_assert_cmpstr (
      text, ==,
      "{'verdict':'numbers_equal',"
      "'source':{'name':'left','kind':'counts','read_at':T,"
      "'users':{'total':2,'expected':2,'disabled':0},'groups':{'total':null},"
      "'memberships':{'total':null},'reported':null,'faults':[]},"
      "'target':{'name':'right','kind':'jsonl','read_at':T,"
      "'users':{'total':2,'active':2,'inactive':0},'groups':{'total':0},"
      "'memberships':{'total':0},'reported':null,'faults':[]},"
      "'users':{'matched':null,'missing':null,'extra':null,'different':null,'ambiguous':null},"
      "'groups':{'matched':null,'missing':null,'extra':null,'different':null,'ambiguous':null},"
      "'memberships':{'matched':null,'missing':null,'extra':null},"
      "'reasons':{'users':{},'groups':{},'memberships':{}}}");
}

static void
test_csv (void)
{
  g_autoptr (Comparison) comparison = compare_test_compare (SOURCE, TARGET, NULL);
  g_autofree char *text = comparison_to_csv (comparison, COMPARE_N_REASONS);
  g_autofree char *only = comparison_to_csv (comparison, COMPARE_MEMBER_EXTRA);

  g_assert_cmpstr (
      text, ==,
      "kind,where,key,name,member,reason,explained,detail,attributes\r\n"
      "users,missing,bob,bob,,disabled_at_source,true,,\r\n"
      "users,missing,eve,eve,,failed,false,'=cmd,\r\n"
      "users,different,ann,Ann,,attribute,false,,\"displayName: Ann → \n"
      "title: a \"\"b\"\" → c\"\r\n"
      "users,different,dan,dan,,attribute,false,,userName: dan → eve2\r\n"
      "users,ambiguous at target,dan,dan,,ambiguous,false,\"userName \"\"dan\"\"\",\r\n"
      "memberships,missing,G,Ann,ann,member_missing,false,,\r\n"
      "memberships,missing,G,eve,eve,member_unprovisioned,false,,\r\n"
      "memberships,extra,g,eve2,eve2,member_extra,false,,\r\n");
  g_assert_cmpstr (only, ==,
                   "kind,where,key,name,member,reason,explained,detail,attributes\r\n"
                   "memberships,extra,g,eve2,eve2,member_extra,false,,\r\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/json", test_json);
  g_test_add_func ("/report/numbers", test_numbers);
  g_test_add_func ("/report/csv", test_csv);
  return g_test_run ();
}
