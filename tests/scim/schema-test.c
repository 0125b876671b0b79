/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The schema tables against what peers get wrong, and the documents that are
 * written from them. */

#include "config.h"

#include <string.h>

#include "scim-test.h"
#include "scim/scim-discovery.h"
#include "scim/scim-path.h"

/* Characteristics as a line: type, multi-valued, required, caseExact, mutability, returned,
   uniqueness. */
static char *
tell (const ScimAttribute *row)
{
  return g_strdup_printf ("%s%s%s%s %s %s %s", scim_attribute_type_to_string (row->type),
                          row->multi_valued ? " multi" : "", row->required ? " required" : "",
                          row->case_exact ? " exact" : "",
                          scim_mutability_to_string (row->mutability),
                          scim_returned_to_string (row->returned),
                          scim_uniqueness_to_string (row->uniqueness));
}

static const struct
{
  gboolean group;
  const char *path;
  const char *tells;
} characteristics[] = {
  { FALSE, "id", "string exact readOnly always server" },
  { FALSE, "externalId", "string exact readWrite default none" },
  { FALSE, "schemas", "reference multi required readWrite always none" },
  { FALSE, "meta", "complex readOnly default none" },
  { FALSE, "meta.version", "string exact readOnly default none" },
  { FALSE, "meta.lastModified", "dateTime readOnly default none" },
  { FALSE, "userName", "string required readWrite default server" },
  { FALSE, "displayName", "string readWrite default none" },
  { FALSE, "name", "complex readWrite default none" },
  { FALSE, "active", "boolean readWrite default none" },
  { FALSE, "password", "string writeOnly never none" },
  { FALSE, "emails", "complex multi readWrite default none" },
  { FALSE, "emails.value", "string readWrite default none" },
  { FALSE, "addresses.primary", "boolean readWrite default none" },
  { FALSE, "photos.value", "reference exact readWrite default none" },
  { FALSE, "profileUrl", "reference exact readWrite default none" },
  { FALSE, "x509Certificates.value", "binary exact readWrite default none" },
  { FALSE, "groups", "complex multi readOnly default none" },
  { FALSE, "groups.$ref", "reference exact readOnly default none" },
  { FALSE, "manager", "complex readWrite default none" },
  { FALSE, "manager.value", "string exact readWrite default none" },
  { FALSE, "manager.displayName", "string readOnly request none" },
  { TRUE, "displayName", "string required readWrite default none" },
  { TRUE, "members.value", "string exact immutable default none" },
  { TRUE, "members.$ref", "reference exact immutable default none" },
  { TRUE, "members.type", "string immutable default none" },
  { TRUE, "members.display", "string immutable default none" },
};

static void
test_characteristics (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (characteristics); i++)
    {
      const ScimResourceType *type =
          characteristics[i].group ? scim_resource_type_group () : scim_resource_type_user ();
      g_autoptr (ScimPath) path =
          scim_path_parse (type, characteristics[i].path, SCIM_PROFILE_LENIENT, NULL);
      g_autofree char *tells = NULL;

      g_assert_nonnull (path->attribute);
      tells = tell (path->sub_name != NULL ? path->sub : path->attribute);
      g_test_message ("%s", characteristics[i].path);
      g_assert_cmpstr (tells, ==, characteristics[i].tells);
    }
}

/* RFC 7643 §4.1 to §4.3: every attribute is there, once, in this order. */
static void
test_complete (void)
{
  static const char *const names[] = {
    "userName name displayName nickName profileUrl title userType preferredLanguage locale "
    "timezone "
    "active password emails phoneNumbers ims photos addresses groups entitlements roles "
    "x509Certificates",
    "displayName members",
    "employeeNumber costCenter organization division department manager",
  };
  const ScimSchema *const *schemas = scim_schema_all ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GString) all = g_string_new (NULL);

      for (const ScimAttribute *row = schemas[i]->attributes; row->name != NULL; row++)
        {
          g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", row->name);
          g_assert_cmpstr (row->description, !=, NULL);
          g_assert_true ((row->type == SCIM_TYPE_COMPLEX) == (row->sub_attributes != NULL));
          for (const ScimAttribute *sub = row->sub_attributes; sub != NULL && sub->name != NULL;
               sub++)
            g_assert_true (sub->type != SCIM_TYPE_COMPLEX && sub->description != NULL);
        }
      g_assert_cmpstr (all->str, ==, names[i]);
    }
  g_assert_null (schemas[3]);
}

