/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The filter's grammar: what each text becomes in either profile, how it is written back, and what
   is said about what is wrong. */

#include "config.h"

#include <string.h>

#include "scim-test.h"
#include "scim/scim-filter.h"

#define E SCIM_URN_ENTERPRISE

/* clang-format off */
static const struct
{
  const char *text;
  const char *lenient; /* canonical text, NULL for invalidFilter */
  const char *strict;  /* "=" for the same as lenient */
} rows[] = {
  /* operators and values */
  { "userName eq \"bjensen\"", "userName eq \"bjensen\"", "=" },
  { "USERNAME Eq \"bjensen\"", "userName eq \"bjensen\"", "=" },
  { "userName eq\"bjensen\"", "userName eq \"bjensen\"", "=" },
  { "  userName  ne\t\"x\"  ", "userName ne \"x\"", "=" },
  { "userName co \"x\" ", "userName co \"x\"", "=" },
  { "userName sw \"x\"", "userName sw \"x\"", "=" },
  { "userName ew \"x\"", "userName ew \"x\"", "=" },
  { "userName gt \"x\"", "userName gt \"x\"", "=" },
  { "userName ge \"x\"", "userName ge \"x\"", "=" },
  { "userName lt \"x\"", "userName lt \"x\"", "=" },
  { "userName le \"x\"", "userName le \"x\"", "=" },
  { "title pr", "title pr", "=" },
  { "title PR", "title pr", "=" },
  { "title eq null", "title eq null", "=" },
  { "title ne null", "title ne null", "=" },
  { "title co null", NULL, NULL },
  { "title gt null", NULL, NULL },
  { "active eq true", "active eq true", "=" },
  { "active ne false", "active ne false", "=" },
  { "active eq \"True\"", "active eq true", NULL },
  { "active eq \"FALSE\"", "active eq false", NULL },
  { "active eq True", "active eq true", NULL },
  { "active eq \"yes\"", NULL, NULL },
  { "active eq 1", NULL, NULL },
  { "active gt true", NULL, NULL },
  { "active ge true", NULL, NULL },
  { "active lt true", NULL, NULL },
  { "active le true", NULL, NULL },
  { "active co true", NULL, NULL },
  { "x509Certificates.value eq \"MII=\"", "x509Certificates.value eq \"MII=\"", "=" },
  { "x509Certificates gt \"MII=\"", NULL, NULL },
  { "x509Certificates.value le \"MII=\"", NULL, NULL },
  { "externalId eq jyoung", "externalId eq \"jyoung\"", NULL },
  { "externalId eq j.young@x-y", "externalId eq \"j.young@x-y\"", NULL },
  { "externalId eq 12345", "externalId eq \"12345\"", NULL },
  { "externalId eq 1e3", "externalId eq \"1e3\"", NULL },
  { "externalId eq 007", "externalId eq \"007\"", NULL },
  { "externalId eq true", "externalId eq \"true\"", NULL },
  { "meta.resourceType eq User", "meta.resourceType eq \"User\"", NULL },
  { "(externalId eq a) and title pr", "externalId eq \"a\" and title pr", NULL },
  { "userName eq", NULL, NULL },
  { "userName eq ", NULL, NULL },
  { "userName", NULL, NULL },
  { "userName regex \"x\"", NULL, NULL },
  { "userName eqq \"x\"", NULL, NULL },
  { "userName prx", NULL, NULL },
  { "eq \"x\"", NULL, NULL },
  { "", NULL, NULL },
  { "  ", NULL, NULL },
  { "\"userName\" eq \"x\"", NULL, NULL },
  { "userName eq \"x\" title pr", NULL, NULL },
  { "userName eq \"x\"\"y\"", NULL, NULL },
  { "userName eq {}", "userName eq \"{}\"", NULL },

  /* times */
  { "meta.lastModified gt \"2011-05-13T04:42:34Z\"",
    "meta.lastModified gt \"2011-05-13T04:42:34Z\"", "=" },
  { "meta.created eq \"2011-05-13T04:42:34.5+02:00\"",
    "meta.created eq \"2011-05-13T04:42:34.5+02:00\"", "=" },
  { "meta.lastModified gt \"yesterday\"", NULL, NULL },
  { "meta.lastModified sw \"2011\"", "meta.lastModified sw \"2011\"", "=" },

  /* strings */
  { "title eq \"\"", "title eq \"\"", "=" },
  { "title eq \"a \\\"b\\\" \\\\ \\/ c\"", "title eq \"a \\\"b\\\" \\\\ / c\"", "=" },
  { "title eq \"\\u00e9\\n\"", "title eq \"é\\n\"", "=" },
  { "title eq \"\\ud83d\\ude00\"", "title eq \"😀\"", "=" },
  { "title eq \"O'Malley + Söhne\"", "title eq \"O'Malley + Söhne\"", "=" },
  { "title eq \"\\ud83d\"", NULL, NULL },
  { "title eq \"\\ude00\"", NULL, NULL },
  { "title eq \"\\ud83dx\"", NULL, NULL },
  { "title eq \"\\u0000\"", NULL, NULL },
  { "title eq \"\\u00g0\"", NULL, NULL },
  { "title eq \"\\x\"", NULL, NULL },
  { "title eq \"a\nb\"", NULL, NULL },
  { "title eq \"open", NULL, NULL },
  { "title eq \"open\\", NULL, NULL },

  /* and, or, not, parentheses */
  { "title pr and userType eq \"a\"", "title pr and userType eq \"a\"", "=" },
  { "title pr OR userType pr AND active eq true",
    "title pr or userType pr and active eq true", "=" },
  { "(title pr or userType pr) and active eq true",
    "(title pr or userType pr) and active eq true", "=" },
  { "title pr and (userType pr and (active eq true))",
    "title pr and userType pr and active eq true", "=" },
  { "((title pr))", "title pr", "=" },
  { "(title pr)or(userType pr)", "title pr or userType pr", "=" },
  { "not (title pr)", "not (title pr)", "=" },
  { "NOT(title pr)", "not (title pr)", "=" },
  { "not (not (title pr))", "not (not (title pr))", "=" },
  { "not (title pr or userType pr) and active eq true",
    "not (title pr or userType pr) and active eq true", "=" },
  { "not title pr", NULL, NULL },
  { "title pr and", NULL, NULL },
  { "and title pr", NULL, NULL },
  { "title pr andx userType pr", NULL, NULL },
  { "(title pr", NULL, NULL },
  { "title pr)", NULL, NULL },
  { "()", NULL, NULL },

  /* value paths */
  { "emails[type eq \"work\"]", "emails[type eq \"work\"]", "=" },
  { "emails[type eq \"work\" and value co \"@x\"]", "emails[type eq \"work\" and value co \"@x\"]",
    "=" },
  { "emails[not (type eq \"work\")]", "emails[not (type eq \"work\")]", "=" },
  { "emails[(type eq \"a\" or type eq \"b\") and primary eq true] or title pr",
    "emails[(type eq \"a\" or type eq \"b\") and primary eq true] or title pr", "=" },
  { "emails[type eq \"work\"].value eq \"x\"", "emails[type eq \"work\"].value eq \"x\"", "=" },
  { "emails[type eq \"work\"].value pr", "emails[type eq \"work\"].value pr", "=" },
  { "emails[type eq \"work\"] and title pr", "emails[type eq \"work\"] and title pr", "=" },
  { "emails[type eq \"work\"] eq \"x\"", NULL, NULL },
  { "emails[type eq \"work\"", NULL, NULL },
  { "emails[type eq \"work\")", NULL, NULL },
  { "emails[ims[type pr]]", NULL, NULL },
  { "emails[primary eq \"True\"]", "emails[primary eq true]", NULL },
  { "emails[colour eq \"red\"]", "emails[colour eq \"red\"]", NULL },
  { "members[value eq \"\"]", "members[value eq \"\"]", NULL },

  /* complex attributes */
  { "emails co \"x\"", "emails.value co \"x\"", "=" },
  { "manager eq \"26118915\"", E ":manager.value eq \"26118915\"", NULL },
  { E ":manager eq \"26118915\"", E ":manager.value eq \"26118915\"", "=" },
  { "groups eq \"g\"", "groups.value eq \"g\"", "=" },
  { "groups.value eq \"g\"", "groups.value eq \"g\"", "=" },
  { "emails pr", "emails pr", "=" },
  { "emails eq null", "emails eq null", "=" },
  { "name pr", "name pr", "=" },
  { "name eq \"x\"", NULL, NULL },
  { "addresses co \"x\"", NULL, NULL },
  { "meta eq \"x\"", NULL, NULL },

  /* names */
  { SCIM_URN_USER ":userName sw \"J\"", "userName sw \"J\"", "=" },
  { E ":department eq \"x\"", E ":department eq \"x\"", "=" },
  { "department eq \"x\"", E ":department eq \"x\"", NULL },
  { "schemas eq \"" E "\"", "schemas eq \"" E "\"", "=" },
  { "id eq \"x\"", "id eq \"x\"", "=" },
  { "nothing eq \"x\"", "nothing eq \"x\"", NULL },
  { "nothing eq 5", "nothing eq 5", NULL },
  { "nothing eq -0.5e+3", "nothing eq -0.5e+3", NULL },
  { "nothing[a eq 1]", "nothing[a eq 1]", NULL },
  { "name.nothing pr", "name.nothing pr", NULL },
  { "password eq \"x\"", NULL, NULL },
  { "password pr", NULL, NULL },
  { E " pr", NULL, NULL },
};
/* clang-format on */

