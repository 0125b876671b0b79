/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading CSV: columns in every spelling, groups, managers, and every fault with its line and
 * column. */

#include "config.h"

#include <string.h>

#include "source-helpers.h"

static Roll *
read_text (const char *text)
{
  g_autofree char *path = helper_write_file ("people.csv", text, -1);
  g_autofree char *uri = g_strconcat ("csv:", path, NULL);

  return helper_read_uri (uri, NULL);
}

static void
test_people (void)
{
  g_autoptr (Roll) roll = NULL;
  g_autofree char *lines = NULL;

  roll = read_text (
      "USERNAME;externalid;name.givenName;Name.FamilyName;"
      "\"emails[type eq \"\"work\"\"].value\";active;groups;department;manager;title;id\n"
      "Ada;E1;Ada;Lovelace;Ada@X.example;yes;Engineering; Chess ;All;;\n"
      "\n"
      "grace;E2;Grace;\"Hopper; Admiral\";;Disabled;chess;Navy;ada;;g-7\n"
      "joan;E3;;;;;\"Engineering;CHESS\";;E2;;\n");
  lines = helper_to_jsonl (roll);
  helper_assert_text (helper_get_counts (roll), "3 2 2 4");
  helper_assert_text (helper_get_faults (roll, TRUE), "");

  g_assert_nonnull (strstr (lines, "\"id\":\"csv:ada\""));
  g_assert_nonnull (strstr (lines, "\"id\":\"g-7\""));
  g_assert_nonnull (strstr (lines, "\"emails\":[{\"type\":\"work\",\"value\":\"Ada@X.example\"}]"));
  g_assert_nonnull (strstr (lines, "\"familyName\":\"Hopper; Admiral\""));
  g_assert_nonnull (strstr (lines, "\"active\":false"));
  g_assert_nonnull (strstr (lines, "\"department\":\"Navy\",\"manager\":{\"value\":\"csv:ada\"}"));
  g_assert_nonnull (strstr (lines, "\"manager\":{\"value\":\"g-7\"}"));
  g_assert_nonnull (
      strstr (lines, "{\"id\":\"group:engineering\",\"displayName\":\"Engineering\","
                     "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"members\":"
                     "[{\"value\":\"csv:ada\",\"type\":\"User\"},"
                     "{\"value\":\"csv:joan\",\"type\":\"User\"}]}"));
  g_assert_nonnull (
      strstr (lines, "\"carried\":[\"active\",\"emails.value\",\"externalId\",\"groups\",\"id\","
                     "\"name.familyName\",\"name.givenName\",\"title\","
                     "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department\","
                     "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value\","
                     "\"userName\"]"));
}

/* Two rows of one name are two people, and stay the same two at the next reading. */
static void
test_duplicates (void)
{
  static const char text[] = "userName,title\nada,One\nADA,Two\n";
  g_autoptr (Roll) roll = read_text (text);
  g_autoptr (Roll) again = read_text (text);
  g_autofree char *lines = helper_to_jsonl (roll);

  helper_assert_text (helper_get_counts (roll), "2 2 0 0");
  helper_assert_text (helper_get_faults (roll, TRUE), "");
  g_assert_nonnull (strstr (lines, "\"id\":\"csv:ada#2\",\"userName\":\"ADA\""));
}

