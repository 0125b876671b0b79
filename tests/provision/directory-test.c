/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random sources provisioned into a real rollcall-directory: what is read back is in step, and a
 * second plan has nothing to write. Then the source changes, and somebody meddles with the
 * directory, and again. */

#include "config.h"

#include <string.h>

#include "admin/admin-client.h"
#include "http/http-session.h"
#include "provision-helpers.h"
#include "source/source-scim.h"

#define N_USERS 40
#define N_GROUPS 6
#define N_ROUNDS 8
#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

typedef struct
{
  char *folder;
  GSubprocess *service;
  AdminDirectory *directory;
  HttpSession *session;
} Fixture;

static const char *const words[] = { "Sales", "Law", "Über \"uns\"", "O'Neill\\", "日本", "" };
static const char *const types[] = { "work", "home", "other" };

#define PICK(array) array[g_test_rand_int_range (0, G_N_ELEMENTS (array))]

static gboolean
chance (int percent)
{
  return g_test_rand_int_range (0, 100) < percent;
}

static char *
start_service (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program =
      g_build_filename (g_getenv ("BUILD_ROOT"), "src", "rollcall-directory", NULL);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) ready = NULL;

  g_subprocess_launcher_setenv (launcher, "HOME", fixture->folder, TRUE);
  fixture->service = g_subprocess_launcher_spawn (launcher, &error, program, "serve", "--data",
                                                  fixture->folder, "--listen", "127.0.0.1:0", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->service));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  ready = json_from_string (line, &error);
  g_assert_no_error (error);
  return g_strconcat ("unix:",
                      json_object_get_string_member (json_node_get_object (ready), "socket"), NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  g_autoptr (AdminClient) client = NULL;

  fixture->folder = g_dir_make_tmp ("rollcall-test-XXXXXX", &error);
  g_assert_no_error (error);
  address = start_service (fixture);
  client = admin_client_new (address, NULL, &error);
  g_assert_no_error (error);
  fixture->directory = admin_client_create_directory (client, "Acme", NULL, &error);
  g_assert_no_error (error);
  fixture->session = http_session_new (fixture->directory->base_url, &error);
  g_assert_no_error (error);
  http_session_set_key (fixture->session, fixture->directory->key->secret, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->session);
  g_subprocess_send_signal (fixture->service, SIGTERM);
  g_subprocess_wait (fixture->service, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (fixture->service), ==, 0);
  g_clear_object (&fixture->service);
  admin_directory_free (fixture->directory);
  roll_forget (fixture->folder, &error);
  g_assert_no_error (error);
  g_free (fixture->folder);
}

static Roll *
read_directory (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SourceSecrets) secrets = source_secrets_new_fixed (fixture->directory->key->secret);
  g_autoptr (Source) source = source_scim_new (fixture->directory->base_url, secrets, &error);
  g_autoptr (Roll) roll = NULL;

  g_assert_no_error (error);
  roll = roll_new_temporary (&error);
  g_assert_no_error (error);
  source_read (source, roll, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&roll);
}

static void
add_many (JsonObject *user,
          const char *attribute,
          int         i)
{
  JsonArray *array = json_array_new ();

  for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
    {
      JsonObject *element = json_object_new ();
      g_autofree char *value = g_strdup_printf ("%d-%d@x", i, g_test_rand_int_range (0, 1000));

      json_object_set_string_member (element, "value", value);
      if (chance (80))
        json_object_set_string_member (element, "type", PICK (types));
      json_array_add_object_element (array, element);
    }
  json_object_set_array_member (user, attribute, array);
}

