/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each tolerance by its name: what lenient makes of it, and what strict answers. A row of the table
   without a row here fails. */

#include "config.h"

#include <string.h>

#include "scim-test.h"
#include "scim/scim-filter.h"
#include "scim/scim-patch.h"
#include "scim/scim-tolerance.h"

#define U "'schemas':['" SCIM_URN_USER "']"
#define G "'schemas':['" SCIM_URN_GROUP "']"
#define E SCIM_URN_ENTERPRISE
#define UE "'schemas':['" SCIM_URN_USER "','" E "']"
#define PATCH "{'schemas':['" SCIM_URN_PATCH "'],'Operations':["

typedef enum
{
  USER,   /* a body; what is stored */
  GROUP,  /* a body; its members' ids */
  FILTER, /* a filter; its canonical text */
  CHANGE, /* a PATCH on {userName, title, emails[work]}; what is stored */
  MEMBER, /* a PATCH on a group; the ids of its only change */
} Kind;

/* clang-format off */
static const struct
{
  ScimTolerance tolerance;
  Kind          kind;
  const char   *input;
  const char   *lenient;
  const char   *strict; /* a scimType behind "!", or what is made */
} rows[] = {
  { SCIM_TOLERATE_STRING_BOOLEAN, USER, "{" U ",'userName':'a','active':'True'}",
    "{" U ",'userName':'a','active':true}", "!invalidValue" },
  { SCIM_TOLERATE_STRING_BOOLEAN, FILTER, "active eq \"False\"", "active eq "
    "false", "!invalidFilter" },
  { SCIM_TOLERATE_STRING_BOOLEAN, CHANGE, PATCH "{'op':'Replace','path':'active',"
    "'value':'False'}]}",
    "{" U ",'userName':'a','title':'T','active':false,'emails':[{'value':'w','type':'work'}]}",
    "!invalidValue" },
  { SCIM_TOLERATE_BARE_FILTER_VALUE, FILTER, "externalId eq jyoung", "externalId eq \"jyoung\"",
    "!invalidFilter" },
  { SCIM_TOLERATE_UNKNOWN_SCHEMA, USER,
    "{'schemas':['" SCIM_URN_USER "','" E "User','http://x/Group'],'userName':'a'}",
    "{" U ",'userName':'a'}", "!invalidSyntax" },
  { SCIM_TOLERATE_MISSING_SCHEMA, USER, "{'schemas':[],'userName':'a'}", "{" U ",'userName':'a'}",
    "!invalidSyntax" },
  { SCIM_TOLERATE_MISSING_SCHEMA, USER, "{'userName':'a'}", "{" U ",'userName':'a'}",
    "!invalidSyntax" },
  { SCIM_TOLERATE_MISSING_SCHEMA, CHANGE, "{'Operations':[{'op':'remove','path':'title'}]}",
    "{" U ",'userName':'a','emails':[{'value':'w','type':'work'}]}", "!invalidSyntax" },
  { SCIM_TOLERATE_UNKNOWN_ATTRIBUTE, USER, "{" U ",'userName':'a','colour':'red'}",
    "{" U ",'userName':'a'}", "!invalidSyntax" },
  { SCIM_TOLERATE_UNKNOWN_ATTRIBUTE, USER, "{" U ",'userName':'a','name':{'colour':'red'}}",
    "{" U ",'userName':'a'}", "!invalidSyntax" },
  { SCIM_TOLERATE_UNKNOWN_ATTRIBUTE, USER, "{" U ",'userName':'a','" E "':{'colour':'red'}}",
    "{" U ",'userName':'a'}", "!invalidSyntax" },
  { SCIM_TOLERATE_UNKNOWN_ATTRIBUTE, CHANGE,
    PATCH "{'op':'add','path':'colour','value':5},{'op':'remove','path':'title'}]}",
    "{" U ",'userName':'a','emails':[{'value':'w','type':'work'}]}", "!invalidPath" },
  { SCIM_TOLERATE_UNKNOWN_ATTRIBUTE, CHANGE,
    PATCH "{'op':'add','value':{'favourite colour':5,'colour':[]}},{'op':'remove',"
      "'path':'title'}]}",
    "{" U ",'userName':'a','emails':[{'value':'w','type':'work'}]}", "!invalidPath" },
  { SCIM_TOLERATE_UNKNOWN_ATTRIBUTE, FILTER, "colour eq \"red\"", "colour eq \"red\"",
    "!invalidFilter" },
  { SCIM_TOLERATE_UNQUALIFIED_EXTENSION, USER,
    "{" U ",'userName':'a','department':'D','manager':{'value':'m'}}",
    "{" UE ",'userName':'a','" E "':{'department':'D',"
    "'manager':{'value':'m'}}}", "!invalidSyntax" },
  { SCIM_TOLERATE_UNQUALIFIED_EXTENSION, USER,
    "{" U ",'userName':'a','department':'no','" E "':{'department':'D'}}",
    "{" UE ",'userName':'a','" E "':{'department':'D'}}", "!invalidSyntax" },
  { SCIM_TOLERATE_UNQUALIFIED_EXTENSION, USER, "{" U ",'userName':'a','department':null}",
    "{" U ",'userName':'a'}", "!invalidSyntax" },
  { SCIM_TOLERATE_UNQUALIFIED_EXTENSION, CHANGE,
    PATCH "{'op':'remove','path':'emails'},{'op':'add','path':'manager.value','value':'m'}]}",
    "{" UE ",'userName':'a','title':'T','" E "':{'manager':{'value':'m'}}}", "!invalidPath" },
  { SCIM_TOLERATE_UNQUALIFIED_EXTENSION, FILTER, "manager eq \"m\"", E ":manager.value eq \"m\"",
    "!invalidFilter" },
  { SCIM_TOLERATE_LOWERCASE_OPERATIONS, CHANGE,
    "{'schemas':['" SCIM_URN_PATCH "'],'operations':[{'op':'remove','path':'title'}]}",
    "{" U ",'userName':'a','emails':[{'value':'w','type':'work'}]}", "!invalidSyntax" },
  { SCIM_TOLERATE_NO_PATH_KEYS, CHANGE,
    PATCH "{'op':'replace','value':{'name.givenName':'A','emails[type eq "
      "\\\"work\\\"].value':'n'}}]}",
    "{" U ",'userName':'a','name':{'givenName':'A'},'title':'T','emails':[{'value':'n',"
    "'type':'work'}]}",
    "!invalidPath" },
  { SCIM_TOLERATE_NO_PATH_KEYS, CHANGE,
    PATCH "{'op':'replace','value':{'" E ":manager.value':'m'}},{'op':'remove','path':'emails'}]}",
    "{" UE ",'userName':'a','title':'T','" E "':{'manager':{'value':'m'}}}", "!invalidPath" },
  { SCIM_TOLERATE_ARRAY_FOR_SINGULAR, USER,
    "{" U ",'userName':['a'],'" E "':{'manager':[{'value':'m'}]}}",
    "{" UE ",'userName':'a','" E "':{'manager':{'value':'m'}}}", "!invalidValue" },
  { SCIM_TOLERATE_ARRAY_FOR_SINGULAR, CHANGE,
    PATCH "{'op':'remove','path':'emails'},{'op':'Add','path':'" E
          ":manager','value':[{'$ref':'../Users/m','value':'m'}]}]}",
    "{" UE ",'userName':'a','title':'T','" E "':{'manager':{'value':'m'}}}", "!invalidValue" },
  { SCIM_TOLERATE_SINGLE_FOR_ARRAY, USER, "{" U ",'userName':'a','emails':{'value':'w'}}",
    "{" U ",'userName':'a','emails':[{'value':'w'}]}", "!invalidValue" },
  { SCIM_TOLERATE_SINGLE_FOR_ARRAY, GROUP, "{" G ",'displayName':'x','members':{'value':'m'}}", "m",
    "!invalidValue" },
  { SCIM_TOLERATE_STRING_FOR_COMPLEX, USER, "{" U ",'userName':'a','" E "':{'manager':'m'}}",
    "{" UE ",'userName':'a','" E "':{'manager':{'value':'m'}}}", "!invalidValue" },
  { SCIM_TOLERATE_STRING_FOR_COMPLEX, GROUP, "{" G ",'displayName':'x','members':['m','n']}", "m n",
    "!invalidValue" },
  { SCIM_TOLERATE_STRING_FOR_COMPLEX, MEMBER, PATCH "{'op':'add','path':'members','value':['m']}]}",
    "m", "!invalidValue" },
  { SCIM_TOLERATE_EMPTY_STRING_CLEARS, USER,
    "{" U ",'userName':'a','title':'','emails':[{'value':'','type':'work'}]}",
    "{" U ",'userName':'a','emails':[{'type':'work'}]}",
    "{" U ",'userName':'a','title':'','emails':[{'value':'','type':'work'}]}" },
  { SCIM_TOLERATE_EMPTY_STRING_CLEARS, USER, "{" U ",'userName':'a','active':'','name':''}",
    "{" U ",'userName':'a'}", "!invalidValue" },
  { SCIM_TOLERATE_EMPTY_STRING_CLEARS, CHANGE,
    PATCH "{'op':'replace','path':'title','value':''},{'op':'remove','path':'emails'}]}",
    "{" U ",'userName':'a'}", "{" U ",'userName':'a','title':''}" },
  { SCIM_TOLERATE_REPLACE_CREATES, CHANGE,
    PATCH "{'op':'replace','path':'emails[type eq \\\"home\\\"].value','value':'h'}]}",
    "{" U ",'userName':'a','title':'T','emails':[{'value':'w','type':'work'},"
    "{'value':'h','type':'home'}]}",
    "!noTarget" },
  { SCIM_TOLERATE_REMOVE_WITH_VALUE, CHANGE,
    PATCH "{'op':'remove','path':'emails','value':[{'value':'W'}]}]}",
    "{" U ",'userName':'a','title':'T'}", "!invalidValue" },
  { SCIM_TOLERATE_REMOVE_WITH_VALUE, CHANGE,
    PATCH "{'op':'remove','path':'emails','value':[{'value':'other'}]}]}",
    "{" U ",'userName':'a','title':'T','emails':[{'value':'w','type':'work'}]}", "!invalidValue" },
  { SCIM_TOLERATE_REMOVE_WITH_VALUE, CHANGE,
    PATCH "{'op':'remove','path':'emails','value':[]}]}",
    "{" U ",'userName':'a','title':'T','emails':[{'value':'w','type':'work'}]}", "!invalidValue" },
  { SCIM_TOLERATE_REMOVE_WITH_VALUE, CHANGE,
    PATCH "{'op':'remove','path':'emails','value':[{'value':'w'},{'colour':'red'}]}]}",
    "!invalidValue", "!invalidValue" },
  { SCIM_TOLERATE_REMOVE_WITH_VALUE, MEMBER,
    PATCH "{'op':'remove','path':'members','value':[{'value':'m'}]}]}", "m", "!invalidValue" },
  { SCIM_TOLERATE_NULL_REF, MEMBER,
    PATCH "{'op':'add','path':'members','value':[{'$ref':null,'value':'m'}]}]}", "m",
    "!invalidValue" },
  { SCIM_TOLERATE_NULL_REF, USER,
    "{" U ",'userName':'a','" E "':{'manager':{'value':'m','$ref':null}}}",
    "{" UE ",'userName':'a','" E "':{'manager':{'value':'m'}}}", "!invalidValue" },
  { SCIM_TOLERATE_IGNORED_KEYS, CHANGE,
    PATCH "{'op':'replace','value':{'id':'1','schemas':[],'meta':{},'groups':[],'title':'N'}}]}",
    "{" U ",'userName':'a','title':'N','emails':[{'value':'w','type':'work'}]}", "!mutability" },
  { SCIM_TOLERATE_JSON_IN_STRING, CHANGE,
    PATCH "{'op':'Add','path':'roles','value':[{'value':"
          "'{\\\"id\\\":\\\"1\\\",\\\"value\\\":\\\"Admin\\\",\\\"displayName\\\":\\\"The "
          "Admin\\\"}'}]},"
          "{'op':'remove','path':'emails'}]}",
    "{" U ",'userName':'a','title':'T','roles':[{'value':'Admin','display':'The Admin'}]}",
    "{" U ",'userName':'a','title':'T','roles':[{'value':'{\\\"id\\\":\\\"1\\\","
    "\\\"value\\\":\\\"Admin\\\","
    "\\\"displayName\\\":\\\"The Admin\\\"}'}]}" },
  { SCIM_TOLERATE_JSON_IN_STRING, USER, "{" U ",'userName':'a','roles':[{'value':'{broken'}]}",
    "{" U ",'userName':'a','roles':[{'value':'{broken'}]}",
    "{" U ",'userName':'a','roles':[{'value':'{broken'}]}" },
};
/* clang-format on */

