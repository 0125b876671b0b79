/* SPDX-License-Identifier: GPL-3.0-or-later */

/* PATCH on a user: one resource, many operations, and what becomes of it. */

#include "config.h"

#include <string.h>

#include "scim-test.h"
#include "scim/scim-patch.h"

#define E SCIM_URN_ENTERPRISE
#define OPS "{'schemas':['" SCIM_URN_PATCH "'],'Operations':["

/* The resource that every row starts from, without its schemas. */
/* clang-format off */
#define ADA \
  "'externalId':'x','userName':'ada','name':{'familyName':'King','givenName':'Ada'}," \
  "'title':'Countess','active':true," \
  "'emails':[{'value':'w@x','type':'work','primary':true},{'value':'h@x','type':'home'}]"
/* clang-format on */

enum
{
  BOTH,
  LENIENT,
  STRICT,
};

/* clang-format off */
static const struct
{
  int         profile;
  const char *operations;
  const char *text; /* what it becomes, "=" for no change, NULL for an error */
  int         code;
} rows[] = {
  /* singular */
  { BOTH, "{'op':'replace','path':'title','value':'Dr'}",
    "'externalId':'x','userName':'ada','name':{'familyName':'King','givenName':'Ada'},'title':'Dr',"
    "'active':true,'emails':[{'value':'w@x','type':'work','primary':true},{'value':'h@x',"
    "'type':'home'}]" },
  { BOTH, "{'op':'Add','path':'TITLE','value':'Countess'}", "=" },
  { BOTH, "{'OP':'REPLACE','Path':'title','VALUE':'Countess'}", "=" },
  { BOTH, "{'op':'remove','path':'nickName'}", "=" },
  { BOTH, "{'op':'remove','path':'title'},{'op':'add','path':'title','value':'Countess'}", "=" },
  { BOTH, "{'op':'replace','path':'active','value':true}", "=" },
  { BOTH, "{'op':'replace','path':'title','value':5}", NULL, SCIM_ERROR_INVALID_VALUE },
  { BOTH, "{'op':'replace','path':'title'}", NULL, SCIM_ERROR_INVALID_VALUE },
  { BOTH, "{'op':'replace','path':'active','value':'maybe'}", NULL, SCIM_ERROR_INVALID_VALUE },
  { BOTH, "{'op':'remove','path':'title','value':'whatever'},{'op':'add','path':'title',"
    "'value':'Countess'}",
    "=" },
  { BOTH, "{'op':'replace','path':'password','value':'new'}", "=" },
  { BOTH, "{'op':'replace','path':'password','value':5}", NULL, SCIM_ERROR_INVALID_VALUE },
  { BOTH, "{'op':'remove','path':'password'}", "=" },

  /* what can't be changed */
  { BOTH, "{'op':'remove','path':'userName'}", NULL, SCIM_ERROR_MUTABILITY },
  { BOTH, "{'op':'replace','path':'userName','value':null}", NULL, SCIM_ERROR_MUTABILITY },
  { LENIENT, "{'op':'replace','path':'userName','value':''}", NULL, SCIM_ERROR_INVALID_VALUE },
  { STRICT, "{'op':'replace','path':'userName','value':''}", NULL, SCIM_ERROR_INVALID_VALUE },
  { BOTH, "{'op':'replace','path':'id','value':'x'}", NULL, SCIM_ERROR_MUTABILITY },
  { BOTH, "{'op':'replace','path':'meta.created','value':'x'}", NULL, SCIM_ERROR_MUTABILITY },
  { BOTH, "{'op':'add','path':'groups','value':[{'value':'g'}]}", NULL, SCIM_ERROR_MUTABILITY },
  { BOTH, "{'op':'replace','path':'" E ":manager.displayName','value':'Bob'}", NULL,
    SCIM_ERROR_MUTABILITY },
  { BOTH, "{'op':'remove','path':'schemas'}", NULL, SCIM_ERROR_MUTABILITY },
  { BOTH, "{'op':'add','path':'schemas','value':['urn:x']}", "=" },
  { BOTH, "{'op':'remove','path':'" SCIM_URN_USER "'}", NULL, SCIM_ERROR_MUTABILITY },

  /* complex: what isn't named stays */
  { BOTH, "{'op':'replace','path':'name','value':{'givenName':'Ada'}}", "=" },
  { BOTH, "{'op':'replace','path':'name.givenName','value':'Ada'}", "=" },
  { BOTH, "{'op':'add','path':'name','value':{'givenName':null}},{'op':'add',"
    "'path':'name.givenName','value':'Ada'}",
    "=" },
  { BOTH, "{'op':'remove','path':'name.middleName'}", "=" },
  { BOTH, "{'op':'replace','path':'name','value':{'givenName':null}}",
    "'externalId':'x','userName':'ada','name':{'familyName':'King'},'title':'Countess',"
    "'active':true,"
    "'emails':[{'value':'w@x','type':'work','primary':true},{'value':'h@x','type':'home'}]" },
  { BOTH, "{'op':'remove','path':'name.givenName'},{'op':'remove','path':'name.familyName'},"
          "{'op':'remove','path':'emails'}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'remove','path':'emails'},{'op':'remove',"
    "'path':'title'},"
          "{'op':'remove','path':'active'},{'op':'remove','path':'externalId'}",
    "'userName':'ada'" },
  { BOTH, "{'op':'replace','path':'name','value':'Ada'}", NULL, SCIM_ERROR_INVALID_VALUE },
  { BOTH, "{'op':'replace','path':'name[givenName eq \"Ada\"].familyName','value':'x'}", NULL,
    SCIM_ERROR_INVALID_PATH },

  /* several values: add */
  { BOTH, "{'op':'add','path':'emails','value':[{'value':'h@x','type':'home'}]}", "=" },
  { BOTH, "{'op':'add','path':'emails','value':{'type':'home','value':'h@x'}}", "=" },
  { BOTH, "{'op':'add','path':'emails','value':[{'value':'h@x'}]}", "=" },
  { BOTH, "{'op':'add','path':'emails','value':[]}", "=" },
  { BOTH, "{'op':'add','path':'emails','value':null}", "=" },
  { BOTH, "{'op':'add','path':'emails','value':[{'value':'H@X','type':'HOME','display':'H'}]},"
          "{'op':'remove','path':'emails[type eq \"home\"].display'},"
          "{'op':'replace','path':'emails[type eq \"home\"]','value':{'value':'h@x',"
          "'type':'home'}}",
    "=" },
  { BOTH, "{'op':'add','path':'emails','value':[{'value':'o@x','type':'other','primary':true}]},"
          "{'op':'remove','path':'emails[type eq \"home\"]'},{'op':'remove','path':'name'},"
          "{'op':'remove','path':'title'}",
    "'externalId':'x','userName':'ada','active':true,'emails':[{'value':'w@x','type':'work',"
    "'primary':false},"
    "{'value':'o@x','type':'other','primary':true}]" },
  { BOTH, "{'op':'add','path':'emails','value':[{'value':'a','primary':true},{'value':'b',"
    "'primary':true}]}",
    NULL, SCIM_ERROR_INVALID_VALUE },

  /* several values: replace */
  { BOTH, "{'op':'replace','path':'emails','value':[{'value':'w@x','type':'work','primary':true},"
          "{'value':'h@x','type':'home'}]}",
    "=" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'replace','path':'emails',"
    "'value':[{'value':'n@x'}]}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,"
    "'emails':[{'value':'n@x'}]" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'replace','path':'emails','value':[]}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'replace','path':'emails','value':null}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true" },
  { LENIENT, "{'op':'replace','path':'emails','value':[{'colour':'red'}]}", NULL,
    SCIM_ERROR_INVALID_VALUE },
  { BOTH, "{'op':'replace','path':'emails[type eq \"work\"].value','value':'w@x'}", "=" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'replace','path':'emails[type eq \"work\"].value',"
    "'value':'n@x'}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,"
    "'emails':[{'value':'n@x','type':'work','primary':true},{'value':'h@x','type':'home'}]" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'replace','path':'emails[type eq \"work\"]',"
    "'value':{'value':'n@x'}}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,"
    "'emails':[{'value':'n@x','type':'work'},{'value':'h@x','type':'home'}]" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'add','path':'emails[type eq \"work\"]',"
    "'value':{'display':'W'}}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,'emails':[{'value':'w@x',"
    "'display':'W',"
    "'type':'work','primary':true},{'value':'h@x','type':'home'}]" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'replace','path':'emails[type eq \"home\"].primary',"
    "'value':true}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,"
    "'emails':[{'value':'w@x','type':'work','primary':false},{'value':'h@x','type':'home',"
    "'primary':true}]" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'replace','path':'emails.display','value':'D'}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,'emails':[{'value':'w@x',"
    "'display':'D',"
    "'type':'work','primary':true},{'value':'h@x','display':'D','type':'home'}]" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'remove','path':'emails'},"
          "{'op':'replace','path':'emails.value','value':'n@x'}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,"
    "'emails':[{'value':'n@x'}]" },

  /* several values: a path that matches nothing */
  { BOTH, "{'op':'remove','path':'emails'},{'op':'remove','path':'name'},"
          "{'op':'add','path':'phoneNumbers[type eq \"mobile\"].value','value':'1'}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,"
    "'phoneNumbers':[{'value':'1','type':'mobile'}]" },
  { BOTH, "{'op':'remove','path':'emails'},{'op':'remove','path':'name'},"
          "{'op':'add','path':'ims[type eq \"x\" and primary eq true]','value':{'value':'1'}}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,"
    "'ims':[{'value':'1','type':'x','primary':true}]" },
  { BOTH, "{'op':'replace','path':'phoneNumbers[value co \"5\"].type','value':'x'}", NULL,
    SCIM_ERROR_NO_TARGET },
  { BOTH, "{'op':'add','path':'phoneNumbers[type eq \"a\" or type eq \"b\"].value',"
    "'value':'x'}", NULL,
    SCIM_ERROR_NO_TARGET },
  { BOTH, "{'op':'add','path':'phoneNumbers[not (type eq \"a\")].value','value':'x'}", NULL,
    SCIM_ERROR_NO_TARGET },
  { BOTH, "{'op':'remove','path':'phoneNumbers[type eq \"work\"]'}", "=" },
  { BOTH, "{'op':'remove','path':'emails[type eq \"other\"].value'}", "=" },

  /* several values: remove */
  { BOTH, "{'op':'remove','path':'name'},{'op':'remove','path':'emails[type eq \"work\" and value "
    "ew \"x\"]'}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,'emails':[{'value':'h@x',"
    "'type':'home'}]" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'remove','path':'emails[value co \"@\"]'}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'remove','path':'emails[type eq \"work\"].value'}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,"
    "'emails':[{'type':'work','primary':true},{'value':'h@x','type':'home'}]" },
  { BOTH, "{'op':'remove','path':'emails[primary gt true]'}", NULL, SCIM_ERROR_INVALID_FILTER },

  /* the extension */
  { BOTH, "{'op':'add','path':'" E ":department','value':'D'},{'op':'remove',"
    "'path':'" E ":department'}",
    "=" },
  { BOTH, "{'op':'add','path':'" E "','value':{'department':'D','manager':{'value':'m'}}},"
          "{'op':'remove','path':'" E "'}",
    "=" },
  { BOTH, "{'op':'replace','value':{'" E "':{'department':'D'}}},{'op':'replace','path':'" E "',"
    "'value':null}",
    "=" },
  { BOTH, "{'op':'remove','path':'" E ":manager'},{'op':'remove','path':'" E ":department'}", "=" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'remove','path':'emails'},"
          "{'op':'add','path':'" E ":manager','value':{'value':'m','$ref':'../Users/m'}}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,"
    "'" E "':{'manager':{'value':'m'}}" },
  { BOTH, "{'op':'remove','path':'name'},{'op':'remove','path':'emails'},"
          "{'op':'add','path':'" E ":manager.value','value':'m'}",
    "'externalId':'x','userName':'ada','title':'Countess','active':true,"
    "'" E "':{'manager':{'value':'m'}}" },
  { BOTH, "{'op':'add','path':'" E "','value':5}", NULL, SCIM_ERROR_INVALID_VALUE },

  /* no path */
  { BOTH, "{'op':'replace','value':{'title':'Countess','active':true}}", "=" },
  { BOTH, "{'op':'add','value':{'emails':[{'value':'h@x','type':'home'}],"
    "'TITLE':'Countess'}}", "=" },
  { BOTH, "{'op':'replace','value':{}}", "=" },
  { BOTH, "{'op':'replace','value':{'" E ":department':'D'}},{'op':'remove',"
    "'path':'" E ":department'}",
    "=" },
  { BOTH, "{'op':'replace','path':'" SCIM_URN_USER "','value':{'title':'Countess'}}", "=" },
  { BOTH, "{'op':'remove'}", NULL, SCIM_ERROR_NO_TARGET },
  { BOTH, "{'op':'remove','path':null,'value':{'title':'x'}}", NULL, SCIM_ERROR_NO_TARGET },
  { BOTH, "{'op':'replace','value':'x'}", NULL, SCIM_ERROR_INVALID_VALUE },
  { BOTH, "{'op':'replace'}", NULL, SCIM_ERROR_INVALID_VALUE },

  /* what isn't an operation or a path */
  { BOTH, "{'op':'move','path':'title','value':'x'}", NULL, SCIM_ERROR_INVALID_SYNTAX },
  { BOTH, "{'path':'title','value':'x'}", NULL, SCIM_ERROR_INVALID_SYNTAX },
  { BOTH, "{'op':5,'path':'title','value':'x'}", NULL, SCIM_ERROR_INVALID_SYNTAX },
  { BOTH, "'x'", NULL, SCIM_ERROR_INVALID_SYNTAX },
  { BOTH, "", NULL, SCIM_ERROR_INVALID_SYNTAX },
  { BOTH, "{'op':'add','path':5,'value':'x'}", NULL, SCIM_ERROR_INVALID_PATH },
  { BOTH, "{'op':'add','path':'','value':'x'}", NULL, SCIM_ERROR_INVALID_PATH },
  { BOTH, "{'op':'add','path':'emails[','value':'x'}", NULL, SCIM_ERROR_INVALID_FILTER },
  { BOTH, "{'op':'add','path':'emails[0].value','value':'x'}", NULL, SCIM_ERROR_INVALID_FILTER },

  /* atomic: what went before an error is gone with the copy */
  { BOTH, "{'op':'replace','path':'title','value':'x'},{'op':'replace','path':'ims[value co "
    "\"5\"].type','value':'x'}",
    NULL, SCIM_ERROR_NO_TARGET },
};
/* clang-format on */

