/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables. A step, once released, never changes: what is to be different comes as a step behind
 * it.
 *
 * `resources` is what this is about: one row a resource, with what is asked for by index in columns
 * and the body as text. `value` has the attributes that are looked up inside bodies
 * (store-values.h), `membership` who is in which group, `block` how many resources a range of seqs
 * holds (store-blocks.h). Times are microseconds; resources' are whole milliseconds, as they are
 * shown. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-schema.h"

#include "store/store-sql.h"

#include <errno.h>
#include <glib/gi18n.h>

static const char *const steps[] = {
  /* `state` has one row: the version given out last. */
  "CREATE TABLE state ("
  "  version INTEGER NOT NULL);"
  "INSERT INTO state VALUES (0);"

  "CREATE TABLE settings ("
  "  name TEXT PRIMARY KEY,"
  "  value TEXT NOT NULL) WITHOUT ROWID;"

  "CREATE TABLE admin_tokens ("
  "  hash TEXT PRIMARY KEY,"
  "  created INTEGER NOT NULL) WITHOUT ROWID;"

  /* A dead directory keeps its row as long as its keys are kept. `activity_floor` is the newest
   * cursor whose item was pruned. */
  "CREATE TABLE directories ("
  "  seq INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  id TEXT NOT NULL UNIQUE,"
  "  name TEXT NOT NULL,"
  "  folded_name TEXT NOT NULL,"
  "  created INTEGER NOT NULL,"
  "  profile INTEGER NOT NULL DEFAULT 0,"
  "  unique_group_names INTEGER NOT NULL DEFAULT 0,"
  "  users_total INTEGER NOT NULL DEFAULT 0,"
  "  users_active INTEGER NOT NULL DEFAULT 0,"
  "  groups_total INTEGER NOT NULL DEFAULT 0,"
  "  memberships_total INTEGER NOT NULL DEFAULT 0,"
  "  last_request INTEGER NOT NULL DEFAULT 0,"
  "  last_change INTEGER NOT NULL DEFAULT 0,"
  "  activity_floor INTEGER NOT NULL DEFAULT 0,"
  "  dead INTEGER NOT NULL DEFAULT 0,"
  "  purged INTEGER NOT NULL DEFAULT 0);"
  "CREATE UNIQUE INDEX directories_by_name ON directories (folded_name) WHERE dead = 0;"
  "CREATE INDEX directories_to_purge ON directories (seq) WHERE dead > 0 AND purged = 0;"

  "CREATE TABLE keys ("
  "  seq INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  directory INTEGER NOT NULL REFERENCES directories (seq),"
  "  id TEXT NOT NULL UNIQUE,"
  "  name TEXT NOT NULL,"
  "  scope INTEGER NOT NULL,"
  "  hash TEXT NOT NULL UNIQUE,"
  "  prefix TEXT NOT NULL,"
  "  created INTEGER NOT NULL,"
  "  expires INTEGER NOT NULL,"
  "  revoked INTEGER NOT NULL DEFAULT 0,"
  "  last_used INTEGER NOT NULL DEFAULT 0,"
  "  last_client TEXT);"
  "CREATE INDEX keys_by_directory ON keys (directory);"

  /* user_name and display_name are folded, external_id is NFC; active is NULL where the body
   * doesn't say; name is the userName or displayName as written. AUTOINCREMENT: a seq is never
   * somebody else's. */
  "CREATE TABLE resources ("
  "  seq INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  directory INTEGER NOT NULL REFERENCES directories (seq),"
  "  type INTEGER NOT NULL CHECK (type IN (1, 2)),"
  "  id TEXT NOT NULL UNIQUE,"
  "  user_name TEXT,"
  "  external_id TEXT,"
  "  display_name TEXT,"
  "  active INTEGER,"
  "  created INTEGER NOT NULL,"
  "  modified INTEGER NOT NULL,"
  "  version INTEGER NOT NULL,"
  "  name TEXT NOT NULL,"
  "  body TEXT NOT NULL);"
  "CREATE INDEX resources_by_order ON resources (directory, type);"
  "CREATE UNIQUE INDEX resources_by_user_name ON resources (directory, type, user_name);"
  "CREATE INDEX resources_by_external_id ON resources (directory, type, external_id);"
  "CREATE INDEX resources_by_display_name ON resources (directory, type, display_name);"
  "CREATE INDEX resources_by_modified ON resources (directory, type, modified);"

  "CREATE TABLE value ("
  "  directory INTEGER NOT NULL,"
  "  path INTEGER NOT NULL,"
  "  value TEXT NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  resource INTEGER NOT NULL REFERENCES resources (seq),"
  "  PRIMARY KEY (directory, path, value, kind, resource)) WITHOUT ROWID;"
  "CREATE INDEX value_by_resource ON value (resource);"

  "CREATE TABLE membership ("
  "  group_seq INTEGER NOT NULL REFERENCES resources (seq),"
  "  member_seq INTEGER NOT NULL REFERENCES resources (seq),"
  "  PRIMARY KEY (group_seq, member_seq)) WITHOUT ROWID;"
  "CREATE INDEX membership_by_member ON membership (member_seq, group_seq);"

  "CREATE TABLE block ("
  "  directory INTEGER NOT NULL,"
  "  type INTEGER NOT NULL,"
  "  block INTEGER NOT NULL,"
  "  count INTEGER NOT NULL,"
  "  PRIMARY KEY (directory, type, block)) WITHOUT ROWID;"

  "CREATE TABLE activity ("
  "  cursor INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  directory INTEGER NOT NULL REFERENCES directories (seq),"
  "  time INTEGER NOT NULL,"
  "  request_id TEXT,"
  "  kind TEXT NOT NULL,"
  "  method TEXT,"
  "  path TEXT,"
  "  status INTEGER NOT NULL,"
  "  duration_ms INTEGER NOT NULL,"
  "  client TEXT,"
  "  idp TEXT,"
  "  meaning TEXT,"
  "  count INTEGER NOT NULL,"
  "  key_id TEXT,"
  "  resource_type TEXT,"
  "  resource_id TEXT,"
  "  resource_name TEXT,"
  "  changes TEXT);"
  "CREATE INDEX activity_by_directory ON activity (directory);"
  "CREATE INDEX activity_by_resource ON activity (directory, resource_id)"
  "  WHERE resource_id IS NOT NULL;",

  /* Why a request was refused, as the client was told. */
  "ALTER TABLE activity ADD COLUMN detail TEXT;",
};

