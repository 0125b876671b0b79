/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching: which words find whom, the same as a plain look at everybody; and suggestions. */

#include "config.h"

#include <string.h>

#include "base/base-fold.h"
#include "roll-helpers.h"
#include "roll/roll-search.h"

#define USERS                                                                        \
  "[{'id':'a81f-22','userName':'jonas.weber@x.example','displayName':'Jonas Weber'," \
  "  'externalId':'E-17','emails':[{'value':'JW@Home.example'}]},"                   \
  " {'id':'a81f-23','userName':'s.muller','displayName':'Søren Müller'},"          \
  " {'id':'a81f-24','userName':'oezguer','displayName':'Özgür\\tÇelik\\nJr'},"    \
  " {'id':'a81f-25','userName':'weber','externalId':'s.muller-old'},"                \
  " {'id':'a81f-26','userName':'Ⅷ','displayName':'Nguyễn Văn 한'},"            \
  " {'id':'weber','userName':'root'}]"
#define GROUPS "[{'id':'g','displayName':'Jonas fans'}]"

static char *
search (Roll       *roll,
        RollList    type,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  RollListQuery query = { .list = type, .search = text };
  g_autoptr (GArray) numbers = roll_list (roll, &query, 0, NULL, &error);
  g_autoptr (GPtrArray) rows = NULL;
  GString *keys = g_string_new (NULL);

  g_assert_no_error (error);
  rows = roll_get_rows (roll, (const guint32 *)(gpointer)numbers->data, numbers->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "",
                            ((RollRow *)g_ptr_array_index (rows, i))->key);
  return g_string_free (keys, FALSE);
}

typedef struct
{
  const char *search;
  const char *expected;
} Row;

/* By name: Jonas, Nguyễn, Özgür, root, Søren, weber. */
static const Row rows[] = {
  { "jonas", "jonas.weber@x.example" },
  { "WEBER jon", "jonas.weber@x.example" },
  { "  jonas\t weber ", "jonas.weber@x.example" },
  { "jonas muller", "" },
  { "weber", "jonas.weber@x.example root weber" },
  { "weber x", "jonas.weber@x.example" },
  { "e-17", "jonas.weber@x.example" },
  { "jw@home", "jonas.weber@x.example" },
  { "muller", "s.muller weber" },
  { "Müller soren", "s.muller" },
  { "MU\u0308LLER", "s.muller weber" },
  { "ozgur", "oezguer" },
  { "celik jr", "oezguer" },
  { "ÇELİK", "oezguer" },
  { "nguyen", "Ⅷ" },
  { "ⅷ", "Ⅷ" },
  { "한", "Ⅷ" },
  { "a81f", "" },
  { "a81f-24", "oezguer" },
  { " a81f-24 ", "oezguer" },
  { "A81F-24", "" },
  { "a81f-24 oezguer", "" },
  { "%", "" },
  { "_", "" },
  { "'", "" },
  { "bad\xff", "" },
};

