/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Matching: each sentence of docs/contracts.md, The comparison, Matching, as a case of its own. */

#include "config.h"

#include "compare-helpers.h"

typedef struct
{
  const char *name;
  const char *source;
  const char *target;
  const char *summary;
  const char *match[4];
} MatchCase;

static const MatchCase cases[] = {
  { "external-id-first", "{'users': [{'id': '1', 'userName': 'b', 'externalId': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'externalId': 'x'}]}",
    "counts_match; matched 1 0 0\n"
    "users different b attribute userName=b|a" },
  { "user-name-second", "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'externalId': 'y'}]}", "in_step; matched 1 0 0" },
  { "emails-third", "{'users': [{'id': '1', 'userName': 'a', 'emails': [{'value': 'p@x'}]}]}",
    "{'users': [{'id': '7', 'userName': 'b', 'emails': [{'value': 'P@X'}]}]}",
    "counts_match; matched 1 0 0\n"
    "users different a attribute userName=a|b" },
  { "email-primary-before-work",
    "{'users': [{'id': '1', 'userName': 'a', 'emails': ["
    "  {'value': 'w@x', 'type': 'work'}, {'value': 'p@x', 'type': 'home', 'primary': true}]}]}",
    "{'users': [{'id': '7', 'userName': 'b', 'emails': [{'value': 'w@x', 'type': 'work'}]}]}",
    "counts_match; matched 0 0 0\n"
    "users missing a never_arrived\n"
    "users extra b local" },
  { "email-work-before-first",
    "{'users': [{'id': '1', 'userName': 'a', 'emails': ["
    "  {'value': 'h@x', 'type': 'home'}, {'value': 'w@x', 'type': 'work'}]}]}",
    "{'users': [{'id': '7', 'userName': 'a2', 'emails': [{'value': 'w@x', 'type': 'work'}]}]}",
    "counts_match; matched 1 0 0\n"
    "users different a attribute emails[type eq \"home\"].value=h@x|- userName=a|a2" },
  { "external-id-is-exact", "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'X'}]}",
    "{'users': [{'id': '7', 'userName': 'b', 'externalId': 'x'}]}",
    "counts_match; matched 0 0 0\n"
    "users missing a never_arrived\n"
    "users extra b unknown_extra" },
  { "external-id-is-composed",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'e\xcc\x81'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'externalId': '\xc3\xa9'}]}",
    "in_step; matched 1 0 0",
    { "externalId" } },
  { "user-name-is-folded", "{'users': [{'id': '1', 'userName': 'STRASSE\xc3\x89'}]}",
    "{'users': [{'id': '7', 'userName': 'stra\xc3\x9f"
    "ee\xcc\x81'}]}",
    "in_step; matched 1 0 0" },
  { "nothing-is-trimmed", "{'users': [{'id': '1', 'userName': 'a'}]}",
    "{'users': [{'id': '7', 'userName': 'a '}]}",
    "counts_match; matched 0 0 0\n"
    "users missing a never_arrived\n"
    "users extra a  local" },
  { "empty-is-no-value",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': ''},"
    "           {'id': '2', 'userName': 'b', 'externalId': ''}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'externalId': ''}]}",
    "differs; matched 1 0 0\n"
    "users missing b never_arrived" },
  { "rule-of-one-side-is-left-out",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'},"
    "           {'id': '2', 'userName': 'b', 'externalId': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'a'}, {'id': '8', 'userName': 'b'}]}",
    "in_step; matched 2 0 0" },
  { "a-column-carries",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'},"
    "           {'id': '2', 'userName': 'b', 'externalId': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'a'}, {'id': '8', 'userName': 'b'}],"
    " 'carried': ['externalId']}",
    "counts_match; matched 0 0 0\n"
    "users missing a duplicate_at_source (externalId \"x\")\n"
    "users missing b duplicate_at_source (externalId \"x\")\n"
    "users extra a local\n"
    "users extra b local" },
  { "duplicates-are-set-aside-from-lower-rules",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'},"
    "           {'id': '2', 'userName': 'b', 'externalId': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'externalId': 'y'}]}",
    "differs; matched 0 0 0\n"
    "users missing a duplicate_at_source (externalId \"x\")\n"
    "users missing b duplicate_at_source (externalId \"x\")\n"
    "users extra a unknown_extra" },
  { "holder-on-the-other-side-goes-on",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'},"
    "           {'id': '2', 'userName': 'b', 'externalId': 'x'},"
    "           {'id': '3', 'userName': 'c'}]}",
    "{'users': [{'id': '7', 'userName': 'c', 'externalId': 'x'}]}",
    "differs; matched 1 0 0\n"
    "users missing a duplicate_at_source (externalId \"x\")\n"
    "users missing b duplicate_at_source (externalId \"x\")" },
  { "duplicates-in-the-directory", "{'users': [{'id': '1', 'userName': 'a'}]}",
    "{'users': [{'id': '7', 'userName': 'A'}, {'id': '8', 'userName': 'a'}]}",
    "differs; matched 0 0 0\n"
    "users missing a never_arrived\n"
    "users extra A duplicate_in_directory (userName \"a\")\n"
    "users extra a duplicate_in_directory (userName \"a\")" },
  { "who-is-matched-is-no-holder",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x', 'emails': [{'value': 'p@x'}]},"
    "           {'id': '2', 'userName': 'b', 'emails': [{'value': 'p@x'}]}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'externalId': 'x', 'emails': [{'value': 'q@x'}]},"
    "           {'id': '8', 'userName': 'c', 'emails': [{'value': 'p@x'}]}]}",
    "counts_match; matched 2 0 0\n"
    "users different a attribute emails.value=p@x|q@x\n"
    "users different b attribute userName=b|c" },
  { "state-doesn't-matter",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x', 'active': false},"
    "           {'id': '2', 'userName': 'b', 'externalId': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'c', 'externalId': 'x'}]}",
    "counts_match; matched 0 0 0\n"
    "users missing a duplicate_at_source (externalId \"x\")\n"
    "users missing b duplicate_at_source (externalId \"x\")\n"
    "users extra c unknown_extra" },
  { "other-external-ids-don't-forbid",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'A', 'externalId': 'y'}]}", "in_step; matched 1 0 0" },
  { "ambiguous-at-the-source",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'}, {'id': '2', 'userName': 'b'}]}",
    "{'users': [{'id': '7', 'userName': 'b', 'externalId': 'x'}]}",
    "differs; matched 1 0 0\n"
    "users different a attribute userName=a|b\n"
    "users ambiguous at source b ambiguous (userName \"b\")" },
  { "ambiguous-at-the-target", "{'users': [{'id': '1', 'userName': 'b', 'externalId': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'externalId': 'x'}, {'id': '8', 'userName': 'B'}]}",
    "differs; matched 1 0 0\n"
    "users different b attribute userName=b|a\n"
    "users ambiguous at target B ambiguous (userName \"b\")" },
  { "ambiguous-on-both-sides-in-order",
    "{'users': [{'id': '1', 'userName': 'b', 'externalId': 'x'}, {'id': '2', 'userName': 'c'}]}",
    "{'users': [{'id': '7', 'userName': 'c', 'externalId': 'x'}, {'id': '8', 'userName': 'b'}]}",
    "counts_match; matched 1 0 0\n"
    "users different b attribute userName=b|c\n"
    "users ambiguous at target b ambiguous (userName \"b\")\n"
    "users ambiguous at source c ambiguous (userName \"c\")" },
  { "set-aside-is-not-ambiguous",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'},"
    "           {'id': '2', 'userName': 'b', 'externalId': 'y'},"
    "           {'id': '3', 'userName': 'c', 'externalId': 'y'}]}",
    "{'users': [{'id': '7', 'userName': 'b', 'externalId': 'x'}]}",
    "differs; matched 1 0 0\n"
    "users missing b duplicate_at_source (externalId \"y\")\n"
    "users missing c duplicate_at_source (externalId \"y\")\n"
    "users different a attribute userName=a|b" },
  { "chosen-rules-in-their-order",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'},"
    "           {'id': '2', 'userName': 'b', 'externalId': 'y'}]}",
    "{'users': [{'id': '7', 'userName': 'a', 'externalId': 'y'},"
    "           {'id': '8', 'userName': 'b', 'externalId': 'x'}]}",
    "in_step; matched 2 0 0",
    { "userName", "externalId" } },
  { "rules-left-out-make-nothing-ambiguous",
    "{'users': [{'id': '1', 'userName': 'a', 'externalId': 'x'}]}",
    "{'users': [{'id': '7', 'userName': 'a'}, {'id': '8', 'userName': 'b', 'externalId': 'x'}]}",
    "differs; matched 1 0 0\n"
    "users extra b unknown_extra",
    { "userName" } },
  { "groups-by-external-id", "{'groups': [{'id': '1', 'displayName': 'Old', 'externalId': 'g'}]}",
    "{'groups': [{'id': '7', 'displayName': 'New', 'externalId': 'g'}]}",
    "counts_match; matched 0 1 0\n"
    "groups different Old attribute displayName=Old|New" },
  { "groups-by-folded-name", "{'groups': [{'id': '1', 'displayName': 'Sales', 'externalId': 'g'}]}",
    "{'groups': [{'id': '7', 'displayName': 'SALES'}]}", "in_step; matched 0 1 0" },
  { "groups-have-duplicates-too",
    "{'groups': [{'id': '1', 'displayName': 'Sales'}, {'id': '2', 'displayName': 'sales'}]}",
    "{'groups': [{'id': '7', 'displayName': 'SALES'}]}",
    "differs; matched 0 0 0\n"
    "groups missing Sales duplicate_at_source (displayName \"sales\")\n"
    "groups missing sales duplicate_at_source (displayName \"sales\")\n"
    "groups extra SALES local" },
  { "groups-are-ambiguous-too", "{'groups': [{'id': '1', 'displayName': 'A', 'externalId': 'g'}]}",
    "{'groups': [{'id': '7', 'displayName': 'B', 'externalId': 'g'},"
    "            {'id': '8', 'displayName': 'a'}]}",
    "differs; matched 0 1 0\n"
    "groups different A attribute displayName=A|B\n"
    "groups ambiguous at target a ambiguous (displayName \"a\")" },
  { "nobody-anywhere", "{}", "{}", "in_step; matched 0 0 0" },
};

