/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a job may do to resources and memberships, and what each call promises: uniqueness,
 * versions, times, counters, and that store_check() finds nothing afterwards. */

#include "config.h"

#include <string.h>

#include "store-fixture.h"

static const char manager_json[] =
    "{\"userName\":\"%s\",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":"
    "{\"manager\":{\"value\":\"%s\"}}}";

static void
assert_fails (Fixture    *fixture,
              Act        *act,
              StoreError  code)
{
  g_autoptr (GError) error = NULL;

  if (act->directory == 0)
    act->directory = fixture->directory->seq;
  g_assert_false (store_run (fixture->store, act_job, act, &error));
  g_assert_error (error, STORE_ERROR, (int)code);
  store_member_result_clear (&act->result);
}

static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  StoreWritten written = create (fixture, STORE_USER,
                                 "{\"userName\":\"Ada@Example.com\",\"displayName\":\"Ada\","
                                 "\"externalId\":\"E1\",\"emails\":[{\"value\":\"Ada@example.com\","
                                 "\"type\":\"Work\"}]}");
  g_auto (Copy) copy = get (fixture, STORE_USER, written.id);
  g_autoptr (StoreDirectory) directory = get_directory (fixture);

  g_assert_true (g_uuid_string_is_valid (written.id));
  g_assert_cmpint (copy.row.seq, ==, written.seq);
  g_assert_cmpint (copy.row.version, ==, written.version);
  g_assert_cmpint (copy.row.created, ==, written.created);
  g_assert_cmpint (copy.row.modified, ==, written.created);
  g_assert_cmpint (written.created % 1000, ==, 0);
  g_assert_true (copy.row.active);
  g_assert_nonnull (strstr (copy.body, "Ada@Example.com"));
  g_assert_null (strstr (copy.body, "\"id\""));
  g_assert_null (strstr (copy.body, "\"meta\""));
  g_assert_cmpint (directory->users_total, ==, 1);
  g_assert_cmpint (directory->users_active, ==, 1);
  g_assert_cmpint (directory->last_change, ==, written.created);
  assert_clean (fixture);
}

static void
test_unique_user_name (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (StoreDirectory) other = fixture_add_directory (fixture, "Other");
  StoreWritten second;
  Act act = { .kind = ACT_CREATE, .type = STORE_USER, .json = "{\"userName\":\"JOS\xc3\x89\"}" };

  create_user (fixture, "jose\xcc\x81");
  assert_fails (fixture, &act, STORE_ERROR_TAKEN);

  /* Elsewhere it is free, and a group may be called so. */
  act.directory = other->seq;
  g_assert_true (store_run (fixture->store, act_job, &act, NULL));
  create_group (fixture, "jos\xc3\xa9");

  second = create_user (fixture, "second");
  act = (Act){ .kind = ACT_REPLACE, .type = STORE_USER, .json = "{\"userName\":\"Jos\xc3\xa9\"}" };
  g_strlcpy (act.id, second.id, sizeof act.id);
  assert_fails (fixture, &act, STORE_ERROR_TAKEN);
  replace (fixture, STORE_USER, second.id, "{\"userName\":\"SECOND\"}");
  assert_clean (fixture);
}

static gboolean
unique_groups_job (StoreWriter  *writer,
                   gpointer      data,
                   GError      **error)
{
  gboolean yes = TRUE;
  ScimProfile strict = SCIM_PROFILE_STRICT;

  return store_writer_set_directory_options (writer, data, &strict, &yes, error);
}

