/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Creates, replaces and deletes a resource. Each keeps in step what stands beside the row: value
 * rows, block counts, counters, and the versions of whoever shows this resource (a group its
 * members, a user its groups). */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "scim/scim-resource.h"
#include "store/store-blocks.h"
#include "store/store-columns.h"
#include "store/store-directories.h"
#include "store/store-private.h"
#include "store/store-sql.h"
#include "store/store-values.h"

/**
 * Found:
 * @active: whether it counts as active, which only a user does
 * @body: (nullable): only if asked for
 */
typedef struct
{
  gint64 seq;
  gint64 version;
  gint64 created;
  gint64 modified;
  gboolean active;
  char *body;
} Found;

static void
found_clear (Found *found)
{
  g_clear_pointer (&found->body, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static gboolean
counts_as_active (StoreType type,
                  int       active)
{
  return type == STORE_USER && active != 0;
}

/* Finds a resource and checks its version. */
static gboolean
find (StoreWriter  *self,
      gint64        directory,
      StoreType     type,
      const char   *id,
      gint64        expected_version,
      Found        *found,
      GError      **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  statement = store_sql_bind (self->database, error,
                              "SELECT seq, version, created, modified, ifnull (active, 1), body"
                              " FROM resources WHERE id = ?1 AND directory = ?2 AND type = ?3",
                              "tib", id, directory, (int)type);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_NOT_FOUND, _("There is no resource %s"), id);
      return FALSE;
    }

  found->seq = database_statement_column_int (statement, 0);
  found->version = database_statement_column_int (statement, 1);
  found->created = database_statement_column_int (statement, 2);
  found->modified = database_statement_column_int (statement, 3);
  found->active = counts_as_active (type, (int)database_statement_column_int (statement, 4));
  found->body = g_strdup (database_statement_column_text (statement, 5));
  if (expected_version == 0 || expected_version == found->version)
    return TRUE;

  g_set_error (error, STORE_ERROR, STORE_ERROR_CHANGED,
               _("The resource %s was changed meanwhile; read it again"), id);
  return FALSE;
}

static gboolean
fail_taken (const char  *attribute,
            const char  *value,
            GError     **error)
{
  g_set_error (error, STORE_ERROR, STORE_ERROR_TAKEN, _("The %s \"%s\" is in use already"),
               attribute, value);
  return FALSE;
}

static gboolean
check_user_name (StoreWriter         *self,
                 gint64               directory,
                 gint64               own_seq,
                 const StoreColumns  *columns,
                 GError             **error)
{
  gint64 seq;
  gboolean taken;

  if (!store_sql_int (self->database, &seq, &taken, error,
                      "SELECT seq FROM resources WHERE directory = ?1 AND type = 1"
                      " AND user_name = ?2 AND seq <> ?3",
                      "iti", directory, columns->user_name, own_seq))
    return FALSE;
  return !taken || fail_taken ("userName", columns->name, error);
}

static gboolean
check_group_name (StoreWriter         *self,
                  gint64               directory,
                  gint64               own_seq,
                  const StoreColumns  *columns,
                  GError             **error)
{
  gint64 seq;
  gboolean taken;

  if (!store_sql_int (self->database, &seq, &taken, error,
                      "SELECT r.seq FROM directories d CROSS JOIN resources r"
                      " ON r.directory = d.seq AND r.type = 2 AND r.display_name = ?2"
                      " AND r.seq <> ?3 WHERE d.seq = ?1 AND d.unique_group_names",
                      "iti", directory, columns->display_name, own_seq))
    return FALSE;
  return !taken || fail_taken ("displayName", columns->name, error);
}

static gboolean
check_unique (StoreWriter         *self,
              gint64               directory,
              StoreType            type,
              gint64               own_seq,
              const StoreColumns  *columns,
              GError             **error)
{
  if (type == STORE_USER)
    return check_user_name (self, directory, own_seq, columns, error);
  return check_group_name (self, directory, own_seq, columns, error);
}

/* Binds what insert and update have in common, from parameter 1 on. */
static void
bind_columns (DatabaseStatement  *statement,
              const StoreColumns *columns,
              const char         *body)
{
  database_statement_bind_text (statement, 1, columns->user_name);
  database_statement_bind_text (statement, 2, columns->external_id);
  database_statement_bind_text (statement, 3, columns->display_name);
  if (columns->active < 0)
    database_statement_bind_null (statement, 4);
  else
    database_statement_bind_int (statement, 4, columns->active);
  database_statement_bind_text (statement, 5, columns->name);
  database_statement_bind_text (statement, 6, body);
}