static void
test_encodings (void)
{
  static const char text[] = "userName\tdisplayName\nzoë\tZoë Müller\n";
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", text, NULL);
  g_autofree char *wide = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (Roll) roll = read_text (text);
  g_autoptr (Roll) with_mark = read_text (marked);
  g_autoptr (Roll) utf16 = NULL;
  gsize length;

  wide = g_convert (marked, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  path = helper_write_file ("wide.csv", wide, (gssize)length);
  uri = g_strconcat ("csv:", path, NULL);
  utf16 = helper_read_uri (uri, NULL);
  helper_assert_text (helper_get_counts (roll), "1 1 0 0");
  helper_assert_text (helper_get_counts (with_mark), "1 1 0 0");
  helper_assert_text (helper_get_counts (utf16), "1 1 0 0");
}

/* An unknown column that nobody filled, a service's own columns, and a password are passed over. */
static void
test_left_out (void)
{
  g_autoptr (Roll) roll = read_text ("userName,Shoe size,,meta.created,password\n"
                                     "ada,,,2026-01-01T00:00:00Z,hunter2\n");
  g_autofree char *lines = helper_to_jsonl (roll);

  helper_assert_text (helper_get_counts (roll), "1 1 0 0");
  g_assert_null (strstr (lines, "hunter2"));
  g_assert_null (strstr (lines, "2026-01-01"));
}

/**
 * Export: Somebody's export, and what it must give.
 * @first: the first person's line
 * @carried: of the header
 */
typedef struct
{
  const char *file;
  const char *counts;
  const char *first;
  const char *carried;
} Export;

#define SCHEMAS "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]"
#define ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

static const Export exports[] = {
  { "entra.csv", "3 2 0 0",
    "{" SCHEMAS ",\"id\":\"7c0f6d2e-0001-4a7e-9b1a-000000000001\","
    "\"userName\":\"jonas.weber@contoso.example\",\"displayName\":\"Jonas Weber\","
    "\"name\":{\"familyName\":\"Weber\",\"givenName\":\"Jonas\"},"
    "\"emails\":[{\"type\":\"work\",\"value\":\"jonas.weber@contoso.example\"}],"
    "\"title\":\"Accountant\",\"" ENTERPRISE "\":{\"department\":\"Finance\"},\"active\":true,"
    "\"addresses\":[{\"type\":\"work\",\"streetAddress\":\"Hauptstr. 1\",\"region\":\"Hessen\","
    "\"country\":\"Germany\",\"locality\":\"Frankfurt\",\"postalCode\":\"60311\"}],"
    "\"phoneNumbers\":[{\"type\":\"work\",\"value\":\"+49 69 1234\"},"
    "{\"type\":\"mobile\",\"value\":\"+49 170 1234\"}]}",
    "[\"active\",\"addresses.country\",\"addresses.locality\",\"addresses.postalCode\","
    "\"addresses.region\",\"addresses.streetAddress\",\"displayName\",\"emails.value\",\"id\","
    "\"name.familyName\",\"name.givenName\",\"phoneNumbers.value\",\"title\","
    "\"" ENTERPRISE ":department\",\"userName\"]" },
  { "entra-renewed.csv", "1 1 0 0",
    "{" SCHEMAS ",\"id\":\"7c0f6d2e-0001-4a7e-9b1a-000000000001\","
    "\"userName\":\"jonas.weber@contoso.example\",",
    NULL },
  { "okta.csv", "6 3 0 0",
    "{" SCHEMAS ",\"id\":\"csv:jonas.weber@example.com\",\"displayName\":\"Jonas Weber\","
    "\"userName\":\"jonas.weber@example.com\","
    "\"name\":{\"givenName\":\"Jonas\",\"familyName\":\"Weber\"},"
    "\"emails\":[{\"type\":\"work\",\"value\":\"jonas@example.com\"}],\"active\":true,"
    "\"" ENTERPRISE "\":{\"department\":\"Finance\"},\"title\":\"Accountant\"}",
    "[\"active\",\"displayName\",\"emails.value\",\"name.familyName\",\"name.givenName\",\"title\","
    "\"" ENTERPRISE ":department\",\"userName\"]" },
  { "okta-accounts.csv", "2 1 0 0",
    "{" SCHEMAS ",\"id\":\"00u1\",\"displayName\":\"Jonas Weber\","
    "\"userName\":\"jonas.weber@example.com\","
    "\"emails\":[{\"type\":\"work\",\"value\":\"jonas@example.com\"}],\"active\":true}",
    "[\"active\",\"displayName\",\"emails.value\",\"id\",\"userName\"]" },
  { "google.csv", "2 1 0 0",
    "{" SCHEMAS ",\"id\":\"csv:jonas.weber@example.com\","
    "\"name\":{\"givenName\":\"Jonas\",\"familyName\":\"Weber\"},"
    "\"userName\":\"jonas.weber@example.com\",\"active\":true,"
    "\"phoneNumbers\":[{\"type\":\"work\",\"value\":\"+49 69 1234\"}],"
    "\"" ENTERPRISE "\":{\"employeeNumber\":\"1042\","
    "\"manager\":{\"value\":\"csv:anna.koch@example.com\"},\"department\":\"Finance\","
    "\"costCenter\":\"4711\"},\"title\":\"Accountant\"}",
    NULL },
  { "atlassian.csv", "3 1 0 0",
    "{" SCHEMAS ",\"id\":\"712020:978521a6-2367-4092-a7f6-000000000001\","
    "\"displayName\":\"Jonas Weber\",\"userName\":\"jonas.weber@example.com\",\"active\":true}",
    "[\"active\",\"displayName\",\"id\",\"userName\"]" },
};

/* The files in tests/data/exports. */
static void
test_export (gconstpointer data)
{
  const Export *row = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "exports", row->file, NULL);
  g_autofree char *uri = g_strconcat ("csv:", path, NULL);
  g_autoptr (Roll) roll = helper_read_uri (uri, NULL);
  g_autofree char *lines = helper_to_jsonl (roll);
  g_autofree char *first = g_strconcat ("\n", row->first, NULL);
  g_autofree char *carried =
      row->carried != NULL ? g_strconcat ("\"carried\":", row->carried, NULL) : NULL;

  helper_assert_text (helper_get_counts (roll), row->counts);
  helper_assert_text (helper_get_faults (roll, TRUE), "");
  if (strstr (lines, first) == NULL)
    g_error ("“%s” isn't in:\n%s", first, lines);
  if (carried != NULL && strstr (lines, carried) == NULL)
    g_error ("“%s” isn't in:\n%s", carried, lines);
  g_assert_null (strstr (lines, "****"));
}

