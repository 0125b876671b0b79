/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a plan: look-ups give sorted seqs, which are intersected and united; what is left is checked
 * row by row. The statements are few and constant, so that they are prepared once a connection. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-document.h"
#include "store/store-plan-private.h"
#include "store/store-sql.h"

#define OF_TYPE "FROM resources WHERE directory = ?1 AND type = ?2"

/* ?1 and ?2 are directory and type everywhere. */
static const char *const look_sql[] = {
  [STORE_LOOK_ID] = "SELECT seq FROM resources WHERE id = ?3 AND directory = ?1 AND type = ?2",
  [STORE_LOOK_USER_NAME] = "SELECT seq " OF_TYPE " AND user_name = ?3",
  [STORE_LOOK_EXTERNAL_ID] = "SELECT seq " OF_TYPE " AND external_id = ?3",
  [STORE_LOOK_DISPLAY_NAME] = "SELECT seq " OF_TYPE " AND display_name = ?3",
  [STORE_LOOK_VALUE] = "SELECT v.resource FROM value v CROSS JOIN resources r ON r.seq = v.resource"
                       " WHERE v.directory = ?1 AND r.type = ?2 AND v.path = ?3 AND v.value = ?4",
  [STORE_LOOK_VALUE_KIND] = "SELECT v.resource FROM value v CROSS JOIN resources r"
                            " ON r.seq = v.resource WHERE v.directory = ?1 AND r.type = ?2"
                            " AND v.path = ?3 AND v.value = ?4 AND v.kind = ?5",
  [STORE_LOOK_MEMBER] = "SELECT g.seq FROM resources r CROSS JOIN membership m"
                        " ON m.member_seq = r.seq CROSS JOIN resources g ON g.seq = m.group_seq"
                        " WHERE r.id = ?3 AND r.directory = ?1 AND g.type = ?2",
  [STORE_LOOK_GROUP] = "SELECT r.seq FROM resources g CROSS JOIN membership m"
                       " ON m.group_seq = g.seq CROSS JOIN resources r ON r.seq = m.member_seq"
                       " WHERE g.id = ?3 AND g.directory = ?1 AND r.type = ?2",
  [STORE_LOOK_USER_NAME_RANGE] = "SELECT seq " OF_TYPE " AND user_name >= ?3 AND user_name < ?4",
  [STORE_LOOK_DISPLAY_NAME_RANGE] =
      "SELECT seq " OF_TYPE " AND display_name >= ?3 AND display_name < ?4",
  [STORE_LOOK_MODIFIED_RANGE] = "SELECT seq " OF_TYPE " AND modified BETWEEN ?3 AND ?4",
};

/* What a run has at hand on its way through the tree. */
typedef struct
{
  StoreReader *reader;
  gint64 directory;
  StoreType type;
  gint64 deadline;
} Run;

static int
compare_seqs_cb (gconstpointer a,
                 gconstpointer b)
{
  gint64 one = *(const gint64 *)a;
  gint64 other = *(const gint64 *)b;

  return (one > other) - (one < other);
}

static void
sort_each_once (GArray *seqs)
{
  guint kept = 0;

  g_array_sort (seqs, compare_seqs_cb);
  for (guint i = 0; i < seqs->len; i++)
    {
      gint64 seq = g_array_index (seqs, gint64, i);

      if (kept == 0 || g_array_index (seqs, gint64, kept - 1) != seq)
        g_array_index (seqs, gint64, kept++) = seq;
    }
  g_array_set_size (seqs, kept);
}

/* Leaves in @seqs what is in @others too. */
static void
intersect (GArray       *seqs,
           const GArray *others)
{
  guint kept = 0;
  guint j = 0;

  for (guint i = 0; i < seqs->len; i++)
    {
      gint64 seq = g_array_index (seqs, gint64, i);

      while (j < others->len && g_array_index (others, gint64, j) < seq)
        j++;
      if (j < others->len && g_array_index (others, gint64, j) == seq)
        g_array_index (seqs, gint64, kept++) = seq;
    }
  g_array_set_size (seqs, kept);
}