static gboolean
insert (StoreWriter         *self,
        gint64               directory,
        StoreType            type,
        const StoreColumns  *columns,
        const char          *body,
        StoreWritten        *written,
        GError             **error)
{
  g_autofree char *id = g_uuid_string_random ();
  DatabaseStatement *statement;

  statement = database_prepare (self->database,
                                "INSERT INTO resources (user_name, external_id, display_name,"
                                " active, name, body, directory, type, id, created, modified,"
                                " version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10,"
                                " ?11)",
                                error);
  if (statement == NULL)
    return FALSE;

  bind_columns (statement, columns, body);
  database_statement_bind_int (statement, 7, directory);
  database_statement_bind_int (statement, 8, type);
  database_statement_bind_text (statement, 9, id);
  database_statement_bind_int (statement, 10, self->time);
  database_statement_bind_int (statement, 11, self->version);
  if (!database_statement_run (statement, error))
    return FALSE;

  memset (written, 0, sizeof *written);
  written->seq = database_get_last_insert_id (self->database);
  g_strlcpy (written->id, id, sizeof written->id);
  written->created = written->modified = self->time;
  written->version = self->version;
  written->changed = TRUE;
  return TRUE;
}

static gboolean
update (StoreWriter         *self,
        gint64               seq,
        const StoreColumns  *columns,
        const char          *body,
        GError             **error)
{
  DatabaseStatement *statement;

  statement = database_prepare (self->database,
                                "UPDATE resources SET user_name = ?1, external_id = ?2,"
                                " display_name = ?3, active = ?4, name = ?5, body = ?6,"
                                " modified = ?7, version = ?8 WHERE seq = ?9",
                                error);
  if (statement == NULL)
    return FALSE;

  bind_columns (statement, columns, body);
  database_statement_bind_int (statement, 7, self->time);
  database_statement_bind_int (statement, 8, self->version);
  database_statement_bind_int (statement, 9, seq);
  return database_statement_run (statement, error);
}

/* Writes the row and its values; what references it is as before. */
static gboolean
rewrite (StoreWriter   *self,
         gint64         directory,
         gint64         seq,
         ScimResource  *resource,
         const char    *body,
         GError       **error)
{
  JsonObject *object = scim_resource_get_object (resource);
  StoreType type = store_type_from_scim (scim_resource_get_type (resource));
  g_auto (StoreColumns) columns = { 0 };

  store_columns_init (&columns, type, object);
  return check_unique (self, directory, type, seq, &columns, error) &&
         update (self, seq, &columns, body, error) &&
         store_values_set (self, directory, seq, type, object, error);
}

static gboolean
create (StoreWriter   *self,
        gint64         directory,
        ScimResource  *resource,
        StoreWritten  *written,
        GError       **error)
{
  JsonObject *object = scim_resource_get_object (resource);
  StoreType type = store_type_from_scim (scim_resource_get_type (resource));
  g_autofree char *body = scim_resource_to_text (resource);
  g_auto (StoreColumns) columns = { 0 };
  StoreCounts counts = { 0 };

  store_columns_init (&columns, type, object);
  counts.users = type == STORE_USER ? 1 : 0;
  counts.active = counts_as_active (type, columns.active) ? 1 : 0;
  counts.groups = type == STORE_GROUP ? 1 : 0;

  return store_directories_count (self, directory, &counts, error) &&
         check_unique (self, directory, type, 0, &columns, error) &&
         insert (self, directory, type, &columns, body, written, error) &&
         store_values_set (self, directory, written->seq, type, object, error) &&
         store_blocks_count (self, directory, type, written->seq, 1, error);
}

static gboolean
replace (StoreWriter   *self,
         gint64         directory,
         const char    *id,
         ScimResource  *resource,
         gint64         expected_version,
         StoreWritten  *written,
         GError       **error)
{
  StoreType type = store_type_from_scim (scim_resource_get_type (resource));
  g_autofree char *body = scim_resource_to_text (resource);
  g_auto (StoreColumns) columns = { 0 };
  g_auto (Found) found = { 0 };
  StoreCounts counts = { 0 };

  if (!find (self, directory, type, id, expected_version, &found, error))
    return FALSE;

  memset (written, 0, sizeof *written);
  written->seq = found.seq;
  g_strlcpy (written->id, id, sizeof written->id);
  written->created = found.created;
  written->modified = found.modified;
  written->version = found.version;
  if (g_str_equal (body, found.body))
    return TRUE;

  store_columns_init (&columns, type, scim_resource_get_object (resource));
  counts.active = counts_as_active (type, columns.active) - found.active;
  if (!rewrite (self, directory, found.seq, resource, body, error) ||
      !store_directories_count (self, directory, &counts, error))
    return FALSE;

  written->modified = self->time;
  written->version = self->version;
  written->changed = TRUE;
  return TRUE;
}

