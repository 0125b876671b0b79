/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A reader and its looks at single resources and memberships; lists are store-list.c's. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include <glib/gi18n.h>

#include "store/store-private.h"
#include "store/store-row.h"
#include "store/store-schema.h"
#include "store/store-sql.h"

#define MEMBERS_AT_A_CALL 1000

StoreReader *
store_reader_new (Store   *store,
                  GError **error)
{
  StoreReader *self;
  Database *database;

  g_return_val_if_fail (store != NULL, NULL);

  database = store_schema_open_read (store_get_folder (store), error);
  if (database == NULL)
    return NULL;

  self = g_new0 (StoreReader, 1);
  self->database = database;
  self->store = store;
  return self;
}

void
store_reader_clear (StoreReader *self)
{
  g_assert (self != NULL);

  g_clear_object (&self->parser);
  g_clear_pointer (&self->admissions, g_hash_table_unref);
}

void
store_reader_free (StoreReader *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (!self->in_batch);

  store_reader_clear (self);
  database_close (self->database);
  g_free (self);
}

gboolean
store_reader_get (StoreReader   *self,
                  gint64         directory,
                  StoreType      type,
                  const char    *id,
                  StoreRowFunc   func,
                  gpointer       data,
                  GError       **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  StoreRow read;
  gboolean row;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  statement = store_sql_bind (self->database, error,
                              "SELECT " STORE_ROW_COLUMNS " FROM resources"
                              " WHERE id = ?1 AND directory = ?2 AND type = ?3",
                              "tib", id, directory, (int)type);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return store_result (FALSE, error);
  if (!row)
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_NOT_FOUND, _("There is no resource %s"), id);
      return FALSE;
    }

  store_row_read (statement, &read);
  func (&read, data);
  return TRUE;
}

/* Tells @func each row of owner, id, name, type, and how many and which owner or member came
 * last. */
static gboolean
tell_members (DatabaseStatement  *statement,
              StoreMemberFunc     func,
              gpointer            data,
              guint              *count,
              gint64             *last,
              GError            **error)
{
  gboolean row;

  *count = 0;
  for (;;)
    {
      if (!database_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      ++*count;
      *last = database_statement_column_int (statement, 4);
      func (database_statement_column_int (statement, 0),
            database_statement_column_text (statement, 1),
            database_statement_column_text (statement, 2),
            (StoreType)database_statement_column_int (statement, 3), data);
    }
}

gboolean
store_reader_members (StoreReader      *self,
                      gint64            group,
                      gint64           *position,
                      StoreMemberFunc   func,
                      gpointer          data,
                      GError          **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gint64 last = 0;
  guint count;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (position != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  statement = store_sql_bind (self->database, error,
                              "SELECT m.group_seq, r.id, r.name, r.type, m.member_seq"
                              " FROM membership m CROSS JOIN resources r ON r.seq = m.member_seq"
                              " WHERE m.group_seq = ?1 AND m.member_seq > ?2"
                              " ORDER BY m.member_seq LIMIT ?3",
                              "iib", group, *position, MEMBERS_AT_A_CALL);
  if (statement == NULL || !tell_members (statement, func, data, &count, &last, error))
    return store_result (FALSE, error);

  *position = count == MEMBERS_AT_A_CALL ? last : 0;
  return TRUE;
}

gboolean
store_reader_groups_of (StoreReader      *self,
                        const gint64     *seqs,
                        guint             n_seqs,
                        StoreMemberFunc   func,
                        gpointer          data,
                        GError          **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  g_autoptr (GString) list = NULL;
  gint64 last;
  guint count;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (seqs != NULL || n_seqs == 0, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  /* One user is what is asked most, and needs no list to be taken apart. */
  if (n_seqs == 1)
    {
      statement = store_sql_bind (self->database, error,
                                  "SELECT m.member_seq, g.id, g.name, g.type, m.group_seq"
                                  " FROM membership m CROSS JOIN resources g ON g.seq = m.group_seq"
                                  " WHERE m.member_seq = ?1 ORDER BY m.group_seq",
                                  "i", seqs[0]);
      return store_result (statement != NULL &&
                               tell_members (statement, func, data, &count, &last, error),
                           error);
    }

  list = g_string_new ("[");
  for (guint i = 0; i < n_seqs; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", seqs[i]);
  g_string_append_c (list, ']');

  statement = store_sql_bind (self->database, error,
                              "SELECT m.member_seq, g.id, g.name, g.type, m.group_seq"
                              " FROM json_each (?1) asked CROSS JOIN membership m"
                              " ON m.member_seq = asked.value CROSS JOIN resources g"
                              " ON g.seq = m.group_seq ORDER BY asked.id, m.group_seq",
                              "t", list->str);
  return store_result (statement != NULL &&
                           tell_members (statement, func, data, &count, &last, error),
                       error);
}
