/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists as row numbers: orders, states, counts, rows, links, generations, and the file that all
 * that comes from: missing, torn, of another time. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "database/database.h"
#include "roll-helpers.h"
#include "roll/roll-links.h"
#include "roll/roll-private.h"
#include "roll/roll-search.h"

#define ENTERPRISE "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'"

/* By name: Ada, bob, Ödön, Zoë. */
#define USERS                                                                                      \
  "[{'id':'1','userName':'zoe','displayName':'Zoë','active':false,'title':'Chief',"               \
  "  " ENTERPRISE ":{'department':'sales'},'meta':{'lastModified':'2026-03-01T00:00:00Z'}},"       \
  " {'id':'2','userName':'m','displayName':'Ada','externalId':'X','emails':[{'value':'a@x.net'}]," \
  "  " ENTERPRISE ":{'department':'Finance'},'meta':{'lastModified':'2026-01-01T00:00:00Z'}},"     \
  " {'id':'3','userName':'bob'},"                                                                  \
  " {'id':'4','userName':'A','displayName':'Ödön'," ENTERPRISE ":{'department':'Sales'},"          \
  "  'meta':{'lastModified':'2026-02-01T00:00:00.5Z'}}]"
#define GROUPS                                                                                \
  "[{'id':'1','displayName':'beta','members':[{'value':'1'},{'value':'2'},{'value':'4'}]},"   \
  " {'id':'2','displayName':'Alpha','members':[{'value':'2'},{'value':'1','type':'Group'}]}," \
  " {'id':'3','displayName':'empty'}]"

/* Rows as their names, "?" for one that is gone. */
static char *
join_rows (GPtrArray *rows)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const RollRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", row != NULL ? row->name : "?");
    }
  return g_string_free (names, FALSE);
}

static char *
list (Roll                *roll,
      const RollListQuery *query,
      guint                limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = roll_list (roll, query, limit, NULL, &error);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  rows = roll_get_rows (roll, (const guint32 *)(gpointer)numbers->data, numbers->len, &error);
  g_assert_no_error (error);
  return join_rows (rows);
}

static void
assert_list (Roll                *roll,
             const RollListQuery *query,
             guint                limit,
             const char          *expected)
{
  g_autofree char *found = list (roll, query, limit);

  g_assert_cmpstr (found, ==, expected);
}

typedef struct
{
  RollListQuery query;
  guint limit;
  const char *expected;
} Row;

/* clang-format off */
static const Row rows[] = {
  { { .sort = ROLL_SORT_NAME }, 0, "Ada bob Ödön Zoë" },
  { { .sort = ROLL_SORT_NAME }, 2, "Ada bob" },
  { { .sort = ROLL_SORT_NAME, .descending = TRUE }, 3, "Zoë Ödön bob" },
  { { .sort = ROLL_SORT_KEY }, 0, "Ödön bob Ada Zoë" },
  { { .sort = ROLL_SORT_KEY, .descending = TRUE }, 0, "Zoë Ada bob Ödön" },
  { { .sort = ROLL_SORT_DEPARTMENT }, 0, "Ada Ödön Zoë bob" },
  { { .sort = ROLL_SORT_DEPARTMENT, .descending = TRUE }, 0, "Ödön Zoë Ada bob" },
  { { .sort = ROLL_SORT_DEPARTMENT, .descending = TRUE }, 3, "Ödön Zoë Ada" },
  { { .sort = ROLL_SORT_ACTIVE }, 0, "Zoë Ada bob Ödön" },
  { { .sort = ROLL_SORT_ACTIVE, .descending = TRUE }, 0, "Ada bob Ödön Zoë" },
  { { .sort = ROLL_SORT_MEMBERS }, 0, "bob Ödön Zoë Ada" },
  { { .sort = ROLL_SORT_MEMBERS, .descending = TRUE }, 0, "Ada Ödön Zoë bob" },
  { { .sort = ROLL_SORT_MODIFIED }, 0, "bob Ada Ödön Zoë" },
  { { .sort = ROLL_SORT_MODIFIED, .descending = TRUE }, 2, "Zoë Ödön" },
  { { .state = ROLL_STATE_ACTIVE }, 0, "Ada bob Ödön" },
  { { .state = ROLL_STATE_INACTIVE }, 0, "Zoë" },
  { { .state = ROLL_STATE_LONELY }, 0, "bob" },
  { { .state = ROLL_STATE_ACTIVE, .sort = ROLL_SORT_MEMBERS, .descending = TRUE }, 0,
    "Ada Ödön bob" },
  { { .search = "o" }, 0, "bob Ödön Zoë" },
  { { .search = "o", .sort = ROLL_SORT_KEY, .state = ROLL_STATE_ACTIVE }, 0, "Ödön bob" },
  { { .list = ROLL_GROUPS }, 0, "Alpha beta empty" },
  { { .list = ROLL_GROUPS, .sort = ROLL_SORT_MEMBERS, .descending = TRUE }, 0, "beta Alpha empty" },
  { { .list = ROLL_GROUPS, .state = ROLL_STATE_LONELY }, 0, "empty" },
  { { .list = ROLL_GROUPS, .search = "a" }, 0, "Alpha beta" },
};
/* clang-format on */