char *
store_schema_path (const char *folder)
{
  return g_build_filename (folder, "directory.db", NULL);
}

gboolean
store_schema_make_folder (const char  *folder,
                          GError     **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  g_set_error (error, STORE_ERROR, STORE_ERROR_FAILED, _("The data directory %s can't be made: %s"),
               folder, g_strerror (errno));
  return FALSE;
}

Database *
store_schema_open (const char  *folder,
                   GError     **error)
{
  g_autofree char *path = store_schema_path (folder);
  g_autoptr (Database) database = NULL;

  database = database_open (path, DATABASE_CREATE | DATABASE_OWN_CHECKPOINTS, error);
  if (database == NULL || !database_migrate (database, steps, G_N_ELEMENTS (steps), error))
    {
      store_result (FALSE, error);
      return NULL;
    }
  return g_steal_pointer (&database);
}

Database *
store_schema_open_file (const char  *path,
                        GError     **error)
{
  g_autoptr (Database) database = database_open (path, DATABASE_READ_ONLY, error);
  guint version;

  if (database == NULL || !database_get_version (database, NULL, &version, error))
    {
      store_result (FALSE, error);
      return NULL;
    }
  if (version == G_N_ELEMENTS (steps))
    return g_steal_pointer (&database);

  if (version > G_N_ELEMENTS (steps))
    g_set_error (error, STORE_ERROR, STORE_ERROR_NEWER,
                 _("%s was written by a newer Rollcall; update this program"), path);
  else
    g_set_error (error, STORE_ERROR, STORE_ERROR_FAILED,
                 version == 0 ? _("%s is not a directory service's database")
                              : _("%s was written by an older Rollcall; start the service once, "
                                  "which brings it up to date"),
                 path);
  return NULL;
}

Database *
store_schema_open_read (const char  *folder,
                        GError     **error)
{
  g_autofree char *path = store_schema_path (folder);

  return store_schema_open_file (path, error);
}
