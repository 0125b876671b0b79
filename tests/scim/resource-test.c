/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What bodies become: normalised text for each, and what is refused with which error. */

#include "config.h"

#include <string.h>

#include "scim-test.h"

#define U "'schemas':['" SCIM_URN_USER "']"
#define G "'schemas':['" SCIM_URN_GROUP "']"
#define E SCIM_URN_ENTERPRISE
#define UE "'schemas':['" SCIM_URN_USER "','" E "']"

static const ScimResourceType *
get_type (gboolean group)
{
  return group ? scim_resource_type_group () : scim_resource_type_user ();
}

/* Bodies that both profiles take, and the text that is stored. */
/* clang-format off */
static const struct
{
  gboolean    group;
  const char *body;
  const char *text;
} well[] = {
  { FALSE, "{" U ",'userName':'ada'}", "{" U ",'userName':'ada'}" },

  /* the schema's order and spelling, whatever the client's */
  { FALSE, "{'ACTIVE':true,'username':'ada','SCHEMAS':['" SCIM_URN_USER "'],'EXTERNALID':'x'}",
    "{" U ",'externalId':'x','userName':'ada','active':true}" },
  { FALSE,
    "{" U ",'userName':'ada','Emails':[{'PRIMARY':true,'Type':'work','VALUE':'a@b'}],"
    "'name':{'GivenName':'Ada','familyname':'King'}}",
    "{" U ",'userName':'ada','name':{'familyName':'King','givenName':'Ada'},"
    "'emails':[{'value':'a@b','type':'work','primary':true}]}" },

  /* null, [] and objects without anything are unassigned (RFC 7643 §2.5) */
  { FALSE,
    "{" U ",'userName':'ada','title':null,'emails':[],'phoneNumbers':null,'name':{},"
    "'addresses':[{}],'ims':[{'value':null}],'roles':[null]}",
    "{" U ",'userName':'ada'}" },
  { FALSE, "{" U ",'userName':'ada','externalId':''}", "{" U ",'userName':'ada'}" },

  /* read-only is ignored: id, meta, groups, manager.displayName */
  { FALSE,
    "{" U ",'id':'mine','userName':'ada','meta':{'resourceType':'User','version':5},"
    "'groups':[{'value':'g'}],'" E "':{'manager':{'displayName':'Bob','value':'b'}}}",
    "{" UE ",'userName':'ada','" E "':{'manager':{'value':'b'}}}" },

  /* $ref is derived, a password discarded */
  { FALSE,
    "{" U ",'userName':'ada','password':'secret',"
    "'" E "':{'manager':{'$ref':'../Users/b','value':'b'}}}",
    "{" UE ",'userName':'ada','" E "':{'manager':{'value':'b'}}}" },

  /* schemas is written from what is there, both ways */
  { FALSE, "{" UE ",'userName':'ada'}", "{" U ",'userName':'ada'}" },
  { FALSE, "{" U ",'userName':'ada','" E "':{'department':'x'}}",
    "{" UE ",'userName':'ada','" E "':{'department':'x'}}" },
  { FALSE,
    "{" U ",'userName':'ada','URN:ietf:params:scim:schemas:extension:enterprise:2.0:USER':"
    "{'Department':'x'}}",
    "{" UE ",'userName':'ada','" E "':{'department':'x'}}" },
  { FALSE, "{" U ",'userName':'ada','" E "':null}", "{" U ",'userName':'ada'}" },
  { FALSE, "{" U ",'userName':'ada','" E "':{}}", "{" U ",'userName':'ada'}" },
  { FALSE, "{" U ",'userName':'ada','" E "':{'department':null}}", "{" U ",'userName':'ada'}" },

  /* values stay as they were sent */
  { FALSE, "{" U ",'userName':' Ädä ','phoneNumbers':[{'value':'+49 (0)30/1'}]}",
    "{" U ",'userName':' Ädä ','phoneNumbers':[{'value':'+49 (0)30/1'}]}" },
  { FALSE, "{" U ",'userName':'ada','emails':[{'value':'a','type':'x'},{'value':'b','type':'x'}]}",
    "{" U ",'userName':'ada','emails':[{'value':'a','type':'x'},{'value':'b','type':'x'}]}" },
  { FALSE,
    "{" U ",'userName':'ada','emails':[{'value':'a','primary':false},{'value':'b',"
    "'primary':true}]}",
    "{" U ",'userName':'ada','emails':[{'value':'a','primary':false},{'value':'b',"
    "'primary':true}]}" },

  /* groups; members come off */
  { TRUE, "{" G ",'displayName':'Engines','externalId':'x'}",
    "{" G ",'externalId':'x','displayName':'Engines'}" },
  { TRUE, "{" G ",'displayName':'Engines','members':[{'value':'a'}]}",
    "{" G ",'displayName':'Engines'}" },
};
/* clang-format on */

