/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The roll as its readers see it: opening, its numbers, forgetting it. Two read connections, whose
 * users take turns, and the index, which is replaced when there is a new generation. Lists are in
 * roll-order.c and roll-list.c, JSON lines in roll-jsonl.c. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "roll/roll-private.h"
#include "roll/roll-reader.h"
#include "roll/roll-temporary.h"

struct _Roll
{
  GObject parent_instance;

  char *folder;
  char *path;
  Database *database; /* for short questions */
  GRecMutex mutex;
  Database *worker; /* for long ones; opened when it is first wanted */
  GRecMutex worker_mutex;
  RollIndex *index;
  GMutex index_mutex;
  gboolean temporary;
  int alive; /* of a temporary one */
};

G_DEFINE_FINAL_TYPE (Roll, roll, G_TYPE_OBJECT)
G_DEFINE_QUARK (roll - error - quark, roll_error)

static gboolean
fail_from_errno (GError     **error,
                 const char  *path,
                 int          code)
{
  g_set_error (error, ROLL_ERROR, code == ENOSPC ? ROLL_ERROR_FULL : ROLL_ERROR_FAILED, _("%s: %s"),
               path, g_strerror (code));
  return FALSE;
}

static void
add_fault (DatabaseStatement *statement,
           GPtrArray         *faults)
{
  RollFault fault;
  RollFaultCount *count;

  if (!roll_fault_from_code (database_statement_column_text (statement, 0), &fault))
    return;
  count = g_new0 (RollFaultCount, 1);
  count->fault = fault;
  count->count = database_statement_column_int (statement, 1);
  count->detail = g_strdup (database_statement_column_text (statement, 2));
  g_ptr_array_add (faults, count);
}

static GPtrArray *
read_faults (Database  *database,
             GError   **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  gboolean found;

  statement =
      database_prepare (database, "SELECT code, count, detail FROM fault ORDER BY code", error);
  if (statement == NULL)
    return NULL;
  faults = g_ptr_array_new_with_free_func ((GDestroyNotify)roll_fault_count_free);
  while (database_statement_step (statement, &found, error))
    {
      if (!found)
        return g_steal_pointer (&faults);
      add_fault (statement, faults);
    }
  return NULL;
}

static gint64
fact_number (GHashTable *facts,
             const char *name)
{
  const char *text = g_hash_table_lookup (facts, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static Roll *
open_folder (const char  *folder,
             gboolean     temporary,
             GError     **error)
{
  g_autoptr (Roll) self = g_object_new (ROLL_TYPE_ROLL, NULL);
  GError *cause = NULL;

  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, ROLL_DATABASE_NAME, NULL);
  self->temporary = temporary;
  self->database = roll_schema_open (self->path, &cause);
  if (self->database != NULL)
    return g_steal_pointer (&self);

  if (g_error_matches (cause, DATABASE_ERROR, DATABASE_ERROR_NEWER))
    g_set_error (error, ROLL_ERROR, ROLL_ERROR_NEWER,
                 _("%s was written by a newer Rollcall; update this one, or forget that roll"),
                 self->path);
  else if (g_error_matches (cause, DATABASE_ERROR, DATABASE_ERROR_CORRUPT))
    g_set_error (error, ROLL_ERROR, ROLL_ERROR_FAILED,
                 _("%s is damaged: forget that roll (“rollcallctl connection forget”), then read "
                   "anew"),
                 self->path);
  else
    roll_error_take (error, g_error_copy (cause));
  g_error_free (cause);
  return NULL;
}

static void
roll_finalize (GObject *object)
{
  Roll *self = ROLL_ROLL (object);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->index, roll_index_unref);
  g_clear_pointer (&self->worker, database_close);
  g_clear_pointer (&self->database, database_close);
  if (self->temporary && !roll_temporary_remove (self->folder, &error))
    g_warning ("A temporary roll stays behind: %s", error->message);
  if (self->alive >= 0)
    g_close (self->alive, NULL);
  g_mutex_clear (&self->index_mutex);
  g_rec_mutex_clear (&self->worker_mutex);
  g_rec_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self->path);

  G_OBJECT_CLASS (roll_parent_class)->finalize (object);
}

