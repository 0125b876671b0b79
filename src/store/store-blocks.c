/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Block counts. A block that has become empty has no row. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-blocks.h"

#include "store/store-schema.h"
#include "store/store-sql.h"

gboolean
store_blocks_count (StoreWriter  *writer,
                    gint64        directory,
                    StoreType     type,
                    gint64        seq,
                    int           by,
                    GError      **error)
{
  gint64 block = seq >> STORE_BLOCK_BITS;

  g_assert (writer != NULL);
  g_assert (by == 1 || by == -1);

  if (by > 0)
    return store_sql_run (writer->database, error,
                          "INSERT INTO block VALUES (?1, ?2, ?3, 1)"
                          " ON CONFLICT DO UPDATE SET count = count + 1",
                          "ibi", directory, (int)type, block);

  return store_sql_run (writer->database, error,
                        "UPDATE block SET count = count - 1"
                        " WHERE directory = ?1 AND type = ?2 AND block = ?3",
                        "ibi", directory, (int)type, block) &&
         store_sql_run (writer->database, error,
                        "DELETE FROM block"
                        " WHERE directory = ?1 AND type = ?2 AND block = ?3 AND count = 0",
                        "ibi", directory, (int)type, block);
}

/* The block that has @position, which becomes the position inside it. */
static gboolean
find_block (StoreReader  *reader,
            gint64        directory,
            StoreType     type,
            gint64       *position,
            gint64       *block,
            gboolean     *found,
            GError      **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  *found = FALSE;
  statement = store_sql_bind (reader->database, error,
                              "SELECT block, count FROM block WHERE directory = ?1 AND type = ?2"
                              " ORDER BY block",
                              "ib", directory, (int)type);
  if (statement == NULL)
    return FALSE;

  for (;;)
    {
      gint64 count;

      if (!database_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      count = database_statement_column_int (statement, 1);
      if (*position < count)
        break;
      *position -= count;
    }
  *block = database_statement_column_int (statement, 0);
  *found = TRUE;
  return TRUE;
}

gboolean
store_blocks_find (StoreReader  *reader,
                   gint64        directory,
                   StoreType     type,
                   gint64        position,
                   gint64       *seq,
                   GError      **error)
{
  gint64 block;
  gboolean found;

  g_assert (reader != NULL && seq != NULL && position >= 0);

  *seq = G_MAXINT64;
  if (!find_block (reader, directory, type, &position, &block, &found, error))
    return FALSE;
  return !found ||
         store_sql_int (reader->database, seq, NULL, error,
                        "SELECT seq FROM resources WHERE directory = ?1 AND type = ?2"
                        " AND seq >= ?3 ORDER BY seq LIMIT 1 OFFSET ?4",
                        "ibii", directory, (int)type, block << STORE_BLOCK_BITS, position);
}