static DatabaseStatement *
bind_look (const StorePlan  *plan,
           Run              *run,
           GError          **error)
{
  Database *database = run->reader->database;
  const char *sql = look_sql[plan->look];
  int type = (int)run->type;

  switch (plan->look)
    {
    case STORE_LOOK_VALUE:
      return store_sql_bind (database, error, sql, "ibbt", run->directory, type, (int)plan->path,
                             plan->text);
    case STORE_LOOK_VALUE_KIND:
      return store_sql_bind (database, error, sql, "ibbtt", run->directory, type, (int)plan->path,
                             plan->text, plan->type);
    case STORE_LOOK_USER_NAME_RANGE:
    case STORE_LOOK_DISPLAY_NAME_RANGE:
      return store_sql_bind (database, error, sql, "ibtt", run->directory, type, plan->text,
                             plan->end);
    case STORE_LOOK_MODIFIED_RANGE:
      return store_sql_bind (database, error, sql, "ibii", run->directory, type, plan->low,
                             plan->high);
    case STORE_LOOK_ID:
    case STORE_LOOK_USER_NAME:
    case STORE_LOOK_EXTERNAL_ID:
    case STORE_LOOK_DISPLAY_NAME:
    case STORE_LOOK_MEMBER:
    case STORE_LOOK_GROUP:
    case STORE_N_LOOKS:
    default:
      return store_sql_bind (database, error, sql, "ibt", run->directory, type, plan->text);
    }
}

static GArray *
run_look (const StorePlan  *plan,
          Run              *run,
          GError          **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DatabaseStatement) statement = bind_look (plan, run, error);

  if (!store_sql_gather (statement, seqs, error))
    return NULL;
  sort_each_once (seqs);
  return g_steal_pointer (&seqs);
}

/* Leaves in @seqs those whose documents match all of @rest. */
static gboolean
check_rest (GArray     *seqs,
            GPtrArray  *rest,
            Run        *run,
            GError    **error)
{
  StoreDocumentNeeds needs = { 0 };
  guint kept = 0;

  for (guint i = 0; i < rest->len; i++)
    store_document_need_filter (&needs, rest->pdata[i]);

  for (guint i = 0; i < seqs->len; i++)
    {
      gint64 seq = g_array_index (seqs, gint64, i);
      g_autoptr (JsonObject) document = NULL;

      if (!store_document_check_deadline (run->deadline, error) ||
          !store_document_read (run->reader, seq, &needs, &document, error))
        return FALSE;
      if (document != NULL && store_document_matches (document, rest))
        g_array_index (seqs, gint64, kept++) = seq;
    }
  g_array_set_size (seqs, kept);
  return TRUE;
}

/* What the parts of @plan found so far, and the next. */
static void
combine (const StorePlan *plan,
         GArray          *seqs,
         const GArray    *found)
{
  if (plan->kind == STORE_PLAN_ALL_OF)
    intersect (seqs, found);
  else
    g_array_append_vals (seqs, found->data, found->len);
}

static GArray *
run_plan (const StorePlan  *plan,
          Run              *run,
          GError          **error)
{
  g_autoptr (GArray) seqs = NULL;

  if (plan->kind == STORE_PLAN_LOOK)
    return run_look (plan, run, error);

  for (guint i = 0; i < plan->parts->len; i++)
    {
      g_autoptr (GArray) found = run_plan (plan->parts->pdata[i], run, error);

      if (found == NULL)
        return NULL;
      if (seqs == NULL)
        seqs = g_steal_pointer (&found);
      else
        combine (plan, seqs, found);
      if (seqs->len == 0 && plan->kind == STORE_PLAN_ALL_OF)
        return g_steal_pointer (&seqs);
    }

  if (plan->kind == STORE_PLAN_ANY_OF)
    sort_each_once (seqs);
  else if (plan->rest->len > 0 && !check_rest (seqs, plan->rest, run, error))
    return NULL;
  return g_steal_pointer (&seqs);
}

GArray *
store_plan_run (const StorePlan  *self,
                StoreReader      *reader,
                gint64            directory,
                StoreType         type,
                gint64            deadline,
                GError          **error)
{
  Run run = { reader, directory, type, deadline };

  g_assert (self != NULL && reader != NULL);

  return run_plan (self, &run, error);
}

const char *
store_plan_get_sql (StoreLook look)
{
  g_assert (look < STORE_N_LOOKS);

  return look_sql[look];
}
