/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The matcher: RFC 7644's own examples (Figure 2) and many more on RFC 7643's own user (§8.3). */

#include "config.h"

#include "scim-test.h"
#include "scim/scim-filter.h"

#define E SCIM_URN_ENTERPRISE

/* clang-format off */
static const struct
{
  const char *text;
  gboolean    matches;
} rows[] = {
  /* Figure 2; the user is bjensen@example.com, an Employee, modified at 04:42:34 */
  { "userName eq \"bjensen\"", FALSE },
  { "userName eq \"bjensen@example.com\"", TRUE },
  { "name.familyName co \"O'Malley\"", FALSE },
  { "userName sw \"J\"", FALSE },
  { "userName sw \"B\"", TRUE },
  { SCIM_URN_USER ":userName sw \"J\"", FALSE },
  { SCIM_URN_USER ":userName sw \"BJ\"", TRUE },
  { "title pr", TRUE },
  { "meta.lastModified gt \"2011-05-13T04:42:34Z\"", FALSE },
  { "meta.lastModified ge \"2011-05-13T04:42:34Z\"", TRUE },
  { "meta.lastModified lt \"2011-05-13T04:42:34Z\"", FALSE },
  { "meta.lastModified le \"2011-05-13T04:42:34Z\"", TRUE },
  { "title pr and userType eq \"Employee\"", TRUE },
  { "title pr or userType eq \"Intern\"", TRUE },
  { "schemas eq \"" E "\"", TRUE },
  { "userType eq \"Employee\" and (emails co \"example.com\" or emails.value co \"example.org\")",
    TRUE },
  { "userType ne \"Employee\" and not (emails co \"example.com\" or emails.value co "
    "\"example.org\")",
    FALSE },
  { "userType eq \"Employee\" and (emails.type eq \"work\")", TRUE },
  { "userType eq \"Employee\" and emails[type eq \"work\" and value co \"@example.com\"]", TRUE },
  { "emails[type eq \"work\" and value co \"@example.com\"] or ims[type eq \"xmpp\" and value co "
    "\"@foo.com\"]",
    TRUE },

  /* case: as the schema says */
  { "userName eq \"BJENSEN@EXAMPLE.COM\"", TRUE },
  { "userName eq \"bjensen@example.com \"", FALSE },
  { "displayName co \"BABS\"", TRUE },
  { "emails.value ew \"JENSEN.ORG\"", TRUE },
  { "id eq \"2819c223-7f76-453a-919d-413861904646\"", TRUE },
  { "id eq \"2819C223-7F76-453A-919D-413861904646\"", FALSE },
  { "externalId eq \"701984\"", TRUE },
  { "externalId eq 701984", TRUE },
  { "meta.version eq \"W/\\\"3694e05e9dff591\\\"\"", TRUE },
  { "meta.version eq \"w/\\\"3694e05e9dff591\\\"\"", FALSE },
  { "meta.resourceType eq User", TRUE },
  { "meta.resourceType eq Group", FALSE },
  { "profileUrl sw \"https://LOGIN\"", FALSE },
  { "profileUrl sw \"https://login\"", TRUE },
  { "schemas eq \"URN:ietf:params:scim:schemas:core:2.0:user\"", TRUE },
  { "schemas[value eq \"" E "\"]", TRUE },
  { "schemas co \"Group\"", FALSE },

  /* order */
  { "userName gt \"a\"", TRUE },
  { "userName gt \"c\"", FALSE },
  { "userName ge \"bjensen@example.com\"", TRUE },
  { "userName lt \"bjensen@example.com\"", FALSE },
  { "userName le \"bjensen@example.com\"", TRUE },

  /* time: offsets and fractions */
  { "meta.lastModified eq \"2011-05-13T06:42:34+02:00\"", TRUE },
  { "meta.lastModified eq \"2011-05-13T04:42:34.000Z\"", TRUE },
  { "meta.lastModified ne \"2011-05-13T04:42:34.000Z\"", FALSE },
  { "meta.lastModified gt \"2011-05-13T04:42:33.999999Z\"", TRUE },
  { "meta.lastModified lt \"2011-05-13T04:42:34.000001Z\"", TRUE },
  { "meta.lastModified gt \"2011-05-13T05:42:34+02:00\"", TRUE },
  { "meta.lastModified sw \"2011-05\"", TRUE },

  /* booleans */
  { "active eq true", TRUE },
  { "active ne true", FALSE },
  { "active eq false", FALSE },
  { "active eq \"True\"", TRUE },
  { "emails[primary eq true].value eq \"bjensen@example.com\"", TRUE },
  { "emails[primary eq true and type eq \"home\"]", FALSE },
  { "emails.primary eq true", TRUE },
  { "emails.primary eq false", FALSE },

  /* several values */
  { "emails eq \"babs@jensen.org\"", TRUE },
  { "emails eq \"nobody@jensen.org\"", FALSE },
  { "emails ne \"babs@jensen.org\"", FALSE },
  { "emails ne \"nobody@jensen.org\"", TRUE },
  { "emails[type eq \"home\" and value co \"example.com\"]", FALSE },
  { "emails.type eq \"home\" and emails.value co \"example.com\"", TRUE },
  { "emails[type eq \"home\"].value eq \"babs@jensen.org\"", TRUE },
  { "emails[type eq \"work\"].value eq \"babs@jensen.org\"", FALSE },
  { "emails[type eq \"other\"].value pr", FALSE },
  { "emails[type eq \"other\"].value ne \"x\"", TRUE },
  { "emails[not (type eq \"work\")].value eq \"babs@jensen.org\"", TRUE },
  { "emails[type eq \"work\" or type eq \"home\"]", TRUE },
  { "addresses[type eq \"work\" and country eq \"usa\"]", TRUE },
  { "groups.value eq \"e9e30dba-f08f-4109-8486-d5c6a331660a\"", TRUE },
  { "groups eq \"e9e30dba-f08f-4109-8486-d5c6a331660a\"", TRUE },
  { "groups.display eq \"tour guides\"", TRUE },

  /* presence */
  { "emails pr", TRUE },
  { "name pr", TRUE },
  { "name.middleName pr", TRUE },
  { "entitlements pr", FALSE },
  { "roles pr or nickName pr", TRUE },
  { "title eq null", FALSE },
  { "title ne null", TRUE },
  { "entitlements eq null", TRUE },
  { "entitlements ne null", FALSE },
  { "entitlements.value ne \"x\"", TRUE },
  { "entitlements.value eq \"\"", FALSE },
  { "title eq \"\"", FALSE },
  { "title co \"\"", TRUE },
  { "title sw \"\"", TRUE },

  /* the extension */
  { E ":department eq \"tour operations\"", TRUE },
  { "department eq \"Tour Operations\"", TRUE },
  { E ":manager.value eq \"26118915-6090-4610-87e4-49d8ca9f808d\"", TRUE },
  { "manager eq \"26118915-6090-4610-87e4-49d8ca9f808d\"", TRUE },
  { "manager.value eq \"26118915-6090-4610-87E4-49D8CA9F808D\"", FALSE },
  { "manager[value eq \"26118915-6090-4610-87e4-49d8ca9f808d\"]", TRUE },
  { "manager[value eq \"x\"]", FALSE },
  { "manager.displayName sw \"john\"", TRUE },

  /* unknown names have no value */
  { "nothing eq \"x\"", FALSE },
  { "nothing ne \"x\"", TRUE },
  { "nothing pr", FALSE },
  { "nothing eq null", TRUE },
  { "nothing[a eq 1]", FALSE },
  { "name.nothing pr", FALSE },
  { "not (nothing pr)", TRUE },
  { "members eq \"x\"", FALSE },
  { SCIM_URN_GROUP ":displayName pr", FALSE },
};
/* clang-format on */