static void
test_find (void)
{
  const ScimResourceType *user = scim_resource_type_user ();
  const ScimSchema *enterprise = user->extensions[0];

  g_assert_cmpstr (scim_schema_find (user->schema, "USERNAME", -1)->name, ==, "userName");
  g_assert_cmpstr (scim_schema_find (user->schema, "userName eq", 8)->name, ==, "userName");
  g_assert_null (scim_schema_find (user->schema, "userNam", -1));
  g_assert_null (scim_schema_find (user->schema, "", -1));
  g_assert_nonnull (scim_schema_find (user->schema, "externalid", -1));
  g_assert_null (scim_schema_find (enterprise, "externalId", -1));
  g_assert_nonnull (scim_schema_find (enterprise, "Department", -1));
  g_assert_true (scim_resource_type_find (user, "URN:ietf:params:scim:schemas:core:2.0:USER", -1) ==
                 user->schema);
  g_assert_true (scim_resource_type_find (user, SCIM_URN_ENTERPRISE, -1) == enterprise);
  g_assert_null (scim_resource_type_find (user, SCIM_URN_GROUP, -1));
  g_assert_true (scim_schema_is_extension (enterprise));
  g_assert_false (scim_schema_is_extension (user->schema));
}

/* No nulls anywhere, and camelCase (Entra reads it). */
static void
test_schema_documents (void)
{
  g_autofree char *json = scim_discovery_schemas ("https://host/scim/directory/d1");
  g_autofree char *one =
      scim_discovery_schema (scim_resource_type_group ()->schema, "https://host/scim");
  g_autoptr (JsonObject) list = test_json (json);
  g_autoptr (JsonObject) group = test_json (one);
  JsonArray *resources = json_object_get_array_member (list, "Resources");
  JsonObject *user = json_array_get_object_element (resources, 0);
  JsonObject *meta = json_object_get_object_member (user, "meta");
  JsonObject *name =
      json_array_get_object_element (json_object_get_array_member (user, "attributes"), 1);

  g_assert_null (strstr (json, "null"));
  g_assert_nonnull (strstr (json, "\"readWrite\""));
  g_assert_cmpint (json_object_get_int_member (list, "totalResults"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (list, "itemsPerPage"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (list, "startIndex"), ==, 1);
  g_assert_cmpint (json_array_get_length (resources), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (user, "id"), ==, SCIM_URN_USER);
  g_assert_cmpstr (json_object_get_string_member (meta, "location"), ==,
                   "https://host/scim/directory/d1/Schemas/" SCIM_URN_USER);
  g_assert_cmpstr (json_object_get_string_member (name, "name"), ==, "name");
  g_assert_false (json_object_has_member (name, "uniqueness"));
  g_assert_false (json_object_has_member (name, "caseExact"));
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (name, "subAttributes")), ==,
                   6);
  g_assert_cmpstr (json_object_get_string_member (group, "name"), ==, "Group");
  g_assert_null (strstr (one, "externalId"));
}

static void
test_resource_type_documents (void)
{
  g_autofree char *json = scim_discovery_resource_types ("https://host/scim");
  g_autofree char *one = scim_discovery_resource_type (scim_resource_type_group (), "https://h");
  g_autoptr (JsonObject) list = test_json (json);
  g_autoptr (JsonObject) group = test_json (one);
  JsonObject *user =
      json_array_get_object_element (json_object_get_array_member (list, "Resources"), 0);
  JsonObject *extension =
      json_array_get_object_element (json_object_get_array_member (user, "schemaExtensions"), 0);

  g_assert_cmpint (json_object_get_int_member (list, "totalResults"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (user, "endpoint"), ==, "/Users");
  g_assert_cmpstr (json_object_get_string_member (user, "schema"), ==, SCIM_URN_USER);
  g_assert_cmpstr (json_object_get_string_member (extension, "schema"), ==, SCIM_URN_ENTERPRISE);
  g_assert_false (json_object_get_boolean_member (extension, "required"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (group, "meta"),
                                                  "location"),
                   ==, "https://h/ResourceTypes/Group");
  g_assert_false (json_object_has_member (group, "schemaExtensions"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/schema/characteristics", test_characteristics);
  g_test_add_func ("/scim/schema/complete", test_complete);
  g_test_add_func ("/scim/schema/find", test_find);
  g_test_add_func ("/scim/discovery/schemas", test_schema_documents);
  g_test_add_func ("/scim/discovery/resource-types", test_resource_type_documents);
  return g_test_run ();
}
