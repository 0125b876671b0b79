/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of a roll, the views that others may name (roll-views.h), and the staging tables. The
 * only place that makes them.
 *
 * A resource is one row; its columns for lists come before the body, so that a list needs no body.
 * Leaf values lie by row, with their paths as numbers. `shown` is NULL where it is the same as
 * `compare`. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-private.h"
#include "scim/scim-types.h"

static const char *const steps[] = {
  "CREATE TABLE resource ("
  "  row INTEGER PRIMARY KEY,"
  "  type INTEGER NOT NULL,"
  "  id TEXT NOT NULL,"
  "  scope INTEGER NOT NULL DEFAULT 1,"
  "  active INTEGER NOT NULL,"
  "  named INTEGER NOT NULL,"
  "  key TEXT NOT NULL,"
  "  key_folded TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  external_id TEXT,"
  "  external_id_exact TEXT,"
  "  email TEXT,"
  "  email_folded TEXT,"
  "  digest BLOB NOT NULL,"
  "  hash BLOB NOT NULL,"
  "  body TEXT NOT NULL);"
  "CREATE UNIQUE INDEX resource_id ON resource (type, id);"
  "CREATE INDEX resource_key ON resource (type, key_folded, id);"
  "CREATE INDEX resource_scope ON resource (type, scope, active);"

  "CREATE TABLE path (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);"
  "CREATE TABLE leaf ("
  "  row INTEGER NOT NULL,"
  "  path INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  compare TEXT NOT NULL,"
  "  shown TEXT,"
  "  PRIMARY KEY (row, path, kind, compare)) WITHOUT ROWID;"

  "CREATE TABLE membership ("
  "  grp INTEGER NOT NULL,"
  "  member INTEGER NOT NULL,"
  "  PRIMARY KEY (grp, member)) WITHOUT ROWID;"
  "CREATE INDEX membership_member ON membership (member, grp);"

  "CREATE TABLE evidence ("
  "  kind TEXT NOT NULL,"
  "  type TEXT NOT NULL,"
  "  key_folded TEXT NOT NULL,"
  "  key TEXT NOT NULL,"
  "  detail TEXT,"
  "  time INTEGER NOT NULL);"
  "CREATE INDEX evidence_key ON evidence (type, key_folded, kind);"

  "CREATE TABLE carried (path TEXT PRIMARY KEY) WITHOUT ROWID;"
  "CREATE TABLE supported (path TEXT PRIMARY KEY) WITHOUT ROWID;"
  "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
  "CREATE TABLE fault (code TEXT PRIMARY KEY, count INTEGER NOT NULL, detail TEXT) WITHOUT ROWID;"

  /* what: 'came', 'left', 'changed' (detail is [{"path","old","new"}]), 'joined' or 'quit' a group
   * (detail is the group's name) */
  "CREATE TABLE change ("
  "  number INTEGER PRIMARY KEY,"
  "  time INTEGER NOT NULL,"
  "  what TEXT NOT NULL,"
  "  type INTEGER NOT NULL,"
  "  id TEXT NOT NULL,"
  "  key TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  detail TEXT);"

  "CREATE VIEW person AS"
  "  SELECT row, id, key, key_folded, name, active, hash FROM resource WHERE type = 0 AND scope;"
  "CREATE VIEW groups AS"
  "  SELECT row, id, key, key_folded, name, external_id, external_id_exact"
  "  FROM resource WHERE type = 1 AND scope;"
  "CREATE VIEW key AS"
  "  SELECT row, 'externalId' AS rule, external_id_exact AS value FROM resource"
  "    WHERE scope AND external_id_exact IS NOT NULL"
  "  UNION ALL SELECT row, CASE type WHEN 0 THEN 'userName' ELSE 'displayName' END, key_folded"
  "    FROM resource WHERE scope AND named"
  "  UNION ALL SELECT row, 'emails', email_folded FROM resource"
  "    WHERE scope AND type = 0 AND email_folded IS NOT NULL;"
  "CREATE VIEW value AS"
  "  SELECT leaf.row AS row, path.path AS path, leaf.kind AS kind, leaf.compare AS compare,"
  "         coalesce (leaf.shown, leaf.compare) AS shown"
  "  FROM leaf JOIN path ON path.number = leaf.path;"
  "CREATE VIEW member AS"
  "  SELECT m.grp AS grp, m.member AS person FROM membership m"
  "    JOIN resource g ON g.row = m.grp AND g.scope"
  "    JOIN resource p ON p.row = m.member AND p.scope AND p.type = 0;",

  /* 2: what lists show besides, filled from the bodies; who joined or quit which group; counts over
   * time. `generation` is of the last publication, `listed` of the last that changed a list. */
  "ALTER TABLE resource ADD COLUMN department TEXT;"
  "ALTER TABLE resource ADD COLUMN title TEXT;"
  "ALTER TABLE resource ADD COLUMN modified INTEGER NOT NULL DEFAULT 0;"
  "UPDATE resource SET"
  "  department = nullif (CAST (body ->> '$.\"" SCIM_URN_ENTERPRISE "\".department' AS TEXT), ''),"
  "  title = nullif (CAST (body ->> '$.title' AS TEXT), ''),"
  "  modified = max (coalesce (unixepoch (body ->> '$.meta.lastModified') * 1000000, 0), 0);"

  "ALTER TABLE change ADD COLUMN group_id TEXT;"
  "CREATE INDEX change_id ON change (id, type);"
  "CREATE INDEX change_group ON change (group_id) WHERE group_id IS NOT NULL;"
  "CREATE INDEX change_time ON change (time);"

  "CREATE TABLE count ("
  "  number INTEGER PRIMARY KEY,"
  "  time INTEGER NOT NULL,"
  "  users_total INTEGER NOT NULL,"
  "  users_active INTEGER NOT NULL,"
  "  groups_total INTEGER NOT NULL,"
  "  memberships_total INTEGER NOT NULL);"
  "INSERT INTO count (time, users_total, users_active, groups_total, memberships_total)"
  "  SELECT max (value) FILTER (WHERE name = 'read_at'),"
  "    coalesce (max (value) FILTER (WHERE name = 'users_total'), -1),"
  "    coalesce (max (value) FILTER (WHERE name = 'users_active'), -1),"
  "    coalesce (max (value) FILTER (WHERE name = 'groups_total'), -1),"
  "    coalesce (max (value) FILTER (WHERE name = 'memberships_total'), -1)"
  "  FROM facts HAVING count (*) > 0;"

  "CREATE TABLE state (generation INTEGER NOT NULL, listed INTEGER NOT NULL);"
  "INSERT INTO state SELECT count (*) > 0, count (*) > 0 FROM facts;",
};

