/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A roll by itself: what the window waits for. First rows in each order, whole orders, searches of
 * many kinds with their 95th percentile, rows, members, a suggestion; and what publishing costs.
 * bench-roll [PEOPLE]; figures of this machine, in milliseconds. */

#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "roll/roll-history.h"
#include "roll/roll-links.h"
#include "roll/roll-search.h"
#include "roll/roll-writer.h"
#include "scim/scim-schema.h"

#define PAGE 1000
#define IN_GROUP 300
#define ROUNDS 7
#define SEARCHES 400
#define FIRST 200

static const char *const given[] = {
  "Jonas", "Ada",   "Grace", "Zoë",  "Maria", "Peter", "Anna", "Lukas", "Sofia", "Emma",
  "Noah",  "Mia",   "Ben",   "Lea",  "Paul",  "Hanna", "Leon", "Clara", "Felix", "Laura",
  "Max",   "Julia", "Tim",   "Sara", "Jan",   "Nina",  "Tom",  "Eva",   "Ole",   "Ida",
};
static const char *const family[] = {
  "Weber",  "Müller",  "Schmidt",    "Fischer", "Meyer",   "Wagner",   "Becker", "Schulz",
  "Koch",   "Bauer",   "Richter",    "Klein",   "Wolf",    "Schröder", "Braun",  "Neumann",
  "Krause", "Lehmann", "Zimmermann", "Köhler",  "Hofmann", "Lange",    "Fuchs",  "Özgür",
};
static const char *const departments[] = {
  "Finance", "Engineering", "Sales", "Support", "Legal", "Operations", "People", "Research",
};

static const char *const fixed_searches[] = {
  "a",           "e",           "z",      "@",      "jonas",
  "weber",       "jonas weber", "muller", "xqzvbn", "no such person",
  "example.com", "e0000017",    "we",     "an",     "7",
  "9999",        "zoe oz",
};

static double
since (gint64 begin)
{
  return (double)(g_get_monotonic_time () - begin) / 1000;
}

static void
check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
append_user (GString *page,
             guint    number)
{
  const char *first = given[g_random_int_range (0, G_N_ELEMENTS (given))];
  const char *last = family[g_random_int_range (0, G_N_ELEMENTS (family))];

  g_string_append_printf (
      page,
      "%s{\"id\":\"%08x-%08x\",\"userName\":\"user.%07u@example.com\",\"externalId\":\"E%07u\","
      "\"displayName\":\"%s %s\",\"name\":{\"givenName\":\"%s\",\"familyName\":\"%s\"},"
      "\"active\":%s,\"title\":\"Clerk\",\"emails\":[{\"value\":\"user.%07u@example.com\","
      "\"type\":\"work\",\"primary\":true}],"
      "\"meta\":{\"lastModified\":\"2026-%02d-%02dT10:00:00Z\"},"
      "\"%s\":{\"department\":\"%s\"}}",
      page->len > 1 ? "," : "", g_random_int (), number, number, number, first, last, first, last,
      number % 20 == 0 ? "false" : "true", number, g_random_int_range (1, 12),
      g_random_int_range (1, 28), "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
      departments[g_random_int_range (0, G_N_ELEMENTS (departments))]);
}

static void
append_page (RollWriter             *writer,
             const ScimResourceType *type,
             GString                *page)
{
  g_autoptr (GError) error = NULL;

  g_string_append_c (page, ']');
  roll_writer_append_page (writer, type, page->str, page->len, NULL, &error);
  check (error);
  g_string_assign (page, "[");
}

/* All users, then groups of which the first has everybody. */
static void
fill (Roll  *roll,
      guint  people)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollWriter) writer = roll_writer_new (roll, "scim", &error);
  g_autoptr (GString) page = g_string_new ("[");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gint64 begin = g_get_monotonic_time ();

  check (error);
  g_random_set_seed (1);
  for (guint i = 0; i < people; i++)
    {
      gsize at = page->len;
      const char *id;

      append_user (page, i);
      id = strstr (page->str + at, "\"id\":\"") + strlen ("\"id\":\"");
      g_ptr_array_add (ids, g_strndup (id, 17));
      if (i % PAGE == PAGE - 1 || i == people - 1)
        append_page (writer, scim_resource_type_user (), page);
    }
  for (guint i = 0; i < people / 100; i++)
    {
      guint members = i == 0 ? people : IN_GROUP;

      g_string_append_printf (page, "{\"id\":\"g%u\",\"displayName\":\"Group %u\",\"members\":[", i,
                              i);
      for (guint j = 0; j < members; j++)
        g_string_append_printf (page, "%s{\"value\":\"%s\"}", j > 0 ? "," : "",
                                (char *)ids->pdata[i == 0 ? j : g_random_int () % people]);
      g_string_append (page, "]}");
      append_page (writer, scim_resource_type_group (), page);
    }
  g_print ("read %u people: %.0f ms", people, since (begin));

  begin = g_get_monotonic_time ();
  roll_writer_publish (writer, &error);
  check (error);
  g_print (", published: %.0f ms\n", since (begin));
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  double first = *(const double *)a;
  double second = *(const double *)b;

  return (first > second) - (first < second);
}

static double
percentile (GArray *times,
            guint   percent)
{
  g_array_sort (times, compare_cb);
  return g_array_index (times, double, (times->len - 1) * percent / 100);
}

