/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and writing JSON lines, typed-in numbers, and the names of sides. */

#include "config.h"

#include <string.h>

#include "base/base-time.h"
#include "scim-stand-in.h"
#include "source-helpers.h"

static Roll *
read_text (const char *text)
{
  g_autofree char *path = helper_write_file ("roll.jsonl", text, -1);
  g_autofree char *uri = g_strconcat ("jsonl:", path, NULL);

  return helper_read_uri (uri, NULL);
}

/* A roll writes lines that read to a roll that writes the same lines. */
static void
check_round_trip (Roll *roll)
{
  g_autofree char *lines = helper_to_jsonl (roll);
  g_autoptr (Roll) again = read_text (lines);
  g_autofree char *counts = helper_get_counts (roll);

  helper_assert_text (helper_to_jsonl (again), lines);
  helper_assert_text (helper_get_counts (again), counts);
}

static void
test_lines (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollInfo) info = NULL;
  g_autoptr (Roll) roll = NULL;

  roll = read_text (
      "{\"format\":\"rollcall\",\"version\":1,\"kind\":\"entra\",\"read_at\":\"2026-11-20T07:00:"
      "00Z\","
      "\"facts\":{\"last_cycle\":\"17\"},\"reported\":{\"users\":{\"total\":9}},"
      "\"faults\":[{\"code\":\"no_total\",\"count\":2,\"detail\":\"/Users\"},"
      "{\"code\":\"missing_name\",\"count\":1,\"detail\":\"x\"},{\"code\":\"of-tomorrow\","
      "\"count\":1}],"
      "\"carried\":[\"title\"],\"supported\":[\"userName\",\"title\"]}\n"
      "\r\n"
      "{\"id\":\"1\",\"userName\":\"ada\"}\n"
      "{\"id\":\"2\",\"meta\":{\"resourceType\":\"User\"},\"displayName\":\"Nameless\"}\n"
      "{\"id\":\"1\",\"displayName\":\"Engineering\",\"members\":[{\"value\":\"1\"},{\"value\":"
      "\"9\"}]}\n"
      "{\"id\":\"5\",\"displayName\":\"No members\"}\n"
      "{\"evidence\":\"failed\",\"type\":\"User\",\"userName\":\"zoe\",\"detail\":\"no\","
      "\"time\":\"2026-11-20T06:00:00Z\"}\n"
      "{\"evidence\":\"out_of_scope\",\"userName\":\"ADA\"}");
  info = roll_get_info (roll, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (info->kind, ==, "entra");
  g_assert_cmpint (info->read_at, ==, G_GINT64_CONSTANT (1795158000) * G_USEC_PER_SEC);
  g_assert_cmpstr (info->reported, ==, "{\"users\":{\"total\":9}}");
  helper_assert_text (helper_get_counts (roll), "1 1 2 0");
  helper_assert_text (helper_get_faults (roll, TRUE), "missing_name=1 no_total=2 unknown_member=1");
  check_round_trip (roll);
}

static void
test_round_trips (void)
{
  StandInHabits habits = {
    .users = 40,
    .groups = 12,
    .relative_location = TRUE,
    .ignores_index = TRUE,
    .ignores_count = TRUE,
    .schemas = TRUE,
  };
  g_autoptr (ScimStandIn) server = scim_stand_in_new (&habits);
  g_autofree char *uri = g_strconcat ("scim:", scim_stand_in_get_url (server), NULL);
  g_autoptr (Roll) scim = helper_read_uri (uri, NULL);
  g_autofree char *quoted =
      helper_write_file ("quoted.csv", "userName,groups\n\"zoë \"\"Z\"\"\",A;B\n", -1);
  g_autofree char *csv_uri = g_strconcat ("csv:", quoted, NULL);
  g_autoptr (Roll) csv = helper_read_uri (csv_uri, NULL);
  g_autoptr (Roll) counts = helper_read_uri ("counts:users=120", NULL);
  g_autoptr (Roll) empty = read_text ("");

  check_round_trip (scim);
  check_round_trip (csv);
  check_round_trip (counts);
  check_round_trip (empty);
}

static void
test_counts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Roll) both = helper_read_uri ("counts:users=120, groups=8", NULL);
  g_autoptr (Roll) one = helper_read_uri ("counts:groups=8", NULL);
  g_autoptr (RollInfo) info = roll_get_info (both, &error);

  helper_assert_text (helper_get_counts (both), "120 120 8 -1");
  helper_assert_text (helper_get_counts (one), "-1 -1 8 -1");
  g_assert_true (info->counts_only);
  g_assert_cmpstr (info->kind, ==, "counts");
}

/* Numbers are as old as their day, also when they are read again. */
static void
test_counts_date (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Roll) roll = helper_read_uri ("counts:users=120,date=2026-11-02", NULL);
  g_autoptr (RollInfo) info = roll_get_info (roll, &error);
  g_autofree char *read_at = base_time_format (info->read_at);

  g_assert_cmpstr (read_at, ==, "2026-11-02T12:00:00.000Z");
}

