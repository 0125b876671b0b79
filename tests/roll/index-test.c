/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file that lists come from: when there is a new one, missing, torn, wrong, of an older format;
 * and lists while others publish and read. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "database/database.h"
#include "list-helpers.h"
#include "roll-helpers.h"
#include "roll/roll-links.h"
#include "roll/roll-private.h"
#include "roll/roll-search.h"

/* How many index files lie in the folder; @path, if wanted, is one of them. */
static guint
count_files (RollFixture  *fixture,
             char        **path)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "list-"))
      {
        count++;
        if (path != NULL)
          {
            g_free (*path);
            *path = g_build_filename (fixture->folder, name, NULL);
          }
      }
  return count;
}

/* Each publication has a new generation; only those that change a list have a new file. */
static void
test_generations (RollFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Roll) other = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  RollListQuery query = { .list = ROLL_USERS };
  gint64 generation = roll_get_generation (fixture->roll);

  g_assert_cmpint (generation, ==, 0);
  list_fixture_assert (fixture->roll, &query, 0, "");
  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  g_assert_cmpint (roll_get_generation (fixture->roll), >, generation);
  generation = roll_get_generation (fixture->roll);
  g_assert_cmpuint (count_files (fixture, &first), ==, 1);
  other = roll_open (fixture->folder, &error);
  g_assert_no_error (error);
  list_fixture_assert (other, &query, 0, "Ada bob Ödön Zoë");

  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  g_assert_cmpint (roll_get_generation (other), >, generation);
  generation = roll_get_generation (other);
  g_assert_cmpuint (count_files (fixture, &second), ==, 1);
  g_assert_cmpstr (first, ==, second);

  roll_fixture_fill (fixture, "[{'id':'3','userName':'bob'}]", "[]");
  g_assert_cmpint (roll_get_generation (other), >, generation);
  g_assert_cmpuint (count_files (fixture, &third), ==, 1);
  g_assert_cmpstr (first, !=, third);
  list_fixture_assert (other, &query, 5, "bob");

  /* Membership alone is a new list too. */
  roll_fixture_fill (fixture, "[{'id':'3','userName':'bob'}]",
                     "[{'id':'1','displayName':'x','members':[{'value':'3'}]}]");
  query.state = ROLL_STATE_LONELY;
  list_fixture_assert (other, &query, 0, "");
  roll_fixture_fill (fixture, "[{'id':'3','userName':'bob'}]", "[{'id':'1','displayName':'x'}]");
  list_fixture_assert (other, &query, 0, "bob");
}

/* What is done to the file, and that everybody gets the same list as before. */
typedef enum
{
  HARM_REMOVE,
  HARM_EMPTY,
  HARM_HALVE,
  HARM_ZERO_TAIL,
  HARM_SIZES,
  HARM_OTHER,
  N_HARMS,
} Harm;

static void
do_harm (const char *path,
         Harm        harm)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (path), ==, 0);
  if (harm == HARM_REMOVE)
    return;
  if (harm == HARM_EMPTY)
    length = 0;
  else if (harm == HARM_HALVE)
    length /= 2;
  else if (harm == HARM_ZERO_TAIL)
    memset (contents + length / 2, 0, length - length / 2);
  else if (harm == HARM_SIZES)
    memset (contents + 16, 0xff, 48);
  else
    contents[8] ^= 1;
  g_file_set_contents (path, contents, (gssize)length, &error);
  g_assert_no_error (error);
}

