/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading SCIM services of every habit: what is survived is counted right and said, what can't be
 * is an error that leaves the roll as it was. */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "http/http-error.h"
#include "scim-stand-in.h"
#include "source-helpers.h"
#include "source/source-scim.h"

typedef struct
{
  const char *name;
  StandInHabits habits;
  const char *counts; /* users active groups memberships */
  const char *faults;
  guint lists; /* at most that many pages were asked for; 0 for any number */
} Survived;

static const Survived survived[] = {
  { "well-behaved", { .users = 2500, .groups = 3 }, "2500 2250 3 6", "", 6 },
  { "empty", { .users = 0, .groups = 0 }, "0 0 0 0", "", 2 },
  { "exact-page", { .users = 1000, .groups = 0 }, "1000 900 0 0", "", 3 },
  { "cap", { .users = 250, .groups = 1, .cap = 100 }, "250 225 1 1", "", 7 },
  { "said-page-size",
    { .users = 45,
      .groups = 0,
      .pagination = "{\"index\":true,\"maxPageSize\":20}",
      .refuses_count_above = 20 },
    "45 41 0 0",
    "",
    5 },
  { "refused-page-size",
    { .users = 250, .groups = 0, .refuses_count_above = 100 },
    "250 225 0 0",
    "",
    0 },
  { "cursor",
    { .users = 25,
      .groups = 2,
      .cap = 10,
      .cursor = TRUE,
      .pagination = "{\"cursor\":true,\"index\":false,\"defaultPaginationMethod\":\"cursor\"}" },
    "25 23 2 3",
    "",
    4 },
  { "cursor-unannounced",
    { .users = 25, .groups = 2, .cap = 10, .cursor = TRUE },
    "25 23 2 3",
    "ignored_paging=1 no_total=1",
    0 },
  { "refuses-beyond", { .users = 30, .groups = 2, .refuses_beyond = TRUE }, "30 27 2 3", "", 4 },
  { "ignores-paging",
    { .users = 30, .groups = 2, .ignores_index = TRUE, .ignores_count = TRUE },
    "30 27 2 3",
    "ignored_paging=2",
    4 },
  { "ignores-index-but-searches",
    { .users = 450, .groups = 30, .cap = 20, .ignores_index = TRUE, .searches = TRUE },
    "450 405 30 465",
    "ignored_paging=2",
    0 },
  { "ignores-count",
    { .users = 3000, .groups = 0, .ignores_count = TRUE },
    "3000 2700 0 0",
    "ignored_paging=1",
    2 },
  { "ignores-all-without-total",
    { .users = 2500, .groups = 0, .ignores_count = TRUE, .ignores_index = TRUE, .no_total = TRUE },
    "2500 2250 0 0",
    "ignored_paging=1 no_total=2",
    3 },
  { "larger-pages-without-total",
    { .users = 5000, .groups = 0, .ignores_count = TRUE, .cap = 2000, .no_total = TRUE },
    "5000 4500 0 0",
    "ignored_paging=1 no_total=2",
    5 },
  { "total-is-page",
    { .users = 250, .groups = 0, .cap = 100, .total_is_page = TRUE },
    "250 225 0 0",
    "wrong_total=1",
    0 },
  { "total-too-small",
    { .users = 250, .groups = 0, .cap = 100, .total_offset = -120 },
    "250 225 0 0",
    "wrong_total=1",
    0 },
  { "total-too-large",
    { .users = 25, .groups = 0, .total_offset = 5 },
    "25 23 0 0",
    "wrong_total=2",
    0 },
  { "no-total", { .users = 25, .groups = 1, .no_total = TRUE }, "25 23 1 1", "no_total=2", 0 },
  { "text-total",
    { .users = 25, .groups = 0, .text_total = TRUE },
    "25 23 0 0",
    "wrong_type=3",
    0 },
  { "overlap",
    { .users = 25, .groups = 0, .cap = 10, .overlap = 3 },
    "25 23 0 0",
    "duplicate_resource=3",
    0 },
  { "lowercase", { .users = 5, .groups = 1, .lowercase = TRUE }, "5 5 1 1", "lowercase_keys=4", 0 },
  { "old-schema", { .users = 5, .groups = 0, .old_schema = TRUE }, "5 5 0 0", "old_schema=8", 0 },
  { "relative-location",
    { .users = 5, .groups = 1, .relative_location = TRUE },
    "5 5 1 1",
    "relative_location=6",
    0 },
  { "content-type",
    { .users = 5, .groups = 0, .content_type = "text/plain" },
    "5 5 0 0",
    "wrong_content_type=3",
    0 },
  { "members-left-out",
    { .users = 5, .groups = 4, .members_left_out = TRUE },
    "5 5 4 10",
    "members_left_out=4",
    0 },
  { "no-groups", { .users = 5, .no_groups = TRUE }, "5 5 0 0", "", 0 },
  { "error-with-success",
    { .users = 5, .groups = 1, .error_with_success = TRUE },
    "5 5 1 1",
    "error_with_success=1",
    0 },
  { "slow-down",
    { .users = 5, .groups = 1, .first_status = 429, .retry_after = "1" },
    "5 5 1 1",
    "",
    0 },
};