typedef struct
{
  const char *text;
  const char *part;
} Fault;

static const Fault faults[] = {
  { "{\"id\":\"1\",\"userName\":\"ada\"}\n{\"id\":\"2\",\"userName\":\n", "line 2" },
  { "{\"id\":\"1\",\"userName\":\"ada\"}\n\n[1]\n", "line 3: no JSON object" },
  { "{\"id\":\"1\",\"userName\":\"ada\"}\n{\"id\":\"2\",\"userName\":\"\xff\"}\n", "line 2" },
  { "{\"id\":\"1\",\"userName\":\"ada\"}\n{\"id\" \"2\"}\n", "line 2" },
  { "{\"evidence\":\"guessed\",\"userName\":\"zoe\"}\n", "line 1: “guessed” is no evidence" },
  { "{\"evidence\":\"failed\"}\n", "line 1: evidence without userName" },
  { "{\"evidence\":\"failed\",\"type\":\"Robot\",\"userName\":\"r\"}\n", "line 1: type “Robot”" },
  { "{\"evidence\":\"failed\",\"type\":\"Member\",\"userName\":\"r\"}\n",
    "line 1: type “Member”" },
  { "{\"evidence\":\"waiting\",\"type\":\"Member\",\"detail\":\"G\"}\n",
    "line 1: evidence without userName" },
  { "{\"evidence\":\"failed\",\"userName\":\"r\",\"time\":\"yesterday\"}\n", "line 1" },
  { "{\"format\":\"rollcall\",\"version\":2}\n", "newer Rollcall" },
  { "{\"format\":\"something\"}\n", "“something”" },
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = helper_write_file ("broken.jsonl", faults[i].text, -1);

      helper_refuse_uri (path, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, faults[i].part);
      helper_refuse_uri (path, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, "broken.jsonl");
    }
}

/* Nesting that would break a recursive reader is refused before it is read. */
static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"id\":\"1\",\"x\":");
  g_autofree char *path = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  path = helper_write_file ("deep.jsonl", text->str, -1);
  helper_refuse_uri (path, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, "deep");
}

typedef struct
{
  const char *uri;
  gboolean is_uri;
  int code; /* -1 for a good one */
  const char *part;
} Side;

static const Side sides[] = {
  { "scim:https://x.example/scim", TRUE, -1, NULL },
  { "SCIM:http://127.0.0.1:1", TRUE, -1, NULL },
  { "csv:a.csv", TRUE, -1, NULL },
  { "./a.CSV", TRUE, -1, NULL },
  { "/tmp/a.jsonl", TRUE, -1, NULL },
  { "counts:users=1", TRUE, -1, NULL },
  { "counts:users=many", TRUE, SOURCE_ERROR_BAD_SIDE, "counts:users=120" },
  { "counts:users=1,users=2", TRUE, SOURCE_ERROR_BAD_SIDE, "counts:users=120" },
  { "counts:users=1,date=yesterday", TRUE, SOURCE_ERROR_BAD_SIDE, "counts:users=120" },
  { "counts:users=1,date=2026-13-02", TRUE, SOURCE_ERROR_BAD_SIDE, "counts:users=120" },
  { "counts:users=1,date=2026-11-02", TRUE, -1, NULL },
  { "counts:", TRUE, SOURCE_ERROR_BAD_SIDE, "scim:https" },
  { "https://x.example/scim", TRUE, SOURCE_ERROR_BAD_SIDE, "scim:https://x.example/scim" },
  { "ldap://x.example/dc=x", TRUE, SOURCE_ERROR_NOT_THERE_YET, "ldap" },
  { "entra:T/A", TRUE, SOURCE_ERROR_NOT_THERE_YET, "entra" },
  { "okta:O/A", TRUE, SOURCE_ERROR_NOT_THERE_YET, "okta" },
  { "./a.pdf", TRUE, SOURCE_ERROR_BAD_SIDE, ".jsonl" },
  { "Contoso", FALSE, SOURCE_ERROR_BAD_SIDE, "csv:FILE" },
  { "csvs:x", FALSE, SOURCE_ERROR_BAD_SIDE, "csv:FILE" },
};

static void
test_sides (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (Source) source = source_new_for_uri (sides[i].uri, NULL, &error);

      g_assert_cmpint (source_is_uri (sides[i].uri), ==, sides[i].is_uri);
      if (sides[i].code < 0)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (source);
      g_assert_error (error, SOURCE_ERROR, sides[i].code);
      g_assert_nonnull (strstr (error->message, sides[i].part));
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/source/jsonl/lines", test_lines);
  g_test_add_func ("/source/jsonl/round-trips", test_round_trips);
  g_test_add_func ("/source/jsonl/faults", test_faults);
  g_test_add_func ("/source/jsonl/deep", test_deep);
  g_test_add_func ("/source/counts", test_counts);
  g_test_add_func ("/source/counts-date", test_counts_date);
  g_test_add_func ("/source/sides", test_sides);

  result = g_test_run ();
  helper_clean ();
  return result;
}