static void
test_orders (RollFixture   *fixture,
             gconstpointer  data)
{
  roll_fixture_fill (fixture, USERS, GROUPS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_list (fixture->roll, &rows[i].query, rows[i].limit, rows[i].expected);
}

static void
assert_counts (Roll                *roll,
               const RollListQuery *query,
               guint                all,
               guint                active,
               guint                inactive,
               guint                lonely)
{
  g_autoptr (GError) error = NULL;
  RollListCounts counts;

  roll_count_rows (roll, query, &counts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.all, ==, all);
  g_assert_cmpuint (counts.active, ==, active);
  g_assert_cmpuint (counts.inactive, ==, inactive);
  g_assert_cmpuint (counts.lonely, ==, lonely);
}

static void
test_counts (RollFixture   *fixture,
             gconstpointer  data)
{
  RollListQuery users = { .state = ROLL_STATE_INACTIVE };
  RollListQuery groups = { .list = ROLL_GROUPS };
  RollListQuery found = { .search = "O" };
  RollListQuery blank = { .search = "  " };

  assert_counts (fixture->roll, &users, 0, 0, 0, 0);
  roll_fixture_fill (fixture, USERS, GROUPS);
  assert_counts (fixture->roll, &users, 4, 3, 1, 1);
  assert_counts (fixture->roll, &groups, 3, 3, 0, 1);
  assert_counts (fixture->roll, &found, 3, 2, 1, 1);
  assert_counts (fixture->roll, &blank, 4, 3, 1, 1);
}

static void
test_rows (RollFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *names = NULL;
  g_autoptr (RollRow) zoe = NULL;
  g_autoptr (RollRow) ada = NULL;
  g_autoptr (RollRow) beta = NULL;
  guint32 wanted[4];

  roll_fixture_fill (fixture, USERS, GROUPS);
  wanted[0] = roll_find_row (fixture->roll, ROLL_USERS, "ZOE");
  wanted[1] = 4711;
  wanted[2] = roll_find_row_by_id (fixture->roll, ROLL_USERS, "3");
  wanted[3] = wanted[0];
  found = roll_get_rows (fixture->roll, wanted, G_N_ELEMENTS (wanted), &error);
  g_assert_no_error (error);
  names = join_rows (found);
  g_assert_cmpstr (names, ==, "Zoë ? bob Zoë");

  zoe = roll_get_row (fixture->roll, wanted[0], &error);
  g_assert_cmpuint (zoe->row, ==, wanted[0]);
  g_assert_cmpint (zoe->list, ==, ROLL_USERS);
  g_assert_cmpstr (zoe->id, ==, "1");
  g_assert_cmpstr (zoe->key, ==, "zoe");
  g_assert_cmpstr (zoe->department, ==, "sales");
  g_assert_cmpstr (zoe->title, ==, "Chief");
  g_assert_null (zoe->external_id);
  g_assert_null (zoe->email);
  g_assert_false (zoe->active);
  g_assert_true (zoe->in_scope);
  g_assert_cmpuint (zoe->members, ==, 1);
  g_assert_cmpint (zoe->modified, ==, G_GINT64_CONSTANT (1772323200000000));

  ada = roll_get_row (fixture->roll, roll_find_row (fixture->roll, ROLL_USERS, "m"), &error);
  g_assert_cmpstr (ada->external_id, ==, "X");
  g_assert_cmpstr (ada->email, ==, "a@x.net");
  g_assert_null (ada->title);
  g_assert_cmpuint (ada->members, ==, 2);

  beta = roll_get_row (fixture->roll, roll_find_row (fixture->roll, ROLL_GROUPS, "Beta"), &error);
  g_assert_cmpint (beta->list, ==, ROLL_GROUPS);
  g_assert_cmpuint (beta->members, ==, 3);

  g_assert_cmpuint (roll_find_row (fixture->roll, ROLL_USERS, "nobody"), ==, 0);
  g_assert_cmpuint (roll_find_row_by_id (fixture->roll, ROLL_USERS, "99"), ==, 0);
  g_assert_null (roll_get_row (fixture->roll, 4711, &error));
  g_assert_no_error (error);
}

typedef GPtrArray *(*Links) (Roll *roll, guint32 row, guint limit, GError **error);

static void
assert_links (RollFixture *fixture,
              Links        links,
              RollList     type,
              const char  *id,
              guint        limit,
              const char  *expected)
{
  g_autoptr (GError) error = NULL;
  guint32 row = roll_find_row_by_id (fixture->roll, type, id);
  g_autoptr (GPtrArray) found = links (fixture->roll, row, limit, &error);
  g_autofree char *names = NULL;

  g_assert_no_error (error);
  names = join_rows (found);
  g_assert_cmpstr (names, ==, expected);
}

static void
test_links (RollFixture   *fixture,
            gconstpointer  data)
{
  RollListQuery query = { .sort = ROLL_SORT_KEY };

  roll_fixture_fill (fixture, USERS, GROUPS);
  assert_links (fixture, roll_get_members, ROLL_GROUPS, "1", 0, "Ada Ödön Zoë");
  assert_links (fixture, roll_get_members, ROLL_GROUPS, "1", 2, "Ada Ödön");
  assert_links (fixture, roll_get_members, ROLL_GROUPS, "2", 9, "Ada");
  assert_links (fixture, roll_get_members, ROLL_GROUPS, "3", 9, "");
  assert_links (fixture, roll_get_member_groups, ROLL_GROUPS, "2", 0, "beta");
  assert_links (fixture, roll_get_groups, ROLL_USERS, "2", 0, "Alpha beta");
  assert_links (fixture, roll_get_groups, ROLL_USERS, "3", 0, "");
  assert_links (fixture, roll_get_groups, ROLL_GROUPS, "1", 0, "Alpha");

  query.group = roll_find_row_by_id (fixture->roll, ROLL_GROUPS, "1");
  assert_list (fixture->roll, &query, 0, "Ödön Ada Zoë");
  assert_counts (fixture->roll, &query, 3, 2, 1, 0);
  query.search = "zoe";
  assert_list (fixture->roll, &query, 0, "Zoë");
  query.list = ROLL_GROUPS;
  query.search = NULL;
  query.group = roll_find_row_by_id (fixture->roll, ROLL_GROUPS, "2");
  assert_list (fixture->roll, &query, 0, "beta");
}

/* Somebody out of scope is in no list, in no group, and can still be opened. */
static void
test_scope (RollFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RollWriter) writer = roll_writer_new (fixture->roll, "scim", &error);
  g_autoptr (RollRow) zoe = NULL;
  RollListQuery query = { .list = ROLL_USERS };

  g_assert_no_error (error);
  roll_fixture_append (writer, FALSE, USERS);
  roll_fixture_append (writer, TRUE, GROUPS);
  roll_writer_append_evidence (writer, ROLL_EVIDENCE_OUT_OF_SCOPE, "User", "ZOE", NULL, 0, &error);
  roll_writer_publish (writer, &error);
  g_assert_no_error (error);

  assert_list (fixture->roll, &query, 0, "Ada bob Ödön");
  assert_counts (fixture->roll, &query, 3, 3, 0, 1);
  assert_links (fixture, roll_get_members, ROLL_GROUPS, "1", 0, "Ada Ödön");
  g_assert_cmpuint (roll_find_row (fixture->roll, ROLL_USERS, "zoe"), ==, 0);
  zoe = roll_get_row (fixture->roll, roll_find_row_by_id (fixture->roll, ROLL_USERS, "1"), &error);
  g_assert_false (zoe->in_scope);
  g_assert_cmpuint (zoe->members, ==, 1);
}

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
  assert_list (fixture->roll, &query, 0, "");
  roll_fixture_fill (fixture, USERS, GROUPS);
  g_assert_cmpint (roll_get_generation (fixture->roll), >, generation);
  generation = roll_get_generation (fixture->roll);
  g_assert_cmpuint (count_files (fixture, &first), ==, 1);
  other = roll_open (fixture->folder, &error);
  g_assert_no_error (error);
  assert_list (other, &query, 0, "Ada bob Ödön Zoë");

  roll_fixture_fill (fixture, USERS, GROUPS);
  g_assert_cmpint (roll_get_generation (other), >, generation);
  generation = roll_get_generation (other);
  g_assert_cmpuint (count_files (fixture, &second), ==, 1);
  g_assert_cmpstr (first, ==, second);

  roll_fixture_fill (fixture, "[{'id':'3','userName':'bob'}]", "[]");
  g_assert_cmpint (roll_get_generation (other), >, generation);
  g_assert_cmpuint (count_files (fixture, &third), ==, 1);
  g_assert_cmpstr (first, !=, third);
  assert_list (other, &query, 5, "bob");

  /* Membership alone is a new list too. */
  roll_fixture_fill (fixture, "[{'id':'3','userName':'bob'}]",
                     "[{'id':'1','displayName':'x','members':[{'value':'3'}]}]");
  query.state = ROLL_STATE_LONELY;
  assert_list (other, &query, 0, "");
  roll_fixture_fill (fixture, "[{'id':'3','userName':'bob'}]", "[{'id':'1','displayName':'x'}]");
  assert_list (other, &query, 0, "bob");
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

  roll_fixture_fill (fixture, USERS, GROUPS);
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
      assert_list (other, &query, 0, "bob Ödön Zoë");
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

  roll_fixture_fill (fixture, USERS, GROUPS);
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
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_autoptr (GArray) found = roll_list (other, &rows[i].query, rows[i].limit, NULL, &error);

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

  roll_fixture_fill (fixture, USERS, GROUPS);
  count_files (fixture, &path);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_list (fixture->roll, &query, 0, "Ada bob Ödön Zoë");
  assert_list (fixture->roll, &query, 0, "Ada bob Ödön Zoë");
}

