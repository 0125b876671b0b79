/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verdict in words for real comparisons, and numbers as a person reads them. */

#include "config.h"

#include "desk/desk-compare.h"
#include "desk/desk-verdict.h"
#include "desk/desk-words.h"

#define HEADER "userName,externalId,active,title,groups\n"

typedef struct
{
  const char *source;
  const char *target;
  const char *headline;
  const char *details;
} Case;

static const Case cases[] = {
  { HEADER "ada,1,true,,A\nbob,2,true,,A\n", HEADER "ada,1,true,,A\nbob,2,true,,A\n",
    "Both sides match: 2 people, 1 group", NULL },
  { HEADER "ada,1,true,,A\nbob,2,true,,A\n", HEADER "ada,1,true,,A\n", "1 person is missing from ",
    "1 never arrived" },
  { HEADER "ada,1,true,,A\n", HEADER "ada,1,true,,A\nbob,2,true,,\ncy,3,true,,\n",
    "2 people are only in ", "2 are unknown at the source" },
  { HEADER "ada,1,true,,A\nbob,2,true,,\n", HEADER "ada,1,true,,A\ncy,3,true,,\n",
    "The counts match, but 2 people don’t", NULL },
  { HEADER "ada,1,true,,A\nbob,2,true,,\ndan,4,true,,\n", HEADER "ada,1,true,,A\ncy,3,true,,\n",
    "Both sides differ: 2 missing from ", NULL },
  { HEADER "ada,1,true,,A\nbob,2,false,,\n", HEADER "ada,1,true,,A\n",
    "The counts match, and every difference is explained: 1 person, 1 group",
    "1 is disabled at the source" },
  { HEADER "ada,1,true,Boss,A\n", HEADER "ada,1,true,Chief,A\n",
    "The counts match, but 1 person doesn’t", "1 has different attributes" },
  { HEADER "ada,1,true,Boss,A\nbob,2,true,,A\ncy,3,true,,\n",
    HEADER "ada,1,true,Chief,A\nbob,2,false,,A\ndan,4,true,,\neve,,true,,B\n",
    "Both sides differ: 1 missing from ", ", and 3 more reasons." },
};

static DeskSide *
side_of (const char *folder,
         const char *name,
         const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *uri = g_strconcat ("csv:", path, NULL);
  g_autoptr (GError) error = NULL;
  DeskSide *side;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  side = desk_side_new (uri, NULL, NULL, &error);
  g_assert_no_error (error);
  return side;
}

static Comparison *
compare (const Case *wanted)
{
  const char *folder = g_getenv ("XDG_DATA_HOME");
  g_autoptr (DeskSide) source = side_of (folder, "a.csv", wanted->source);
  g_autoptr (DeskSide) target = side_of (folder, "b.csv", wanted->target);
  g_autoptr (GError) error = NULL;
  Comparison *comparison;

  g_assert_true (desk_read_both (source, target, FALSE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  comparison = desk_compare (source, target, NULL, NULL, &error);
  g_assert_no_error (error);
  return comparison;
}

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Comparison) comparison = compare (&cases[i]);
      g_autofree char *headline = desk_verdict_headline (comparison);
      g_autofree char *details = desk_verdict_details (comparison);

      g_test_message ("%s", headline);
      g_assert_true (g_str_has_prefix (headline, cases[i].headline));
      if (i == 0)
        g_assert_null (details);
      if (cases[i].details != NULL)
        g_assert_nonnull (strstr (details, cases[i].details));
    }
}

/* What typed-in numbers leave out was not compared, and so doesn't match. */
static void
test_typed_in (void)
{
  static const struct
  {
    const char *counts;
    const char *headline;
  } typed[] = {
    { "counts:users=2", "The counts match: 2 people" },
    { "counts:groups=1", "The counts match: 1 group" },
    { "counts:users=2,groups=1", "The counts match: 2 people, 1 group" },
    { "counts:users=3", "The counts differ" },
  };
  const char *folder = g_getenv ("XDG_DATA_HOME");

  for (guint i = 0; i < 2 * G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (DeskSide) listed = side_of (folder, "a.csv", cases[0].source);
      g_autoptr (GError) error = NULL;
      g_autoptr (DeskSide) numbers = desk_side_new (typed[i / 2].counts, NULL, NULL, &error);
      DeskSide *source = i % 2 == 0 ? listed : numbers;
      DeskSide *target = i % 2 == 0 ? numbers : listed;
      g_autoptr (Comparison) comparison = NULL;
      g_autofree char *headline = NULL;

      g_assert_no_error (error);
      g_assert_true (desk_read_both (source, target, FALSE, NULL, NULL, NULL, &error));
      comparison = desk_compare (source, target, NULL, NULL, &error);
      g_assert_no_error (error);
      headline = desk_verdict_headline (comparison);
      g_assert_cmpstr (headline, ==, typed[i / 2].headline);
    }
}

static void
test_equation (void)
{
  g_autoptr (Comparison) comparison = compare (&cases[5]);
  g_autoptr (GArray) rows = desk_verdict_equation (comparison);
  const DeskEquationRow *people = &g_array_index (rows, DeskEquationRow, 0);
  const DeskEquationRow *inactive = &g_array_index (rows, DeskEquationRow, 3);

  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpint (people->source, ==, 1);
  g_assert_cmpint (people->target, ==, 1);
  g_assert_true (people->compared && people->equal);
  g_assert_cmpint (inactive->source, ==, 1);
  g_assert_cmpint (inactive->target, ==, 0);
  g_assert_false (inactive->compared);
}

static void
test_numbers (void)
{
  const struct
  {
    gint64 number;
    const char *text;
  } numbers[] = {
    { 0, "0" }, { 999, "999" }, { 1000, "1,000" }, { 1234567, "1,234,567" }, { -1, "?" },
  };
  g_autofree char *one = desk_words_count (COMPARE_GROUPS, 1);
  g_autofree char *many = desk_words_count (COMPARE_MEMBERSHIPS, 1204);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = desk_words_number (numbers[i].number);

      g_assert_cmpstr (text, ==, numbers[i].text);
    }
  g_assert_cmpstr (one, ==, "1 group");
  g_assert_cmpstr (many, ==, "1,204 memberships");
}

static void
remove_tree (const char *path)
{
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", path, NULL);

  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("rollcall-XXXXXX", NULL);
  int result;

  /* GLib's own isolation gives each test other folders and lets their names go. */
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/verdict/words", test_words);
  g_test_add_func ("/desk/verdict/typed-in", test_typed_in);
  g_test_add_func ("/desk/verdict/equation", test_equation);
  g_test_add_func ("/desk/verdict/numbers", test_numbers);
  result = g_test_run ();
  remove_tree (home);
  return result;
}