static void
roll_class_init (RollClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roll_finalize;
}

static void
roll_init (Roll *self)
{
  g_rec_mutex_init (&self->mutex);
  g_rec_mutex_init (&self->worker_mutex);
  g_mutex_init (&self->index_mutex);
  self->alive = -1;
}

Database *
roll_reader_lock (Roll *self)
{
  g_assert (ROLL_IS_ROLL (self));

  g_rec_mutex_lock (&self->mutex);
  return self->database;
}

void
roll_reader_unlock (Roll *self)
{
  g_assert (ROLL_IS_ROLL (self));

  g_rec_mutex_unlock (&self->mutex);
}

Database *
roll_worker_lock (Roll    *self,
                  GError **error)
{
  g_assert (ROLL_IS_ROLL (self));

  g_rec_mutex_lock (&self->worker_mutex);
  if (self->worker == NULL)
    self->worker = database_open (self->path, 0, error);
  if (self->worker == NULL)
    g_rec_mutex_unlock (&self->worker_mutex);
  return self->worker;
}

void
roll_worker_unlock (Roll *self)
{
  g_assert (ROLL_IS_ROLL (self));

  g_rec_mutex_unlock (&self->worker_mutex);
}

/* (nullable) (transfer full): what is at hand; of @generation, or of any if that is 0. */
static RollIndex *
take_index (Roll   *self,
            gint64  generation)
{
  RollIndex *index = NULL;

  g_mutex_lock (&self->index_mutex);
  if (self->index != NULL && (generation == 0 || self->index->generation == generation))
    index = roll_index_ref (self->index);
  g_mutex_unlock (&self->index_mutex);
  return index;
}

static void
set_index (Roll      *self,
           RollIndex *index)
{
  RollIndex *old;

  g_mutex_lock (&self->index_mutex);
  old = self->index;
  self->index = roll_index_ref (index);
  g_mutex_unlock (&self->index_mutex);
  g_clear_pointer (&old, roll_index_unref);
}

/* In one transaction, so that the generation is that of what is read. */
static RollIndex *
make_index (Roll          *self,
            Database      *database,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GBytes) bytes = NULL;
  RollIndex *index;
  gint64 generation;

  if (!database_begin_read (database, error))
    return NULL;
  if (roll_query_int (database, ROLL_LISTED_SQL, &generation, error))
    bytes = roll_index_make (database, generation, cancellable, error);
  database_rollback (database);
  if (bytes == NULL)
    return NULL;

  if (generation != 0 && roll_index_save (self->path, generation, bytes))
    {
      index = roll_index_load (self->path, generation);
      if (index != NULL)
        return index;
    }
  return roll_index_new (bytes);
}

/* Whoever comes second finds what the first made. */
static RollIndex *
make_index_once (Roll          *self,
                 gint64         generation,
                 GCancellable  *cancellable,
                 GError       **error)
{
  Database *database = roll_worker_lock (self, error);
  RollIndex *index;

  if (database == NULL)
    return NULL;
  index = take_index (self, generation);
  if (index == NULL)
    {
      index = make_index (self, database, cancellable, error);
      if (index != NULL)
        set_index (self, index);
    }
  roll_worker_unlock (self);
  return index;
}

static gboolean
read_listed (Roll    *self,
             gint64  *generation,
             GError **error)
{
  gboolean good = roll_query_int (roll_reader_lock (self), ROLL_LISTED_SQL, generation, error);

  roll_reader_unlock (self);
  return good;
}

RollIndex *
roll_reader_peek_index (Roll *self)
{
  gint64 generation;

  g_assert (ROLL_IS_ROLL (self));

  return read_listed (self, &generation, NULL) && generation != 0 ? take_index (self, generation)
                                                                  : NULL;
}