/* Person @i anew; who they are stays, by externalId or by userName. */
static JsonObject *
make_user (int i)
{
  JsonObject *user = json_object_new ();
  JsonObject *name = json_object_new ();
  JsonObject *extension = json_object_new ();
  g_autofree char *id = g_strdup_printf ("u%d", i);
  g_autofree char *manager = g_strdup_printf ("u%d", g_test_rand_int_range (0, N_USERS));
  g_autofree char *user_name =
      i % 2 == 0 ? g_strdup_printf ("User.%d.%d@x", i, g_test_rand_int_range (0, 3))
                 : g_strdup_printf ("User.%d@x", i);

  json_object_set_string_member (user, "id", id);
  json_object_set_string_member (user, "userName", user_name);
  if (i % 2 == 0)
    json_object_set_string_member (user, "externalId", id);
  json_object_set_boolean_member (user, "active", chance (85));
  json_object_set_string_member (user, "displayName", PICK (words));
  json_object_set_string_member (user, "title", PICK (words));
  json_object_set_string_member (name, "givenName", PICK (words));
  json_object_set_string_member (name, "familyName", PICK (words));
  json_object_set_object_member (user, "name", name);
  add_many (user, "emails", i);
  add_many (user, "phoneNumbers", i);
  json_object_set_string_member (extension, "department", PICK (words));
  if (chance (50))
    {
      JsonObject *reference = json_object_new ();

      json_object_set_string_member (reference, "value", manager);
      json_object_set_object_member (extension, "manager", reference);
    }
  json_object_set_object_member (user, ENTERPRISE, extension);
  return user;
}

static JsonObject *
make_group (int i)
{
  JsonObject *group = json_object_new ();
  JsonArray *members = json_array_new ();
  g_autofree char *id = g_strdup_printf ("g%d", i);
  g_autofree char *name = g_strdup_printf ("Group %d %d", i, g_test_rand_int_range (0, 2));

  json_object_set_string_member (group, "id", id);
  json_object_set_string_member (group, "externalId", id);
  json_object_set_string_member (group, "displayName", name);
  for (int j = 0; j < N_USERS; j++)
    if (chance (30))
      {
        JsonObject *member = json_object_new ();
        g_autofree char *member_id = g_strdup_printf ("u%d", j);

        json_object_set_string_member (member, "value", member_id);
        json_array_add_object_element (members, member);
      }
  json_object_set_array_member (group, "members", members);
  return group;
}

/* Some are there, and some who were are known to be deleted. */
static JsonObject *
make_side (void)
{
  JsonObject *side = json_object_new ();
  JsonArray *users = json_array_new ();
  JsonArray *groups = json_array_new ();
  JsonArray *evidence = json_array_new ();

  for (int i = 0; i < N_USERS; i++)
    if (chance (85))
      json_array_add_object_element (users, make_user (i));
    else if (i % 2 == 1)
      {
        JsonArray *line = json_array_new ();
        g_autofree char *name = g_strdup_printf ("user.%d@x", i);

        json_array_add_string_element (line, chance (50) ? "deleted" : "out_of_scope");
        json_array_add_string_element (line, "User");
        json_array_add_string_element (line, name);
        json_array_add_string_element (line, "");
        json_array_add_int_element (line, 0);
        json_array_add_array_element (evidence, line);
      }
  for (int i = 0; i < N_GROUPS; i++)
    if (chance (85))
      json_array_add_object_element (groups, make_group (i));
  json_object_set_array_member (side, "users", users);
  json_object_set_array_member (side, "groups", groups);
  json_object_set_array_member (side, "evidence", evidence);
  return side;
}

static void
send_request (Fixture    *fixture,
              const char *method,
              const char *path,
              const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = body != NULL ? g_strdelimit (g_strdup (body), "'", '"') : NULL;
  g_autoptr (HttpResponse) response =
      http_session_send (fixture->session, method, path, json, NULL, NULL, &error);

  g_assert_no_error (error);
  http_response_check (response, "meddling", &error);
  g_assert_no_error (error);
}

static const char *const meddlings[] = {
  "{'op': 'replace', 'path': 'title', 'value': 'Meddler'}",
  "{'op': 'remove', 'path': 'emails'}",
  "{'op': 'replace', 'path': 'active', 'value': false}",
  "{'op': 'add', 'path': 'phoneNumbers', 'value': [{'value': '1', 'type': 'work'}]}",
};

static void
meddle_with_user_cb (const RollPerson *person,
                     gpointer          user_data)
{
  g_autofree char *path = g_strconcat ("/Users/", person->id, NULL);
  g_autofree char *body =
      g_strdup_printf ("{'schemas': ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],"
                       " 'Operations': [%s]}",
                       PICK (meddlings));

  if (chance (5))
    send_request (user_data, "DELETE", path, NULL);
  else if (chance (15))
    send_request (user_data, "PATCH", path, body);
}