static void
test_unique_group_names (Fixture       *fixture,
                         gconstpointer  data)
{
  Act act = { .kind = ACT_CREATE, .type = STORE_GROUP, .json = "{\"displayName\":\"STAFF\"}" };
  StoreWritten first = create_group (fixture, "Staff");
  StoreWritten second = create_group (fixture, "staff");
  g_autoptr (StoreDirectory) directory = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (store_run (fixture->store, unique_groups_job, fixture->directory->id, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_TAKEN);
  g_clear_error (&error);

  delete (fixture, STORE_GROUP, first.id);
  g_assert_true (store_run (fixture->store, unique_groups_job, fixture->directory->id, &error));
  directory = get_directory (fixture);
  g_assert_true (directory->unique_group_names);
  g_assert_cmpint (directory->profile, ==, SCIM_PROFILE_STRICT);
  assert_fails (fixture, &act, STORE_ERROR_TAKEN);
  replace (fixture, STORE_GROUP, second.id, "{\"displayName\":\"Staff\"}");
}

static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  StoreWritten made = create (fixture, STORE_USER, "{\"userName\":\"a\",\"active\":true}");
  StoreWritten same =
      replace (fixture, STORE_USER, made.id, "{\"active\":true,\"userName\":\"a\"}");
  StoreWritten other;
  g_autoptr (StoreDirectory) directory = NULL;
  Act act = { .kind = ACT_REPLACE, .type = STORE_USER, .json = "{\"userName\":\"c\"}" };

  /* The order of a document's members is nothing that changes it. */
  g_assert_false (same.changed);
  g_assert_cmpint (same.version, ==, made.version);

  other = replace (fixture, STORE_USER, made.id, "{\"userName\":\"b\",\"active\":false}");
  g_assert_true (other.changed);
  g_assert_cmpint (other.version, >, made.version);
  g_assert_cmpint (other.modified, >=, made.modified);
  g_assert_cmpint (other.created, ==, made.created);

  same = replace (fixture, STORE_USER, made.id, "{\"userName\":\"b\",\"active\":false}");
  g_assert_false (same.changed);
  g_assert_cmpint (same.version, ==, other.version);
  g_assert_cmpint (same.modified, ==, other.modified);

  directory = get_directory (fixture);
  g_assert_cmpint (directory->users_total, ==, 1);
  g_assert_cmpint (directory->users_active, ==, 0);

  g_strlcpy (act.id, made.id, sizeof act.id);
  act.expected_version = made.version;
  assert_fails (fixture, &act, STORE_ERROR_CHANGED);
  act.expected_version = other.version;
  g_assert_true (store_run (fixture->store, act_job, &act, NULL));

  act.expected_version = 0;
  act.type = STORE_GROUP;
  act.json = "{\"displayName\":\"c\"}";
  assert_fails (fixture, &act, STORE_ERROR_NOT_FOUND);
  assert_clean (fixture);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  StoreWritten boss = create_user (fixture, "boss");
  g_autofree char *json = g_strdup_printf (manager_json, "worker", boss.id);
  StoreWritten worker = create (fixture, STORE_USER, json);
  StoreWritten group = create_group (fixture, "group");
  StoreWritten joined =
      change_members (fixture, group.id, SCIM_MEMBERS_ADD, boss.id, worker.id, NULL);
  g_auto (Copy) worker_before = get (fixture, STORE_USER, worker.id);
  g_auto (Copy) worker_now = { 0 };
  g_auto (Copy) group_now = { 0 };
  g_autoptr (StoreDirectory) directory = NULL;
  Act act = { .kind = ACT_DELETE, .type = STORE_USER };

  g_strlcpy (act.id, boss.id, sizeof act.id);
  act.expected_version = boss.version;
  assert_fails (fixture, &act, STORE_ERROR_CHANGED);
  act.expected_version = 0;
  act.type = STORE_GROUP;
  assert_fails (fixture, &act, STORE_ERROR_NOT_FOUND);

  delete (fixture, STORE_USER, boss.id);
  act.type = STORE_USER;
  assert_fails (fixture, &act, STORE_ERROR_NOT_FOUND);

  worker_now = get (fixture, STORE_USER, worker.id);
  group_now = get (fixture, STORE_GROUP, group.id);
  g_assert_cmpint (group_now.row.version, >, joined.version);
  g_assert_cmpint (group_now.row.modified, >=, joined.modified);
  g_assert_cmpint (worker_now.row.version, >, worker_before.row.version);
  g_assert_nonnull (strstr (worker_before.body, boss.id));
  g_assert_null (strstr (worker_now.body, boss.id));
  g_assert_null (strstr (worker_now.body, "enterprise"));

  directory = get_directory (fixture);
  g_assert_cmpint (directory->users_total, ==, 1);
  g_assert_cmpint (directory->memberships_total, ==, 1);
  assert_clean (fixture);

  delete (fixture, STORE_GROUP, group.id);
  copy_clear (&worker_now);
  worker_now = get (fixture, STORE_USER, worker.id);
  g_assert_cmpint (worker_now.row.version, >, group_now.row.version);
  store_directory_free (g_steal_pointer (&directory));
  directory = get_directory (fixture);
  g_assert_cmpint (directory->groups_total, ==, 0);
  g_assert_cmpint (directory->memberships_total, ==, 0);
  assert_clean (fixture);
}