/* Takes the manager from one body. */
static gboolean
drop_manager (StoreWriter  *self,
              gint64        directory,
              gint64        seq,
              const char   *body,
              GError      **error)
{
  g_autoptr (ScimResource) resource = NULL;
  g_autofree char *text = NULL;
  JsonObject *object;
  JsonObject *extension;

  resource = scim_resource_new_from_text (store_type_to_scim (STORE_USER), body, error);
  if (resource == NULL)
    return FALSE;

  object = scim_resource_get_object (resource);
  extension = json_object_get_object_member (object, SCIM_URN_ENTERPRISE);
  json_object_remove_member (extension, "manager");
  if (json_object_get_size (extension) == 0)
    json_object_remove_member (object, SCIM_URN_ENTERPRISE);
  if (!scim_resource_finish (resource, error))
    return FALSE;

  text = scim_resource_to_text (resource);
  return rewrite (self, directory, seq, resource, text, error);
}

/* Takes references to a deleted user from whoever has them as manager, one at a time: each rewrite
 * takes its row out of what is searched. */
static gboolean
drop_managers (StoreWriter  *self,
               gint64        directory,
               const char   *id,
               GError      **error)
{
  for (;;)
    {
      DatabaseStatement *statement;
      g_autofree char *body = NULL;
      gint64 seq = 0;
      gboolean row;

      statement = store_sql_bind (self->database, error,
                                  "SELECT r.seq, r.body FROM value v JOIN resources r"
                                  " ON r.seq = v.resource WHERE v.directory = ?1 AND v.path = ?2"
                                  " AND v.value = ?3 LIMIT 1",
                                  "ibt", directory, STORE_VALUE_MANAGER, id);
      if (statement == NULL || !database_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        {
          seq = database_statement_column_int (statement, 0);
          body = g_strdup (database_statement_column_text (statement, 1));
        }
      database_statement_reset (statement);
      if (!row)
        return TRUE;
      if (!drop_manager (self, directory, seq, body, error))
        return FALSE;
    }
}

/* Takes @seq out of all groups and everybody out of @seq, and gives new versions to who shows
 * it. */
static gboolean
drop_memberships (StoreWriter  *self,
                  gint64        seq,
                  gint64       *dropped,
                  GError      **error)
{
  if (!store_sql_run (self->database, error,
                      "UPDATE resources SET version = ?2, modified = ?3 WHERE seq IN"
                      " (SELECT group_seq FROM membership WHERE member_seq = ?1)",
                      "iii", seq, self->version, self->time) ||
      !store_sql_run (self->database, error,
                      "UPDATE resources SET version = ?2 WHERE type = 1 AND seq IN"
                      " (SELECT member_seq FROM membership WHERE group_seq = ?1)",
                      "ii", seq, self->version) ||
      !store_sql_run (self->database, error, "DELETE FROM membership WHERE member_seq = ?1", "i",
                      seq))
    return FALSE;
  *dropped = database_get_changes (self->database);

  if (!store_sql_run (self->database, error, "DELETE FROM membership WHERE group_seq = ?1", "i",
                      seq))
    return FALSE;
  *dropped += database_get_changes (self->database);
  return TRUE;
}

static gboolean delete (StoreWriter *self,
                        gint64 directory,
                        StoreType type,
                        const char *id,
                        gint64 expected_version,
                        GError **error)
{
  g_auto (Found) found = { 0 };
  StoreCounts counts = { 0 };
  gint64 dropped = 0;

  if (!find (self, directory, type, id, expected_version, &found, error) ||
      !drop_memberships (self, found.seq, &dropped, error) ||
      !store_values_set (self, directory, found.seq, type, NULL, error) ||
      (type == STORE_USER && !drop_managers (self, directory, id, error)) ||
      !store_sql_run (self->database, error, "DELETE FROM resources WHERE seq = ?1", "i",
                      found.seq) ||
      !store_blocks_count (self, directory, type, found.seq, -1, error))
    return FALSE;

  counts.users = type == STORE_USER ? -1 : 0;
  counts.active = found.active ? -1 : 0;
  counts.groups = type == STORE_GROUP ? -1 : 0;
  counts.memberships = -dropped;
  return store_directories_count (self, directory, &counts, error);
}

gboolean
store_writer_create (StoreWriter   *self,
                     gint64         directory,
                     ScimResource  *resource,
                     StoreWritten  *written,
                     GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (resource != NULL, FALSE);
  g_return_val_if_fail (written != NULL, FALSE);

  return store_result (create (self, directory, resource, written, error), error);
}

gboolean
store_writer_replace (StoreWriter   *self,
                      gint64         directory,
                      const char    *id,
                      ScimResource  *resource,
                      gint64         expected_version,
                      StoreWritten  *written,
                      GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (resource != NULL, FALSE);
  g_return_val_if_fail (written != NULL, FALSE);

  return store_result (replace (self, directory, id, resource, expected_version, written, error),
                       error);
}

gboolean
store_writer_delete (StoreWriter  *self,
                     gint64        directory,
                     StoreType     type,
                     const char   *id,
                     gint64        expected_version,
                     GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return store_result (delete (self, directory, type, id, expected_version, error), error);
}

StoreReader *
store_writer_get_reader (StoreWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->reader;
}

gint64
store_writer_get_time (StoreWriter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time;
}

gint64
store_writer_get_version (StoreWriter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->version;
}