static char *
canonical (const char   *text,
           ScimProfile   profile,
           GError      **error)
{
  g_autoptr (ScimFilter) filter =
      scim_filter_parse (scim_resource_type_user (), text, profile, error);

  return filter != NULL ? scim_filter_to_string (filter) : NULL;
}

static void
check (const char  *text,
       ScimProfile  profile,
       const char  *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *once = canonical (text, profile, &error);
  g_autofree char *twice = NULL;

  g_test_message ("%s: %s", profile == SCIM_PROFILE_STRICT ? "strict" : "lenient", text);
  if (expected == NULL)
    {
      g_assert_null (once);
      test_expect_error (&error, SCIM_ERROR_INVALID_FILTER, text);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (once, ==, expected);
  twice = canonical (once, profile, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (twice, ==, once);
}

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check (rows[i].text, SCIM_PROFILE_LENIENT, rows[i].lenient);
      check (rows[i].text, SCIM_PROFILE_STRICT,
             g_strcmp0 (rows[i].strict, "=") == 0 ? rows[i].lenient : rows[i].strict);
    }
}

static void
test_messages (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } messages[] = {
    { "userName regex \"x\"", "column 10: expected an operator (eq, ne, co" },
    { "title pr and", "column 13: expected an attribute's name, found its end" },
    { "söme eq \"x", "column 2: expected an operator" },
    { "title eq \"é\" foo", "column 14: expected and, or, or the filter's end, found “foo”" },
    { "active gt true", "The filter can't use active so: a boolean" },
    { "emails[type gt \"secret\" and primary gt true]", "can't use primary so" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (canonical (messages[i].text, SCIM_PROFILE_LENIENT, &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, messages[i].says));
    }
}