static void
test_export_spellings (void)
{
  g_autoptr (Roll) capitals = read_text ("LOGIN;STATUS;User TYPE;Groups;externalId\n"
                                         "ada;pending-user_action;Member;A,B;E1\n"
                                         "grace;No;;;\n"
                                         "alan;deprovisioned;;;\n");
  g_autoptr (Roll) bare = read_text ("Email Address,First Name,Last Name,Status\n"
                                     "ada@x.example,Ada,Lovelace,archived\n");
  g_autoptr (Roll) twice = read_text ("Okta username,User,Display name,Email,Primary email\n"
                                      "ada,Ada,Lady,a@x.example,b@x.example\n");
  g_autofree char *lines = helper_to_jsonl (twice);

  helper_assert_text (helper_get_counts (capitals), "3 1 1 1");
  helper_assert_text (helper_get_counts (bare), "1 0 0 0");
  g_assert_nonnull (strstr (lines, "\"displayName\":\"Ada\""));
  g_assert_nonnull (strstr (lines, "a@x.example"));
  g_assert_null (strstr (lines, "b@x.example"));
}

typedef struct
{
  const char *name;
  const char *text;
  const char *part;
} Fault;

static const Fault faults[] = {
  { "empty", "", "is empty" },
  { "no-user-name-column", "displayName\nAda\n", "line 1, column 1: no column is called userName" },
  { "no-user-name", "title,userName\nEng,ada\nEng,\n",
    "line 3, column 5: a person without userName" },
  { "broken-quote", "userName,title\nada,\"Eng\ngrace,x\n", "line 2, column 5" },
  { "text-behind-quote", "userName,title\n\"ada\"x,Eng\n", "line 2, column 6" },
  { "bad-word", "userName,active\nada,true\ngrace,perhaps\n",
    "line 3, column 7: “perhaps” is neither yes nor no" },
  { "unknown-column", "userName,Given name\nada,\ngrace,Grace\n",
    "line 3, column 7: the column “Given name” is no SCIM path (did you mean one of "
    "name.givenName" },
  { "field-too-many", "userName\nada\ngrace,x\n", "line 3, column 7: a field too many" },
  { "bad-state", "Login,Status\nada,ACTIVE\ngrace,VANISHED\n",
    "line 3, column 7: “VANISHED” is neither yes nor no" },
  { "state-without-export", "userName,active\nada,suspended\n", "line 2, column 5" },
  { "export-without-name", "User id,User name,email\n1,Ada,\n", "a person without userName" },
  { "column-twice", "userName,active,ACTIVE\nada,1,1\n", "line 1, column 17" },
  { "no-sub-attribute", "userName,name\nada,Ada\n", "line 2, column 5" },
};

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *path = helper_write_file ("people.csv", fault->text, -1);
  g_autofree char *uri = g_strconcat ("csv:", path, NULL);

  helper_refuse_uri (uri, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, fault->part);
  helper_refuse_uri (uri, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, "people.csv");
}

static void
test_wrong_encoding (void)
{
  g_autofree char *path = helper_write_file ("people.csv", "userName\nzo\xeb\n", -1);
  g_autofree char *uri = g_strconcat ("csv:", path, NULL);

  helper_refuse_uri (uri, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE, "people.csv");
  helper_refuse_uri ("csv:/nowhere/at-all.csv", SOURCE_ERROR, SOURCE_ERROR_UNREADABLE,
                     "at-all.csv");
}

/* A roll that was read stays as it was when the next reading fails at its last line. */
static void
test_untouched (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Roll) roll = read_text ("userName\nada\ngrace\n");
  g_autofree char *path =
      helper_write_file ("broken.csv", "userName,active\njoan,yes\nx,maybe\n", -1);
  g_autofree char *uri = g_strconcat ("csv:", path, NULL);
  g_autofree char *before = helper_to_jsonl (roll);
  g_autoptr (Source) source = source_new_for_uri (uri, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (source_read (source, roll, NULL, NULL, NULL, &error));
  g_assert_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_FILE);
  helper_assert_text (helper_to_jsonl (roll), before);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/source/csv/people", test_people);
  g_test_add_func ("/source/csv/duplicates", test_duplicates);
  g_test_add_func ("/source/csv/encodings", test_encodings);
  g_test_add_func ("/source/csv/left-out", test_left_out);
  for (guint i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      g_autofree char *name = g_strconcat ("/source/csv/export/", exports[i].file, NULL);

      g_test_add_data_func (name, &exports[i], test_export);
    }
  g_test_add_func ("/source/csv/export-spellings", test_export_spellings);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_strconcat ("/source/csv/fault/", faults[i].name, NULL);

      g_test_add_data_func (name, &faults[i], test_fault);
    }
  g_test_add_func ("/source/csv/wrong-encoding", test_wrong_encoding);
  g_test_add_func ("/source/csv/untouched", test_untouched);

  result = g_test_run ();
  helper_clean ();
  return result;
}
