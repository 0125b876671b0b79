/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Paths: how they resolve, how they are written back, and which are refused. */

#include "config.h"

#include "scim-test.h"
#include "scim/scim-filter.h"
#include "scim/scim-path.h"

#define E SCIM_URN_ENTERPRISE

enum
{
  USER,
  GROUP,
  ANY,
};

static const ScimResourceType *
get_type (int type)
{
  if (type == ANY)
    return NULL;
  return type == USER ? scim_resource_type_user () : scim_resource_type_group ();
}

/* clang-format off */
static const struct
{
  int         type;
  const char *text;
  const char *lenient; /* canonical; "?" before it: an unknown name */
  const char *strict;
} rows[] = {
  { USER, "userName", "userName", "userName" },
  { USER, " USERNAME ", "userName", "userName" },
  { USER, "name.givenname", "name.givenName", "name.givenName" },
  { USER, "name.nothing", "?name.nothing", "?name.nothing" },
  { USER, "userName.value", "?userName.value", "?userName.value" },
  { USER, "nothing", "?nothing", "?nothing" },
  { USER, "nothing.at-all_2", "?nothing.at-all_2", "?nothing.at-all_2" },
  { USER, "meta.lastmodified", "meta.lastModified", "meta.lastModified" },
  { USER, "ExternalID", "externalId", "externalId" },
  { USER, "groups.$REF", "groups.$ref", "groups.$ref" },
  { USER, "manager", E ":manager", "?manager" },
  { USER, "manager.value", E ":manager.value", "?manager.value" },
  { USER, "Department", E ":department", "?Department" },
  { USER, E ":manager.value", E ":manager.value", E ":manager.value" },
  { USER, "URN:IETF:params:scim:schemas:extension:enterprise:2.0:user:DEPARTMENT", E ":department",
    E ":department" },
  { USER, E, E, E },
  { USER, E ":nothing", "?" E ":nothing", "?" E ":nothing" },
  { USER, SCIM_URN_USER ":userName", "userName", "userName" },
  { USER, SCIM_URN_USER ":name.familyName", "name.familyName", "name.familyName" },
  { USER, SCIM_URN_USER ":department", "?" SCIM_URN_USER ":department",
    "?" SCIM_URN_USER ":department" },
  { USER, SCIM_URN_USER, SCIM_URN_USER, SCIM_URN_USER },
  { USER, SCIM_URN_GROUP ":displayName", "?" SCIM_URN_GROUP ":displayName",
    "?" SCIM_URN_GROUP ":displayName" },
  { USER, "urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department",
    "?urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department",
    "?urn:ietf:params:scim:schemas:extension:enterprise:2.0User:department" },
  { USER, "urn:example:x:1.0:Thing:colour.value", "?urn:example:x:1.0:Thing:colour.value",
    "?urn:example:x:1.0:Thing:colour.value" },
  { USER, "emails[type eq \"work\"]", "emails[type eq \"work\"]", "emails[type eq \"work\"]" },
  { USER, "Emails[TYPE EQ \"work\" AND not (Primary eq true)].VALUE",
    "emails[type eq \"work\" and not (primary eq true)].value",
    "emails[type eq \"work\" and not (primary eq true)].value" },
  { USER, "emails[type eq \"]\"].value", "emails[type eq \"]\"].value",
    "emails[type eq \"]\"].value" },
  { USER, "addresses[type eq \"work\"].streetaddress",
    "addresses[type eq \"work\"].streetAddress", "addresses[type eq \"work\"].streetAddress" },
  { USER, "colours[shade eq \"dark\"].value", "?colours[shade eq \"dark\"].value", NULL },
  { USER, "name[givenName eq \"Ada\"].familyName", "name[givenName eq \"Ada\"].familyName",
    "name[givenName eq \"Ada\"].familyName" },
  { USER, "schemas[value eq \"urn:x\"]", "schemas[value eq \"urn:x\"]",
    "schemas[value eq \"urn:x\"]" },
  { GROUP, "members[value eq \"2819c223-7f76-453a-919d-413861904646\"].displayName",
    "?members[value eq \"2819c223-7f76-453a-919d-413861904646\"].displayName",
    "?members[value eq \"2819c223-7f76-453a-919d-413861904646\"].displayName" },
  { GROUP, "members", "members", "members" },
  { GROUP, "userName", "?userName", "?userName" },
  { ANY, "userName", "userName", "userName" },
  { ANY, "members.value", "members.value", "members.value" },
  { ANY, "department", E ":department", "?department" },
};
/* clang-format on */

static void
check_row (gsize        i,
           ScimProfile  profile,
           const char  *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimPath) path =
      scim_path_parse (get_type (rows[i].type), rows[i].text, profile, &error);
  g_autoptr (ScimPath) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  gboolean known;

  g_test_message ("%s", rows[i].text);
  if (expected == NULL)
    {
      g_assert_null (path);
      test_expect_error (&error, SCIM_ERROR_INVALID_FILTER, rows[i].text);
      return;
    }
  g_assert_no_error (error);
  known = path->name == NULL ||
          (path->attribute != NULL && (path->sub_name == NULL || path->sub != NULL));
  g_assert_cmpint (known, ==, expected[0] != '?');
  text = scim_path_to_string (path);
  g_assert_cmpstr (text, ==, expected + !known);

  /* Canonical text says the same again. */
  again = scim_path_parse (get_type (rows[i].type), text, profile, &error);
  g_assert_no_error (error);
  text_again = scim_path_to_string (again);
  g_assert_cmpstr (text_again, ==, text);
}