RollIndex *
roll_reader_get_index (Roll          *self,
                       gboolean       fresh,
                       GCancellable  *cancellable,
                       GError       **error)
{
  RollIndex *index;
  gint64 generation;

  g_assert (ROLL_IS_ROLL (self));

  if (!read_listed (self, &generation, error))
    return NULL;
  index = generation != 0 ? take_index (self, generation) : NULL;
  if (index == NULL && generation != 0)
    {
      index = roll_index_load (self->path, generation);
      if (index != NULL)
        set_index (self, index);
    }
  if (index == NULL && !fresh)
    index = take_index (self, 0);
  return index != NULL ? index : make_index_once (self, generation, cancellable, error);
}

GHashTable *
roll_reader_get_facts (Database  *database,
                       GError   **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  g_autoptr (GHashTable) facts = NULL;
  gboolean found;

  statement = database_prepare (database, "SELECT name, value FROM facts", error);
  if (statement == NULL)
    return NULL;
  facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (database_statement_step (statement, &found, error))
    {
      if (!found)
        return g_steal_pointer (&facts);
      g_hash_table_insert (facts, g_strdup (database_statement_column_text (statement, 0)),
                           g_strdup (database_statement_column_text (statement, 1)));
    }
  return NULL;
}

RollInfo *
roll_reader_get_info (Database  *database,
                      GError   **error)
{
  g_autoptr (GHashTable) facts = roll_reader_get_facts (database, error);
  g_autoptr (RollInfo) info = NULL;

  if (facts == NULL)
    return NULL;
  if (g_hash_table_size (facts) == 0)
    {
      g_set_error_literal (error, ROLL_ERROR, ROLL_ERROR_NOT_READ, _("it was never read"));
      return NULL;
    }

  info = g_new0 (RollInfo, 1);
  info->kind = g_strdup (g_hash_table_lookup (facts, "kind"));
  info->read_at = fact_number (facts, "read_at");
  info->counts_only = g_hash_table_contains (facts, "counts_only");
  info->users_total = fact_number (facts, "users_total");
  info->users_active = fact_number (facts, "users_active");
  info->groups_total = fact_number (facts, "groups_total");
  info->memberships_total = fact_number (facts, "memberships_total");
  info->reported = g_strdup (g_hash_table_lookup (facts, "reported"));
  info->faults = read_faults (database, error);
  return info->faults != NULL ? g_steal_pointer (&info) : NULL;
}

Roll *
roll_open (const char  *folder,
           GError     **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail_from_errno (error, folder, errno);
      return NULL;
    }
  return open_folder (folder, FALSE, error);
}

Roll *
roll_new_temporary (GError **error)
{
  g_autofree char *folder = NULL;
  Roll *self;
  int alive;

  folder = roll_temporary_make (&alive, error);
  if (folder == NULL)
    return NULL;
  self = open_folder (folder, TRUE, error);
  if (self != NULL)
    {
      self->alive = alive;
      return self;
    }
  roll_temporary_remove (folder, NULL);
  g_close (alive, NULL);
  return NULL;
}

gboolean
roll_forget (const char  *folder,
             GError     **error)
{
  g_return_val_if_fail (folder != NULL, FALSE);

  return roll_temporary_remove (folder, error);
}

const char *
roll_get_path (Roll *self)
{
  g_return_val_if_fail (ROLL_IS_ROLL (self), NULL);

  return self->path;
}

gboolean
roll_is_published (Roll *self)
{
  g_autoptr (RollInfo) info = roll_get_info (self, NULL);

  return info != NULL;
}

RollInfo *
roll_get_info (Roll    *self,
               GError **error)
{
  GError *cause = NULL;
  RollInfo *info;

  g_return_val_if_fail (ROLL_IS_ROLL (self), NULL);

  info = roll_reader_get_info (roll_reader_lock (self), &cause);
  roll_reader_unlock (self);
  if (info == NULL)
    roll_error_take (error, cause);
  return info;
}

gint64
roll_get_generation (Roll *self)
{
  gint64 generation = 0;

  g_return_val_if_fail (ROLL_IS_ROLL (self), 0);

  roll_query_int (roll_reader_lock (self), "SELECT generation FROM state", &generation, NULL);
  roll_reader_unlock (self);
  return generation;
}