static void
test_rows (void)
{
  g_autoptr (JsonObject) user = test_file ("rfc7643-user.json");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ScimFilter) filter = scim_filter_parse (scim_resource_type_user (), rows[i].text,
                                                         SCIM_PROFILE_LENIENT, &error);

      g_assert_no_error (error);
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (scim_filter_matches (filter, user), ==, rows[i].matches);
    }
}

/* Empty strings, arrays and objects are no values; accents fold with NFC but aren't dropped. */
static void
test_odd_values (void)
{
  g_autoptr (JsonObject) user =
      test_object ("{'userName':'E\u0301va','title':'','emails':[],'name':{'givenName':''},"
                   "'roles':[{'value':''}],'nickName':null,'active':false}");
  static const struct
  {
    const char *text;
    gboolean matches;
  } odd[] = {
    { "userName eq \"éva\"", TRUE },
    { "userName eq \"ÉVA\"", TRUE },
    { "userName eq \"eva\"", FALSE },
    { "title pr", FALSE },
    { "emails pr", FALSE },
    { "name pr", FALSE },
    { "roles pr", FALSE },
    { "nickName pr", FALSE },
    { "nickName eq null", TRUE },
    { "active pr", TRUE },
    { "active eq false", TRUE },
    { "nickName ne \"x\"", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (ScimFilter) filter =
          scim_filter_parse (scim_resource_type_user (), odd[i].text, SCIM_PROFILE_STRICT, NULL);

      g_test_message ("%s", odd[i].text);
      g_assert_cmpint (scim_filter_matches (filter, user), ==, odd[i].matches);
    }
}

static void
test_group (void)
{
  g_autoptr (JsonObject) group =
      test_object ("{'displayName':'Engines','members':[{'value':'a','type':'User'},{'value':'b',"
                   "'type':'Group'}]}");
  static const struct
  {
    const char *text;
    gboolean matches;
  } of_group[] = {
    { "members eq \"a\"", TRUE },
    { "members.value eq \"A\"", FALSE },
    { "members[value eq \"b\"]", TRUE },
    { "members[value eq \"\"]", FALSE },
    { "members[type eq \"group\" and value eq \"a\"]", FALSE },
    { "displayName eq \"engines\"", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (of_group); i++)
    {
      g_autoptr (ScimFilter) filter =
          scim_filter_parse (scim_resource_type_group (), of_group[i].text, SCIM_PROFILE_STRICT,
                             NULL);

      g_test_message ("%s", of_group[i].text);
      g_assert_cmpint (scim_filter_matches (filter, group), ==, of_group[i].matches);
    }
}

/* What a query over all types needn't look for. */
static void
test_never (void)
{
  static const struct
  {
    const char *filter;
    gboolean user;
    gboolean group;
  } filters[] = {
    { "userName eq \"a\"", FALSE, TRUE },
    { "userName ne \"a\"", FALSE, FALSE },
    { "userName eq null", FALSE, FALSE },
    { "not (userName pr)", FALSE, FALSE },
    { "members pr", TRUE, FALSE },
    { "members[value eq \"a\"]", TRUE, FALSE },
    { "displayName co \"a\"", FALSE, FALSE },
    { "displayName eq \"a\" and userName pr", FALSE, TRUE },
    { "displayName eq \"a\" or userName pr", FALSE, FALSE },
    { "members pr or userName pr", FALSE, FALSE },
    { "nothing gt \"a\"", TRUE, TRUE },
    { "name.nothing pr", TRUE, TRUE },
    { "not (userName gt \"a\")", FALSE, FALSE },
    { "meta.resourceType eq \"User\"", FALSE, TRUE },
    { "meta.resourceType ne \"User\"", TRUE, FALSE },
    { "not (meta.resourceType eq \"User\")", TRUE, FALSE },
    { "meta.resourceType co \"User\"", FALSE, FALSE },
  };
  const ScimResourceType *types[] = { scim_resource_type_user (), scim_resource_type_group () };

  for (guint i = 0; i < G_N_ELEMENTS (filters) * 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ScimFilter) filter =
          scim_filter_parse (types[i % 2], filters[i / 2].filter, SCIM_PROFILE_LENIENT, &error);

      g_assert_no_error (error);
      g_test_message ("%s of a %s", filters[i / 2].filter, types[i % 2]->name);
      g_assert_cmpint (scim_filter_is_never (filter, types[i % 2]), ==,
                       i % 2 == 0 ? filters[i / 2].user : filters[i / 2].group);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/filter-match/rows", test_rows);
  g_test_add_func ("/scim/filter-match/odd-values", test_odd_values);
  g_test_add_func ("/scim/filter-match/group", test_group);
  g_test_add_func ("/scim/filter-match/never", test_never);
  return g_test_run ();
}
