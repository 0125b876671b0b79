/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service's items become one line each, in words; cycles, folded look-ups, and the summary. */

#include "config.h"

#include <string.h>

#include "base/base-time.h"
#include "desk/desk-activity-change.h"
#include "desk/desk-activity-page.h"
#include "desk/desk-setup.h"

#define MINUTE "2026-11-24T10:"

/* An item as the service writes it; @more are further members. */
static char *
request (guint       cursor,
         const char *time,
         const char *id,
         const char *method,
         const char *path,
         guint       status,
         const char *more)
{
  return g_strdup_printf (
      "{\"cursor\":%u,\"time\":\"" MINUTE "%sZ\",\"request_id\":\"%s\","
      "\"kind\":\"request\",\"method\":\"%s\",\"path\":\"%s\",\"status\":%u,"
      "\"duration_ms\":3,\"client\":null,\"idp\":\"entra\",\"key_id\":\"k1\"%s}",
      cursor, time, id, method, path, status, more);
}

static gint64
at (const char *time)
{
  g_autofree char *text = g_strconcat (MINUTE, time, "Z", NULL);
  gint64 value;

  g_assert_true (base_time_parse (text, &value, NULL));
  return value;
}

/* (transfer full): the items of a NULL-terminated list of texts, which it frees */
static GPtrArray *
read_texts (char *first,
            ...)
{
  g_autoptr (GString) array = g_string_new ("[");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  va_list more;

  va_start (more, first);
  for (char *text = first; text != NULL; text = va_arg (more, char *))
    {
      g_string_append_printf (array, "%s%s", array->len > 1 ? "," : "", text);
      g_free (text);
    }
  va_end (more);
  g_string_append_c (array, ']');
  json_parser_load_from_data (parser, array->str, -1, &error);
  g_assert_no_error (error);
  g_hash_table_insert (names, (gpointer) "k1", (gpointer) "First key");
  return desk_activity_read_items (json_node_get_array (json_parser_get_root (parser)), names);
}

#define NAMED(type, name) ",\"resource\":{\"type\":" type ",\"id\":\"r\",\"name\":\"" name "\"}"
#define NAMELESS ",\"resource\":{\"type\":\"User\",\"id\":\"r\",\"name\":null}"
#define MEANS(meaning) ",\"meaning\":\"" meaning "\""
#define CHANGES(changes) ",\"changes\":[" changes "]"
#define BY_NAME "/Users?filter=userName eq ?"