static void
test_well (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (well); i++)
    for (int profile = SCIM_PROFILE_LENIENT; profile <= SCIM_PROFILE_STRICT; profile++)
      {
        g_autofree char *expected = test_quote (well[i].text);
        g_autofree char *text = NULL;

        g_test_message ("%s", well[i].body);
        text = test_resource_text (get_type (well[i].group), well[i].body, profile);
        g_assert_cmpstr (text, ==, expected);
      }
}

/* Bodies that both profiles refuse. */
/* clang-format off */
static const struct
{
  gboolean    group;
  const char *body;
  int         code;
  const char *says;
} ill[] = {
  { FALSE, "{" U "}", SCIM_ERROR_INVALID_VALUE, "userName is required" },
  { FALSE, "{" U ",'userName':null}", SCIM_ERROR_INVALID_VALUE, "userName is required" },
  { FALSE, "{" U ",'userName':''}", SCIM_ERROR_INVALID_VALUE, "userName is required" },
  { FALSE, "{" U ",'userName':5}", SCIM_ERROR_INVALID_VALUE, "userName takes a string, not a "
    "number" },
  { FALSE, "{" U ",'userName':{}}", SCIM_ERROR_INVALID_VALUE, "userName takes a string" },
  { FALSE, "{" U ",'userName':['a','b']}", SCIM_ERROR_INVALID_VALUE, "userName takes a single" },
  { FALSE, "{" U ",'userName':'a','active':'yes'}", SCIM_ERROR_INVALID_VALUE, "active takes true" },
  { FALSE, "{" U ",'userName':'a','active':1}", SCIM_ERROR_INVALID_VALUE, "active takes true" },
  { FALSE, "{" U ",'userName':'a','password':5}", SCIM_ERROR_INVALID_VALUE, "password takes" },
  { FALSE, "{" U ",'userName':'a','name':'Ada'}", SCIM_ERROR_INVALID_VALUE, "name takes an "
    "object" },
  { FALSE, "{" U ",'userName':'a','name':{'givenName':{}}}", SCIM_ERROR_INVALID_VALUE,
    "name.givenName takes a string, not an object" },
  { FALSE, "{" U ",'userName':'a','emails':[5]}", SCIM_ERROR_INVALID_VALUE, "emails takes" },
  { FALSE, "{" U ",'userName':'a','emails':[[{'value':'a'},{'value':'b'}]]}",
    SCIM_ERROR_INVALID_VALUE, "emails takes" },
  { FALSE, "{" U ",'userName':'a','emails':[{'value':5}]}", SCIM_ERROR_INVALID_VALUE,
    "emails.value takes a string" },
  { FALSE, "{" U ",'userName':'a','emails':[{'value':'a','primary':true},{'value':'b',"
    "'primary':true}]}",
    SCIM_ERROR_INVALID_VALUE, "Only one value of emails can be primary" },
  { FALSE, "{" U ",'userName':'a','x509Certificates':[{'value':'%%'}]}", SCIM_ERROR_INVALID_VALUE,
    "base64" },
  { FALSE, "{" U ",'userName':'a','" E "':5}", SCIM_ERROR_INVALID_VALUE, "takes an object" },
  { FALSE, "{" U ",'userName':'a','" E "':{'manager':{'$ref':5}}}", SCIM_ERROR_INVALID_VALUE,
    "manager.$ref takes a URI" },
  { FALSE, "{" U ",'userName':'a','USERNAME':'b'}", SCIM_ERROR_INVALID_SYNTAX, "there twice" },
  { FALSE, "{" U ",'userName':'a','name':{'givenName':'b','GIVENNAME':'c'}}",
    SCIM_ERROR_INVALID_SYNTAX, "name.givenName is there twice" },
  { FALSE, "{'schemas':'" SCIM_URN_USER "','userName':'a'}", SCIM_ERROR_INVALID_SYNTAX, "schemas" },
  { FALSE, "{'schemas':[5],'userName':'a'}", SCIM_ERROR_INVALID_SYNTAX, "schemas" },
  { TRUE, "{" G "}", SCIM_ERROR_INVALID_VALUE, "displayName is required" },
  { TRUE, "{" G ",'displayName':'x','members':[{}]}", SCIM_ERROR_INVALID_VALUE, "member" },
  { TRUE, "{" G ",'displayName':'x',"
    "'members':[{'value':''}]}", SCIM_ERROR_INVALID_VALUE, "member" },
  { TRUE, "{" G ",'displayName':'x','members':[null]}", SCIM_ERROR_INVALID_VALUE, "member" },
  { TRUE, "{" G ",'displayName':'x','members':[{'value':5}]}", SCIM_ERROR_INVALID_VALUE, "value" },
  { TRUE, "{" G ",'displayName':'x','members':[],"
    "'MEMBERS':[]}", SCIM_ERROR_INVALID_SYNTAX, "twice" },
};
/* clang-format on */