static void
count_member_cb (gint64      owner,
                 const char *id,
                 const char *display,
                 StoreType   type,
                 gpointer    data)
{
  g_ptr_array_add (data, g_strdup_printf ("%s %d", display, type));
}

/* "name type name type …" of a group, in order. */
static char *
members_of (Fixture *fixture,
            gint64   group)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gint64 position = 0;

  do
    g_assert_true (
        store_reader_members (fixture->reader, group, &position, count_member_cb, names, NULL));
  while (position != 0);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **)names->pdata);
}

#define assert_members(fixture, group, expected)                 \
  G_STMT_START                                                   \
  {                                                              \
    g_autofree char *members_ = members_of ((fixture), (group)); \
                                                                 \
    g_assert_cmpstr (members_, ==, (expected));                  \
  }                                                              \
  G_STMT_END

static void
test_members (Fixture       *fixture,
              gconstpointer  data)
{
  StoreWritten a = create_user (fixture, "a");
  StoreWritten b = create_user (fixture, "b");
  StoreWritten c = create_user (fixture, "c");
  StoreWritten inner = create_group (fixture, "inner");
  StoreWritten group = create_group (fixture, "group");
  StoreWritten changed;
  g_auto (Copy) a_now = { 0 };

  changed = change_members (fixture, group.id, SCIM_MEMBERS_ADD, a.id, inner.id, NULL);
  g_assert_true (changed.changed);
  g_assert_cmpint (changed.version, >, group.version);
  assert_members (fixture, group.seq, "a 1, inner 2");
  a_now = get (fixture, STORE_USER, a.id);
  g_assert_cmpint (a_now.row.version, ==, changed.version);
  g_assert_cmpint (a_now.row.modified, ==, a.modified);

  /* What is so already changes nothing. */
  changed = change_members (fixture, group.id, SCIM_MEMBERS_ADD, a.id, NULL);
  g_assert_false (changed.changed);
  g_assert_cmpint (changed.version, ==, a_now.row.version);
  changed = change_members (fixture, group.id, SCIM_MEMBERS_REMOVE, b.id, "nobody", NULL);
  g_assert_false (changed.changed);

  change_members (fixture, group.id, SCIM_MEMBERS_REPLACE, c.id, a.id, inner.id, NULL);
  assert_members (fixture, group.seq, "a 1, c 1, inner 2");
  change_members (fixture, group.id, SCIM_MEMBERS_REPLACE, b.id, inner.id, NULL);
  assert_members (fixture, group.seq, "b 1, inner 2");
  change_members (fixture, group.id, SCIM_MEMBERS_REMOVE, inner.id, NULL);
  assert_members (fixture, group.seq, "b 1");
  change_members (fixture, group.id, SCIM_MEMBERS_REMOVE_ALL, NULL, NULL);
  assert_members (fixture, group.seq, "");
  assert_clean (fixture);
}

static void
test_members_of_type (Fixture       *fixture,
                      gconstpointer  data)
{
  StoreWritten a = create_user (fixture, "a");
  StoreWritten inner = create_group (fixture, "inner");
  StoreWritten group = create_group (fixture, "group");
  Act act = { .kind = ACT_MEMBERS,
              .change = SCIM_MEMBERS_REMOVE_TYPE,
              .member_type = "group",
              .directory = fixture->directory->seq };

  change_members (fixture, group.id, SCIM_MEMBERS_ADD, a.id, inner.id, NULL);
  g_strlcpy (act.id, group.id, sizeof act.id);
  g_assert_true (store_run (fixture->store, act_job, &act, NULL));
  g_assert_cmpint (act.result.removed, ==, 1);
  g_assert_cmpstr (act.result.removed_ids->pdata[0], ==, inner.id);
  store_member_result_clear (&act.result);
  assert_members (fixture, group.seq, "a 1");
}