static void
test_words (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
    const char *more;
    DeskActivityKind kind;
    DeskActivityIcon icon;
    const char *sentence;
    const char *detail;
  } rows[] = {
    { "POST", "/Users", 201, MEANS ("person created") NAMED ("\"User\"", "omar"),
      DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_ADDED, "omar was created", NULL },
    { "PATCH", "/Users/{id}", 200,
      MEANS ("person changed") NAMED ("\"User\"", "omar")
          CHANGES ("{\"op\":\"replace\",\"path\":\"title\",\"old\":\"Engineer\",\"new\":\"Lead\"}"),
      DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_CHANGED, "omar was changed",
      "title: Engineer → Lead" },
    { "PATCH", "/Users/{id}", 200,
      MEANS ("person changed") NAMED ("\"User\"", "omar") CHANGES (
          "{\"op\":\"add\",\"path\":\"title\"},{\"op\":\"add\",\"path\":\"urn:ietf:params:scim:"
          "schemas:extension:enterprise:2.0:User:department\"},{\"op\":\"add\",\"path\":\"a\"},"
          "{\"op\":\"add\",\"path\":\"b\"},{\"op\":\"add\",\"path\":\"c\"}"),
      DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_CHANGED, "omar was changed",
      "title, department, a and 2 more" },
    { "PATCH", "/Users/{id}", 200, MEANS ("person deactivated") NAMELESS, DESK_ACTIVITY_CHANGE,
      DESK_ACTIVITY_ICON_DEACTIVATED, "A person was deactivated", NULL },
    { "PATCH", "/Groups/{id}", 204,
      MEANS ("members changed") NAMED ("\"Group\"", "Sales")
          CHANGES ("{\"op\":\"add\",\"path\":\"members\",\"count\":3,\"new\":[\"x\"]},"
                   "{\"op\":\"remove\",\"path\":\"members\",\"count\":1,\"old\":[\"y\"]}"),
      DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_GROUP, "The members of Sales changed",
      "3 added, 1 removed" },
    { "DELETE", "/Groups/{id}", 204, MEANS ("group deleted") NAMED ("\"Group\"", "50%s"),
      DESK_ACTIVITY_CHANGE, DESK_ACTIVITY_ICON_REMOVED, "The group 50%s was deleted", NULL },
    { "POST", "/Users", 409, NAMED ("\"User\"", "tomás") ",\"detail\":\"userName tomás is taken.\"",
      DESK_ACTIVITY_FAILURE, DESK_ACTIVITY_ICON_FAILED, "tomás could not be created",
      "userName tomás is taken" },
    { "POST", "/Groups", 400, ",\"resource\":null", DESK_ACTIVITY_FAILURE,
      DESK_ACTIVITY_ICON_FAILED, "A group could not be created", "The service answered 400" },
    { "PATCH", "/Users/{id}", 404, ",\"resource\":null,\"detail\":\"gone\"", DESK_ACTIVITY_FAILURE,
      DESK_ACTIVITY_ICON_FAILED, "A person could not be changed", "gone" },
    { "GET", "/Users", 401, ",\"detail\":\"This key ended\"", DESK_ACTIVITY_FAILURE,
      DESK_ACTIVITY_ICON_FAILED, "A key that isn’t accepted any more was shown", "This key ended" },
    { "GET", "/Users/{id}", 404, ",\"resource\":null", DESK_ACTIVITY_FAILURE,
      DESK_ACTIVITY_ICON_FAILED, "A person was asked for who isn’t here",
      "The service answered 404" },
    { "GET", BY_NAME, 200, MEANS ("test connection") NAMED ("null", "2b0f"), DESK_ACTIVITY_TEST,
      DESK_ACTIVITY_ICON_TEST, "Test Connection arrived from Entra ID", NULL },
    { "GET", BY_NAME, 200, MEANS ("looked for, not found") NAMED ("null", "zoe"),
      DESK_ACTIVITY_LOOKUP, DESK_ACTIVITY_ICON_LOOKUP, "zoe was looked for and isn’t here", NULL },
    { "GET", BY_NAME, 200, ",\"count\":198", DESK_ACTIVITY_LOOKUP, DESK_ACTIVITY_ICON_LOOKUP,
      "198 people looked up by user name", NULL },
    { "GET", "/Groups?filter=displayName eq ?", 200, "", DESK_ACTIVITY_LOOKUP,
      DESK_ACTIVITY_ICON_LOOKUP, "1 group looked up by name", NULL },
    { "GET", "/Users", 200, ",\"count\":2", DESK_ACTIVITY_LOOKUP, DESK_ACTIVITY_ICON_LOOKUP,
      "2 pages of people read", NULL },
    { "GET", "/Users?filter=active eq ? and userName eq ?", 200, "", DESK_ACTIVITY_LOOKUP,
      DESK_ACTIVITY_ICON_LOOKUP, "1 page of people read", NULL },
    { "GET", "/ServiceProviderConfig", 200, "", DESK_ACTIVITY_LOOKUP, DESK_ACTIVITY_ICON_LOOKUP,
      "Asked 1 time what the directory can do", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) items =
          read_texts (request (1, "00:00", "q", rows[i].method, rows[i].path, rows[i].status,
                               rows[i].more),
                      NULL);
      const DeskActivityItem *item = g_ptr_array_index (items, 0);

      g_assert_cmpstr (item->sentence, ==, rows[i].sentence);
      g_assert_cmpstr (item->detail, ==, rows[i].detail);
      g_assert_cmpint (item->kind, ==, rows[i].kind);
      g_assert_cmpint (item->icon, ==, rows[i].icon);
      g_assert_cmpstr (item->who, ==, "Entra ID");
      g_assert_cmpstr (item->key_name, ==, "First key");
    }
}

