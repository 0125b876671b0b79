/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Directories, keys, settings and tokens: what is kept beside the resources. */

#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/store-private.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static gboolean
create_same_name (StoreWriter  *writer,
                  Fixture      *fixture,
                  GError      **error)
{
  StoreDirectory *directory = NULL;

  return store_writer_create_directory (writer, "EXAMPLE", &directory, error);
}

static gboolean
rename_it (StoreWriter  *writer,
           Fixture      *fixture,
           GError      **error)
{
  return store_writer_rename_directory (writer, fixture->directory->id, "example", error) &&
         store_writer_touch_directory (writer, fixture->directory->seq, 77, error) &&
         store_writer_touch_directory (writer, fixture->directory->seq, 33, error);
}

static gboolean
rename_nobody (StoreWriter  *writer,
               Fixture      *fixture,
               GError      **error)
{
  return store_writer_rename_directory (writer, "nobody", "Free", error);
}

static gboolean
delete_it (StoreWriter  *writer,
           Fixture      *fixture,
           GError      **error)
{
  return store_writer_delete_directory (writer, fixture->directory->id, error);
}

static void
test_directories (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (StoreDirectory) other = NULL;
  g_autoptr (StoreDirectory) now = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_uuid_string_is_valid (fixture->directory->id));
  g_assert_cmpstr (fixture->directory->name, ==, "Example");
  g_assert_cmpint (fixture->directory->profile, ==, SCIM_PROFILE_LENIENT);
  g_assert_false (fixture->directory->unique_group_names);

  run_fails (fixture, create_same_name, STORE_ERROR_TAKEN);
  run_fails (fixture, rename_nobody, STORE_ERROR_NOT_FOUND);
  run (fixture, rename_it);
  now = get_directory (fixture);
  g_assert_cmpstr (now->name, ==, "example");
  g_assert_cmpint (now->last_request, ==, 77);

  other = fixture_add_directory (fixture, "Other");
  all = store_reader_list_directories (fixture->reader, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((StoreDirectory *)all->pdata[1])->id, ==, other->id);
}

static gint64
count_rows (Fixture    *fixture,
            const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_autoptr (DatabaseStatement) statement = database_prepare (fixture->reader->database, sql, NULL);
  gboolean row;

  g_assert_true (database_statement_step (statement, &row, NULL) && row);
  return database_statement_column_int (statement, 0);
}

static void
fill (Fixture *fixture,
      guint    count)
{
  g_autoptr (GPtrArray) users = create_many (fixture, count);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  StoreWritten group = create_group (fixture, "Staff");
  Act act = { .kind = ACT_MEMBERS, .members = ids, .directory = fixture->directory->seq };

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (ids, ((Act *)users->pdata[i])->written.id);
  g_strlcpy (act.id, group.id, sizeof act.id);
  g_assert_true (store_run (fixture->store, act_job, &act, NULL));
  store_member_result_clear (&act.result);
}

/* Waits until the slices have taken everything but @left resources. */
static void
wait_for_purge (Fixture *fixture,
                gint64   left)
{
  for (guint i = 0; i < 1000 && (count_rows (fixture, "resources") > left ||
                                 count_rows (fixture, "block") > (left > 0 ? 1 : 0));
       i++)
    g_usleep (10000);
  g_assert_cmpint (count_rows (fixture, "resources"), ==, left);
  g_assert_cmpint (count_rows (fixture, "membership"), ==, 0);
  g_assert_cmpint (count_rows (fixture, "value"), ==, 0);
}