static double
time_list (Roll                *roll,
           const RollListQuery *query,
           guint                limit)
{
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GArray) rows = roll_list (roll, query, limit, NULL, &error);

  check (error);
  return since (begin);
}

static double
time_median (Roll                *roll,
             const RollListQuery *query,
             guint                limit)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < ROUNDS; i++)
    {
      double time = time_list (roll, query, limit);

      g_array_append_val (times, time);
    }
  return percentile (times, 50);
}

static void
measure_orders (Roll *roll)
{
  static const char *const names[] = {
    "name", "key", "department", "active", "members", "modified"
  };

  for (guint sort = 0; sort < ROLL_N_SORTS; sort++)
    {
      RollListQuery query = { .sort = (RollSort)sort };
      RollListQuery down = { .sort = (RollSort)sort, .descending = TRUE };
      RollListQuery lonely = { .sort = (RollSort)sort, .state = ROLL_STATE_LONELY };

      g_print ("by %-10s  first %d: %.3f  descending: %.3f  lonely: %.3f  all: %.2f\n", names[sort],
               FIRST, time_median (roll, &query, FIRST), time_median (roll, &down, FIRST),
               time_median (roll, &lonely, FIRST), time_median (roll, &query, 0));
    }
}

/* What a reader pays where the file is missing, which is what publishing pays too. */
static void
measure_making (Roll *roll)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (roll_get_path (roll));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (Roll) other = NULL;
  const char *name;
  gint64 begin;

  check (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "list-"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_remove (path);
      }
  other = roll_open (folder, &error);
  check (error);
  begin = g_get_monotonic_time ();
  roll_list_prepare (other, NULL, &error);
  check (error);
  g_print ("list made anew: %.0f\n", since (begin));
}

/* Pieces of one to six bytes of what people are called, and the fixed ones. */
static char *
make_search (guint number)
{
  const char *first = given[g_random_int_range (0, G_N_ELEMENTS (given))];

  if (number < G_N_ELEMENTS (fixed_searches))
    return g_strdup (fixed_searches[number]);
  if (number % 3 == 0)
    return g_strdup_printf ("%d", g_random_int_range (0, 1 << g_random_int_range (4, 24)));
  if (number % 3 == 1)
    return g_strdup_printf ("%s %s", first, family[g_random_int_range (0, G_N_ELEMENTS (family))]);
  return g_utf8_substring (first, 0, MIN (g_random_int_range (1, 4), g_utf8_strlen (first, -1)));
}

static void
measure_searches (Roll *roll)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *worst = g_strdup ("");
  double longest = 0;

  for (guint i = 0; i < SEARCHES; i++)
    {
      g_autofree char *search = make_search (i);
      RollListQuery query = { .search = search, .sort = (RollSort)(i % ROLL_N_SORTS) };
      double time = time_list (roll, &query, 0);

      g_array_append_val (times, time);
      if (time > longest)
        {
          longest = time;
          g_free (worst);
          worst = g_strdup (search);
        }
    }
  g_print ("searches: median %.2f, 95th percentile %.2f, longest %.2f (“%s”)\n",
           percentile (times, 50), percentile (times, 95), longest, worst);
}

static void
measure_rest (Roll *roll)
{
  g_autoptr (GError) error = NULL;
  RollListQuery query = { .list = ROLL_USERS };
  g_autoptr (GArray) rows = roll_list (roll, &query, 0, NULL, &error);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GArray) of_group = NULL;
  g_autofree char *suggested = NULL;
  gint64 begin;

  begin = g_get_monotonic_time ();
  found = roll_get_rows (roll, &g_array_index (rows, guint32, rows->len / 2), FIRST, &error);
  g_print ("%d rows: %.2f\n", FIRST, since (begin));
  check (error);

  begin = g_get_monotonic_time ();
  members = roll_get_members (roll, roll_find_row_by_id (roll, ROLL_GROUPS, "g1"), 50, &error);
  g_print ("50 members of %d: %.2f\n", IN_GROUP, since (begin));
  g_clear_pointer (&members, g_ptr_array_unref);
  begin = g_get_monotonic_time ();
  query.group = roll_find_row_by_id (roll, ROLL_GROUPS, "g0");
  members = roll_get_members (roll, query.group, 50, &error);
  g_print ("50 members of everybody: %.2f\n", since (begin));
  check (error);
  begin = g_get_monotonic_time ();
  of_group = roll_list (roll, &query, 0, NULL, &error);
  g_print ("everybody as a group's list: %.2f\n", since (begin));
  check (error);

  begin = g_get_monotonic_time ();
  suggested = roll_search_suggest (roll, ROLL_USERS, "Jonas Webre", NULL);
  g_print ("suggestion “%s”: %.2f\n", suggested, since (begin));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Roll) roll = NULL;
  guint people = argc > 1 ? (guint)strtoul (argv[1], NULL, 10) : 100000;
  gint64 begin;

  setlocale (LC_ALL, "");
  people = MAX (people, 1000);
  roll = roll_new_temporary (&error);
  check (error);
  fill (roll, people);

  begin = g_get_monotonic_time ();
  roll_list_prepare (roll, NULL, &error);
  check (error);
  g_print ("first use: %.2f\n", since (begin));
  measure_orders (roll);
  measure_searches (roll);
  measure_rest (roll);
  measure_making (roll);
  return 0;
}