/* What a newer or a broken service says is survived. */
static void
test_odd_items (void)
{
  g_autoptr (GPtrArray) items = read_texts (
      g_strdup ("{}"), g_strdup ("7"), g_strdup ("{\"kind\":\"key\",\"meaning\":\"key stolen\"}"),
      g_strdup ("{\"cursor\":2,\"kind\":\"key\",\"meaning\":\"key revoked\",\"status\":null,"
                "\"resource\":{\"name\":\"Old\"},\"changes\":[3,{\"op\":\"add\"}]}"),
      g_strdup ("{\"cursor\":3,\"method\":\"GET\",\"path\":\"/Users\",\"status\":\"x\","
                "\"client\":\"Azure-AD-SCIM/1.0 (x)\",\"count\":-4}"),
      NULL);
  const DeskActivityItem *revoked;
  const DeskActivityItem *read;

  g_assert_cmpuint (items->len, ==, 3);
  read = g_ptr_array_index (items, 0);
  revoked = g_ptr_array_index (items, 1);
  g_assert_cmpstr (read->who, ==, "Azure-AD-SCIM");
  g_assert_cmpint (read->count, ==, 1);
  g_assert_cmpstr (revoked->sentence, ==, "The key “Old” was revoked");
  g_assert_cmpuint (revoked->changes->len, ==, 0);
  for (guint i = 0; i < items->len; i++)
    g_assert_nonnull (((DeskActivityItem *)g_ptr_array_index (items, i))->sentence);
}

static char *
change (guint       cursor,
        const char *time,
        const char *id)
{
  return request (cursor, time, id, "PATCH", "/Users/{id}", 200,
                  MEANS ("person changed") NAMED ("\"User\"", "omar")
                      CHANGES ("{\"op\":\"replace\",\"path\":\"title\",\"new\":\"Lead\"}"));
}

static char *
bare (guint       cursor,
      const char *time,
      const char *id)
{
  return request (cursor, time, id, "PATCH", "/Users/{id}", 200,
                  MEANS ("person changed") NAMED ("\"User\"", "omar"));
}

static void
test_halves_are_joined (void)
{
  g_autoptr (GPtrArray) both =
      read_texts (change (5, "01:00", "q1"), bare (4, "01:00", "q1"), NULL);
  g_autoptr (GPtrArray) newer = read_texts (change (5, "01:00", "q1"), NULL);
  g_autoptr (GPtrArray) older = read_texts (bare (4, "01:00", "q1"), bare (3, "00:30", "q0"), NULL);
  g_autoptr (GPtrArray) merged = desk_activity_merge (newer, older);
  g_autoptr (GPtrArray) again = desk_activity_merge (merged, merged);
  const DeskActivityItem *item = g_ptr_array_index (both, 0);

  g_assert_cmpuint (both->len, ==, 1);
  g_assert_cmpint (item->cursor, ==, 5);
  g_assert_cmpstr (item->detail, ==, "title: – → Lead");
  g_assert_cmpuint (merged->len, ==, 2);
  item = g_ptr_array_index (merged, 0);
  g_assert_cmpint (item->cursor, ==, 5);
  g_assert_cmpuint (item->changes->len, ==, 1);
  g_assert_cmpuint (again->len, ==, 2);
}

/* A refusal is written down later than what came after it. */
static void
test_order_is_of_time (void)
{
  g_autoptr (GPtrArray) items = read_texts (request (9, "00:01", "q1", "POST", "/Users", 400, ""),
                                            bare (8, "00:02", "q2"), bare (7, "00:00", "q0"), NULL);

  g_assert_cmpint (((DeskActivityItem *)g_ptr_array_index (items, 0))->cursor, ==, 8);
  g_assert_cmpint (((DeskActivityItem *)g_ptr_array_index (items, 1))->cursor, ==, 9);
  g_assert_cmpint (((DeskActivityItem *)g_ptr_array_index (items, 2))->cursor, ==, 7);
}