static void
test_ill (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ill); i++)
    for (int profile = SCIM_PROFILE_LENIENT; profile <= SCIM_PROFILE_STRICT; profile++)
      {
        g_autoptr (JsonObject) body = test_object (ill[i].body);
        g_autoptr (GError) error = NULL;

        g_test_message ("%s", ill[i].body);
        g_assert_null (scim_resource_new (get_type (ill[i].group), body, profile, &error));
        if (strstr (error->message, ill[i].says) == NULL)
          g_test_message ("“%s” doesn't say “%s”", error->message, ill[i].says);
        g_assert_nonnull (strstr (error->message, ill[i].says));
        test_expect_error (&error, ill[i].code, ill[i].body);
      }
}

static void
test_members (void)
{
  static const struct
  {
    const char *members; /* NULL for none at all */
    const char *ids;
  } rows[] = {
    { NULL, NULL },
    { "null", "" },
    { "[]", "" },
    { "[{'value':'a'}]", "a" },
    { "[{'value':'b','display':'B','$ref':'../Users/b','type':'User'},{'VALUE':'a'}]", "b a" },
    { "[{'value':'a'},{'value':'b'},{'value':'a'}]", "a b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *body = g_strdup_printf ("{" G ",'displayName':'x'%s%s}",
                                               rows[i].members != NULL ? ",'members':" : "",
                                               rows[i].members != NULL ? rows[i].members : "");
      g_autoptr (JsonObject) document = test_object (body);
      g_autoptr (GError) error = NULL;
      g_autoptr (ScimResource) group =
          scim_resource_new (scim_resource_type_group (), document, SCIM_PROFILE_STRICT, &error);
      g_autoptr (GPtrArray) ids = NULL;
      g_autofree char *joined = NULL;

      g_assert_no_error (error);
      ids = scim_resource_steal_members (group);
      g_assert_null (scim_resource_steal_members (group));
      if (ids != NULL)
        {
          g_ptr_array_add (ids, NULL);
          joined = g_strjoinv (" ", (char **)ids->pdata);
        }
      g_assert_cmpstr (joined, ==, rows[i].ids);
      g_assert_false (json_object_has_member (scim_resource_get_object (group), "members"));
    }
}