static void
test_searches (RollFixture   *fixture,
               gconstpointer  data)
{
  roll_fixture_fill (fixture, USERS, GROUPS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = search (fixture->roll, ROLL_USERS, rows[i].search);

      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

static void
test_groups (RollFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *found = NULL;
  g_autofree char *other = NULL;

  roll_fixture_fill (fixture, USERS, GROUPS);
  found = search (fixture->roll, ROLL_GROUPS, "jonas");
  other = search (fixture->roll, ROLL_GROUPS, "weber");
  g_assert_cmpstr (found, ==, "Jonas fans");
  g_assert_cmpstr (other, ==, "");
}

#define PEOPLE 3000

/* A name of few letters, so that pieces of it are found in many. */
static char *
make_word (void)
{
  GString *word = g_string_new (NULL);
  int length = g_test_rand_int_range (1, 6);

  for (int i = 0; i < length; i++)
    g_string_append (word, g_test_rand_int_range (0, 12) == 0 ? "ä" : "");
  for (int i = 0; i < length; i++)
    g_string_append_c (word, (char)('a' + g_test_rand_int_range (0, 3)));
  return g_string_free (word, FALSE);
}

static void
fill_random (RollFixture *fixture,
             GPtrArray   *texts)
{
  g_autoptr (GString) page = g_string_new ("[");

  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *first = make_word ();
      g_autofree char *second = make_word ();
      g_autofree char *text = g_strdup_printf ("%s %s\n%s%u", first, second, first, i);

      g_string_append_printf (page, "%s{'id':'%u','displayName':'%s %s','userName':'%s%u'}",
                              i > 0 ? "," : "", i, first, second, first, i);
      g_ptr_array_add (texts, base_fold_search (text));
    }
  g_string_append_c (page, ']');
  roll_fixture_fill (fixture, page->str, "[]");
}

static guint
count_plainly (GPtrArray  *texts,
               const char *first,
               const char *second)
{
  g_autofree char *folded_first = base_fold_search (first);
  g_autofree char *folded_second = base_fold_search (second);
  guint count = 0;

  for (guint i = 0; i < texts->len; i++)
    count += strstr (texts->pdata[i], folded_first) != NULL &&
             strstr (texts->pdata[i], folded_second) != NULL;
  return count;
}

/* Against a plain look at everybody, in every order. */
static void
test_many (RollFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint found = 0;

  fill_random (fixture, texts);
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *first = make_word ();
      g_autofree char *second = make_word ();
      g_autofree char *text = g_strdup_printf ("%s %s", second, first);
      RollListQuery query = { .search = text, .sort = (RollSort)(i % ROLL_N_SORTS) };
      g_autoptr (GArray) numbers = roll_list (fixture->roll, &query, 0, NULL, &error);
      g_autoptr (GHashTable) different = g_hash_table_new (NULL, NULL);
      RollListCounts counts;

      g_assert_no_error (error);
      for (guint j = 0; j < numbers->len; j++)
        g_hash_table_add (different, GUINT_TO_POINTER (g_array_index (numbers, guint32, j)));
      g_assert_cmpuint (numbers->len, ==, count_plainly (texts, first, second));
      g_assert_cmpuint (numbers->len, ==, g_hash_table_size (different));
      g_assert_true (roll_count_rows (fixture->roll, &query, &counts, NULL, &error));
      g_assert_cmpuint (counts.all, ==, numbers->len);
      found += numbers->len;
    }
  g_assert_cmpuint (found, >, 1000);
}

static void
count_cb (const RollPerson *person,
          gpointer          data)
{
  (*(guint *)data)++;
}

/* roll_foreach_user() finds the same people. */
static void
test_foreach (RollFixture   *fixture,
              gconstpointer  data)
{
  roll_fixture_fill (fixture, USERS, GROUPS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      RollListQuery query = { .search = rows[i].search };
      RollListCounts counts;
      guint found = 0;

      roll_foreach_user (fixture->roll, rows[i].search, NULL, count_cb, &found, &error);
      g_assert_no_error (error);
      roll_count_rows (fixture->roll, &query, &counts, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found, ==, counts.all);
    }
}

static const Row suggestions[] = {
  { "jonas webr", "Jonas Weber" },
  { "Webre Jonas", "Jonas Weber" },
  { "Jnas Weber", "Jonas Weber" },
  { "Moller", "Søren Müller" },
  { "özgürr", "Özgür\tÇelik\nJr" },
  { "rot", NULL },
  { "rooot", "root" },
  { "wxyzw", NULL },
  { "", NULL },
  { "a b c d e f g", NULL },
  { "ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo", NULL },
};

static void
test_suggestions (RollFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_assert_null (roll_search_suggest (fixture->roll, ROLL_USERS, "jonas webr", NULL));
  roll_fixture_fill (fixture, USERS, GROUPS);
  for (guint i = 0; i < G_N_ELEMENTS (suggestions); i++)
    {
      g_autofree char *found =
          roll_search_suggest (fixture->roll, ROLL_USERS, suggestions[i].search, NULL);

      g_assert_cmpstr (found, ==, suggestions[i].expected);
    }
  g_cancellable_cancel (cancelled);
  g_assert_null (roll_search_suggest (fixture->roll, ROLL_USERS, "jonas webr", cancelled));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/roll/search/searches", RollFixture, NULL, roll_fixture_set_up, test_searches,
              roll_fixture_tear_down);
  g_test_add ("/roll/search/groups", RollFixture, NULL, roll_fixture_set_up, test_groups,
              roll_fixture_tear_down);
  g_test_add ("/roll/search/many", RollFixture, NULL, roll_fixture_set_up, test_many,
              roll_fixture_tear_down);
  g_test_add ("/roll/search/foreach", RollFixture, NULL, roll_fixture_set_up, test_foreach,
              roll_fixture_tear_down);
  g_test_add ("/roll/search/suggestions", RollFixture, NULL, roll_fixture_set_up, test_suggestions,
              roll_fixture_tear_down);

  return g_test_run ();
}