static GPtrArray *
two_cycles (void)
{
  return read_texts (
      request (1, "00:00", "a", "GET", BY_NAME, 200, MEANS ("test connection")),
      request (2, "20:00", "b", "GET", BY_NAME, 200, ",\"count\":196"),
      request (3, "20:10", "c", "GET", BY_NAME, 200,
               MEANS ("looked for, not found") NAMED ("null", "zoe")),
      request (4, "20:11", "d", "POST", "/Users", 400, ",\"detail\":\"no name\""),
      request (5, "20:12", "e", "GET", BY_NAME, 200,
               MEANS ("looked for, not found") NAMED ("null", "omar")),
      request (6, "20:13", "f", "POST", "/Users", 201,
               MEANS ("person created") NAMED ("\"User\"", "omar")),
      request (7, "20:14", "g", "PATCH", "/Users/{id}", 200,
               MEANS ("nothing changed") NAMED ("\"User\"", "ada")),
      request (8, "20:15", "h", "PATCH", "/Users/{id}", 200,
               MEANS ("nothing changed") NAMED ("\"User\"", "bob")),
      g_strdup ("{\"cursor\":9,\"time\":\"" MINUTE "20:16Z\",\"kind\":\"key\","
                "\"meaning\":\"key created\",\"key_id\":\"k2\",\"resource\":{\"name\":\"N\"}}"),
      NULL);
}

static void
test_cycles (void)
{
  g_autoptr (GPtrArray) items = two_cycles ();
  g_autoptr (GPtrArray) cycles = desk_activity_group (items, DESK_CYCLE_PAUSE, at ("22:00"));
  g_autoptr (GPtrArray) later = desk_activity_group (items, DESK_CYCLE_PAUSE, at ("50:00"));
  const DeskCycle *cycle;
  const DeskActivityItem *line;

  g_assert_cmpuint (cycles->len, ==, 3);
  cycle = g_ptr_array_index (cycles, 0);
  g_assert_true (g_str_has_prefix (cycle->title, "Administration"));
  g_assert_cmpint (cycle->requests, ==, 0);

  cycle = g_ptr_array_index (cycles, 1);
  g_assert_true (cycle->running);
  g_assert_true (g_str_has_prefix (cycle->title, "Cycle since "));
  g_assert_cmpstr (cycle->who, ==, "Entra ID");
  g_assert_cmpint (cycle->requests, ==, 202);
  g_assert_cmpint (cycle->failures, ==, 1);
  g_assert_cmpint (cycle->changes, ==, 1);
  g_assert_cmpint (cycle->from, ==, at ("20:00"));
  g_assert_cmpint (cycle->to, ==, at ("20:15"));

  /* The failure first; two writes without effect as one line; look-ups as one. */
  g_assert_cmpuint (cycle->items->len, ==, 4);
  line = g_ptr_array_index (cycle->items, 0);
  g_assert_cmpint (line->kind, ==, DESK_ACTIVITY_FAILURE);
  line = g_ptr_array_index (cycle->items, 1);
  g_assert_cmpstr (line->sentence, ==, "2 writes changed nothing");
  line = g_ptr_array_index (cycle->items, 2);
  g_assert_cmpstr (line->sentence, ==, "omar was created");
  line = g_ptr_array_index (cycle->items, 3);
  g_assert_cmpstr (line->sentence, ==, "198 people looked up by user name");
  g_assert_cmpstr (line->detail, ==, "2 of them aren’t here");
  g_assert_cmpuint (line->folded->len, ==, 3);
  g_assert_cmpint (line->count, ==, 198);

  cycle = g_ptr_array_index (cycles, 2);
  g_assert_true (g_str_has_prefix (cycle->title, "Connection test"));
  g_assert_false (cycle->running);
  cycle = g_ptr_array_index (later, 1);
  g_assert_false (cycle->running);
  g_assert_true (g_str_has_prefix (cycle->title, "Cycle, "));
}

static void
test_tests (void)
{
  g_autoptr (GPtrArray) items = two_cycles ();
  DeskActivityItem *test = desk_activity_find_test (items, "k1");

  g_assert_nonnull (test);
  g_assert_cmpint (test->cursor, ==, 1);
  g_assert_true (desk_activity_find_test (items, NULL) == test);
  g_assert_null (desk_activity_find_test (items, "k2"));
}

