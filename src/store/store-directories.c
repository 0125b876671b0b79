/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Directories: made, named, counted, found, and declared dead. A dead one is invisible to everybody
 * but store-purge.c from the moment of that commit, and its name is free again. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-directories.h"

#include <glib/gi18n.h>

#include "base/base-fold.h"
#include "store/store-private.h"
#include "store/store-sql.h"

#define COLUMNS                                                                                    \
  "seq, id, name, created, profile, unique_group_names, users_total, users_active, groups_total, " \
  "memberships_total, last_request, last_change"

static StoreDirectory *
read_row (DatabaseStatement *row)
{
  StoreDirectory *directory = g_atomic_rc_box_new0 (StoreDirectory);

  directory->seq = database_statement_column_int (row, 0);
  directory->id = g_strdup (database_statement_column_text (row, 1));
  directory->name = g_strdup (database_statement_column_text (row, 2));
  directory->created = database_statement_column_int (row, 3);
  directory->profile = (ScimProfile)database_statement_column_int (row, 4);
  directory->unique_group_names = database_statement_column_int (row, 5) != 0;
  directory->users_total = database_statement_column_int (row, 6);
  directory->users_active = database_statement_column_int (row, 7);
  directory->groups_total = database_statement_column_int (row, 8);
  directory->memberships_total = database_statement_column_int (row, 9);
  directory->last_request = database_statement_column_int (row, 10);
  directory->last_change = database_statement_column_int (row, 11);
  return directory;
}

static gboolean
not_found (GError **error)
{
  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_NOT_FOUND, _("There is no such directory"));
  return FALSE;
}

static StoreDirectory *
find (Database    *database,
      const char  *id,
      GError     **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  statement =
      store_sql_bind (database, error,
                      "SELECT " COLUMNS " FROM directories WHERE id = ?1 AND dead = 0", "t", id);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return NULL;
  if (row)
    return read_row (statement);
  not_found (error);
  return NULL;
}

/* After an UPDATE by id: whether there was one. */
static gboolean
changed_one (Database  *database,
             GError   **error)
{
  return database_get_changes (database) > 0 || not_found (error);
}

static gboolean
check_name_free (Database    *database,
                 const char  *folded,
                 const char  *own_id,
                 GError     **error)
{
  gint64 seq;
  gboolean taken;

  if (!store_sql_int (database, &seq, &taken, error,
                      "SELECT seq FROM directories WHERE folded_name = ?1 AND dead = 0"
                      " AND id <> ?2",
                      "tt", folded, own_id))
    return FALSE;
  if (!taken)
    return TRUE;

  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_TAKEN,
                       _("Another directory has this name; choose another"));
  return FALSE;
}

static gboolean
check_group_names_unique (Database    *database,
                          const char  *id,
                          GError     **error)
{
  gint64 seq;
  gboolean found;

  if (!store_sql_int (database, &seq, &found, error,
                      "SELECT min (r.seq) FROM directories d JOIN resources r"
                      " ON r.directory = d.seq AND r.type = 2 WHERE d.id = ?1 AND d.dead = 0"
                      " GROUP BY r.display_name HAVING count (*) > 1 LIMIT 1",
                      "t", id))
    return FALSE;
  if (!found)
    return TRUE;

  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_TAKEN,
                       _("Some groups have the same name; rename them first"));
  return FALSE;
}

gboolean
store_directories_count (StoreWriter        *writer,
                         gint64              directory,
                         const StoreCounts  *counts,
                         GError            **error)
{
  g_assert (writer != NULL && counts != NULL);

  return store_sql_run (writer->database, error,
                        "UPDATE directories SET users_total = users_total + ?2,"
                        " users_active = users_active + ?3, groups_total = groups_total + ?4,"
                        " memberships_total = memberships_total + ?5, last_change = ?6"
                        " WHERE seq = ?1 AND dead = 0",
                        "iiiiii", directory, counts->users, counts->active, counts->groups,
                        counts->memberships, writer->time) &&
         changed_one (writer->database, error);
}

