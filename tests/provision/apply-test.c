/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Applying: each dialect's requests word for word against a server that records them, and what
 * becomes of refusals. */

#include "config.h"

#include <string.h>

#include "http/http-error.h"
#include "provision-helpers.h"
#include "recording-stand-in.h"

#define CORE "urn:ietf:params:scim:schemas:core:2.0:User"
#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define GROUP "urn:ietf:params:scim:schemas:core:2.0:Group"
#define ADSCIM "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"
#define PATCH "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':["
#define FOUND(id) "{'totalResults':1,'Resources':[{'id':'" id "'}]}"
#define TEST                               \
  "GET /Users?filter=userName eq 'GUID'\n" \
  "GET /Groups?excludedAttributes=members&filter=displayName eq 'GUID'"

typedef struct
{
  const char *name;
  const char *dialect;
  const char *source;
  const char *target;
  const char *requests;
  RecordingRule rules[4];
  const char *failures; /* "key: message", a line each */
} WireCase;

static const WireCase cases[] = {
  { "entra-nothing", "entra", "{}", "{}", TEST },
  { "rfc-nothing", "rfc", "{}", "{}", "" },
  { "entra-create", "entra",
    "{'users': [{'id': '1', 'externalId': 'ada', 'userName': 'ada \\\"l\\\"',"
    "  'title': 'An\\u001falyst',"
    "  'nickName': '', 'roles': [], 'password': 'no', 'meta': {'resourceType': 'User'},"
    "  'name': {'givenName': 'Ada', 'familyName': 'Lovelace'},"
    "  'emails': [{'primary': true, 'type': 'work', 'value': 'ada@x'}],"
    "  '" ENTERPRISE "': {'department': 'Engines', 'manager': {'value': '2'}}},"
    "  {'id': '2', 'userName': 'bob', '" ENTERPRISE "': {'manager': {'value': '9'}}}]}",
    "{}",
    TEST "\n"
         "GET /Users?filter=userName eq 'ada \\'l\\''\n"
         "POST /Users {'schemas':['" CORE "','" ENTERPRISE "'],'externalId':'ada',"
         "'userName':'ada \\'l\\'','active':true,'title':'An\\u001falyst',"
         "'name':{'givenName':'Ada','familyName':'Lovelace'},"
         "'emails':[{'primary':true,'type':'work','value':'ada@x'}],"
         "'" ENTERPRISE "':{'department':'Engines'},'meta':{'resourceType':'User'}}\n"
         "GET /Users?filter=userName eq 'bob'\n"
         "POST /Users {'schemas':['" CORE "'],'userName':'bob','active':true,"
         "'meta':{'resourceType':'User'}}\n"
         "PATCH /Users/id-ada -l- " PATCH "{'op':'Add','path':'" ENTERPRISE ":manager',"
         "'value':'id-bob'}]}" },
  { "rfc-create", "rfc",
    "{'users': [{'id': '1', 'userName': 'ada', '" ENTERPRISE "': {'manager': {'value': '2'}}},"
    "  {'id': '2', 'userName': 'bob'}]}",
    "{}",
    "POST /Users {'schemas':['" CORE "'],'userName':'ada','active':true}\n"
    "POST /Users {'schemas':['" CORE "'],'userName':'bob','active':true}\n"
    "PATCH /Users/id-ada " PATCH "{'op':'replace','path':'" ENTERPRISE ":manager',"
    "'value':{'value':'id-bob'}}]}" },
  { "entra-update", "entra",
    "{'users': [{'id': '1', 'externalId': 'x', 'userName': 'ada', 'displayName': 'Ada King',"
    "  'nickName': 'A', 'name': {'familyName': 'King'},"
    "  'emails': [{'type': 'work', 'value': 'king@x'}, {'type': 'home', 'value': 'h@x'}],"
    "  '" ENTERPRISE "': {'employeeNumber': '1852'}}], 'carried': ['title']}",
    "{'users': [{'id': 'A1', 'externalId': 'x', 'userName': 'ada', 'displayName': 'Ada Lovelace',"
    "  'title': 'Analyst', 'name': {'familyName': 'Lovelace'}, 'active': false,"
    "  'emails': [{'type': 'work', 'value': 'ada@x'}, {'type': 'other', 'value': 'o@x'}],"
    "  '" ENTERPRISE "': {'employeeNumber': '1815'}}]}",
    TEST "\n"
         "PATCH /Users/A1 " PATCH "{'op':'Replace','path':'active','value':'True'},"
         "{'op':'Replace','path':'displayName','value':'Ada King'},"
         "{'op':'Replace','path':'name.familyName','value':'King'},"
         "{'op':'Add','path':'nickName','value':'A'},"
         "{'op':'Remove','path':'title'},"
         "{'op':'Replace','path':'" ENTERPRISE ":employeeNumber','value':'1852'},"
         "{'op':'Add','path':'emails[type eq \\'home\\'].value','value':'h@x'},"
         "{'op':'Remove','path':'emails[type eq \\'other\\']'},"
         "{'op':'Replace','path':'emails[type eq \\'work\\'].value','value':'king@x'}]}" },
  { "rfc-update", "rfc",
    "{'users': [{'id': '1', 'userName': 'ada', 'emails': [{'type': 'work', 'value': 'w@x'}],"
    "  'phoneNumbers': [{'type': 'work', 'value': '1'}, {'type': 'work', 'value': '2'}],"
    "  'ims': [{'value': 'i'}]}]}",
    "{'users': [{'id': 'A1', 'userName': 'ada', 'active': false,"
    "  'phoneNumbers': [{'type': 'work', 'value': '1'}]}]}",
    "PATCH /Users/A1 " PATCH "{'op':'replace','path':'active','value':true},"
    "{'op':'replace','path':'ims','value':[{'value':'i'}]},"
    "{'op':'add','path':'emails','value':[{'type':'work','value':'w@x'}]},"
    "{'op':'replace','path':'phoneNumbers','value':[{'type':'work','value':'1'},"
    "{'type':'work','value':'2'}]}]}" },
  { "entra-deactivate", "entra", "{'users': [{'id': '1', 'userName': 'a', 'active': false}]}",
    "{'users': [{'id': 'A/1', 'userName': 'a'}]}",
    TEST "\n"
         "PATCH /Users/A/1 " PATCH "{'op':'Replace','path':'active','value':'False'}]}" },
  { "rfc-deactivate", "rfc", "{'users': [{'id': '1', 'userName': 'a', 'active': false}]}",
    "{'users': [{'id': 'A1', 'userName': 'a'}]}",
    "PATCH /Users/A1 " PATCH "{'op':'replace','path':'active','value':false}]}" },
  { "entra-groups", "entra",
    "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b'}],"
    " 'groups': [{'id': '3', 'externalId': 'e', 'displayName': 'New', 'members': [{'value': '1'},"
    "                                                                        {'value': '2'}]},"
    "            {'id': '4', 'externalId': 'x', 'displayName': 'Now'}]}",
    "{'users': [{'id': 'A', 'userName': 'a'}, {'id': 'B', 'userName': 'b'}],"
    " 'groups': [{'id': 'G', 'externalId': 'x', 'displayName': 'Then', 'members': ["
    "             {'value': 'A'}, {'value': 'B'}]}]}",
    TEST "\n"
         "GET /Groups?excludedAttributes=members&filter=displayName eq 'New'\n"
         "POST /Groups {'schemas':['" GROUP "','" ADSCIM "'],'externalId':'e','displayName':'New',"
         "'meta':{'resourceType':'Group'}}\n"
         "PATCH /Groups/G " PATCH "{'op':'Replace','path':'displayName','value':'Now'}]}\n"
         "PATCH /Groups/id-New " PATCH "{'op':'Add','path':'members','value':["
         "{'$ref':null,'value':'A'},{'$ref':null,'value':'B'}]}]}\n"
         "PATCH /Groups/G " PATCH "{'op':'Remove','path':'members','value':["
         "{'$ref':null,'value':'A'},{'$ref':null,'value':'B'}]}]}" },
  { "rfc-groups", "rfc",
    "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b'}],"
    " 'groups': [{'id': '3', 'displayName': 'New', 'members': [{'value': '1'}, {'value': '2'}]},"
    "            {'id': '4', 'displayName': 'Now'}],"
    " 'evidence': [['deleted', 'Group', 'Old', '', 0]]}",
    "{'users': [{'id': 'A', 'userName': 'a'}, {'id': 'B', 'userName': 'b'}],"
    " 'groups': [{'id': 'G', 'displayName': 'Now', 'members': [{'value': 'A'}, {'value': 'B'}]},"
    "            {'id': 'H', 'displayName': 'Old'}]}",
    "POST /Groups {'schemas':['" GROUP "'],'displayName':'New'}\n"
    "PATCH /Groups/id-New " PATCH "{'op':'add','path':'members','value':["
    "{'value':'A'},{'value':'B'}]}]}\n"
    "PATCH /Groups/G " PATCH "{'op':'remove','path':'members[value eq \\'A\\']'},"
    "{'op':'remove','path':'members[value eq \\'B\\']'}]}\n"
    "DELETE /Groups/H" },
  { "entra-found-is-taken-over",
    "entra",
    "{'users': [{'id': '1', 'userName': 'a', 'name': {'givenName': 'A'},"
    "            '" ENTERPRISE "': {'department': 'D'}}]}",
    "{}",
    TEST "\n"
         "GET /Users?filter=userName eq 'a'\n"
         "PATCH /Users/X " PATCH "{'op':'Replace','path':'userName','value':'a'},"
         "{'op':'Replace','path':'active','value':'True'},"
         "{'op':'Replace','path':'name.givenName','value':'A'},"
         "{'op':'Replace','path':'" ENTERPRISE ":department','value':'D'}]}",
    { { "GET /Users?filter=userName eq 'a'", NULL, 0, 200, FOUND ("X") } } },
  { "rfc-conflict-is-looked-up",
    "rfc",
    "{'users': [{'id': '1', 'userName': 'a'}]}",
    "{}",
    "POST /Users {'schemas':['" CORE "'],'userName':'a','active':true}\n"
    "GET /Users?filter=userName eq 'a'\n"
    "PATCH /Users/X " PATCH "{'op':'replace','path':'userName','value':'a'},"
    "{'op':'replace','path':'active','value':true}]}",
    { { "POST /Users", NULL, 0, 409, "{'detail':'taken'}" },
      { "GET /Users?filter=userName eq 'a'", NULL, 0, 200, FOUND ("X") } } },
  { "nobody-is-written-over",
    "rfc",
    "{'users': [{'id': '1', 'userName': 'z'}, {'id': '2', 'userName': 'a'}]}",
    "{'users': [{'id': 'Z', 'userName': 'z'}]}",
    "POST /Users {'schemas':['" CORE "'],'userName':'a','active':true}\n"
    "GET /Users?filter=userName eq 'a'",
    { { "POST /Users", NULL, 0, 409, "{'detail':'taken'}" },
      { "GET /Users?filter=userName eq 'a'", NULL, 0, 200, FOUND ("Z") } },
    "a: in the directory “a” is the name of somebody who is matched with somebody else" },
  { "the-rest-goes-on",
    "rfc",
    "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b',"
    "  '" ENTERPRISE "': {'manager': {'value': '1'}}}]}",
    "{}",
    "POST /Users {'schemas':['" CORE "'],'userName':'a','active':true}\n"
    "POST /Users {'schemas':['" CORE "'],'userName':'b','active':true}",
    { { "POST /Users", "'a'", 0, 400, "{'detail':'no such title','scimType':'invalidValue'}" } },
    "a: *no such title*\n"
    "b: “a” isn't in the directory, because they could not be created" },
  { "one-member-doesn't-spoil-the-others",
    "rfc",
    "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b'}],"
    " 'groups': [{'id': '3', 'displayName': 'G', 'members': [{'value': '1'}, {'value': '2'}]}]}",
    "{'users': [{'id': 'A', 'userName': 'a'}, {'id': 'B', 'userName': 'b'}],"
    " 'groups': [{'id': 'G', 'displayName': 'G'}]}",
    "PATCH /Groups/G " PATCH
    "{'op':'add','path':'members','value':[{'value':'A'},{'value':'B'}]}]}\n"
    "PATCH /Groups/G " PATCH "{'op':'add','path':'members','value':[{'value':'A'}]}]}\n"
    "PATCH /Groups/G " PATCH "{'op':'add','path':'members','value':[{'value':'B'}]}]}",
    { { "PATCH /Groups/G", "'B'", 0, 404, "{'detail':'no B here'}" } },
    "G, b: *no B here*" },
};