static void
test_summary (void)
{
  g_autoptr (GPtrArray) items = two_cycles ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (DeskActivitySummary) summary = desk_activity_summarise (items, at ("22:30"));
  g_autoptr (DeskActivitySummary) later = desk_activity_summarise (items, at ("50:00"));
  g_autoptr (DeskActivitySummary) nothing = desk_activity_summarise (none, 0);

  g_assert_true (summary->anything);
  g_assert_cmpstr (summary->idp, ==, "entra");
  g_assert_nonnull (strstr (summary->cycle_sentence, ": 202 requests, 1 failed"));
  g_assert_true (g_str_has_prefix (summary->cycle_sentence, "Cycle since "));
  g_assert_cmpstr (summary->last_change_sentence, ==, "omar was created, 2 minutes ago");
  g_assert_cmpstr (summary->last_failure->error_detail, ==, "no name");
  g_assert_true (
      g_str_has_prefix (summary->test_sentence, "Test Connection arrived from Entra ID, "));
  g_assert_cmpstr (later->cycle_sentence, ==, "Last cycle 29 minutes ago: 202 requests, 1 failed");

  g_assert_false (nothing->anything);
  g_assert_null (nothing->last_cycle);
  g_assert_null (nothing->cycle_sentence);
  g_assert_null (nothing->last_test);
}

/* Somebody with a wrong key is nobody's identity provider. */
static void
test_strangers_are_no_cycle (void)
{
  g_autoptr (GPtrArray) items = read_texts (
      g_strdup ("{\"cursor\":1,\"time\":\"" MINUTE "00:00Z\",\"kind\":\"request\",\"method\":"
                "\"GET\",\"path\":\"/Users\",\"status\":401,\"key_id\":null,\"client\":\"x/1\"}"),
      NULL);
  g_autoptr (DeskActivitySummary) summary = desk_activity_summarise (items, at ("00:10"));
  g_autoptr (GPtrArray) cycles = desk_activity_group (items, DESK_CYCLE_PAUSE, at ("00:10"));
  const DeskCycle *cycle = g_ptr_array_index (cycles, 0);

  g_assert_false (summary->anything);
  g_assert_null (summary->last_cycle);
  g_assert_false (cycle->running);
  g_assert_true (g_str_has_prefix (cycle->title, "Requests without a key"));
  g_assert_cmpint (cycle->failures, ==, 1);
}

static void
test_setup (void)
{
  g_autoptr (ConnectionGuide) entra = connection_guides_find ("entra");
  g_autoptr (ConnectionGuide) other = connection_guides_find (NULL);
  g_autoptr (GPtrArray) items = two_cycles ();
  g_autoptr (GPtrArray) first =
      read_texts (request (1, "00:00", "a", "GET", BY_NAME, 200, MEANS ("test connection")), NULL);
  g_autoptr (DeskActivitySummary) tested = desk_activity_summarise (first, at ("00:10"));
  g_autoptr (DeskActivitySummary) running = desk_activity_summarise (items, at ("22:00"));
  g_autoptr (DeskActivitySummary) done = desk_activity_summarise (items, at ("50:00"));
  g_autoptr (DeskSetupWords) nothing = desk_setup_words (entra, NULL);
  g_autoptr (DeskSetupWords) nameless = desk_setup_words (other, NULL);
  g_autoptr (DeskSetupWords) waiting = desk_setup_words (entra, tested);
  g_autoptr (DeskSetupWords) cycle = desk_setup_words (entra, running);
  g_autoptr (DeskSetupWords) after = desk_setup_words (entra, done);

  g_assert_cmpint (nothing->stage, ==, DESK_SETUP_WAITING_FOR_TEST);
  g_assert_cmpstr (nothing->title, ==, "Waiting for Test Connection from Entra ID");
  g_assert_cmpstr (nameless->title, ==, "Waiting for the identity provider");
  g_assert_cmpint (waiting->stage, ==, DESK_SETUP_WAITING_FOR_PEOPLE);
  g_assert_cmpstr (waiting->title, ==, "Waiting for the first people from Entra ID");
  g_assert_nonnull (strstr (waiting->detail, "20 minutes to some hours"));
  g_assert_cmpint (cycle->stage, ==, DESK_SETUP_FIRST_CYCLE);
  g_assert_nonnull (strstr (cycle->title, ": 1 change"));
  g_assert_cmpint (after->stage, ==, DESK_SETUP_RUNNING);
  g_assert_nonnull (strstr (after->detail, "40 minutes"));
}