static void
test_case (gconstpointer data)
{
  const MatchCase *match_case = data;
  g_autoptr (Comparison) comparison = NULL;
  g_autofree char *summary = NULL;

  comparison = compare_test_compare (match_case->source, match_case->target,
                                     match_case->match[0] != NULL ? match_case->match : NULL);
  summary = compare_test_summarise (comparison);
  g_assert_cmpstr (summary, ==, match_case->summary);
}

static void
test_bad_rules (void)
{
  static const char *const bad[][4] = { { "mail" }, { "userName", "userName" }, { NULL } };
  g_autoptr (JsonObject) side = compare_test_parse ("{'users': [{'id': '1', 'userName': 'a'}]}");
  g_autoptr (Roll) roll = compare_test_roll (side);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      CompareOptions options = { .source_name = "a", .target_name = "b", .match = bad[i] };

      g_assert_null (comparison_new (roll, roll, &options, NULL, &error));
      g_assert_error (error, COMPARE_ERROR, COMPARE_ERROR_BAD_RULE);
    }
}

static void
test_with_itself (void)
{
  g_autoptr (JsonObject) side = compare_test_parse (
      "{'users': [{'id': '1', 'userName': 'a', 'active': false}, {'id': '2', 'userName': 'b'}],"
      " 'groups': [{'id': '3', 'displayName': 'g', 'members': [{'value': '1'}, {'value': '2'}]}]}");
  g_autoptr (Roll) roll = compare_test_roll (side);
  g_autoptr (GError) error = NULL;
  CompareOptions options = { .source_name = "a", .target_name = "b" };
  g_autoptr (Comparison) comparison = comparison_new (roll, roll, &options, NULL, &error);
  g_autofree char *summary = NULL;

  g_assert_no_error (error);
  summary = compare_test_summarise (comparison);
  g_assert_cmpstr (summary, ==, "in_step; matched 2 1 1");
}

static void
test_not_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Roll) roll = roll_new_temporary (&error);
  CompareOptions options = { .source_name = "a", .target_name = "b" };

  g_assert_null (comparison_new (roll, roll, &options, NULL, &error));
  g_assert_error (error, COMPARE_ERROR, COMPARE_ERROR_NOT_READ);
}

static void
test_cancelled (void)
{
  g_autoptr (JsonObject) side = compare_test_parse ("{'users': [{'id': '1', 'userName': 'a'}]}");
  g_autoptr (Roll) roll = compare_test_roll (side);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  CompareOptions options = { .source_name = "a", .target_name = "b" };

  g_cancellable_cancel (cancellable);
  g_assert_null (comparison_new (roll, roll, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/match/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/match/bad-rules", test_bad_rules);
  g_test_add_func ("/match/with-itself", test_with_itself);
  g_test_add_func ("/match/not-read", test_not_read);
  g_test_add_func ("/match/cancelled", test_cancelled);
  return g_test_run ();
}