/* The RFC's own user, written back and read again. */
static void
test_rfc_user (void)
{
  g_autoptr (JsonObject) document = test_file ("rfc7643-user.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimResource) user =
      scim_resource_new (scim_resource_type_user (), document, SCIM_PROFILE_STRICT, &error);
  g_autoptr (ScimResource) again = NULL;
  g_autoptr (ScimResource) copy = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  g_assert_no_error (error);
  text = scim_resource_to_text (user);
  g_assert_true (g_str_has_prefix (text, "{\"schemas\":[\"" SCIM_URN_USER "\",\"" E "\"],"));
  for (gsize i = 0; i < 5; i++)
    g_assert_null (strstr (text, ((const char *const[]){ "\"id\"", "\"meta\"", "\"groups\"",
                                                         "\"$ref\"", "t1meMa$heen" })[i]));

  again = scim_resource_new_from_text (scim_resource_type_user (), text, &error);
  g_assert_no_error (error);
  text_again = scim_resource_to_text (again);
  g_assert_cmpstr (text_again, ==, text);
  g_assert_true (scim_resource_equal (user, again));

  /* a copy shares nothing */
  copy = scim_resource_copy (user);
  json_object_set_string_member (json_object_get_object_member (scim_resource_get_object (copy),
                                                                "name"),
                                 "givenName", "Ada");
  g_assert_false (scim_resource_equal (user, copy));
  g_assert_true (scim_resource_equal (user, again));

  g_assert_cmpstr (scim_resource_get_string (user, "userName"), ==, "bjensen@example.com");
  g_assert_cmpstr (scim_resource_get_string (user, "name.familyName"), ==, "Jensen");
  g_assert_cmpstr (scim_resource_get_string (user, E ":department"), ==, "Tour Operations");
  g_assert_cmpstr (scim_resource_get_string (user, E ":manager.value"), ==,
                   "26118915-6090-4610-87e4-49d8ca9f808d");
  g_assert_null (scim_resource_get_string (user, "emails.value"));
  g_assert_null (scim_resource_get_string (user, "emails"));
  g_assert_null (scim_resource_get_string (user, "nothing"));
  g_assert_null (scim_resource_get_string (user, E ":nothing"));
  g_assert_null (scim_resource_get_string (user, "active"));
  g_assert_true (scim_resource_is_active (user));
  g_assert_true (scim_resource_get_type (user) == scim_resource_type_user ());
}

static void
test_active (void)
{
  static const struct
  {
    const char *body;
    gboolean active;
  } rows[] = {
    { "{'userName':'a'}", TRUE },
    { "{'userName':'a','active':null}", TRUE },
    { "{'userName':'a','active':true}", TRUE },
    { "{'userName':'a','active':'False'}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonObject) body = test_object (rows[i].body);
      g_autoptr (ScimResource) user =
          scim_resource_new (scim_resource_type_user (), body, SCIM_PROFILE_LENIENT, NULL);

      g_assert_cmpint (scim_resource_is_active (user), ==, rows[i].active);
    }
}

static void
test_stored (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (scim_resource_new_from_text (scim_resource_type_user (), "{broken", &error));
  test_expect_error (&error, SCIM_ERROR_INTERNAL, "broken");
  g_assert_null (scim_resource_new_from_text (scim_resource_type_user (), "[]", &error));
  test_expect_error (&error, SCIM_ERROR_INTERNAL, "an array");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/resource/well", test_well);
  g_test_add_func ("/scim/resource/ill", test_ill);
  g_test_add_func ("/scim/resource/members", test_members);
  g_test_add_func ("/scim/resource/rfc-user", test_rfc_user);
  g_test_add_func ("/scim/resource/active", test_active);
  g_test_add_func ("/scim/resource/stored", test_stored);
  return g_test_run ();
}