/* The store knows who is here; its tests have this one. */
static gboolean
is_elsewhere (ScimTolerance tolerance)
{
  return tolerance == SCIM_TOLERATE_UNKNOWN_MEMBER ||
         tolerance == SCIM_TOLERATE_PUT_WITHOUT_ACTIVE;
}

static char *
join (GPtrArray *ids)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", (char *)g_ptr_array_index (ids, i));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
make_body (const char              *input,
           const ScimResourceType  *type,
           ScimProfile              profile,
           GError                 **error)
{
  g_autoptr (JsonObject) document = test_object (input);
  g_autoptr (ScimResource) resource = scim_resource_new (type, document, profile, error);
  g_autoptr (GPtrArray) members = NULL;

  if (resource == NULL)
    return NULL;
  if (type == scim_resource_type_user ())
    return scim_resource_to_text (resource);
  members = scim_resource_steal_members (resource);
  return join (members);
}

static char *
make_filter (const char   *input,
             ScimProfile   profile,
             GError      **error)
{
  g_autoptr (ScimFilter) filter =
      scim_filter_parse (scim_resource_type_user (), input, profile, error);

  return filter != NULL ? scim_filter_to_string (filter) : NULL;
}

static char *
make_change (const char   *input,
             ScimProfile   profile,
             GError      **error)
{
  g_autoptr (JsonObject) document = test_object (input);
  g_autoptr (JsonObject) body =
      test_object ("{" U ",'userName':'a','title':'T','emails':[{'value':'w','type':'work'}]}");
  g_autoptr (ScimResource) user =
      scim_resource_new (scim_resource_type_user (), body, SCIM_PROFILE_STRICT, NULL);
  g_autoptr (ScimPatch) patch =
      scim_patch_parse (scim_resource_type_user (), document, profile, error);

  if (patch == NULL || !scim_patch_apply (patch, user, error))
    return NULL;
  return scim_resource_to_text (user);
}

