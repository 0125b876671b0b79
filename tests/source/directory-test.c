/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a real rollcall-directory: its lists, its schemas, and what it wrote down about writes
 * that it refused. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "admin/admin-embedded.h"
#include "http/http-session.h"
#include "source-helpers.h"
#include "source/source-scim.h"

#define CORE "urn:ietf:params:scim:schemas:core:2.0:"

typedef struct
{
  AdminEmbedded *embedded;
  AdminClient *admin;
  AdminDirectory *directory;
  HttpSession *session;
  Source *source;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *program = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (SourceSecrets) secrets = NULL;
  g_autoptr (GError) error = NULL;

  program = g_build_filename (g_getenv ("BUILD_ROOT"), "src", "rollcall-directory", NULL);
  g_setenv ("ROLLCALL_DIRECTORY_PROGRAM", program, TRUE);
  g_mkdir_with_parents (g_getenv ("XDG_RUNTIME_DIR"), 0700);

  fixture->embedded = admin_embedded_ensure (NULL, &error);
  g_assert_no_error (error);
  fixture->admin = admin_client_new (admin_embedded_get_service (fixture->embedded), NULL, &error);
  g_assert_no_error (error);
  fixture->directory = admin_client_create_directory (fixture->admin, data, NULL, &error);
  g_assert_no_error (error);
  fixture->session = http_session_new (fixture->directory->base_url, &error);
  http_session_set_key (fixture->session, fixture->directory->key->secret, &error);
  g_assert_no_error (error);

  uri = g_strconcat ("scim:", fixture->directory->base_url, NULL);
  secrets = source_secrets_new_fixed (fixture->directory->key->secret);
  fixture->source = source_new_for_uri (uri, secrets, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  admin_embedded_stop (fixture->embedded, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->source);
  g_clear_object (&fixture->session);
  admin_directory_free (fixture->directory);
  g_clear_object (&fixture->admin);
  g_clear_object (&fixture->embedded);
}

/* Sends a body, single quotes for double ones; (transfer full): the id in the answer, or NULL */
static char *
post (Fixture    *fixture,
      const char *path,
      guint       status,
      const char *body)
{
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (HttpResponse) response = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;

  response = http_session_send (fixture->session, "POST", path, text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (http_response_get_status (response), ==, status);
  answer = http_response_get_json (response, &error);
  g_assert_no_error (error);
  return g_strdup (
      json_object_get_string_member_with_default (json_node_get_object (answer), "id", NULL));
}

static char *
post_user (Fixture    *fixture,
           guint       status,
           const char *name,
           const char *more)
{
  g_autofree char *body =
      g_strdup_printf ("{'schemas':['" CORE "User'],'userName':'%s'%s}", name, more);

  return post (fixture, "/Users", status, body);
}

static void
test_read (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GString) members = g_string_new (NULL);
  g_autofree char *group = NULL;
  g_autofree char *group_id = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *again = NULL;
  g_autoptr (Roll) roll = NULL;

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%u@x.example", i);
      g_autofree char *id = NULL;

      id =
          post_user (fixture, 201, name,
                     i % 10 == 0 ? ",'active':false" : ",'emails':[{'value':'a@x','type':'work'}]");
      if (i < 7)
        g_string_append_printf (members, "%s{'value':'%s'}", i > 0 ? "," : "", id);
    }
  group = g_strdup_printf ("{'schemas':['" CORE "Group'],'displayName':'Seven','members':[%s]}",
                           members->str);
  group_id = post (fixture, "/Groups", 201, group);

  roll = helper_read (fixture->source);
  helper_assert_text (helper_get_counts (roll), "120 108 1 7");
  helper_assert_text (helper_get_faults (roll, TRUE), "");
  lines = helper_to_jsonl (roll);
  g_assert_nonnull (
      strstr (lines, "\"reported\":{\"users\":{\"total\":120},\"groups\":{\"total\":1}}"));
  g_assert_nonnull (strstr (lines, "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:"
                                   "manager.value\""));
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *ada = NULL;
  g_autofree char *late = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *too_late = NULL;
  g_autofree char *lines = NULL;
  g_autoptr (HttpResponse) looked = NULL;
  g_autoptr (Roll) roll = NULL;

  ada = post_user (fixture, 201, "ada", "");
  refused = post_user (fixture, 400, "Zoe", ",'emails':7");
  too_late = post_user (fixture, 400, "late", ",'emails':7");
  late = post_user (fixture, 201, "late", "");
  looked = http_session_send (fixture->session, "GET", "/Users?filter=userName%20eq%20%22nobody%22",
                              NULL, NULL, NULL, NULL);
  g_assert_cmpuint (http_response_get_status (looked), ==, 200);

  source_scim_set_admin (SOURCE_SCIM (fixture->source), fixture->admin, fixture->directory->id);
  roll = helper_read (fixture->source);
  lines = helper_to_jsonl (roll);
  helper_assert_text (helper_get_counts (roll), "2 2 0 0");
  g_assert_nonnull (strstr (lines,
                            "{\"evidence\":\"failed\",\"type\":\"User\",\"userName\":\"Zoe\","
                            "\"detail\":\"the service answered POST with 400: emails "
                            "takes an object, not a number.\",\"time\":\"20"));
  g_assert_null (strstr (lines, "\"userName\":\"late\",\"detail\""));
  g_assert_null (strstr (lines, "nobody"));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("rollcall-test-XXXXXX", NULL);
  g_autofree char *runtime = g_build_filename (home, "run", NULL);
  g_autofree char *data = g_build_filename (home, "data", NULL);
  g_autoptr (GError) error = NULL;
  int result;

  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/source/directory/read", Fixture, "Read", set_up, test_read, tear_down);
  g_test_add ("/source/directory/failures", Fixture, "Failures", set_up, test_failures, tear_down);

  result = g_test_run ();
  roll_forget (home, &error);
  g_assert_no_error (error);
  return result;
}
