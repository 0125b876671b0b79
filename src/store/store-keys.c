/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys: found by their hash, counted, extended, replaced and ended. A key's text never comes here.
 * A key is live while it is neither revoked nor expired. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-keys.h"

#include <glib/gi18n.h>

#include "store/store-private.h"
#include "store/store-sql.h"

#define MOST_PROVISION_KEYS 2
#define KEPT_AFTER_END (400 * G_TIME_SPAN_DAY)

#define COLUMNS \
  "seq, directory, id, name, scope, prefix, created, expires, revoked, last_used, last_client"

static StoreKey *
read_row (DatabaseStatement *row)
{
  StoreKey *key = g_atomic_rc_box_new0 (StoreKey);

  key->seq = database_statement_column_int (row, 0);
  key->directory = database_statement_column_int (row, 1);
  key->id = g_strdup (database_statement_column_text (row, 2));
  key->name = g_strdup (database_statement_column_text (row, 3));
  key->scope = (StoreScope)database_statement_column_int (row, 4);
  key->prefix = g_strdup (database_statement_column_text (row, 5));
  key->created = database_statement_column_int (row, 6);
  key->expires = database_statement_column_int (row, 7);
  key->revoked = database_statement_column_int (row, 8);
  key->last_used = database_statement_column_int (row, 9);
  key->last_client = g_strdup (database_statement_column_text (row, 10));
  return key;
}

static gboolean
not_found (GError **error)
{
  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_NOT_FOUND,
                       _("There is no such key, or it has ended"));
  return FALSE;
}

/* (nullable) (transfer full): the one row of @statement, which is reset. */
static StoreKey *
read_one (DatabaseStatement  *statement,
          GError            **error)
{
  StoreKey *key = NULL;
  gboolean row;

  if (statement == NULL)
    return NULL;
  if (database_statement_step (statement, &row, error))
    {
      if (row)
        key = read_row (statement);
      else
        not_found (error);
    }
  database_statement_reset (statement);
  return key;
}

static StoreKey *
find_live (StoreWriter  *self,
           gint64        directory,
           const char   *key_id,
           GError      **error)
{
  return read_one (store_sql_bind (self->database, error,
                                   "SELECT " COLUMNS " FROM keys WHERE id = ?1 AND directory = ?2"
                                   " AND revoked = 0 AND (expires = 0 OR expires > ?3)",
                                   "tii", key_id, directory, self->time),
                   error);
}

static gboolean
check_room (StoreWriter  *self,
            gint64        directory,
            GError      **error)
{
  gint64 live;

  if (!store_sql_int (self->database, &live, NULL, error,
                      "SELECT count (*) FROM keys WHERE directory = ?1 AND scope = ?2"
                      " AND revoked = 0 AND (expires = 0 OR expires > ?3)",
                      "ibi", directory, STORE_SCOPE_PROVISION, self->time))
    return FALSE;
  if (live < MOST_PROVISION_KEYS)
    return TRUE;

  g_set_error (error, STORE_ERROR, STORE_ERROR_TOO_MANY_KEYS,
               _("The directory has %d provision keys already; end one of them first"),
               MOST_PROVISION_KEYS);
  return FALSE;
}

static gboolean
check_alive (StoreWriter  *self,
             gint64        directory,
             GError      **error)
{
  gint64 one;
  gboolean found;

  if (!store_sql_int (self->database, &one, &found, error,
                      "SELECT 1 FROM directories WHERE seq = ?1 AND dead = 0", "i", directory))
    return FALSE;
  if (!found)
    g_set_error_literal (error, STORE_ERROR, STORE_ERROR_NOT_FOUND,
                         _("There is no such directory"));
  return found;
}