/* @n opening brackets around an expression. */
static char *
nest (const char *open,
      guint       n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  g_string_append (text, "title pr");
  for (guint i = 0; i < n; i++)
    g_string_append_c (text, ')');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deep = nest ("(", SCIM_FILTER_MAX_DEPTH);
  g_autofree char *deeper = nest ("(", SCIM_FILTER_MAX_DEPTH + 1);
  g_autofree char *negated = nest ("not (", SCIM_FILTER_MAX_DEPTH + 1);
  g_autofree char *abyss = nest ("(", SCIM_FILTER_MAX_LENGTH / 2 - 10);

  check (deep, SCIM_PROFILE_STRICT, "title pr");
  check (deeper, SCIM_PROFILE_STRICT, NULL);
  check (negated, SCIM_PROFILE_STRICT, NULL);
  check (abyss, SCIM_PROFILE_STRICT, NULL);
}

static guint
get_depth (const ScimFilter *filter)
{
  return filter == NULL ? 0 : 1 + MAX (get_depth (filter->left), get_depth (filter->right));
}

/* A chain of hundreds is balanced: whoever walks it doesn't go hundreds deep. */
static void
test_chain (void)
{
  g_autoptr (GString) text = g_string_new ("id eq \"0\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (ScimFilter) filter = NULL;
  g_autofree char *again = NULL;

  for (guint i = 1; i < 512; i++)
    g_string_append_printf (text, " or id eq \"%u\"", i % 10);
  g_assert_cmpint (text->len, <, SCIM_FILTER_MAX_LENGTH);
  filter = scim_filter_parse (NULL, text->str, SCIM_PROFILE_STRICT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_depth (filter), ==, 10);
  again = scim_filter_to_string (filter);
  g_assert_cmpstr (again, ==, text->str);
}

static void
test_length (void)
{
  g_autofree char *letters = g_strnfill (SCIM_FILTER_MAX_LENGTH, 'a');
  g_autofree char *text = g_strdup_printf ("title eq \"%s\"", letters);
  g_autoptr (GError) error = NULL;

  g_assert_null (scim_filter_parse (NULL, text, SCIM_PROFILE_LENIENT, &error));
  test_expect_error (&error, SCIM_ERROR_INVALID_FILTER, "too long");
  text[0] = '\xff';
  text[20] = '\0';
  g_assert_null (scim_filter_parse (NULL, text, SCIM_PROFILE_LENIENT, &error));
  test_expect_error (&error, SCIM_ERROR_INVALID_FILTER, "not UTF-8");
}

static void
test_shape (void)
{
  g_autoptr (ScimFilter) filter = scim_filter_parse (
      scim_resource_type_user (),
      "userName eq \"ada\" and (emails[type eq \"work\"].value co \"ada\" or active eq true)",
      SCIM_PROFILE_STRICT, NULL);
  g_autofree char *shape = scim_filter_to_shape (filter);

  g_assert_cmpstr (shape, ==, "userName eq ? and (emails[type eq ?].value co ? or active eq ?)");
}

static void
test_value (void)
{
  g_autoptr (ScimFilter) name =
      scim_filter_parse (NULL, "userName eq \"ÄDA\"", SCIM_PROFILE_STRICT, NULL);
  g_autoptr (ScimFilter) id =
      scim_filter_parse (NULL, "externalId eq \"A\"", SCIM_PROFILE_STRICT, NULL);
  g_autoptr (ScimFilter) time =
      scim_filter_parse (NULL, "meta.created gt \"1970-01-01T01:00:01+01:00\"", SCIM_PROFILE_STRICT,
                         NULL);
  g_autoptr (ScimFilter) number =
      scim_filter_parse (NULL, "nothing gt 2.5", SCIM_PROFILE_LENIENT, NULL);

  g_assert_cmpstr (name->folded, ==, "äda");
  g_assert_cmpstr (name->text, ==, "ÄDA");
  g_assert_cmpstr (id->folded, ==, "A");
  g_assert_cmpint (time->time, ==, G_USEC_PER_SEC);
  g_assert_cmpfloat (number->number, ==, 2.5);
  g_assert_cmpint (number->value_kind, ==, SCIM_VALUE_NUMBER);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/filter/rows", test_rows);
  g_test_add_func ("/scim/filter/messages", test_messages);
  g_test_add_func ("/scim/filter/depth", test_depth);
  g_test_add_func ("/scim/filter/chain", test_chain);
  g_test_add_func ("/scim/filter/length", test_length);
  g_test_add_func ("/scim/filter/shape", test_shape);
  g_test_add_func ("/scim/filter/value", test_value);
  return g_test_run ();
}
