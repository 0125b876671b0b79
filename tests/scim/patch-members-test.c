/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a PATCH says about members, in every shape that clients send; and above all, that nothing
   but a remove without a value removes everybody. */

#include "config.h"

#include <string.h>

#include "scim-test.h"
#include "scim/scim-patch.h"

#define OPS "{'schemas':['" SCIM_URN_PATCH "'],'Operations':["

/* clang-format off */
static const struct
{
  const char *operations;
  const char *lenient; /* the changes, "!" and a code's scimType for an error */
  const char *strict;  /* "=" for the same */
} rows[] = {
  /* add */
  { "{'op':'add','path':'members','value':[{'value':'a'}]}", "add a", "=" },
  { "{'op':'Add','path':'MEMBERS','value':[{'$ref':null,'VALUE':'a'}]}", "add a", "!invalidValue" },
  { "{'op':'add','path':'members','value':[{'value':'b','display':'B','type':'User'},"
    "{'value':'a','$ref':'../Users/a'},{'value':'b'}]}",
    "add b a", "=" },
  { "{'op':'add','path':'members','value':{'value':'a'}}", "add a", "=" },
  { "{'op':'add','path':'members','value':'a'}", "add a", "!invalidValue" },
  { "{'op':'add','path':'members','value':['a','b']}", "add a b", "!invalidValue" },
  { "{'op':'add','path':'members','value':[]}", "", "=" },
  { "{'op':'add','path':'members','value':null}", "", "=" },
  { "{'op':'add','path':'members','value':[{}]}", "!invalidValue", "=" },
  { "{'op':'add','path':'members','value':['']}", "!invalidValue", "=" },
  { "{'op':'add','path':'members','value':5}", "!invalidValue", "=" },
  { "{'op':'add','path':'members','value':[[{'value':'a'}]]}", "add a", "!invalidValue" },
  { "{'op':'add','path':'members'}", "!invalidValue", "=" },
  { "{'op':'add','value':{'members':[{'value':'a'}]}}", "add a", "=" },
  { "{'op':'add','path':'members[value eq \"a\"]','value':{'value':'a'}}", "add a", "=" },
  { "{'op':'add','path':'members[value eq \"a\"]','value':{'value':'b'}}", "!invalidValue", "=" },
  { "{'op':'add','path':'members[display eq \"a\"]',"
    "'value':{'value':'b'}}", "!invalidFilter", "=" },

  /* replace */
  { "{'op':'replace','path':'members','value':[{'value':'a'},{'value':'b'}]}", "replace a b", "=" },
  { "{'op':'replace','path':'members','value':{'value':'a'}}", "replace a", "=" },
  { "{'op':'replace','path':'members','value':[]}", "replace", "=" },
  { "{'op':'replace','path':'members','value':null}", "replace", "=" },
  { "{'op':'replace','path':'members'}", "!invalidValue", "=" },
  { "{'op':'replace','path':'members','value':''}", "!invalidValue", "=" },
  { "{'op':'replace','path':'members','value':{}}", "!invalidValue", "=" },
  { "{'op':'replace','path':'members','value':[{'display':'a'}]}", "!invalidValue", "=" },
  { "{'op':'replace','value':{'id':'g','displayName':'x','members':[{'value':'a'}]}}", "replace a",
    "!mutability" },
  { "{'op':'replace','value':{'displayName':'x','members':[]}}", "replace", "=" },
  { "{'op':'replace','value':{'displayName':'x'}}", "", "=" },
  { "{'op':'replace','path':'members[value eq \"a\"]','value':{'value':'b'}}", "!mutability", "=" },
  { "{'op':'replace','path':'members[value eq \"a\"].display','value':'b'}", "!mutability", "=" },
  { "{'op':'replace','path':'members[value eq \"a\"].displayName',"
    "'value':'b'}", "", "!invalidPath" },
  { "{'op':'replace','path':'members.value','value':'b'}", "!invalidPath", "=" },

  /* remove: only these two shapes mean everybody */
  { "{'op':'remove','path':'members'}", "remove-all", "=" },
  { "{'op':'remove','path':'members','value':null}", "remove-all", "=" },
  { "{'op':'remove','path':'members','values':[{'value':'a'}]}", "!invalidSyntax", "=" },

  /* remove with a value: Entra's, and what must never be taken for everybody */
  { "{'op':'Remove','path':'members','value':[{'$ref':null,'value':'a'}]}", "remove a",
    "!invalidValue" },
  { "{'op':'remove','path':'members','value':[{'value':'a'},{'value':'b'}]}", "remove a b",
    "!invalidValue" },
  { "{'op':'remove','path':'members','value':{'value':'a'}}", "remove a", "!invalidValue" },
  { "{'op':'remove','path':'members','value':'a'}", "remove a", "!invalidValue" },
  { "{'op':'remove','path':'members','value':['a']}", "remove a", "!invalidValue" },
  { "{'op':'remove','path':'members','value':[]}", "", "!invalidValue" },
  { "{'op':'remove','path':'members','value':{}}", "!invalidValue", "=" },
  { "{'op':'remove','path':'members','value':[{}]}", "!invalidValue", "=" },
  { "{'op':'remove','path':'members','value':[null]}", "!invalidValue", "=" },
  { "{'op':'remove','path':'members','value':[{'value':null}]}", "!invalidValue", "=" },
  { "{'op':'remove','path':'members','value':[{'value':'a'},{'id':'b'}]}", "!invalidValue", "=" },
  { "{'op':'remove','path':'members','value':[{'display':'a'}]}", "!invalidValue", "=" },
  { "{'op':'remove','path':'members','value':{'members':[{'value':'a'}]}}", "!invalidValue", "=" },
  { "{'op':'remove','path':'members','value':''}", "!invalidValue", "=" },
  { "{'op':'remove','path':'members','value':'{\\\"value\\\":5}'}", "remove {\"value\":5}",
    "!invalidValue" },
  { "{'op':'remove','path':'members','value':true}", "!invalidValue", "=" },
  { "{'op':'remove','path':'members','value':0}", "!invalidValue", "=" },
  { "{'op':'remove','value':{'members':[{'value':'a'}]}}", "!noTarget", "=" },

  /* remove by path */
  { "{'op':'remove','path':'members[value eq \"a\"]'}", "remove a", "=" },
  { "{'op':'remove','path':'members[value eq\"a\"]'}", "remove a", "=" },
  { "{'op':'remove','path':'members[Value Eq \"a\" or value eq \"b\" or value eq \"a\"]'}",
    "remove a b", "=" },
  { "{'op':'remove','path':'members[value eq \"a\"]','value':[{'value':'b'}]}", "remove a", "=" },
  { "{'op':'remove','path':'members[value eq \"\"]'}", "", "=" },
  { "{'op':'remove','path':'members[value eq a]'}", "remove a", "!invalidFilter" },
  { "{'op':'remove','path':'members[type eq \"User\"]'}", "remove-type User", "=" },
  { "{'op':'remove','path':'members[type eq \"group\"]'}", "remove-type Group", "=" },
  { "{'op':'remove','path':'members[type eq \"Robot\"]'}", "", "=" },
  { "{'op':'remove','path':'members[value ne \"a\"]'}", "!invalidFilter", "=" },
  { "{'op':'remove','path':'members[value pr]'}", "!invalidFilter", "=" },
  { "{'op':'remove','path':'members[value co \"\"]'}", "!invalidFilter", "=" },
  { "{'op':'remove','path':'members[not (value eq \"a\")]'}", "!invalidFilter", "=" },
  { "{'op':'remove','path':'members[value eq \"a\" and type eq "
    "\"User\"]'}", "!invalidFilter", "=" },
  { "{'op':'remove','path':'members[value eq null]'}", "!invalidFilter", "=" },
  { "{'op':'remove','path':'members[display eq \"x\"]'}", "!invalidFilter", "=" },
  { "{'op':'remove','path':'members[colour eq \"x\"]'}", "!invalidFilter", "=" },
  { "{'op':'remove','path':'members.value'}", "!invalidPath", "=" },
  { "{'op':'remove','path':'members.value','value':'a'}", "!invalidPath", "=" },
  { "{'op':'remove','path':'members[value eq \"a\"].value'}", "!mutability", "=" },
  { "{'op':'remove','path':'members[]'}", "!invalidFilter", "=" },

  /* in order, beside a change of the body */
  { "{'op':'remove','path':'members[value eq \"a\"]'},{'op':'replace','path':'displayName',"
    "'value':'x'},"
    "{'op':'add','path':'members','value':[{'value':'b'}]}",
    "remove a; add b", "=" },
  { "{'op':'remove','path':'members'},{'op':'add','path':'members','value':[{'value':'b'}]}",
    "remove-all; add b", "=" },
};
/* clang-format on */