static ScimResource *
make_ada (void)
{
  g_autoptr (JsonObject) document = test_object ("{'schemas':['" SCIM_URN_USER "']," ADA "}");
  g_autoptr (GError) error = NULL;
  ScimResource *ada =
      scim_resource_new (scim_resource_type_user (), document, SCIM_PROFILE_STRICT, &error);

  g_assert_no_error (error);
  return ada;
}

/* (nullable): the patched copy of @ada */
static ScimResource *
apply (ScimResource  *ada,
       const char    *operations,
       ScimProfile    profile,
       GError       **error)
{
  g_auto (GStrv) parts = g_strsplit (operations, "\"", -1);
  g_autofree char *escaped = g_strjoinv ("\\\"", parts);
  g_autoptr (GString) text = g_string_new (OPS);
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (ScimPatch) patch = NULL;
  g_autoptr (ScimResource) copy = scim_resource_copy (ada);

  /* Quotes inside a path stay quotes inside a JSON string. */
  g_string_append_printf (text, "%s]}", escaped);
  document = test_object (text->str);
  patch = scim_patch_parse (scim_resource_type_user (), document, profile, error);
  if (patch == NULL || !scim_patch_apply (patch, copy, error))
    return NULL;
  g_assert_cmpint (scim_patch_get_member_changes (patch)->len, ==, 0);
  return g_steal_pointer (&copy);
}