static void
test_harmed_files (RollFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  RollListQuery query = { .search = "o" };

  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  for (guint harm = 0; harm < N_HARMS; harm++)
    {
      g_autofree char *path = NULL;
      g_autofree char *good = NULL;
      g_autofree char *mended = NULL;
      g_autoptr (Roll) other = NULL;
      gsize length;
      gsize mended_length;

      g_assert_cmpuint (count_files (fixture, &path), ==, 1);
      g_file_get_contents (path, &good, &length, &error);
      do_harm (path, (Harm)harm);

      other = roll_open (fixture->folder, &error);
      g_assert_no_error (error);
      roll_list_prepare (other, NULL, &error);
      g_assert_no_error (error);
      list_fixture_assert (other, &query, 0, "bob Ödön Zoë");
      g_file_get_contents (path, &mended, &mended_length, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (good, length, mended, mended_length);
    }
}

/* Any one wrong byte in a file whose sizes are right gives a wrong answer at worst. */
static void
test_wrong_bytes (RollFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *good = NULL;
  gsize length;

  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  count_files (fixture, &path);
  g_file_get_contents (path, &good, &length, &error);
  g_assert_no_error (error);

  for (gsize at = 16; at < length; at += 3)
    {
      g_autoptr (Roll) other = NULL;
      g_autofree char *harmed = g_memdup2 (good, length);

      harmed[at] = (char)~harmed[at];
      g_assert_cmpint (g_remove (path), ==, 0);
      g_file_set_contents_full (path, harmed, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600,
                                &error);
      g_assert_no_error (error);
      other = roll_open (fixture->folder, &error);
      for (guint i = 0; i < 2 * ROLL_N_SORTS; i++)
        {
          RollListQuery query = { .sort = (RollSort)(i / 2), .search = i % 3 == 0 ? "o" : NULL };
          g_autoptr (GArray) found = NULL;

          query.descending = i % 2 == 1;
          query.list = i % 4 == 3 ? ROLL_GROUPS : ROLL_USERS;
          found = roll_list (other, &query, i % 5, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (found->len, <=, 4);
        }
      g_free (roll_search_suggest (other, ROLL_USERS, "zoo", NULL));
    }
}

/* Without room for the file, the list is made in memory. */
static void
test_no_room (RollFixture   *fixture,
              gconstpointer  data)
{
  RollListQuery query = { .list = ROLL_USERS };
  g_autofree char *path = NULL;

  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  count_files (fixture, &path);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  list_fixture_assert (fixture->roll, &query, 0, "Ada bob Ödön Zoë");
  list_fixture_assert (fixture->roll, &query, 0, "Ada bob Ödön Zoë");
}

/* A roll as the first format had it: step 1 alone, with its rows. */
static void
test_migrated (RollFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Database) database = NULL;
  g_autoptr (RollRow) zoe = NULL;
  RollListQuery query = { .sort = ROLL_SORT_DEPARTMENT };

  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  g_clear_object (&fixture->roll);
  {
    g_autofree char *path = g_build_filename (fixture->folder, ROLL_DATABASE_NAME, NULL);

    database = database_open (path, 0, &error);
    g_assert_no_error (error);
    database_exec (database,
                   "DROP INDEX change_id; DROP INDEX change_group; DROP INDEX change_time;"
                   "DROP TABLE state; DROP TABLE count; ALTER TABLE change DROP COLUMN group_id;"
                   "ALTER TABLE resource DROP COLUMN department;"
                   "ALTER TABLE resource DROP COLUMN title;"
                   "ALTER TABLE resource DROP COLUMN modified; PRAGMA user_version = 1;",
                   &error);
    g_assert_no_error (error);
  }
  g_clear_pointer (&database, database_close);

  fixture->roll = roll_open (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpint (roll_get_generation (fixture->roll), >, 0);
  list_fixture_assert (fixture->roll, &query, 0, "Ada Ödön Zoë bob");
  query.sort = ROLL_SORT_MODIFIED;
  list_fixture_assert (fixture->roll, &query, 0, "bob Ada Ödön Zoë");
  zoe = roll_get_row (fixture->roll, roll_find_row (fixture->roll, ROLL_USERS, "zoe"), &error);
  g_assert_cmpstr (zoe->title, ==, "Chief");
  roll_fixture_assert (fixture, "SELECT count (*) || ':' || max (users_total) FROM count", "1:4");
  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  list_fixture_assert (fixture->roll, &query, 0, "bob Ada Ödön Zoë");
}

typedef struct
{
  const char *folder;
  gint running;
} Publishing;

static gpointer
publish_thread (gpointer data)
{
  Publishing *publishing = data;
  g_autoptr (GError) error = NULL;
  RollFixture own = { .folder = (char *)publishing->folder };

  own.roll = roll_open (own.folder, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 40; i++)
    roll_fixture_fill (&own, i % 2 == 0 ? "[{'id':'3','userName':'bob'}]" : LIST_USERS,
                       i % 2 == 0 ? "[]" : LIST_GROUPS);
  g_object_unref (own.roll);
  g_atomic_int_set (&publishing->running, 0);
  return NULL;
}

static void
wait_cb (const RollPerson *person,
         gpointer          data)
{
  g_usleep (1000);
}

static gpointer
long_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;
  RollFixture *fixture = data;

  for (guint i = 0; i < 10; i++)
    {
      roll_foreach_user (fixture->roll, NULL, NULL, wait_cb, NULL, &error);
      g_assert_no_error (error);
    }
  return NULL;
}

/* While another publishes and a worker reads at length, every question is answered, with one roll
 * or the other. */
static void
test_together (RollFixture   *fixture,
               gconstpointer  data)
{
  Publishing publishing = { fixture->folder, 1 };
  g_autoptr (GThread) publisher = NULL;
  g_autoptr (GThread) reader = NULL;
  RollListQuery query = { .list = ROLL_USERS };
  guint answers = 0;

  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  publisher = g_thread_new ("publish", publish_thread, &publishing);
  reader = g_thread_new ("read", long_thread, fixture);
  while (g_atomic_int_get (&publishing.running) != 0 || answers == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) found = roll_list (fixture->roll, &query, answers % 2, NULL, &error);
      g_autoptr (GPtrArray) got = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (found->len, >, 0);
      got =
          roll_get_rows (fixture->roll, (const guint32 *)(gpointer)found->data, found->len, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (got->len, ==, found->len);
      answers++;
    }
  g_thread_join (g_steal_pointer (&publisher));
  g_thread_join (g_steal_pointer (&reader));
  list_fixture_assert (fixture->roll, &query, 0, "Ada bob Ödön Zoë");
}

typedef struct
{
  GMutex mutex;
  GCond changed;
  gboolean inside;
  gboolean leave;
  Roll *roll;
} Holding;

static void
hold_cb (const RollPerson *person,
         gpointer          data)
{
  Holding *holding = data;

  g_mutex_lock (&holding->mutex);
  holding->inside = TRUE;
  g_cond_broadcast (&holding->changed);
  while (!holding->leave)
    g_cond_wait (&holding->changed, &holding->mutex);
  g_mutex_unlock (&holding->mutex);
}

static gpointer
hold_thread (gpointer data)
{
  Holding *holding = data;
  g_autoptr (GError) error = NULL;

  roll_foreach_user (holding->roll, NULL, NULL, hold_cb, holding, &error);
  g_assert_no_error (error);
  return NULL;
}

/* Short questions don't wait for a long one: the worker stands still until all are answered. */
static void
test_short_questions (RollFixture   *fixture,
                      gconstpointer  data)
{
  Holding holding = { .roll = fixture->roll };
  g_autoptr (GThread) thread = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RollInfo) info = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *body = NULL;
  RollListQuery query = { .list = ROLL_USERS };

  g_mutex_init (&holding.mutex);
  g_cond_init (&holding.changed);
  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  thread = g_thread_new ("hold", hold_thread, &holding);
  g_mutex_lock (&holding.mutex);
  while (!holding.inside)
    g_cond_wait (&holding.changed, &holding.mutex);
  g_mutex_unlock (&holding.mutex);

  list_fixture_assert (fixture->roll, &query, 3, "Ada bob Ödön");
  list_fixture_assert_counts (fixture->roll, &query, 4, 3, 1, 1);
  groups =
      roll_get_groups (fixture->roll, roll_find_row (fixture->roll, ROLL_USERS, "m"), 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (groups->len, ==, 2);
  info = roll_get_info (fixture->roll, &error);
  g_assert_no_error (error);
  body = roll_get_body (fixture->roll, roll_find_row (fixture->roll, ROLL_USERS, "bob"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (roll_get_generation (fixture->roll), >, 0);

  g_mutex_lock (&holding.mutex);
  holding.leave = TRUE;
  g_cond_broadcast (&holding.changed);
  g_mutex_unlock (&holding.mutex);
  g_thread_join (g_steal_pointer (&thread));
  g_cond_clear (&holding.changed);
  g_mutex_clear (&holding.mutex);
}

static void
test_forgotten (RollFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  roll_fixture_fill (fixture, LIST_USERS, LIST_GROUPS);
  g_assert_cmpuint (count_files (fixture, NULL), ==, 1);
  g_clear_object (&fixture->roll);
  roll_forget (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
}

typedef struct
{
  const char *path;
  void (*test) (RollFixture *fixture, gconstpointer data);
} Test;

static const Test tests[] = {
  { "/roll/index/generations", test_generations },
  { "/roll/index/harmed-files", test_harmed_files },
  { "/roll/index/wrong-bytes", test_wrong_bytes },
  { "/roll/index/no-room", test_no_room },
  { "/roll/index/migrated", test_migrated },
  { "/roll/index/together", test_together },
  { "/roll/index/short-questions", test_short_questions },
  { "/roll/index/forgotten", test_forgotten },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, RollFixture, NULL, roll_fixture_set_up, tests[i].test,
                roll_fixture_tear_down);

  return g_test_run ();
}