typedef struct
{
  const char *name;
  StandInHabits habits;
  int code;         /* of HTTP_ERROR, or -1 - code of SOURCE_ERROR */
  const char *part; /* of the message */
} Refused;

#define SOURCE_CODE(code) (-1 - (code))

static const Refused refused[] = {
  { "same-page-again",
    { .users = 500, .cap = 100, .ignores_index = TRUE },
    SOURCE_CODE (SOURCE_ERROR_BAD_ANSWER),
    "again and again" },
  { "endless-cursor",
    { .users = 5, .cursor = TRUE, .endless_cursor = TRUE },
    SOURCE_CODE (SOURCE_ERROR_BAD_ANSWER),
    "never comes to an end" },
  { "endless-body", { .endless = TRUE }, HTTP_ERROR_TOO_LARGE, "" },
  { "html",
    { .page = "<!DOCTYPE html><html><body>Sign in</body></html>", .content_type = "text/html" },
    HTTP_ERROR_NOT_JSON,
    "" },
  { "cut", { .users = 5, .cut = TRUE }, HTTP_ERROR_NOT_JSON, "" },
  { "no-list", { .page = "{\"hello\":\"world\"}" }, SOURCE_CODE (SOURCE_ERROR_BAD_ANSWER), "SCIM" },
  { "always-error",
    { .page = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"400\","
              "\"detail\":\"no such tenant\"}" },
    SOURCE_CODE (SOURCE_ERROR_BAD_ANSWER),
    "no such tenant" },
  { "not-utf8",
    { .page = "{\"totalResults\":2,\"Resources\":[{\"id\":\"1\",\"userName\":\"a\"},"
              "{\"id\":\"2\",\"userName\":\"\xff\"}]}" },
    G_MAXINT,
    "number 2" },
  { "no-object",
    { .page = "{\"totalResults\":2,\"Resources\":[{\"id\":\"1\",\"userName\":\"a\"},7]}" },
    G_MAXINT,
    "number 2" },
  { "unauthorized", { .status = 401 }, SOURCE_CODE (SOURCE_ERROR_NO_KEY), "key" },
  { "not-found", { .status = 404 }, HTTP_ERROR_NOT_FOUND, "reading users" },
  { "forbidden", { .status = 403 }, HTTP_ERROR_FORBIDDEN, "as you like it" },
};

static char *
make_uri (ScimStandIn *server)
{
  return g_strconcat ("scim:", scim_stand_in_get_url (server), NULL);
}

static void
test_survived (gconstpointer data)
{
  const Survived *row = data;
  g_autoptr (ScimStandIn) server = scim_stand_in_new (&row->habits);
  g_autofree char *uri = make_uri (server);
  g_autoptr (Roll) roll = helper_read_uri (uri, NULL);

  helper_assert_text (helper_get_counts (roll), row->counts);
  helper_assert_text (helper_get_faults (roll, TRUE), row->faults);
  if (row->lists > 0)
    g_assert_cmpuint (scim_stand_in_get_lists (server), <=, row->lists);
  g_assert_true (g_str_has_prefix (scim_stand_in_get_user_agent (server), "Rollcall/"));
}