static void
check (gsize       i,
       ScimProfile profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimResource) ada = make_ada ();
  g_autoptr (ScimResource) untouched = scim_resource_copy (ada);
  g_autoptr (ScimResource) after = NULL;
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *unquoted = NULL;

  g_test_message ("%s: %s", profile == SCIM_PROFILE_STRICT ? "strict" : "lenient",
                  rows[i].operations);
  after = apply (ada, rows[i].operations, profile, &error);
  g_assert_true (scim_resource_equal (ada, untouched));
  if (rows[i].text == NULL)
    {
      g_assert_null (after);
      test_expect_error (&error, rows[i].code, rows[i].operations);
      return;
    }
  g_assert_no_error (error);
  text = scim_resource_to_text (after);
  unquoted = g_strdup_printf ("{'schemas':['" SCIM_URN_USER "'%s],%s}",
                              strstr (rows[i].text, "'" E) != NULL ? ","
                                                                     "'" E "'"
                                                                   : "",
                              rows[i].text[0] == '=' ? ADA : rows[i].text);
  expected = test_quote (unquoted);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (scim_resource_equal (after, ada), ==, rows[i].text[0] == '=');
}

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].profile != STRICT)
        check (i, SCIM_PROFILE_LENIENT);
      if (rows[i].profile != LENIENT)
        check (i, SCIM_PROFILE_STRICT);
    }
}