/* What a roll's history has, in the same words. */
static void
test_changes_of_a_roll (void)
{
  RollChangeValue value = { (char *)"title", (char *)"Engineer", (char *)"Lead" };
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  const struct
  {
    RollChange change;
    const char *sentence;
    const char *detail;
    DeskActivityIcon icon;
  } rows[] = {
    { { .what = ROLL_CHANGE_CAME, .name = (char *)"Zoe" },
      "Zoe came",
      NULL,
      DESK_ACTIVITY_ICON_ADDED },
    { { .what = ROLL_CHANGE_LEFT, .key = (char *)"zoe" },
      "zoe left",
      NULL,
      DESK_ACTIVITY_ICON_REMOVED },
    { { .what = ROLL_CHANGE_JOINED, .name = (char *)"Zoe", .group = (char *)"Lab" },
      "Zoe joined Lab",
      NULL,
      DESK_ACTIVITY_ICON_GROUP },
    { { .what = ROLL_CHANGE_QUIT, .name = (char *)"Zoe", .group = NULL },
      "Zoe isn’t in a group any more",
      NULL,
      DESK_ACTIVITY_ICON_GROUP },
    { { .what = ROLL_CHANGE_CHANGED, .name = (char *)"Zoe", .values = values },
      "Zoe was changed",
      "title: Engineer → Lead",
      DESK_ACTIVITY_ICON_CHANGED },
    { { .what = ROLL_CHANGE_LEFT, .list = ROLL_GROUPS, .name = (char *)"Lab" },
      "The group Lab is gone",
      NULL,
      DESK_ACTIVITY_ICON_REMOVED },
  };

  g_ptr_array_add (values, &value);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DeskActivityItem) item = desk_activity_new_from_change (&rows[i].change);

      g_assert_cmpstr (item->sentence, ==, rows[i].sentence);
      g_assert_cmpstr (item->detail, ==, rows[i].detail);
      g_assert_cmpint (item->icon, ==, rows[i].icon);
      g_assert_cmpint (item->kind, ==, DESK_ACTIVITY_CHANGE);
    }
}

static void
test_curl (void)
{
  g_autoptr (GPtrArray) items =
      read_texts (request (2, "00:01", "b", "GET", BY_NAME, 200,
                           MEANS ("looked for, not found") NAMED ("null", "o'neil & co")),
                  request (1, "00:00", "a", "PATCH", "/Users/{id}", 404, NAMED ("\"User\"", "x")),
                  NULL);
  g_autofree char *get =
      desk_activity_item_to_curl (g_ptr_array_index (items, 0), "https://x.example/scim");
  g_autofree char *patch =
      desk_activity_item_to_curl (g_ptr_array_index (items, 1), "https://x.example/scim");
  g_auto (GStrv) words = NULL;

  g_assert_true (g_shell_parse_argv (get, NULL, &words, NULL));
  g_assert_cmpstr (words[2], ==, "Authorization: Bearer $KEY");
  g_assert_cmpstr (words[3], ==,
                   "https://x.example/scim/Users?filter=userName%20eq%20%22o%27neil%20%26%20co%22");
  g_assert_nonnull (strstr (patch, "-X PATCH"));
  g_assert_nonnull (strstr (patch, "'https://x.example/scim/Users/r'"));
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/desk/activity/words", test_words);
  g_test_add_func ("/desk/activity/odd-items", test_odd_items);
  g_test_add_func ("/desk/activity/halves-are-joined", test_halves_are_joined);
  g_test_add_func ("/desk/activity/order-is-of-time", test_order_is_of_time);
  g_test_add_func ("/desk/activity/cycles", test_cycles);
  g_test_add_func ("/desk/activity/tests", test_tests);
  g_test_add_func ("/desk/activity/summary", test_summary);
  g_test_add_func ("/desk/activity/strangers-are-no-cycle", test_strangers_are_no_cycle);
  g_test_add_func ("/desk/activity/setup", test_setup);
  g_test_add_func ("/desk/activity/changes-of-a-roll", test_changes_of_a_roll);
  g_test_add_func ("/desk/activity/curl", test_curl);
  return g_test_run ();
}