gboolean
store_writer_create_directory (StoreWriter     *self,
                               const char      *name,
                               StoreDirectory **directory,
                               GError         **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *folded = base_fold (name);

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (directory != NULL, FALSE);

  if (!check_name_free (self->database, folded, "", error) ||
      !store_sql_run (self->database, error,
                      "INSERT INTO directories (id, name, folded_name, created)"
                      " VALUES (?1, ?2, ?3, ?4)",
                      "ttti", id, name, folded, self->time))
    return store_result (FALSE, error);

  *directory = find (self->database, id, error);
  return store_result (*directory != NULL, error);
}

gboolean
store_writer_rename_directory (StoreWriter  *self,
                               const char   *id,
                               const char   *name,
                               GError      **error)
{
  g_autofree char *folded = base_fold (name);

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  self->admissions_changed = TRUE;
  return store_result (check_name_free (self->database, folded, id, error) &&
                           store_sql_run (self->database, error,
                                          "UPDATE directories SET name = ?2, folded_name = ?3"
                                          " WHERE id = ?1 AND dead = 0",
                                          "ttt", id, name, folded) &&
                           changed_one (self->database, error),
                       error);
}

gboolean
store_writer_set_directory_options (StoreWriter        *self,
                                    const char         *id,
                                    const ScimProfile  *profile,
                                    const gboolean     *unique_group_names,
                                    GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (unique_group_names != NULL && *unique_group_names &&
      !check_group_names_unique (self->database, id, error))
    return store_result (FALSE, error);

  self->admissions_changed = TRUE;
  return store_result (
      store_sql_run (self->database, error,
                     "UPDATE directories SET profile = CASE WHEN ?2 THEN ?3 ELSE profile END,"
                     " unique_group_names = CASE WHEN ?4 THEN ?5 ELSE unique_group_names END"
                     " WHERE id = ?1 AND dead = 0",
                     "tbbbb", id, profile != NULL, profile != NULL ? (int)*profile : 0,
                     unique_group_names != NULL,
                     unique_group_names != NULL && *unique_group_names) &&
          changed_one (self->database, error),
      error);
}

gboolean
store_writer_delete_directory (StoreWriter  *self,
                               const char   *id,
                               GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (!store_sql_run (self->database, error,
                      "UPDATE directories SET dead = ?2 WHERE id = ?1 AND dead = 0", "ti", id,
                      self->time) ||
      !changed_one (self->database, error) ||
      !store_sql_run (self->database, error,
                      "UPDATE keys SET revoked = ?2 WHERE revoked = 0"
                      " AND directory = (SELECT seq FROM directories WHERE id = ?1)",
                      "ti", id, self->time))
    return store_result (FALSE, error);

  self->admissions_changed = TRUE;
  self->directory_died = TRUE;
  return TRUE;
}

gboolean
store_writer_touch_directory (StoreWriter  *self,
                              gint64        directory,
                              gint64        time,
                              GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return store_result (store_sql_run (self->database, error,
                                      "UPDATE directories SET last_request = max (last_request, ?2)"
                                      " WHERE seq = ?1",
                                      "ii", directory, time),
                       error);
}

StoreDirectory *
store_reader_find_directory (StoreReader  *self,
                             const char   *id,
                             GError      **error)
{
  StoreDirectory *directory;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  directory = find (self->database, id, error);
  store_result (directory != NULL, error);
  return directory;
}

GPtrArray *
store_reader_list_directories (StoreReader  *self,
                               GError      **error)
{
  g_autoptr (GPtrArray) directories = NULL;
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (self != NULL, NULL);

  directories = g_ptr_array_new_with_free_func ((GDestroyNotify)store_directory_free);
  statement =
      store_sql_bind (self->database, error,
                      "SELECT " COLUMNS " FROM directories WHERE dead = 0 ORDER BY seq", "");
  do
    {
      if (statement == NULL || !database_statement_step (statement, &row, error))
        {
          store_result (FALSE, error);
          return NULL;
        }
      if (row)
        g_ptr_array_add (directories, read_row (statement));
    }
  while (row);
  return g_steal_pointer (&directories);
}