static void
test_unknown_members (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (StoreDirectory) other = fixture_add_directory (fixture, "Other");
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  StoreWritten a = create_user (fixture, "a");
  StoreWritten group = create_group (fixture, "group");
  Act stranger = { .kind = ACT_CREATE, .type = STORE_USER, .json = "{\"userName\":\"s\"}" };
  Act act = { .kind = ACT_MEMBERS, .members = ids, .directory = fixture->directory->seq };

  stranger.directory = other->seq;
  g_assert_true (store_run (fixture->store, act_job, &stranger, NULL));
  g_strlcpy (act.id, group.id, sizeof act.id);
  g_ptr_array_add (ids, a.id);
  g_ptr_array_add (ids, stranger.written.id);
  g_ptr_array_add (ids, (gpointer) "nobody");

  act.strict = TRUE;
  assert_fails (fixture, &act, STORE_ERROR_NOT_FOUND);
  assert_members (fixture, group.seq, "");

  act.strict = FALSE;
  g_assert_true (store_run (fixture->store, act_job, &act, NULL));
  g_assert_cmpint (act.result.added, ==, 1);
  g_assert_cmpint (act.result.skipped, ==, 2);
  store_member_result_clear (&act.result);
  assert_members (fixture, group.seq, "a 1");

  /* A list of all, of whom nobody is known, doesn't empty a group. */
  g_ptr_array_remove_index (ids, 0);
  act.change = SCIM_MEMBERS_REPLACE;
  assert_fails (fixture, &act, STORE_ERROR_NOT_FOUND);
  assert_members (fixture, group.seq, "a 1");
  act.change = SCIM_MEMBERS_ADD;

  g_ptr_array_add (ids, group.id);
  assert_fails (fixture, &act, STORE_ERROR_SELF_MEMBER);
  act.directory = other->seq;
  assert_fails (fixture, &act, STORE_ERROR_NOT_FOUND);
  assert_clean (fixture);
}

static void
add_group_cb (gint64      owner,
              const char *id,
              const char *display,
              StoreType   type,
              gpointer    data)
{
  g_string_append_printf (data, "%" G_GINT64_FORMAT ":%s ", owner, display);
}

static void
test_groups_of (Fixture       *fixture,
                gconstpointer  data)
{
  StoreWritten a = create_user (fixture, "a");
  StoreWritten b = create_user (fixture, "b");
  StoreWritten one = create_group (fixture, "one");
  StoreWritten two = create_group (fixture, "two");
  gint64 seqs[] = { b.seq, 999, a.seq };
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *expected = NULL;

  change_members (fixture, one.id, SCIM_MEMBERS_ADD, a.id, b.id, NULL);
  change_members (fixture, two.id, SCIM_MEMBERS_ADD, a.id, NULL);
  g_assert_true (store_reader_groups_of (fixture->reader, seqs, 3, add_group_cb, found, NULL));
  expected = g_strdup_printf ("%d:one %d:one %d:two ", (int)b.seq, (int)a.seq, (int)a.seq);
  g_assert_cmpstr (found->str, ==, expected);
}

/* A group of the first @size of @users, whose members come in pieces, each once. */
static StoreWritten
create_big_group (Fixture   *fixture,
                  GPtrArray *users,
                  guint      size)
{
  StoreWritten group = create_group (fixture, "big");
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func (g_free);
  Act act = { .kind = ACT_MEMBERS, .members = members, .directory = fixture->directory->seq };
  gint64 position = 0;

  for (guint i = 0; i < size; i++)
    g_ptr_array_add (members, ((Act *)users->pdata[i])->written.id);
  g_strlcpy (act.id, group.id, sizeof act.id);
  g_assert_true (store_run (fixture->store, act_job, &act, NULL));
  g_assert_cmpint (act.result.added, ==, size);
  g_assert_cmpuint (act.result.added_ids->len, ==, MIN (size, 100));
  store_member_result_clear (&act.result);

  do
    {
      guint before = listed->len;

      g_assert_true (store_reader_members (fixture->reader, group.seq, &position, count_member_cb,
                                           listed, NULL));
      g_assert_cmpuint (listed->len - before, <=, 1000);
    }
  while (position != 0);
  g_assert_cmpuint (listed->len, ==, size);
  return group;
}