static void
test_cancelled (RollFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RollListQuery query = { .search = "a" };
  RollListCounts counts;

  roll_fixture_fill (fixture, USERS, GROUPS);
  g_cancellable_cancel (cancellable);
  g_assert_null (roll_list (fixture->roll, &query, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (roll_count_rows (fixture->roll, &query, &counts, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
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

  roll_fixture_fill (fixture, USERS, GROUPS);
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
  assert_list (fixture->roll, &query, 0, "Ada Ödön Zoë bob");
  query.sort = ROLL_SORT_MODIFIED;
  assert_list (fixture->roll, &query, 0, "bob Ada Ödön Zoë");
  zoe = roll_get_row (fixture->roll, roll_find_row (fixture->roll, ROLL_USERS, "zoe"), &error);
  g_assert_cmpstr (zoe->title, ==, "Chief");
  roll_fixture_assert (fixture, "SELECT count (*) || ':' || max (users_total) FROM count", "1:4");
  roll_fixture_fill (fixture, USERS, GROUPS);
  assert_list (fixture->roll, &query, 0, "bob Ada Ödön Zoë");
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
    roll_fixture_fill (&own, i % 2 == 0 ? "[{'id':'3','userName':'bob'}]" : USERS,
                       i % 2 == 0 ? "[]" : GROUPS);
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

  roll_fixture_fill (fixture, USERS, GROUPS);
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
  assert_list (fixture->roll, &query, 0, "Ada bob Ödön Zoë");
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
  g_autofree char *body = NULL;
  RollListQuery query = { .list = ROLL_USERS };

  g_mutex_init (&holding.mutex);
  g_cond_init (&holding.changed);
  roll_fixture_fill (fixture, USERS, GROUPS);
  thread = g_thread_new ("hold", hold_thread, &holding);
  g_mutex_lock (&holding.mutex);
  while (!holding.inside)
    g_cond_wait (&holding.changed, &holding.mutex);
  g_mutex_unlock (&holding.mutex);

  assert_list (fixture->roll, &query, 3, "Ada bob Ödön");
  assert_counts (fixture->roll, &query, 4, 3, 1, 1);
  assert_links (fixture, roll_get_groups, ROLL_USERS, "2", 3, "Alpha beta");
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

  roll_fixture_fill (fixture, USERS, GROUPS);
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
  { "/roll/order/orders", test_orders },
  { "/roll/order/counts", test_counts },
  { "/roll/order/rows", test_rows },
  { "/roll/order/links", test_links },
  { "/roll/order/scope", test_scope },
  { "/roll/order/generations", test_generations },
  { "/roll/order/harmed-files", test_harmed_files },
  { "/roll/order/wrong-bytes", test_wrong_bytes },
  { "/roll/order/no-room", test_no_room },
  { "/roll/order/cancelled", test_cancelled },
  { "/roll/order/migrated", test_migrated },
  { "/roll/order/together", test_together },
  { "/roll/order/short-questions", test_short_questions },
  { "/roll/order/forgotten", test_forgotten },
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