static gboolean
create_key (StoreWriter  *self,
            gint64        directory,
            const char   *name,
            StoreScope    scope,
            const char   *hash,
            const char   *prefix,
            gint64        expires,
            StoreKey    **key,
            GError      **error)
{
  g_autofree char *id = g_uuid_string_random ();

  if (!check_alive (self, directory, error) ||
      (scope == STORE_SCOPE_PROVISION && !check_room (self, directory, error)) ||
      !store_keys_forget_old (self, error) ||
      !store_sql_run (
          self->database, error,
          "INSERT INTO keys (directory, id, name, scope, hash, prefix, created, expires)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          "ittbttii", directory, id, name, (int)scope, hash, prefix, self->time, expires))
    return FALSE;

  *key = find_live (self, directory, id, error);
  return *key != NULL;
}

gboolean
store_keys_forget_old (StoreWriter  *writer,
                       GError      **error)
{
  gint64 limit = writer->time - KEPT_AFTER_END;

  return store_sql_run (writer->database, error,
                        "DELETE FROM keys WHERE (revoked > 0 AND revoked < ?1)"
                        " OR (expires > 0 AND expires < ?1)",
                        "i", limit) &&
         store_sql_run (writer->database, error,
                        "DELETE FROM directories WHERE purged = 1"
                        " AND NOT EXISTS (SELECT 1 FROM keys WHERE directory = directories.seq)",
                        "");
}

gboolean
store_writer_create_key (StoreWriter  *self,
                         gint64        directory,
                         const char   *name,
                         StoreScope    scope,
                         const char   *hash,
                         const char   *prefix,
                         gint64        expires,
                         StoreKey    **key,
                         GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);
  g_return_val_if_fail (prefix != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return store_result (create_key (self, directory, name, scope, hash, prefix, expires, key, error),
                       error);
}

gboolean
store_writer_update_key (StoreWriter   *self,
                         gint64         directory,
                         const char    *key_id,
                         const char    *name,
                         const gint64  *expires,
                         GError       **error)
{
  g_autoptr (StoreKey) key = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (key_id != NULL, FALSE);

  self->admissions_changed = TRUE;
  key = find_live (self, directory, key_id, error);
  return store_result (key != NULL &&
                           store_sql_run (self->database, error,
                                          "UPDATE keys SET name = ?2, expires = ?3 WHERE seq = ?1",
                                          "iti", key->seq, name != NULL ? name : key->name,
                                          expires != NULL ? *expires : key->expires),
                       error);
}

gboolean
store_writer_revoke_key (StoreWriter  *self,
                         gint64        directory,
                         const char   *key_id,
                         GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (key_id != NULL, FALSE);

  self->admissions_changed = TRUE;
  if (!store_sql_run (self->database, error,
                      "UPDATE keys SET revoked = CASE revoked WHEN 0 THEN ?3 ELSE revoked END"
                      " WHERE id = ?1 AND directory = ?2",
                      "tii", key_id, directory, self->time))
    return store_result (FALSE, error);
  return database_get_changes (self->database) > 0 || not_found (error);
}

gboolean
store_writer_replace_key (StoreWriter  *self,
                          gint64        directory,
                          const char   *key_id,
                          const char   *hash,
                          const char   *prefix,
                          gint64        expires,
                          gint64        old_ends,
                          StoreKey    **key,
                          GError      **error)
{
  g_autoptr (StoreKey) old = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (key_id != NULL, FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);
  g_return_val_if_fail (prefix != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  self->admissions_changed = TRUE;
  old = find_live (self, directory, key_id, error);
  if (old == NULL)
    return store_result (FALSE, error);

  /* An end in the past is this moment: the key must not be in the way of the new one. */
  old_ends = MAX (old_ends, self->time);
  if (old->expires != 0)
    old_ends = MIN (old_ends, old->expires);
  return store_result (store_sql_run (self->database, error,
                                      "UPDATE keys SET expires = ?2 WHERE seq = ?1", "ii", old->seq,
                                      old_ends) &&
                           create_key (self, directory, old->name, old->scope, hash, prefix,
                                       expires, key, error),
                       error);
}

gboolean
store_writer_touch_key (StoreWriter  *self,
                        gint64        key,
                        gint64        time,
                        const char   *client,
                        GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return store_result (store_sql_run (self->database, error,
                                      "UPDATE keys SET last_used = ?2, last_client = ?3"
                                      " WHERE seq = ?1 AND last_used <= ?2",
                                      "iit", key, time, client),
                       error);
}

StoreKey *
store_reader_find_key (StoreReader  *self,
                       const char   *hash,
                       GError      **error)
{
  StoreKey *key;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  key = read_one (store_sql_bind (self->database, error,
                                  "SELECT " COLUMNS " FROM keys WHERE hash = ?1", "t", hash),
                  error);
  store_result (key != NULL, error);
  return key;
}

GPtrArray *
store_reader_list_keys (StoreReader  *self,
                        gint64        directory,
                        GError      **error)
{
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (self != NULL, NULL);

  keys = g_ptr_array_new_with_free_func ((GDestroyNotify)store_key_free);
  statement = store_sql_bind (self->database, error,
                              "SELECT " COLUMNS " FROM keys WHERE directory = ?1 AND revoked = 0"
                              " ORDER BY seq",
                              "i", directory);
  do
    {
      if (statement == NULL || !database_statement_step (statement, &row, error))
        {
          store_result (FALSE, error);
          return NULL;
        }
      if (row)
        g_ptr_array_add (keys, read_row (statement));
    }
  while (row);
  return g_steal_pointer (&keys);
}