static void
test_refused (gconstpointer data)
{
  const Refused *row = data;
  g_autoptr (ScimStandIn) server = scim_stand_in_new (&row->habits);
  g_autofree char *uri = make_uri (server);

  if (row->code == G_MAXINT)
    helper_refuse_uri (uri, ROLL_ERROR, ROLL_ERROR_BAD_RESOURCE, row->part);
  else if (row->code < 0)
    helper_refuse_uri (uri, SOURCE_ERROR, -1 - row->code, row->part);
  else
    helper_refuse_uri (uri, HTTP_ERROR, row->code, row->part);
}

typedef struct
{
  const char *shape;
  const char *counts;
  const char *faults;
} Quirk;

/* Every list of tests/data/scim-list-quirks.json, served as the answer to /Users. */
static const Quirk quirks[] = {
  { "rfc", "2 1 0 0", "ignored_paging" },
  { "empty_no_resources_key", "0 0 0 0", "" },
  { "google_small_r", "1 1 0 0", "ignored_paging lowercase_keys" },
  { "snowflake_old_synthetic", "1 0 0 0", "ignored_paging" },
  { "scim11", "1 1 0 0", "ignored_paging old_schema" },
};

static JsonObject *
load_quirks (JsonParser *parser)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  path = g_test_build_filename (G_TEST_DIST, "data", "scim-list-quirks.json", NULL);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

static void
test_quirk (gconstpointer data)
{
  const Quirk *quirk = data;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *shapes = load_quirks (parser);
  g_autofree char *page = json_to_string (json_object_get_member (shapes, quirk->shape), FALSE);
  StandInHabits habits = { .page = page, .no_groups = TRUE };
  g_autoptr (ScimStandIn) server = scim_stand_in_new (&habits);
  g_autofree char *uri = make_uri (server);
  g_autoptr (Roll) roll = helper_read_uri (uri, NULL);

  helper_assert_text (helper_get_counts (roll), quirk->counts);
  helper_assert_text (helper_get_faults (roll, FALSE), quirk->faults);
}

/* AWS names another page with its last one; here it never ends and is noticed. */
static void
test_quirk_cursor (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *shapes = load_quirks (parser);
  g_autofree char *page = json_to_string (json_object_get_member (shapes, "aws_cursor"), FALSE);
  StandInHabits habits = { .page = page };
  g_autoptr (ScimStandIn) server = scim_stand_in_new (&habits);
  g_autofree char *uri = make_uri (server);

  helper_refuse_uri (uri, SOURCE_ERROR, SOURCE_ERROR_BAD_ANSWER, "cursor never comes to an end");
}

static void
check_atlassian_cb (const RollPerson *person,
                    gpointer          data)
{
  g_assert_cmpstr (person->key, ==, "ada@contoso.example");
  g_assert_cmpstr (person->email, ==, "ada@contoso.example");
  g_assert_cmpstr (person->external_id, ==, "11111111-0000-4000-8000-000000000001");
  g_assert_nonnull (strstr (person->body, "atlassianAccountId"));
  g_assert_null (strstr (person->body, "\"groups\""));
  (*(guint *)data)++;
}

static void
test_quirk_atlassian (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *shapes = load_quirks (parser);
  g_autofree char *user = json_to_string (json_object_get_member (shapes, "atlassian_user"), FALSE);
  g_autofree char *page = g_strdup_printf ("{\"totalResults\":1,\"Resources\":[%s]}", user);
  StandInHabits habits = { .page = page, .no_groups = TRUE };
  g_autoptr (ScimStandIn) server = scim_stand_in_new (&habits);
  g_autofree char *uri = make_uri (server);
  g_autoptr (Roll) roll = helper_read_uri (uri, NULL);
  guint n = 0;

  roll_foreach_user (roll, "ADA", NULL, check_atlassian_cb, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  roll_foreach_user (roll, "nobody", NULL, check_atlassian_cb, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
}

/* Every shape of tests/data/error-shapes.json as a refusal: an error in words, nothing published.
 */
static void
test_error_shapes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "error-shapes.json", NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *shape;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &name, &shape))
    {
      g_autofree char *page = json_to_string (shape, FALSE);
      StandInHabits habits = { .page = page };
      g_autoptr (ScimStandIn) server = scim_stand_in_new (&habits);
      g_autofree char *uri = make_uri (server);

      g_test_message ("%s", name);
      helper_refuse_uri (uri, SOURCE_ERROR, SOURCE_ERROR_BAD_ANSWER, "reading users");
    }
}

