/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One slice does one thing of the list in purge_slice(), the first that still has rows: memberships
 * before the groups, groups before users, values with their users. The directory's row stays,
 * marked as purged, until its keys are forgotten. Counters and blocks of a dead directory are
 * nobody's any more. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-purge.h"

#include "store/store-private.h"
#include "store/store-sql.h"

/* What takes about as long as a batch may. */
#define SLICE_ROWS 500

typedef struct
{
  Store *store;
  gboolean more;
} Purge;

/* Each deletes at most ?2 rows of directory ?1. */
static const char *const slices[] = {
  "DELETE FROM membership WHERE (group_seq, member_seq) IN ("
  "  SELECT m.group_seq, m.member_seq FROM resources g JOIN membership m ON m.group_seq = g.seq"
  "  WHERE g.directory = ?1 AND g.type = 2 LIMIT ?2)",

  "DELETE FROM value WHERE resource IN ("
  "  SELECT DISTINCT resource FROM value WHERE directory = ?1 LIMIT ?2)",

  "DELETE FROM resources WHERE seq IN ("
  "  SELECT seq FROM resources WHERE directory = ?1 LIMIT ?2)",

  "DELETE FROM activity WHERE cursor IN ("
  "  SELECT cursor FROM activity WHERE directory = ?1 LIMIT ?2)",

  "DELETE FROM block WHERE (directory, type, block) IN ("
  "  SELECT directory, type, block FROM block WHERE directory = ?1 LIMIT ?2)",
};

static gboolean
purge_slice (Database  *database,
             gint64     directory,
             GError   **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (slices); i++)
    {
      if (!store_sql_run (database, error, slices[i], "ib", directory, SLICE_ROWS))
        return FALSE;
      if (database_get_changes (database) > 0)
        return TRUE;
    }
  return store_sql_run (database, error, "UPDATE directories SET purged = 1 WHERE seq = ?1", "i",
                        directory);
}

static gboolean
purge_job (StoreWriter  *writer,
           gpointer      data,
           GError      **error)
{
  Purge *purge = data;
  gint64 directory;

  if (!store_sql_int (writer->database, &directory, &purge->more, error,
                      "SELECT seq FROM directories WHERE dead > 0 AND purged = 0 LIMIT 1", ""))
    return FALSE;
  return !purge->more || purge_slice (writer->database, directory, error);
}

static void
purge_done_cb (const GError *error,
               gpointer      data)
{
  Purge *purge = data;

  if (error != NULL)
    g_info ("A dead directory's rows stay until the next start: %s", error->message);
  else if (purge->more && !store_queue_is_closing (store_get_queue (purge->store)))
    store_purge_start (purge->store);
  g_free (purge);
}

void
store_purge_start (Store *store)
{
  Purge *purge = g_new0 (Purge, 1);

  g_assert (store != NULL);

  purge->store = store;
  store_submit (store, purge_job, purge_done_cb, purge, 0);
}