static void
check_failures (ProvisionResult *result,
                const char      *wanted)
{
  g_auto (GStrv) lines = g_strsplit (wanted != NULL ? wanted : "", "\n", -1);

  g_assert_cmpuint (result->failures->len, ==, g_strv_length (lines));
  for (guint i = 0; i < result->failures->len; i++)
    {
      const ProvisionFailure *failure = g_ptr_array_index (result->failures, i);
      g_autofree char *line = g_strdup_printf ("%s: %s", failure->key, failure->message);

      if (!g_pattern_match_simple (lines[i], line))
        g_assert_cmpstr (line, ==, lines[i]);
    }
}

static void
test_case (gconstpointer data)
{
  const WireCase *wire_case = data;
  g_autoptr (RecordingStandIn) server = recording_stand_in_new (wire_case->rules);
  g_autoptr (ProvisionPlan) plan = provision_test_plan_text (wire_case->source, wire_case->target);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProvisionResult) result = NULL;
  g_autofree char *requests = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 steps = 0;

  result = provision_test_apply (plan, recording_stand_in_get_url (server), wire_case->dialect,
                                 "key", 1, &error);
  g_assert_no_error (error);
  requests = recording_stand_in_take (server);
  g_assert_cmpstr (requests, ==, wire_case->requests);
  check_failures (result, wire_case->failures);

  lines = g_strsplit (requests, "\n", -1);
  g_assert_cmpint (result->requests, ==, g_strv_length (lines));
  for (guint i = 0; i < PROVISION_N_ACTIONS; i++)
    steps += result->done[i] + result->failed[i];
  g_assert_cmpint (steps, ==, provision_plan_get_steps (plan)->len);
}

