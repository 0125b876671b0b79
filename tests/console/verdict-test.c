/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the overview says of a comparison: the reasons as rows, the verdict now and when it is old,
 * and numbers as they are typed. */

#include "config.h"

#include "base/base-time.h"
#include "compare-helpers.h"
#include "console/rollcall-other-dialog.h"
#include "console/rollcall-overview-state.h"
#include "console/rollcall-reasons.h"
#include "console/rollcall-verdict.h"

#define SOURCE                                                                                     \
  "{'users':[{'id':'1','userName':'ada','displayName':'Ada'},"                                     \
  "{'id':'2','userName':'bob','displayName':'Bob'},{'id':'3','userName':'cy','displayName':'Cy'}," \
  "{'id':'4','userName':'dan','displayName':'Dan'},"                                               \
  "{'id':'5','userName':'eve','displayName':'Eve','title':'Chief'},"                               \
  "{'id':'6','userName':'fay','displayName':'Fay','active':false}],"                               \
  "'groups':[{'id':'g','displayName':'A','members':[{'value':'5'}]},"                              \
  "{'id':'h','displayName':'B','members':[{'value':'5'}]}]}"
#define TARGET                                                                                     \
  "{'users':[{'id':'5','userName':'eve','displayName':'Eve','title':'Boss'}],"                     \
  "'groups':[{'id':'g','displayName':'A'},{'id':'h','displayName':'B'}]}"

static char *
to_text (GPtrArray *reasons)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reasons->len; i++)
    {
      const RollcallReason *reason = g_ptr_array_index (reasons, i);

      g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT " %s%s; ",
                              reason->explained ? "explained " : "",
                              compare_reason_rows ()[reason->reason].code, reason->count,
                              reason->names,
                              reason->mark == ROLLCALL_MARK_MISSING     ? " -"
                              : reason->mark == ROLLCALL_MARK_DIFFERENT ? " !="
                              : reason->mark == ROLLCALL_MARK_WELL      ? " well"
                                                                        : " ?");
    }
  return g_string_free (text, FALSE);
}

static void
test_reasons (void)
{
  g_autoptr (Comparison) comparison = compare_test_compare (SOURCE, TARGET, NULL);
  g_autoptr (GPtrArray) reasons = rollcall_reasons_of (comparison);
  g_autofree char *text = to_text (reasons);

  g_assert_cmpstr (text, ==,
                   "never_arrived 4 Ada, Bob and 2 more -; attribute 1 Eve !=; "
                   "member_missing 2 A 1, B 1 -; explained disabled_at_source 1 Fay well; ");
  g_assert_cmpint (rollcall_reasons_count_attention (reasons, COMPARE_USERS), ==, 5);
  g_assert_cmpint (rollcall_reasons_count_attention (reasons, COMPARE_GROUPS), ==, 0);
  g_assert_cmpint (rollcall_reasons_count_attention (reasons, COMPARE_N_KINDS), ==, 7);
}

static void
test_names (void)
{
  static const char *const names[] = { "Ada", "Bob", "Cy", NULL };
  static const struct
  {
    guint first;
    gint64 count;
    const char *words;
  } rows[] = {
    { 2, 1, "Cy" },
    { 1, 2, "Bob and Cy" },
    { 0, 3, "Ada, Bob and Cy" },
    { 0, 4, "Ada, Bob and 2 more" },
    { 0, 1204, "Ada, Bob and 1,202 more" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = rollcall_reasons_join_names (names + rows[i].first, rows[i].count);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_verdict (void)
{
  g_autoptr (Comparison) differs = compare_test_compare (SOURCE, TARGET, NULL);
  g_autoptr (Comparison) same = compare_test_compare (TARGET, TARGET, NULL);
  g_autoptr (RollcallVerdict) now = rollcall_verdict_new (differs, 0, FALSE);
  g_autoptr (RollcallVerdict) arriving = rollcall_verdict_new (differs, 0, TRUE);
  g_autoptr (RollcallVerdict) well = rollcall_verdict_new (same, 0, TRUE);
  gint64 then = base_time_now () - 30 * G_TIME_SPAN_DAY;
  g_autoptr (RollcallVerdict) old = rollcall_verdict_new (same, then, FALSE);

  g_assert_cmpint (now->mark, ==, ROLLCALL_MARK_DIFFERENT);
  g_assert_cmpstr (now->button, ==, "_Show the 5 People");
  g_assert_true (now->suggested);
  g_assert_true (now->coloured);

  g_assert_cmpint (arriving->mark, ==, ROLLCALL_MARK_UNKNOWN);
  g_assert_cmpstr (arriving->headline, ==, "Provisioning is under way: 1 of 5 people");
  g_assert_false (arriving->suggested);

  /* Nobody is awaited any more. */
  g_assert_cmpint (well->mark, ==, ROLLCALL_MARK_WELL);
  g_assert_null (well->button);

  /* A verdict that is old loses its colour, and is told in the past. */
  g_assert_cmpint (old->mark, ==, ROLLCALL_MARK_UNKNOWN);
  g_assert_false (old->coloured);
  g_assert_true (g_str_has_prefix (old->headline, "Both sides matched "));
  g_assert_cmpstr (old->details, ==, "1 person, 2 groups");
}

static void
test_typed (void)
{
  static const struct
  {
    const char *users;
    const char *groups;
    const char *uri;
  } rows[] = {
    { "1204", "43", "counts:users=1204,groups=43,date=2026-11-02" },
    { "1,204", "", "counts:users=1204,date=2026-11-02" },
    { " 1.204 ", "", "counts:users=1204,date=2026-11-02" },
    { "", "1’204", "counts:groups=1204,date=2026-11-02" },
    { "١٢", "", "counts:users=12,date=2026-11-02" },
    { "", "", NULL },
    { "many", "", NULL },
    { "12", "-1", NULL },
    { "1234567890", "", NULL },
  };
  g_autoptr (GDateTime) day = g_date_time_new_local (2026, 11, 2, 9, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *uri =
          rollcall_other_dialog_make_uri (rows[i].users, rows[i].groups, day);

      g_assert_cmpstr (uri, ==, rows[i].uri);
    }
}

static void
test_progress (void)
{
  RollcallProgress progress = { "Reading users", 0, -1, 0 };
  g_autofree char *nothing = rollcall_overview_state_describe_progress (&progress, 0);
  g_autofree char *unknown = NULL;
  g_autofree char *early = NULL;
  g_autofree char *known = NULL;

  progress.done = 748;
  unknown = rollcall_overview_state_describe_progress (&progress, 8 * G_TIME_SPAN_SECOND);
  progress.total = 1496;
  early = rollcall_overview_state_describe_progress (&progress, 100);
  known = rollcall_overview_state_describe_progress (&progress, 8 * G_TIME_SPAN_SECOND);

  g_assert_cmpstr (nothing, ==, "Reading users");
  g_assert_cmpstr (unknown, ==, "Reading users: 748");
  g_assert_cmpstr (early, ==, "Reading users: 748 of about 1,496");
  g_assert_cmpstr (known, ==, "Reading users: 748 of about 1,496, 8 seconds left");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/console/verdict/reasons", test_reasons);
  g_test_add_func ("/console/verdict/names", test_names);
  g_test_add_func ("/console/verdict/verdict", test_verdict);
  g_test_add_func ("/console/verdict/typed", test_typed);
  g_test_add_func ("/console/verdict/progress", test_progress);
  return g_test_run ();
}
