/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The data directory: its lock, its permissions, data of a newer version, damage of every kind that
 * store_check() promises to find, backup and restore. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store-fixture.h"
#include "store/store-private.h"
#include "store/store-schema.h"

static void
test_lock (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (store_open (fixture->folder, NULL, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_LOCKED);
  fixture_close (fixture);
  fixture_open (fixture, NULL);
}

static void
test_permissions (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "new", NULL);
  g_autofree char *path = store_schema_path (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (Store) store = store_open (folder, NULL, &error);
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_clear_pointer (&store, store_close);
  remove_folder (folder);
}

static void
damage (Fixture    *fixture,
        const char *sql)
{
  g_autofree char *path = store_schema_path (fixture->folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (Database) database = database_open (path, 0, &error);

  g_assert_no_error (error);
  database_exec (database, "PRAGMA foreign_keys = OFF", &error);
  g_assert_no_error (error);
  database_exec (database, sql, &error);
  g_assert_no_error (error);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = store_schema_path (fixture->folder);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;
  g_autoptr (GError) error = NULL;

  create_user (fixture, "a");
  fixture_close (fixture);
  damage (fixture, "PRAGMA user_version = 1000000");

  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  g_assert_null (store_open (fixture->folder, NULL, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (store_check (fixture->folder, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_NEWER);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static const struct
{
  const char *sql;
  const char *words;
} damages[] = {
  { "UPDATE directories SET users_total = 9", "9 users, but has 2" },
  { "UPDATE directories SET users_active = 0", "active users" },
  { "UPDATE directories SET groups_total = 7", "7 groups" },
  { "UPDATE directories SET memberships_total = 0", "0 memberships, but has 2" },
  { "UPDATE block SET count = 77 WHERE type = 1", "block 0" },
  { "DELETE FROM block WHERE type = 2", "block 0" },
  { "INSERT INTO block VALUES (1, 1, 99, 3)", "block 99" },
  { "UPDATE resources SET user_name = 'other' WHERE type = 1 AND name = 'ann'", "indexed" },
  { "UPDATE resources SET display_name = NULL WHERE type = 2", "indexed" },
  { "UPDATE resources SET name = 'x' WHERE type = 2", "indexed" },
  { "UPDATE resources SET active = 1 WHERE name = 'bob'", "active users" },
  { "UPDATE resources SET active = 1 WHERE name = 'ann'", "indexed" },
  { "UPDATE resources SET body = '[' WHERE type = 2", "no JSON object" },
  { "UPDATE resources SET body = json_set (body, '$.id', 'x')", "derived" },
  { "UPDATE resources SET body = json_set (body, '$.emails[0].\"$ref\"', 'x') WHERE type = 1",
    "$ref" },
  { "DELETE FROM value", "other values" },
  { "UPDATE value SET kind = 'home'", "other values" },
  { "INSERT INTO value SELECT 1, 1, 'x', '', seq FROM resources WHERE type = 1", "other values" },
  { "UPDATE value SET directory = 8", "another directory" },
  { "UPDATE state SET version = 1", "version" },
  { "DELETE FROM resources WHERE name = 'bob'", "points to a row" },
  { "INSERT INTO membership SELECT seq, seq FROM resources WHERE type = 2;"
    "UPDATE directories SET memberships_total = memberships_total + 1",
    "membership" },
  { "INSERT INTO membership SELECT u.seq, g.seq FROM resources u, resources g WHERE u.name = 'bob'"
    " AND g.type = 2; UPDATE directories SET memberships_total = memberships_total + 1",
    "membership" },
};

static void
test_check (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = store_schema_path (fixture->folder);
  g_autofree char *sound = g_build_filename (fixture->folder, "sound", NULL);
  StoreWritten ann =
      create (fixture, STORE_USER, "{\"userName\":\"ann\",\"emails\":[{\"value\":\"a@x.org\"}]}");
  StoreWritten bob = create (fixture, STORE_USER, "{\"userName\":\"bob\",\"active\":false}");
  StoreWritten group = create_group (fixture, "Staff");

  change_members (fixture, group.id, SCIM_MEMBERS_ADD, ann.id, bob.id, NULL);
  fixture_close (fixture);
  assert_clean (fixture);
  g_assert_true (store_backup (fixture->folder, sound, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GError) error = NULL;

      damage (fixture, damages[i].sql);
      g_assert_false (store_check (fixture->folder, &error));
      g_assert_error (error, STORE_ERROR, STORE_ERROR_FAILED);
      if (strstr (error->message, damages[i].words) == NULL)
        g_error ("%s: %s", damages[i].sql, error->message);

      g_assert_cmpint (g_unlink (path), ==, 0);
      g_assert_cmpint (g_rename (sound, path), ==, 0);
      assert_clean (fixture);
      g_assert_true (store_backup (fixture->folder, sound, NULL));
    }
}

/* Pages that are no database any more. */
static void
test_check_pages (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = store_schema_path (fixture->folder);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%u", i);

      create_user (fixture, name);
    }
  fixture_close (fixture);

  /* Closed, it is one file. */
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  memset (text + 4096 * 5, 0x5a, 4096 * 2);
  g_assert_true (g_file_set_contents (path, text, (gssize)length, NULL));
  g_assert_false (store_check (fixture->folder, &error));
  g_assert_nonnull (error);
}

static void
test_backup (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "backup", NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "restored", NULL);
  Fixture restored = { .folder = folder, .directory = fixture->directory };
  StoreWritten kept = create_user (fixture, "kept");
  StoreWritten later;
  StoreWritten next;
  g_autoptr (GError) error = NULL;

  g_assert_true (store_backup (fixture->folder, path, &error));
  g_assert_no_error (error);
  g_assert_false (store_backup (fixture->folder, path, &error));
  g_clear_error (&error);
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("later%u", i);

      later = create_user (fixture, name);
    }

  g_assert_false (store_restore (fixture->folder, path, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_TAKEN);
  g_clear_error (&error);
  g_assert_true (store_restore (folder, path, &error));
  g_assert_no_error (error);
  g_assert_false (store_restore (folder, path, &error));
  g_clear_error (&error);

  fixture_open (&restored, NULL);
  g_assert_cmpint (get (&restored, STORE_USER, later.id).row.seq, ==, 0);
  {
    g_auto (Copy) copy = get (&restored, STORE_USER, kept.id);

    g_assert_cmpint (copy.row.version, ==, kept.version);
  }
  next = create_user (&restored, "next");
  g_assert_cmpint (next.version, >, later.version);
  assert_clean (&restored);
  fixture_close (&restored);
  remove_folder (folder);
}

static void
test_restore_nonsense (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nonsense", NULL);
  g_autofree char *empty = g_build_filename (fixture->folder, "empty", NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "restored", NULL);
  g_autoptr (Database) database = database_open (empty, DATABASE_CREATE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "nonsense", -1, NULL));
  g_assert_false (store_restore (folder, path, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (store_restore (folder, empty, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_FAILED);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("/store/safety/lock", test_lock);
  ADD ("/store/safety/permissions", test_permissions);
  ADD ("/store/safety/newer", test_newer);
  ADD ("/store/safety/check", test_check);
  ADD ("/store/safety/check-pages", test_check_pages);
  ADD ("/store/safety/backup", test_backup);
  ADD ("/store/safety/restore-nonsense", test_restore_nonsense);
  return g_test_run ();
}