/* RFC 7644 §3.5.2.3: a patch can be applied again, and leaves no trace of the first time. */
static void
test_again (void)
{
  g_autoptr (JsonObject) document = test_object (
      OPS "{'op':'add','path':'phoneNumbers[type eq \\\"mobile\\\"].value','value':'1'},"
          "{'op':'replace','value':{'name.givenName':'Augusta'}}]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimPatch) patch = NULL;
  g_autoptr (ScimResource) first = make_ada ();
  g_autoptr (ScimResource) second = make_ada ();

  patch = scim_patch_parse (scim_resource_type_user (), document, SCIM_PROFILE_LENIENT, &error);
  g_assert_no_error (error);
  g_assert_true (scim_patch_touches_body (patch));
  g_assert_true (scim_patch_apply (patch, first, &error));
  json_array_remove_element (json_object_get_array_member (scim_resource_get_object (first),
                                                           "phoneNumbers"),
                             0);
  g_assert_true (scim_patch_apply (patch, second, &error));
  g_assert_cmpint (json_array_get_length (
                       json_object_get_array_member (scim_resource_get_object (second),
                                                     "phoneNumbers")),
                   ==, 1);
  g_assert_true (scim_patch_apply (patch, second, &error));
  g_assert_cmpint (json_array_get_length (
                       json_object_get_array_member (scim_resource_get_object (second),
                                                     "phoneNumbers")),
                   ==, 1);
}

static void
test_messages (void)
{
  static const struct
  {
    const char *body;
    int code;
  } messages[] = {
    { "{'schemas':['" SCIM_URN_USER "'],'Operations':[{'op':'remove','path':'title'}]}",
      SCIM_ERROR_INVALID_SYNTAX },
    { "{'schemas':[],'Operations':[{'op':'remove','path':'title'}]}", SCIM_ERROR_INVALID_SYNTAX },
    { "{'schemas':['" SCIM_URN_PATCH "']}", SCIM_ERROR_INVALID_SYNTAX },
    { "{'schemas':['" SCIM_URN_PATCH "'],'Operations':[]}", SCIM_ERROR_INVALID_SYNTAX },
    { "{'schemas':['" SCIM_URN_PATCH "'],'Operations':{}}", SCIM_ERROR_INVALID_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    for (int profile = SCIM_PROFILE_LENIENT; profile <= SCIM_PROFILE_STRICT; profile++)
      {
        g_autoptr (JsonObject) document = test_object (messages[i].body);
        g_autoptr (GError) error = NULL;

        g_assert_null (scim_patch_parse (scim_resource_type_user (), document, profile, &error));
        test_expect_error (&error, messages[i].code, messages[i].body);
      }
}

static void
test_describe (void)
{
  /* clang-format off */
  static const struct
  {
    const char *operations;
    const char *told;
  } told[] = {
    { "{'op':'replace','path':'title','value':'Countess'}", "[]" },
    { "{'op':'replace','path':'title','value':'Dr'}",
      "[{'op':'replace','path':'title','old':'Countess','new':'Dr'}]" },
    { "{'op':'remove','path':'title'}", "[{'op':'remove','path':'title','old':'Countess'}]" },
    { "{'op':'replace','path':'active','value':false}",
      "[{'op':'replace','path':'active','old':true,'new':false}]" },
    { "{'op':'replace','path':'name.givenName','value':'Augusta'}",
      "[{'op':'replace','path':'name.givenName','old':'Ada','new':'Augusta'}]" },
    { "{'op':'replace','path':'emails[type eq \"work\"].value','value':'n@x'}",
      "[{'op':'replace','path':'emails[type eq \\'work\\'].value','old':'w@x','new':'n@x'}]" },
    { "{'op':'add','path':'emails','value':{'value':'n@x'}},{'op':'remove','path':'emails[type "
      "pr]'}",
      "[{'op':'replace','path':'emails','old':[{'value':'w@x','type':'work','primary':true},"
      "{'value':'h@x','type':'home'}],'new':[{'value':'n@x'}]}]" },
    { "{'op':'add','path':'" E ":manager.value','value':'m'},{'op':'remove','path':'externalId'}",
      "[{'op':'remove','path':'externalId','old':'x'},{'op':'add','path':'" E
      ":manager.value','new':'m'}]" },
  };
  /* clang-format on */
  g_autoptr (ScimResource) ada = make_ada ();
  g_autofree char *made = scim_patch_describe (NULL, ada);
  g_autofree char *gone = scim_patch_describe (ada, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ScimResource) after = apply (ada, told[i].operations, SCIM_PROFILE_STRICT, &error);
      g_autofree char *expected = test_quote (told[i].told);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = scim_patch_describe (ada, after);
      g_assert_cmpstr (text, ==, expected);
    }
  g_assert_nonnull (strstr (made, "{\"op\":\"add\",\"path\":\"userName\",\"new\":\"ada\"}"));
  g_assert_nonnull (strstr (gone, "{\"op\":\"remove\",\"path\":\"userName\",\"old\":\"ada\"}"));
}

/* As many values as anybody has are added and taken away; more than one PATCH may compare
 * aren't. */
static void
test_budget (void)
{
  static const struct
  {
    guint values;
    int code;
  } budgets[] = { { 1000, 0 }, { 20000, SCIM_ERROR_TOO_MANY } };
  g_autoptr (ScimResource) ada = make_ada ();

  for (gsize i = 0; i < G_N_ELEMENTS (budgets); i++)
    {
      g_autoptr (GString) operations = g_string_new ("{'op':'add','path':'roles','value':[");
      g_autoptr (ScimResource) after = NULL;
      g_autoptr (GError) error = NULL;

      for (guint n = 0; n < budgets[i].values; n++)
        g_string_append_printf (operations, "%s{'value':'%u'}", n > 0 ? "," : "", n);
      g_string_append (operations, "]}");
      after = apply (ada, operations->str, SCIM_PROFILE_LENIENT, &error);
      if (budgets[i].code != 0)
        g_assert_error (error, SCIM_ERROR, budgets[i].code);
      else
        g_assert_no_error (error);
      g_assert_true ((after != NULL) == (budgets[i].code == 0));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/patch/rows", test_rows);
  g_test_add_func ("/scim/patch/again", test_again);
  g_test_add_func ("/scim/patch/messages", test_messages);
  g_test_add_func ("/scim/patch/describe", test_describe);
  g_test_add_func ("/scim/patch/budget", test_budget);
  return g_test_run ();
}