static char *
tell (GPtrArray *changes)
{
  static const char *const words[] = {
    [SCIM_MEMBERS_ADD] = "add",
    [SCIM_MEMBERS_REMOVE] = "remove",
    [SCIM_MEMBERS_REPLACE] = "replace",
    [SCIM_MEMBERS_REMOVE_ALL] = "remove-all",
    [SCIM_MEMBERS_REMOVE_TYPE] = "remove-type",
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const ScimMemberChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (out, "%s%s", i > 0 ? "; " : "", words[change->kind]);
      if (change->resource_type != NULL)
        g_string_append_printf (out, " %s", change->resource_type);
      for (guint j = 0; j < change->ids->len; j++)
        g_string_append_printf (out, " %s", (char *)g_ptr_array_index (change->ids, j));
    }
  return g_string_free (out, FALSE);
}

static JsonObject *
make_document (const char *operations)
{
  g_autoptr (GString) text = g_string_new (OPS);

  g_string_append_printf (text, "%s]}", operations);
  /* a quote inside a path, but not one that is escaped already */
  g_string_replace (text, "\\\"", "\1", 0);
  g_string_replace (text, "\"", "\\\"", 0);
  g_string_replace (text, "\1", "\\\"", 0);
  return test_object (text->str);
}

static void
check (gsize        i,
       ScimProfile  profile,
       const char  *expected)
{
  g_autoptr (JsonObject) document = make_document (rows[i].operations);
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimPatch) patch =
      scim_patch_parse (scim_resource_type_group (), document, profile, &error);
  g_autofree char *told = NULL;

  g_test_message ("%s: %s", profile == SCIM_PROFILE_STRICT ? "strict" : "lenient",
                  rows[i].operations);
  if (expected[0] == '!')
    {
      g_assert_null (patch);
      g_test_message ("%s", error->message);
      g_assert_cmpstr (scim_error_get_type (error), ==, expected + 1);
      return;
    }
  g_assert_no_error (error);
  told = tell (scim_patch_get_member_changes (patch));
  g_assert_cmpstr (told, ==, expected);
  g_assert_cmpint (scim_patch_touches_body (patch), ==,
                   strstr (rows[i].operations, "displayName'") != NULL &&
                       strstr (rows[i].operations, "].displayName") == NULL);
}

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check (i, SCIM_PROFILE_LENIENT, rows[i].lenient);
      check (i, SCIM_PROFILE_STRICT,
             g_str_equal (rows[i].strict, "=") ? rows[i].lenient : rows[i].strict);
    }
}

