/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 100,000 people with managers and 1,000 groups with 300,000 memberships, compared: right numbers,
 * and how long it took. */

#include "config.h"

#include "compare-helpers.h"

#include <string.h>

#include "roll/roll-writer.h"
#include "scim/scim-schema.h"

/* Sanitizers are for faults, not for times. */
#ifdef __SANITIZE_ADDRESS__
#define N_USERS 2000
#define N_GROUPS 1000
#define N_MEMBERS 3
#else
#define N_USERS 100000
#define N_GROUPS 1000
#define N_MEMBERS 300
#endif
#define PAGE 1000

/* At the target every 100th is missing, every 100th after 50 has another title. */
static gboolean
is_missing (int i,
            int side)
{
  return side == 1 && i % 100 == 0;
}

static void
append_user (GString *page,
             int      i,
             int      side)
{
  if (is_missing (i, side))
    return;
  g_string_append_printf (
      page,
      "%s{\"id\":\"%c%d\",\"userName\":\"User.%d@tenant.example\",\"externalId\":\"x%d\","
      "\"displayName\":\"User %d\",\"title\":\"%s\",\"active\":%s,"
      "\"name\":{\"givenName\":\"Given %d\",\"familyName\":\"Family %d\"},"
      "\"emails\":[{\"type\":\"work\",\"primary\":true,\"value\":\"user.%d@tenant.example\"}],"
      "\"phoneNumbers\":[{\"type\":\"work\",\"value\":\"+49 %d\"}],"
      "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":"
      "{\"department\":\"D%d\",\"manager\":{\"value\":\"%c%d\"}}}",
      page->len > 1 ? "," : "", side == 0 ? 's' : 't', i, i, i, i,
      i % 100 == 50 && side == 1 ? "Other" : "Title", i % 20 == 7 ? "false" : "true", i, i % 977, i,
      i, i % 50, side == 0 ? 's' : 't', i / 10);
}

static void
append_group (GString *page,
              int      i,
              int      side)
{
  g_string_append_printf (page, "%s{\"id\":\"g%d\",\"displayName\":\"Group %d\",\"members\":[",
                          page->len > 1 ? "," : "", i, i);
  for (int j = 0, n = 0; j < N_MEMBERS; j++)
    {
      int user = (i * 7919 + j * 331) % N_USERS;

      if (!is_missing (user, side))
        g_string_append_printf (page, "%s{\"value\":\"%c%d\"}", n++ > 0 ? "," : "",
                                side == 0 ? 's' : 't', user);
    }
  g_string_append (page, "]}");
}

static Roll *
make_roll (int side)
{
  g_autoptr (GError) error = NULL;
  Roll *roll = roll_new_temporary (&error);
  g_autoptr (RollWriter) writer = roll_writer_new (roll, "jsonl", &error);

  g_assert_no_error (error);
  for (int i = 0; i < N_USERS + N_GROUPS;)
    {
      gboolean groups = i >= N_USERS;
      g_autoptr (GString) page = g_string_new ("[");

      for (int end = i + PAGE; i < end; i++)
        if (groups)
          append_group (page, i - N_USERS, side);
        else
          append_user (page, i, side);
      g_string_append_c (page, ']');
      roll_writer_append_page (writer,
                               groups ? scim_resource_type_group () : scim_resource_type_user (),
                               page->str, page->len, NULL, &error);
      g_assert_no_error (error);
    }
  roll_writer_publish (writer, &error);
  g_assert_no_error (error);
  return roll;
}

static void
test_large (void)
{
  g_autoptr (Roll) source = make_roll (0);
  g_autoptr (Roll) target = make_roll (1);
  CompareOptions options = { .source_name = "left", .target_name = "right" };
  g_autoptr (GError) error = NULL;
  g_autoptr (Comparison) comparison = NULL;
  g_autofree char *report = NULL;
  gint64 begin = g_get_monotonic_time ();
  double compared, reported;

  comparison = comparison_new (source, target, &options, NULL, &error);
  compared = (g_get_monotonic_time () - begin) / 1e6;
  g_assert_no_error (error);
  report = comparison_to_json (comparison, COMPARE_N_REASONS);
  reported = (g_get_monotonic_time () - begin) / 1e6;

  g_test_message (
      "%d people, %d memberships: compared in %.2f s, with its report in %.2f s (%zu KB)", N_USERS,
      N_GROUPS * N_MEMBERS, compared, reported, strlen (report) / 1024);
  g_assert_cmpint (comparison_get_matched (comparison, COMPARE_USERS), ==, N_USERS / 100 * 99);
  g_assert_cmpint (comparison_count (comparison, COMPARE_USERS, COMPARE_MISSING,
                                     COMPARE_NEVER_ARRIVED),
                   ==, N_USERS / 100);
  g_assert_cmpint (comparison_count (comparison, COMPARE_USERS, COMPARE_DIFFERENT,
                                     COMPARE_ATTRIBUTE),
                   ==, N_USERS / 100);
  g_assert_cmpint (comparison_count (comparison, COMPARE_USERS, COMPARE_DIFFERENT,
                                     COMPARE_N_REASONS),
                   ==, N_USERS / 100);
  g_assert_cmpint (comparison_count (comparison, COMPARE_MEMBERSHIPS, COMPARE_EXTRA,
                                     COMPARE_N_REASONS),
                   ==, 0);
  g_test_minimized_result (compared, "seconds for %d people", N_USERS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/large/people", test_large);
  return g_test_run ();
}