static void
test_resolve (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check_row (i, SCIM_PROFILE_LENIENT, rows[i].lenient);
      check_row (i, SCIM_PROFILE_STRICT, rows[i].strict);
    }
}

/* clang-format off */
static const struct
{
  const char *text;
  int         code;
  const char *says; /* a part of the message */
} wrong[] = {
  { "", SCIM_ERROR_INVALID_PATH, "column 1" },
  { "   ", SCIM_ERROR_INVALID_PATH, "column 4" },
  { ".value", SCIM_ERROR_INVALID_PATH, "column 1" },
  { "9lives", SCIM_ERROR_INVALID_PATH, "column 1" },
  { "/emails/0", SCIM_ERROR_INVALID_PATH, "column 1" },
  { "emails.", SCIM_ERROR_INVALID_PATH, "at most one sub-attribute" },
  { "name.given.name", SCIM_ERROR_INVALID_PATH, "at most one sub-attribute" },
  { "emails value", SCIM_ERROR_INVALID_PATH, "column 8" },
  { "emails[type eq \"work\"", SCIM_ERROR_INVALID_FILTER, "closing bracket" },
  { "emails[type eq \"work].value", SCIM_ERROR_INVALID_FILTER, "closing quote" },
  { "emails[]", SCIM_ERROR_INVALID_FILTER, "column 8" },
  { "emails[type eq \"work\"].", SCIM_ERROR_INVALID_PATH, "sub-attribute" },
  { "emails[type eq \"work\"].value.x", SCIM_ERROR_INVALID_PATH, "sub-attribute" },
  { "emails[type eq \"work\"]x", SCIM_ERROR_INVALID_PATH, "end" },
  { "emails[type eq \"a\"][type eq \"b\"]", SCIM_ERROR_INVALID_PATH, "end" },
  { "emails[x[y eq 1]]", SCIM_ERROR_INVALID_FILTER, "inside brackets" },
  { "emails.value[type eq \"work\"]", SCIM_ERROR_INVALID_PATH, "brackets" },
  { "userName[value eq \"x\"]", SCIM_ERROR_INVALID_PATH, "brackets" },
  { E "[type eq \"x\"]", SCIM_ERROR_INVALID_PATH, "brackets" },
  { E ":", SCIM_ERROR_INVALID_PATH, "attribute's name" },
  { "emails[type gt true]", SCIM_ERROR_INVALID_FILTER, NULL },
  { "emails[primary gt true]", SCIM_ERROR_INVALID_FILTER, "boolean" },
};
/* clang-format on */

static void
test_wrong (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ScimPath) path =
          scim_path_parse (scim_resource_type_user (), wrong[i].text, SCIM_PROFILE_STRICT, &error);

      g_test_message ("%s", wrong[i].text);
      g_assert_null (path);
      if (wrong[i].says != NULL)
        g_assert_nonnull (strstr (error->message, wrong[i].says));
      test_expect_error (&error, wrong[i].code, wrong[i].text);
    }
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (SCIM_FILTER_MAX_LENGTH + 1, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_null (scim_path_parse (NULL, text, SCIM_PROFILE_LENIENT, &error));
  test_expect_error (&error, SCIM_ERROR_INVALID_PATH, "too long");
  g_assert_null (scim_path_parse (NULL, "na\xffme", SCIM_PROFILE_LENIENT, &error));
  test_expect_error (&error, SCIM_ERROR_INVALID_PATH, "not UTF-8");
}

static void
test_is (void)
{
  g_autoptr (ScimPath) path =
      scim_path_parse (scim_resource_type_user (), "emails[type eq \"work\"].value",
                       SCIM_PROFILE_LENIENT, NULL);
  g_autoptr (ScimPath) manager =
      scim_path_parse (scim_resource_type_user (), "manager", SCIM_PROFILE_LENIENT, NULL);
  g_autofree char *shape = scim_path_to_shape (path);

  g_assert_true (scim_path_is (path, "Emails", "VALUE"));
  g_assert_false (scim_path_is (path, "emails", NULL));
  g_assert_false (scim_path_is (path, "emails", "type"));
  g_assert_false (scim_path_is (path, "ims", "value"));
  g_assert_true (scim_path_is (manager, "manager", NULL));
  g_assert_false (scim_path_is (manager, "manager", "value"));
  g_assert_cmpstr (shape, ==, "emails[type eq ?].value");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/path/resolve", test_resolve);
  g_test_add_func ("/scim/path/wrong", test_wrong);
  g_test_add_func ("/scim/path/long", test_long);
  g_test_add_func ("/scim/path/is", test_is);
  return g_test_run ();
}
