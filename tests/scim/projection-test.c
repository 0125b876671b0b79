/* SPDX-License-Identifier: GPL-3.0-or-later */

/* attributes and excludedAttributes on one whole resource. */

#include "config.h"

#include "scim-test.h"
#include "scim/scim-projection.h"

#define E SCIM_URN_ENTERPRISE
#define WHOLE                                                                            \
  "{'schemas':['" SCIM_URN_USER "','" E "'],'id':'1','externalId':'x','userName':'ada'," \
  "'name':{'familyName':'King','givenName':'Ada'},'active':true,"                        \
  "'emails':[{'value':'w@x','type':'work'},{'type':'home'}],'groups':[{'value':'g',"     \
  "'display':'G'}],"                                                                     \
  "'" E                                                                                  \
  "':{'department':'D','manager':{'value':'m'}},'meta':{'resourceType':'User','version':'5'}}"
#define SCHEMAS "'schemas':['" SCIM_URN_USER "','" E "'],'id':'1'"

/* clang-format off */
static const struct
{
  const char *attributes;
  const char *excluded;
  const char *left;
} rows[] = {
  { "userName", NULL, "{" SCHEMAS ",'userName':'ada'}" },
  { " USERNAME , active ,", NULL, "{" SCHEMAS ",'userName':'ada','active':true}" },
  { "", NULL, "{" SCHEMAS "}" },
  { "nothing,name.nothing", NULL, "{" SCHEMAS "}" },
  { "id", NULL, "{" SCHEMAS "}" },
  { "password", NULL, "{" SCHEMAS "}" },
  { "meta", NULL, "{" SCHEMAS ",'meta':{'resourceType':'User','version':'5'}}" },
  { "meta.version", NULL, "{" SCHEMAS ",'meta':{'version':'5'}}" },
  { "name.familyName", NULL, "{" SCHEMAS ",'name':{'familyName':'King'}}" },
  { "name.familyName,name", NULL, "{" SCHEMAS ",'name':{'familyName':'King','givenName':'Ada'}}" },
  { "name.middleName", NULL, "{" SCHEMAS "}" },
  { "emails.value", NULL, "{" SCHEMAS ",'emails':[{'value':'w@x'}]}" },
  { "emails.type,emails.value", NULL,
    "{" SCHEMAS ",'emails':[{'value':'w@x','type':'work'},{'type':'home'}]}" },
  { "groups.display", NULL, "{" SCHEMAS ",'groups':[{'display':'G'}]}" },
  { SCIM_URN_USER ":userName", NULL, "{" SCHEMAS ",'userName':'ada'}" },
  { E, NULL, "{" SCHEMAS ",'" E "':{'department':'D','manager':{'value':'m'}}}" },
  { E ":department", NULL, "{" SCHEMAS ",'" E "':{'department':'D'}}" },
  { "department", NULL, "{" SCHEMAS ",'" E "':{'department':'D'}}" },
  { E ":manager.value", NULL, "{" SCHEMAS ",'" E "':{'manager':{'value':'m'}}}" },
  { E ":manager.displayName", NULL, "{" SCHEMAS "}" },

  { NULL, "name,emails,groups,meta,active,externalId," E, "{" SCHEMAS ",'userName':'ada'}" },
  { NULL, "id,schemas,userName,name,emails,groups,meta,active,externalId," E, "{" SCHEMAS "}" },
  { NULL, "name.givenName,emails.value,groups,meta,active,externalId," E ":department",
    "{" SCHEMAS ",'userName':'ada','name':{'familyName':'King'},'emails':[{'type':'work'},"
    "{'type':'home'}],'" E "':{'manager':{'value':'m'}}}" },
  { NULL, "", WHOLE },
  { NULL, "nothing", WHOLE },
  { NULL, "emails.type,name,groups,meta,active,externalId," E ":department," E ":manager",
    "{" SCHEMAS ",'userName':'ada','emails':[{'value':'w@x'}]}" },
};
/* clang-format on */

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonObject) resource = test_object (WHOLE);
      g_autoptr (JsonObject) left = test_object (rows[i].left);
      g_autoptr (JsonNode) of_resource = json_node_init_object (json_node_alloc (), resource);
      g_autoptr (JsonNode) of_left = json_node_init_object (json_node_alloc (), left);
      g_autoptr (GError) error = NULL;
      g_autoptr (ScimProjection) projection =
          scim_projection_new (scim_resource_type_user (), rows[i].attributes, rows[i].excluded,
                               &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      scim_projection_apply (projection, resource);
      text = json_to_string (of_resource, FALSE);
      g_test_message ("%s - %s: %s", rows[i].attributes, rows[i].excluded, text);
      g_assert_true (json_node_equal (of_resource, of_left));
    }
}

static void
test_none (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (scim_projection_new (scim_resource_type_user (), NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (scim_projection_wants (NULL, "members"));
  g_assert_null (scim_projection_new (scim_resource_type_user (), "a", "b", &error));
  test_expect_error (&error, SCIM_ERROR_INVALID_VALUE, "both");
  g_assert_null (scim_projection_new (scim_resource_type_user (), "na me", NULL, &error));
  test_expect_error (&error, SCIM_ERROR_INVALID_PATH, "malformed");
  g_assert_null (scim_projection_new (scim_resource_type_user (), NULL, "emails[type", &error));
  test_expect_error (&error, SCIM_ERROR_INVALID_FILTER, "malformed");
}

static void
test_wants (void)
{
  /* clang-format off */
  static const struct
  {
    const char *attributes;
    const char *excluded;
    gboolean    members;
    gboolean    meta;
    gboolean    id;
    gboolean    only; /* takes away nothing but members and meta */
  } wants[] = {
    { "displayName", NULL, FALSE, FALSE, TRUE, FALSE },
    { "members", NULL, TRUE, FALSE, TRUE, FALSE },
    { "members.value", NULL, TRUE, FALSE, TRUE, FALSE },
    { "meta.version", NULL, FALSE, TRUE, TRUE, FALSE },
    { NULL, "members", FALSE, TRUE, TRUE, TRUE },
    { NULL, "MEMBERS,meta", FALSE, FALSE, TRUE, TRUE },
    { NULL, "members.display", TRUE, TRUE, TRUE, FALSE },
    { NULL, "members,displayName", FALSE, TRUE, TRUE, FALSE },
    { NULL, "members,nothing", FALSE, TRUE, TRUE, TRUE },
    { NULL, "", TRUE, TRUE, TRUE, TRUE },
  };
  /* clang-format on */
  static const char *const derived[] = { "members", "meta", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (wants); i++)
    {
      g_autoptr (ScimProjection) projection =
          scim_projection_new (scim_resource_type_group (), wants[i].attributes, wants[i].excluded,
                               NULL);

      g_test_message ("%s - %s", wants[i].attributes, wants[i].excluded);
      g_assert_cmpint (scim_projection_wants (projection, "members"), ==, wants[i].members);
      g_assert_cmpint (scim_projection_wants (projection, "meta"), ==, wants[i].meta);
      g_assert_cmpint (scim_projection_wants (projection, "id"), ==, wants[i].id);
      g_assert_cmpint (scim_projection_is_only (projection, derived), ==, wants[i].only);
      g_assert_false (scim_projection_wants (projection, "nothing"));
    }
  g_assert_true (scim_projection_is_only (NULL, derived));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/projection/rows", test_rows);
  g_test_add_func ("/scim/projection/none", test_none);
  g_test_add_func ("/scim/projection/wants", test_wants);
  return g_test_run ();
}