static void
test_key (void)
{
  StandInHabits habits = { .users = 3, .key = "secret-key" };
  g_autoptr (ScimStandIn) server = scim_stand_in_new (&habits);
  g_autofree char *uri = make_uri (server);
  g_autoptr (Roll) roll = helper_read_uri (uri, "secret-key");
  g_autoptr (SourceSecrets) wrong = source_secrets_new_fixed ("another-key");
  g_autoptr (GError) error = NULL;
  g_autoptr (Source) source = source_new_for_uri (uri, wrong, &error);

  helper_assert_text (helper_get_counts (roll), "3 3 0 0");
  g_assert_false (source_read (source, roll, NULL, NULL, NULL, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_UNAUTHORIZED);
  g_assert_null (strstr (error->message, "another-key"));
  g_clear_error (&error);
  helper_assert_text (helper_get_counts (roll), "3 3 0 0");

  g_assert_false (source_test (source, NULL, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_UNAUTHORIZED);
}

static void
test_discovery (void)
{
  StandInHabits habits = { .users = 3, .groups = 1, .schemas = TRUE };
  g_autoptr (ScimStandIn) server = scim_stand_in_new (&habits);
  g_autofree char *uri = make_uri (server);
  g_autoptr (Roll) roll = helper_read_uri (uri, NULL);
  g_autofree char *lines = helper_to_jsonl (roll);

  g_assert_nonnull (strstr (lines, "\"supported\":[\"emails.type\",\"emails.value\","
                                   "\"urn:x:ext:1.0:User:badge\",\"userName\"]"));
  g_assert_nonnull (
      strstr (lines, "\"reported\":{\"users\":{\"total\":3},\"groups\":{\"total\":1}}"));
}

static void
cancel_cb (const char *message_id,
           gint64      done,
           gint64      total,
           gpointer    data)
{
  g_cancellable_cancel (data);
}

static void
test_cancelled (void)
{
  StandInHabits habits = { .users = 3000, .cap = 10 };
  g_autoptr (ScimStandIn) server = scim_stand_in_new (&habits);
  g_autofree char *uri = make_uri (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (Source) source = source_new_for_uri (uri, NULL, &error);
  g_autoptr (Roll) roll = roll_new_temporary (&error);

  g_assert_no_error (error);
  g_assert_false (source_read (source, roll, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (scim_stand_in_get_lists (server), <, 10);
  g_assert_false (roll_is_published (roll));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;

  source_read_finish (SOURCE_SOURCE (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

static void
test_async (void)
{
  StandInHabits habits = { .users = 30 };
  g_autoptr (ScimStandIn) server = scim_stand_in_new (&habits);
  g_autofree char *uri = make_uri (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (Source) source = source_new_for_uri (uri, NULL, &error);
  g_autoptr (Roll) roll = roll_new_temporary (&error);
  gboolean done = FALSE;

  source_read_async (source, roll, NULL, NULL, NULL, read_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  helper_assert_text (helper_get_counts (roll), "30 27 0 0");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (survived); i++)
    {
      g_autofree char *name = g_strconcat ("/source/scim/survives/", survived[i].name, NULL);

      g_test_add_data_func (name, &survived[i], test_survived);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strconcat ("/source/scim/refuses/", refused[i].name, NULL);

      g_test_add_data_func (name, &refused[i], test_refused);
    }
  for (guint i = 0; i < G_N_ELEMENTS (quirks); i++)
    {
      g_autofree char *name = g_strconcat ("/source/scim/quirk/", quirks[i].shape, NULL);

      g_test_add_data_func (name, &quirks[i], test_quirk);
    }
  g_test_add_func ("/source/scim/quirk/aws_cursor", test_quirk_cursor);
  g_test_add_func ("/source/scim/quirk/atlassian_user", test_quirk_atlassian);
  g_test_add_func ("/source/scim/error-shapes", test_error_shapes);
  g_test_add_func ("/source/scim/key", test_key);
  g_test_add_func ("/source/scim/discovery", test_discovery);
  g_test_add_func ("/source/scim/cancelled", test_cancelled);
  g_test_add_func ("/source/scim/async", test_async);

  return g_test_run ();
}