static void
meddle_with_group_cb (const RollPerson *person,
                      gpointer          user_data)
{
  g_autofree char *path = g_strconcat ("/Groups/", person->id, NULL);

  if (chance (10))
    send_request (user_data, "DELETE", path, NULL);
  else if (chance (20))
    send_request (user_data, "PATCH", path,
                  "{'schemas': ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],"
                  " 'Operations': [{'op': 'remove', 'path': 'members'}]}");
}

static void
meddle (Fixture *fixture)
{
  g_autoptr (Roll) roll = read_directory (fixture);
  g_autoptr (GError) error = NULL;

  roll_foreach_user (roll, NULL, NULL, meddle_with_user_cb, fixture, &error);
  g_assert_no_error (error);
  roll_foreach_group (roll, NULL, NULL, meddle_with_group_cb, fixture, &error);
  g_assert_no_error (error);
}

static void
provision (Fixture    *fixture,
           Roll       *source,
           const char *dialect)
{
  g_autoptr (Roll) target = read_directory (fixture);
  g_autoptr (ProvisionPlan) plan = provision_test_plan (source, target);
  g_autoptr (SourceSecrets) secrets = source_secrets_new_fixed (fixture->directory->key->secret);
  ProvisionOptions options = { .base_url = fixture->directory->base_url,
                               .secrets = secrets,
                               .dialect = provision_dialect_find (dialect),
                               .allow_deletions = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ProvisionResult) result = provision_apply (plan, &options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->failures->len; i++)
    {
      const ProvisionFailure *failure = g_ptr_array_index (result->failures, i);

      g_test_message ("%s %s: %s", provision_action_to_string (failure->action), failure->key,
                      failure->message);
    }
  g_assert_cmpuint (result->failures->len, ==, 0);
}

/* Nothing that was provisioned differs, and whatever else is left has its reason. */
static void
check (Fixture *fixture,
       Roll    *source)
{
  g_autoptr (Roll) target = read_directory (fixture);
  CompareOptions options = { .source_name = "left", .target_name = "right" };
  g_autoptr (GError) error = NULL;
  g_autoptr (Comparison) comparison = comparison_new (source, target, &options, NULL, &error);
  g_autoptr (ProvisionPlan) plan = provision_test_plan (source, target);
  g_autofree char *summary = NULL;
  g_autofree char *steps = provision_test_summarise (plan);

  g_assert_no_error (error);
  summary = compare_test_summarise (comparison);
  g_test_message ("%s", summary);
  g_assert_cmpstr (steps, ==, "");
  for (guint kind = 0; kind < COMPARE_N_KINDS; kind++)
    g_assert_cmpint (comparison_count (comparison, kind, COMPARE_DIFFERENT, COMPARE_N_REASONS), ==,
                     0);
  /* Nobody tells us of those who are gone without a word. */
  g_assert_cmpint (
      comparison_count (comparison, COMPARE_USERS, COMPARE_MISSING, COMPARE_DISABLED_AT_SOURCE), ==,
      comparison_count (comparison, COMPARE_USERS, COMPARE_MISSING, COMPARE_N_REASONS));
  g_assert_cmpint (comparison_count (comparison, COMPARE_GROUPS, COMPARE_MISSING,
                                     COMPARE_N_REASONS),
                   ==, 0);
  g_assert_cmpint (comparison_count (comparison, COMPARE_MEMBERSHIPS, COMPARE_MISSING,
                                     COMPARE_MEMBER_MISSING),
                   ==, 0);
  g_assert_cmpint (comparison_count (comparison, COMPARE_MEMBERSHIPS, COMPARE_EXTRA,
                                     COMPARE_MEMBER_EXTRA),
                   ==, 0);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  dialect)
{
  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (JsonObject) side = make_side ();
      g_autoptr (Roll) source = compare_test_roll (side);

      provision (fixture, source, dialect);
      check (fixture, source);
      meddle (fixture);
      provision (fixture, source, dialect);
      check (fixture, source);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/directory/entra", Fixture, "entra", set_up, test_random, tear_down);
  g_test_add ("/directory/rfc", Fixture, "rfc", set_up, test_random, tear_down);
  return g_test_run ();
}