/* A user has no members, and a group's body never gets any. */
static void
test_elsewhere (void)
{
  g_autoptr (JsonObject) document =
      make_document ("{'op':'add','path':'members','value':[{'value':'a'}]}");
  g_autoptr (JsonObject) body =
      test_object ("{'schemas':['" SCIM_URN_GROUP "'],'displayName':'x'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimPatch) of_user =
      scim_patch_parse (scim_resource_type_user (), document, SCIM_PROFILE_LENIENT, &error);
  g_autoptr (ScimPatch) of_group =
      scim_patch_parse (scim_resource_type_group (), document, SCIM_PROFILE_LENIENT, &error);
  g_autoptr (ScimResource) group =
      scim_resource_new (scim_resource_type_group (), body, SCIM_PROFILE_STRICT, &error);
  g_autoptr (ScimResource) after = scim_resource_copy (group);

  g_assert_no_error (error);
  g_assert_cmpint (scim_patch_get_member_changes (of_user)->len, ==, 0);
  g_assert_false (scim_patch_touches_body (of_user));
  g_assert_false (scim_patch_touches_body (of_group));
  g_assert_true (scim_patch_apply (of_group, after, &error));
  g_assert_no_error (error);
  g_assert_true (scim_resource_equal (group, after));
}

/* A list of many is read in time that grows with it, not with its square. */
static void
test_many (void)
{
  g_autoptr (GString) operations = g_string_new ("{'op':'add','path':'members','value':[");
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (ScimPatch) patch = NULL;
  ScimMemberChange *change;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (operations, "%s{'value':'%u'}", i > 0 ? "," : "", i);
  g_string_append (operations, "]}");
  document = make_document (operations->str);
  patch = scim_patch_parse (scim_resource_type_group (), document, SCIM_PROFILE_LENIENT, NULL);
  change = g_ptr_array_index (scim_patch_get_member_changes (patch), 0);
  g_assert_cmpint (change->ids->len, ==, 20000);
  g_assert_cmpstr (g_ptr_array_index (change->ids, 19999), ==, "19999");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/patch-members/rows", test_rows);
  g_test_add_func ("/scim/patch-members/elsewhere", test_elsewhere);
  g_test_add_func ("/scim/patch-members/many", test_many);
  return g_test_run ();
}