/* A staged resource that is as before (state 0) has no body; 1 is changed, 2 is new. */
static const char staging[] =
    "CREATE TABLE staging.resource ("
    "  row INTEGER PRIMARY KEY,"
    "  type INTEGER NOT NULL,"
    "  id TEXT NOT NULL,"
    "  state INTEGER NOT NULL,"
    "  active INTEGER,"
    "  named INTEGER,"
    "  key TEXT,"
    "  key_folded TEXT,"
    "  name TEXT,"
    "  external_id TEXT,"
    "  external_id_exact TEXT,"
    "  email TEXT,"
    "  email_folded TEXT,"
    "  department TEXT,"
    "  title TEXT,"
    "  modified INTEGER,"
    "  digest BLOB,"
    "  hash BLOB,"
    "  body TEXT);"
    "CREATE UNIQUE INDEX staging.resource_id ON resource (type, id);"
    "CREATE INDEX staging.resource_group ON resource (key_folded) WHERE type = 1;"
    "CREATE TABLE staging.member ("
    "  grp INTEGER NOT NULL,"
    "  id TEXT NOT NULL,"
    "  hint INTEGER NOT NULL,"
    "  PRIMARY KEY (grp, id, hint)) WITHOUT ROWID;"
    "CREATE TABLE staging.membership ("
    "  grp INTEGER NOT NULL,"
    "  member INTEGER NOT NULL,"
    "  PRIMARY KEY (grp, member)) WITHOUT ROWID;"
    "CREATE TABLE staging.gone (row INTEGER PRIMARY KEY);"
    "CREATE TABLE staging.evidence ("
    "  kind TEXT NOT NULL,"
    "  type TEXT NOT NULL,"
    "  key_folded TEXT NOT NULL,"
    "  key TEXT NOT NULL,"
    "  detail TEXT,"
    "  time INTEGER NOT NULL);"
    "CREATE INDEX staging.evidence_key ON evidence (type, key_folded);";

gboolean
roll_error_take (GError **error,
                 GError  *cause)
{
  RollError code = ROLL_ERROR_FAILED;

  if (cause->domain != DATABASE_ERROR)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }

  if (cause->code == DATABASE_ERROR_FULL)
    code = ROLL_ERROR_FULL;
  else if (cause->code == DATABASE_ERROR_NEWER)
    code = ROLL_ERROR_NEWER;
  else if (cause->code == DATABASE_ERROR_BUSY)
    code = ROLL_ERROR_BUSY;
  g_set_error_literal (error, ROLL_ERROR, code, cause->message);
  g_error_free (cause);
  return FALSE;
}

Database *
roll_schema_open (const char  *path,
                  GError     **error)
{
  g_autoptr (Database) database = database_open (path, DATABASE_CREATE, error);

  if (database == NULL || !database_migrate (database, steps, G_N_ELEMENTS (steps), error))
    return NULL;
  return g_steal_pointer (&database);
}

gboolean
roll_schema_stage (Database  *database,
                   GError   **error)
{
  return database_attach (database, "", "staging", FALSE, error) &&
         database_exec (database, staging, error);
}