/* One member more costs about as much in a big group as in a small one. */
static void
test_big_group (Fixture       *fixture,
                gconstpointer  data)
{
  const guint big = g_test_slow () ? 100000 : 20000;
  g_autoptr (GPtrArray) users = create_many (fixture, big + 40);
  StoreWritten groups[] = { create_big_group (fixture, users, 10),
                            create_big_group (fixture, users, big) };
  gint64 best[] = { G_MAXINT64, G_MAXINT64 };

  for (guint i = 0; i < 40; i++)
    {
      const char *id = ((Act *)users->pdata[big + i])->written.id;
      gint64 begin = g_get_monotonic_time ();

      change_members (fixture, groups[i % 2].id, SCIM_MEMBERS_ADD, id, NULL);
      best[i % 2] = MIN (best[i % 2], g_get_monotonic_time () - begin);
    }
  g_test_message ("one member more in a group of 10: %d us, of %u: %d us, ratio %.2f", (int)best[0],
                  big, (int)best[1], (double)best[1] / (double)best[0]);
  assert_clean (fixture);
}

static void
ignore_row_cb (const StoreRow *row,
               gpointer        data)
{
}

/* A job sees what it wrote itself, in the one transaction. */
static gboolean
see_own_writes_job (StoreWriter  *writer,
                    gpointer      data,
                    GError      **error)
{
  Act *act = data;
  StoreReader *reader = store_writer_get_reader (writer);
  g_autoptr (StoreQuery) query = store_query_new (act->directory, STORE_USER, NULL, NULL);
  gint64 total = 0;

  if (!act_job (writer, act, error))
    return FALSE;
  g_assert_true (store_reader_list (reader, query, 1, 0, 0, ignore_row_cb, NULL, &total, NULL));
  g_assert_cmpint (total, ==, 1);
  g_assert_cmpint (act->written.version, ==, store_writer_get_version (writer));
  g_assert_cmpint (act->written.created, ==, store_writer_get_time (writer));
  return TRUE;
}

static void
test_own_writes (Fixture       *fixture,
                 gconstpointer  data)
{
  Act act = { .kind = ACT_CREATE, .type = STORE_USER, .json = "{\"userName\":\"x\"}" };
  g_autoptr (GError) error = NULL;

  act.directory = fixture->directory->seq;
  store_run (fixture->store, see_own_writes_job, &act, &error);
  g_assert_no_error (error);
}

/* Also after the store was closed, and after the newest resource has gone. */
static void
test_nothing_reused (Fixture       *fixture,
                     gconstpointer  data)
{
  StoreWritten last = create_user (fixture, "a");
  StoreWritten next;

  delete (fixture, STORE_USER, last.id);
  fixture_close (fixture);
  fixture_open (fixture, NULL);
  next = create_user (fixture, "a");
  g_assert_cmpint (next.version, >, last.version + 1);
  g_assert_cmpint (next.seq, >, last.seq);
  g_assert_cmpstr (next.id, !=, last.id);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("/store/write/create", test_create);
  ADD ("/store/write/unique-user-name", test_unique_user_name);
  ADD ("/store/write/unique-group-names", test_unique_group_names);
  ADD ("/store/write/replace", test_replace);
  ADD ("/store/write/delete", test_delete);
  ADD ("/store/write/members", test_members);
  ADD ("/store/write/members-of-type", test_members_of_type);
  ADD ("/store/write/unknown-members", test_unknown_members);
  ADD ("/store/write/groups-of", test_groups_of);
  ADD ("/store/write/big-group", test_big_group);
  ADD ("/store/write/own-writes", test_own_writes);
  ADD ("/store/write/nothing-reused", test_nothing_reused);
  return g_test_run ();
}