/* What would fail everybody stops all, and says how far it came. */
static void
test_stop (gconstpointer data)
{
  const RecordingRule *rule = data;
  RecordingRule rules[] = { *rule, { NULL } };
  g_autoptr (RecordingStandIn) server = recording_stand_in_new (rules);
  g_autoptr (GString) users = g_string_new ("{'users': [");
  g_autoptr (ProvisionPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 50; i++)
    g_string_append_printf (users, "%s{'id': '%d', 'userName': 'u%02d'}", i > 0 ? "," : "", i, i);
  g_string_append (users, "]}");
  plan = provision_test_plan_text (users->str, "{}");

  g_assert_null (
      provision_test_apply (plan, recording_stand_in_get_url (server), "rfc", "key", 1, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_UNAUTHORIZED);
  if (rule->holds != NULL)
    g_assert_true (g_str_has_prefix (error->message, "Stopped after 7 of 50 steps"));
}

static const RecordingRule at_once = { "POST", NULL, 0, 401, "{'detail':'revoked'}" };
static const RecordingRule later = { "POST", "'u07'", 0, 401, "{'detail':'revoked'}" };

typedef struct
{
  GCancellable *cancellable;
  gint64 done;
  gint64 total;
  guint times;
} Watch;

static void
progress_cb (const char *message_id,
             gint64      done,
             gint64      total,
             gpointer    user_data)
{
  Watch *watch = user_data;

  g_assert_cmpstr (message_id, ==, "create user");
  g_assert_cmpint (done, >=, watch->done);
  watch->done = done;
  watch->total = total;
  watch->times++;
  g_cancellable_cancel (watch->cancellable);
}

/* The first word of progress comes with the first step, and here it cancels; without, it goes to
 * the end. */
static void
test_progress (gconstpointer data)
{
  gboolean cancels = GPOINTER_TO_INT (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { .cancellable = cancels ? cancellable : NULL };
  g_autoptr (RecordingStandIn) server = recording_stand_in_new (NULL);
  ProvisionOptions options = { .base_url = recording_stand_in_get_url (server),
                               .dialect = provision_dialect_find ("rfc"),
                               .allow_deletions = -1,
                               .workers = 1 };
  g_autoptr (ProvisionPlan) plan = provision_test_plan_text (
      "{'users': [{'id': '1', 'userName': 'a'}, {'id': '2', 'userName': 'b'},"
      "           {'id': '3', 'userName': 'c'}]}",
      "{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (ProvisionResult) result =
      provision_apply (plan, &options, progress_cb, &watch, cancellable, &error);
  g_autofree char *requests = recording_stand_in_take (server);

  g_assert_cmpint (watch.total, ==, 3);
  if (cancels)
    {
      g_assert_null (result);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_str_has_prefix (error->message, "Stopped after 1 of 3 steps"));
      g_assert_null (strchr (requests, '\n'));
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (watch.done, ==, 3);
  g_assert_cmpint (result->done[PROVISION_CREATE_USER], ==, 3);
}

static void
test_unreachable (void)
{
  g_autoptr (ProvisionPlan) plan =
      provision_test_plan_text ("{'users': [{'id': '1', 'userName': 'a'}]}", "{}");
  g_autoptr (GError) error = NULL;

  g_assert_null (provision_test_apply (plan, "http://127.0.0.1:1", "entra", "key", 1, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_UNREACHABLE);
}

/* Twelve of twelve is more than 10 and more than a tenth. */
static void
test_deletions (void)
{
  g_autoptr (GString) source = g_string_new ("{'users': [");
  g_autoptr (GString) target = g_string_new ("{'users': [");
  g_autoptr (RecordingStandIn) server = recording_stand_in_new (NULL);
  g_autoptr (ProvisionPlan) plan = NULL;
  g_autoptr (ProvisionResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProvisionOptions options = { .base_url = recording_stand_in_get_url (server),
                               .dialect = provision_dialect_find ("rfc"),
                               .allow_deletions = 11 };
  g_autofree char *requests = NULL;

  for (int i = 0; i < 12; i++)
    {
      const char *comma = i > 0 ? "," : "";

      g_string_append_printf (source, "%s{'id': '%d', 'userName': 'u%d', 'active': false}", comma,
                              i, i);
      g_string_append_printf (target, "%s{'id': '%d', 'userName': 'u%d'}", comma, i, i);
    }
  g_string_append (source, "]}");
  g_string_append (target, "]}");
  plan = provision_test_plan_text (source->str, target->str);
  g_assert_cmpint (provision_plan_count_deletions (plan), ==, 12);

  g_assert_null (provision_apply (plan, &options, NULL, NULL, NULL, &error));
  g_assert_error (error, PROVISION_ERROR, PROVISION_ERROR_DELETIONS);
  g_clear_error (&error);
  options.allow_deletions = -1;
  g_assert_null (provision_apply (plan, &options, NULL, NULL, NULL, &error));
  g_assert_error (error, PROVISION_ERROR, PROVISION_ERROR_DELETIONS);
  g_clear_error (&error);
  requests = recording_stand_in_take (server);
  g_assert_cmpstr (requests, ==, "");

  options.allow_deletions = 12;
  result = provision_apply (plan, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->done[PROVISION_DEACTIVATE_USER], ==, 12);
}

static void
test_bunches (void)
{
  g_autoptr (GString) users = g_string_new ("{'users': [");
  g_autoptr (GString) members = g_string_new (NULL);
  g_autoptr (RecordingStandIn) server = recording_stand_in_new (NULL);
  g_autoptr (ProvisionPlan) plan = NULL;
  g_autoptr (ProvisionResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *requests = NULL;
  guint patches = 0;

  for (int i = 0; i < 250; i++)
    {
      const char *comma = i > 0 ? "," : "";

      g_string_append_printf (users, "%s{'id': '%d', 'userName': 'u%d'}", comma, i, i);
      g_string_append_printf (members, "%s{'value': '%d'}", comma, i);
    }
  g_string_append_printf (users, "], 'groups': [{'id': 'g', 'displayName': 'G', 'members': [%s]}]}",
                          members->str);
  plan = provision_test_plan_text (users->str, "{}");
  result =
      provision_test_apply (plan, recording_stand_in_get_url (server), "entra", "key", 8, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->done[PROVISION_CREATE_USER], ==, 250);
  g_assert_cmpint (result->done[PROVISION_ADD_MEMBER], ==, 250);
  requests = recording_stand_in_take (server);
  for (const char *at = requests; (at = strstr (at, "PATCH /Groups/id-G")) != NULL; at++)
    patches++;
  g_assert_cmpuint (patches, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/apply/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_data_func ("/apply/stopped-at-once", &at_once, test_stop);
  g_test_add_data_func ("/apply/stopped-later", &later, test_stop);
  g_test_add_data_func ("/apply/progress", GINT_TO_POINTER (FALSE), test_progress);
  g_test_add_data_func ("/apply/cancelled", GINT_TO_POINTER (TRUE), test_progress);
  g_test_add_func ("/apply/unreachable", test_unreachable);
  g_test_add_func ("/apply/deletions", test_deletions);
  g_test_add_func ("/apply/bunches", test_bunches);
  return g_test_run ();
}