static char *
make_member_change (const char   *input,
                    ScimProfile   profile,
                    GError      **error)
{
  g_autoptr (JsonObject) document = test_object (input);
  g_autoptr (ScimPatch) patch =
      scim_patch_parse (scim_resource_type_group (), document, profile, error);
  ScimMemberChange *change;

  if (patch == NULL)
    return NULL;
  g_assert_cmpint (scim_patch_get_member_changes (patch)->len, ==, 1);
  change = g_ptr_array_index (scim_patch_get_member_changes (patch), 0);
  return join (change->ids);
}

static char *
make (gsize         i,
      ScimProfile   profile,
      GError      **error)
{
  switch (rows[i].kind)
    {
    case USER:
      return make_body (rows[i].input, scim_resource_type_user (), profile, error);
    case GROUP:
      return make_body (rows[i].input, scim_resource_type_group (), profile, error);
    case FILTER:
      return make_filter (rows[i].input, profile, error);
    case CHANGE:
      return make_change (rows[i].input, profile, error);
    case MEMBER:
    default:
      return make_member_change (rows[i].input, profile, error);
    }
}

static void
check (gsize        i,
       ScimProfile  profile,
       const char  *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *made = make (i, profile, &error);
  g_autofree char *quoted = rows[i].kind == FILTER ? g_strdup (expected) : test_quote (expected);

  g_test_message ("%s, %s: %s", scim_tolerance_rows ()[rows[i].tolerance].name,
                  profile == SCIM_PROFILE_STRICT ? "strict" : "lenient", rows[i].input);
  if (expected[0] == '!')
    {
      g_assert_null (made);
      g_test_message ("%s", error->message);
      g_assert_cmpstr (scim_error_get_type (error), ==, expected + 1);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (made, ==, quoted);
}

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check (i, SCIM_PROFILE_LENIENT, rows[i].lenient);
      check (i, SCIM_PROFILE_STRICT, rows[i].strict);
    }
}

static void
test_table (void)
{
  const ScimToleranceRow *table = scim_tolerance_rows ();

  for (guint i = 0; i < SCIM_N_TOLERANCES; i++)
    {
      gboolean tested = is_elsewhere (table[i].tolerance);

      for (gsize j = 0; j < G_N_ELEMENTS (rows); j++)
        tested = tested || rows[j].tolerance == table[i].tolerance;
      g_test_message ("%s", table[i].name);
      g_assert_true (tested);
      g_assert_cmpint (table[i].tolerance, ==, i);
      g_assert_nonnull (strstr (table[i].description, "Strict"));
      g_assert_cmpstr (table[i].client, !=, "");
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (table[j].name, !=, table[i].name);
      g_assert_true (scim_tolerates (SCIM_PROFILE_LENIENT, i));
      g_assert_false (scim_tolerates (SCIM_PROFILE_STRICT, i));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/tolerance/table", test_table);
  g_test_add_func ("/scim/tolerance/rows", test_rows);
  return g_test_run ();
}