static void
test_delete_directory (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (StoreDirectory) dead = NULL;
  g_autoptr (GError) error = NULL;
  Act act = { .kind = ACT_CREATE, .type = STORE_USER, .json = "{\"userName\":\"x\"}" };

  fill (fixture, 1200);
  run (fixture, delete_it);
  run_fails (fixture, delete_it, STORE_ERROR_NOT_FOUND);
  g_assert_null (store_reader_find_directory (fixture->reader, fixture->directory->id, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Nobody writes to it any more; its name is free at once, while its rows still go. */
  act.directory = fixture->directory->seq;
  g_assert_false (store_run (fixture->store, act_job, &act, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_NOT_FOUND);
  dead = fixture->directory;
  fixture->directory = fixture_add_directory (fixture, "Example");
  assert_clean (fixture);
  create_user (fixture, "somebody");
  wait_for_purge (fixture, 1);
  assert_clean (fixture);
}

/* A purge that the end of the store cut short goes on with the next. */
static void
test_purge_after_restart (Fixture       *fixture,
                          gconstpointer  data)
{
  fill (fixture, 1200);
  run (fixture, delete_it);
  fixture_close (fixture);
  assert_clean (fixture);
  fixture_open (fixture, NULL);
  wait_for_purge (fixture, 0);
  assert_clean (fixture);
}

static gboolean
make_key (StoreWriter  *writer,
          Fixture      *fixture,
          StoreScope    scope,
          const char   *hash,
          gint64        expires,
          GError      **error)
{
  g_clear_pointer (&fixture->made, store_key_free);
  return store_writer_create_key (writer, fixture->directory->seq, "Entra", scope, hash, "rcd_abcd",
                                  expires, &fixture->made, error);
}

static gboolean
make_first (StoreWriter  *writer,
            Fixture      *fixture,
            GError      **error)
{
  return make_key (writer, fixture, STORE_SCOPE_PROVISION, "hash-1", 0, error);
}

static gboolean
make_second (StoreWriter  *writer,
             Fixture      *fixture,
             GError      **error)
{
  return make_key (writer, fixture, STORE_SCOPE_PROVISION, "hash-2",
                   store_writer_get_time (writer) + DAY, error);
}

static gboolean
make_third (StoreWriter  *writer,
            Fixture      *fixture,
            GError      **error)
{
  return make_key (writer, fixture, STORE_SCOPE_PROVISION, "hash-3", 0, error);
}

static gboolean
make_read (StoreWriter  *writer,
           Fixture      *fixture,
           GError      **error)
{
  return make_key (writer, fixture, STORE_SCOPE_READ, "hash-read", 0, error);
}

static gboolean
make_same_hash (StoreWriter  *writer,
                Fixture      *fixture,
                GError      **error)
{
  return make_key (writer, fixture, STORE_SCOPE_READ, "hash-1", 0, error);
}

static StoreKey *
find_key (Fixture    *fixture,
          const char *hash)
{
  g_autoptr (GError) error = NULL;
  StoreKey *key = store_reader_find_key (fixture->reader, hash, &error);

  g_assert_no_error (error);
  return key;
}

static gboolean
revoke_first (StoreWriter  *writer,
              Fixture      *fixture,
              GError      **error)
{
  g_autoptr (StoreKey) key = find_key (fixture, "hash-1");

  return store_writer_revoke_key (writer, fixture->directory->seq, key->id, error);
}

static gboolean
end_second (StoreWriter  *writer,
            Fixture      *fixture,
            GError      **error)
{
  g_autoptr (StoreKey) key = find_key (fixture, "hash-2");
  gint64 now = store_writer_get_time (writer);

  return store_writer_update_key (writer, fixture->directory->seq, key->id, "Okta", &now, error);
}

static gboolean
touch_third (StoreWriter  *writer,
             Fixture      *fixture,
             GError      **error)
{
  g_autoptr (StoreKey) key = find_key (fixture, "hash-3");

  return store_writer_touch_key (writer, key->seq, 1000, "Agent/2", error) &&
         store_writer_touch_key (writer, key->seq, 900, "Agent/1", error);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (StoreKey) key = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;

  run (fixture, make_first);
  g_assert_cmpstr (fixture->made->prefix, ==, "rcd_abcd");
  g_assert_cmpint (fixture->made->scope, ==, STORE_SCOPE_PROVISION);
  run (fixture, make_second);
  run_fails (fixture, make_third, STORE_ERROR_TOO_MANY_KEYS);
  run (fixture, make_read);
  run_fails (fixture, make_same_hash, STORE_ERROR_TAKEN);

  run (fixture, end_second);
  run_fails (fixture, end_second, STORE_ERROR_NOT_FOUND);
  key = find_key (fixture, "hash-2");
  g_assert_cmpstr (key->name, ==, "Okta");
  g_assert_cmpint (key->expires, >, 0);
  g_assert_cmpint (key->revoked, ==, 0);

  run (fixture, make_third);
  run (fixture, touch_third);
  store_key_free (key);
  key = find_key (fixture, "hash-3");
  g_assert_cmpint (key->last_used, ==, 1000);
  g_assert_cmpstr (key->last_client, ==, "Agent/2");

  run (fixture, revoke_first);
  run (fixture, revoke_first);
  store_key_free (key);
  key = find_key (fixture, "hash-1");
  g_assert_cmpint (key->revoked, >, 0);

  keys = store_reader_list_keys (fixture->reader, fixture->directory->seq, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 3);
  g_assert_null (store_reader_find_key (fixture->reader, "hash-9", &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_NOT_FOUND);

  run (fixture, delete_it);
  store_key_free (key);
  key = find_key (fixture, "hash-3");
  g_assert_cmpint (key->revoked, >, 0);
  assert_clean (fixture);
}

/* Whether the key of @hash comes in with the directory of the fixture, and when it was revoked. */
static gboolean
is_admitted (Fixture    *fixture,
             const char *hash,
             gint64     *revoked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreKey) key = NULL;
  g_autoptr (StoreDirectory) directory = NULL;

  if (!store_reader_admit (fixture->reader, hash, fixture->directory->id, &key, &directory, &error))
    {
      g_assert_error (error, STORE_ERROR, STORE_ERROR_NOT_FOUND);
      return FALSE;
    }
  *revoked = key->revoked;
  return directory != NULL;
}

static void
test_admission_is_never_old (Fixture       *fixture,
                             gconstpointer  data)
{
  gint64 revoked;

  g_assert_false (is_admitted (fixture, "hash-1", &revoked));
  run (fixture, make_first);
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (is_admitted (fixture, "hash-1", &revoked));
      g_assert_cmpint (revoked, ==, 0);
    }

  run (fixture, revoke_first);
  g_assert_true (is_admitted (fixture, "hash-1", &revoked));
  g_assert_cmpint (revoked, >, 0);

  run (fixture, make_second);
  g_assert_true (is_admitted (fixture, "hash-2", &revoked));
  run (fixture, delete_it);
  g_assert_false (is_admitted (fixture, "hash-2", &revoked));
}

static gboolean
replace_first (StoreWriter  *writer,
               Fixture      *fixture,
               GError      **error)
{
  g_autoptr (StoreKey) key = find_key (fixture, "hash-1");
  gint64 now = store_writer_get_time (writer);

  g_clear_pointer (&fixture->made, store_key_free);
  return store_writer_replace_key (writer, fixture->directory->seq, key->id, "hash-new", "rcd_efgh",
                                   now + 365 * DAY, now + 7 * DAY, &fixture->made, error);
}

static gboolean
replace_first_at_once (StoreWriter  *writer,
                       Fixture      *fixture,
                       GError      **error)
{
  g_autoptr (StoreKey) key = find_key (fixture, "hash-1");

  g_clear_pointer (&fixture->made, store_key_free);
  return store_writer_replace_key (writer, fixture->directory->seq, key->id, "hash-4", "rcd_ijkl",
                                   0, 0, &fixture->made, error);
}

static void
test_replace_key (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (StoreKey) old = NULL;

  run (fixture, make_first);
  run (fixture, replace_first);
  g_assert_cmpstr (fixture->made->name, ==, "Entra");
  g_assert_cmpint (fixture->made->scope, ==, STORE_SCOPE_PROVISION);
  old = find_key (fixture, "hash-1");
  g_assert_cmpint (fixture->made->expires - old->expires, ==, 358 * DAY);

  /* Old and new both live: another new one finds no room, unless the old one ends now. */
  run_fails (fixture, replace_first, STORE_ERROR_TOO_MANY_KEYS);
  run (fixture, replace_first_at_once);
  run_fails (fixture, replace_first_at_once, STORE_ERROR_NOT_FOUND);
}

static gboolean
age_keys (StoreWriter  *writer,
          Fixture      *fixture,
          GError      **error)
{
  return database_exec (writer->database, "UPDATE keys SET revoked = revoked - 401 * 86400000000",
                        error);
}

/* A hash is kept for 400 days, and with it the dead directory. */
static void
test_forget_keys (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (StoreKey) key = NULL;

  run (fixture, make_first);
  run (fixture, delete_it);
  fixture_close (fixture);
  fixture_open (fixture, NULL);
  wait_for_purge (fixture, 0);
  key = find_key (fixture, "hash-1");
  g_assert_cmpint (key->directory, ==, fixture->directory->seq);

  run (fixture, age_keys);
  fixture_close (fixture);
  fixture_open (fixture, NULL);
  g_assert_true (store_set_setting (fixture->store, "behind", "it", NULL));
  g_assert_cmpint (count_rows (fixture, "keys"), ==, 0);
  g_assert_cmpint (count_rows (fixture, "directories"), ==, 0);
}

static void
assert_setting (Fixture    *fixture,
                const char *name,
                const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = store_get_setting (fixture->store, name, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, expected);
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  assert_setting (fixture, "port", NULL);
  g_assert_true (store_set_setting (fixture->store, "port", "8642", NULL));
  g_assert_true (store_set_setting (fixture->store, "port", "8643", NULL));
  assert_setting (fixture, "port", "8643");
  fixture_close (fixture);
  fixture_open (fixture, NULL);
  assert_setting (fixture, "port", "8643");
  g_assert_true (store_set_setting (fixture->store, "port", NULL, NULL));
  assert_setting (fixture, "port", NULL);
}

static void
test_admin_token (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (store_has_admin_token (fixture->store, "one"));
  g_assert_true (store_set_admin_token (fixture->folder, "one", FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (store_has_admin_token (fixture->store, "one"));
  g_assert_false (store_set_admin_token (fixture->folder, "two", FALSE, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_TAKEN);
  g_assert_false (store_has_admin_token (fixture->store, "two"));
  g_assert_true (store_set_admin_token (fixture->folder, "two", TRUE, NULL));
  g_assert_true (store_has_admin_token (fixture->store, "two"));
  g_assert_false (store_has_admin_token (fixture->store, "one"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("/store/keys/admission", test_admission_is_never_old);
  ADD ("/store/keeping/directories", test_directories);
  ADD ("/store/keeping/delete-directory", test_delete_directory);
  ADD ("/store/keeping/purge-after-restart", test_purge_after_restart);
  ADD ("/store/keeping/keys", test_keys);
  ADD ("/store/keeping/replace-key", test_replace_key);
  ADD ("/store/keeping/forget-keys", test_forget_keys);
  ADD ("/store/keeping/settings", test_settings);
  ADD ("/store/keeping/admin-token", test_admin_token);
  return g_test_run ();
}
