/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Of a resource that the roll has already, unchanged, only the row number is staged: publishing the
 * same again then writes nothing. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include "roll/roll-stage.h"

#include <string.h>

#include "base/base-fold.h"
#include "base/base-time.h"
#include "roll/roll-private.h"

#define STATE_SAME 0
#define STATE_CHANGED 1
#define STATE_NEW 2

/* What the roll has under this id: its row, and whether it is the same. */
static gboolean
look_up (RollStage           *self,
         int                  type,
         const RollResource  *resource,
         gint64              *row,
         int                 *state,
         GError             **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean found;

  statement =
      database_prepare (self->database,
                        "SELECT row, digest FROM main.resource WHERE type = ?1 AND id = ?2", error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, type);
  database_statement_bind_text (statement, 2, resource->id);
  if (!database_statement_step (statement, &found, error))
    return FALSE;

  *row = found ? database_statement_column_int (statement, 0) : self->next_row;
  *state = STATE_NEW;
  if (found)
    *state = database_statement_column_bytes (statement, 1) == sizeof resource->digest &&
                     memcmp (database_statement_column_blob (statement, 1), resource->digest,
                             sizeof resource->digest) == 0
                 ? STATE_SAME
                 : STATE_CHANGED;
  return TRUE;
}

static void
bind_folded (DatabaseStatement *statement,
             int                index,
             const char        *text,
             gboolean           exact)
{
  g_autofree char *folded = exact ? base_fold_exact (text) : base_fold (text);

  database_statement_bind_text (statement, index, folded);
}

/* Whoever writes no time that can be read has written none. */
static gint64
read_time (const char *text)
{
  gint64 time;

  return text != NULL && base_time_parse (text, &time, NULL) ? MAX (time, 0) : 0;
}

static gboolean
stage (RollStage           *self,
       int                  type,
       const RollResource  *resource,
       gint64               row,
       int                  state,
       gboolean            *added,
       GError             **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;

  statement =
      database_prepare (self->database,
                        "INSERT OR IGNORE INTO staging.resource VALUES"
                        " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
                        "  ?17, ?18, ?19)",
                        error);
  if (statement == NULL)
    return FALSE;

  database_statement_bind_int (statement, 1, row);
  database_statement_bind_int (statement, 2, type);
  database_statement_bind_text (statement, 3, resource->id);
  database_statement_bind_int (statement, 4, state);
  bind_folded (statement, 8, resource->key, FALSE);
  if (state != STATE_SAME)
    {
      database_statement_bind_int (statement, 5, resource->active);
      database_statement_bind_int (statement, 6, resource->named);
      database_statement_bind_text (statement, 7, resource->key);
      database_statement_bind_text (statement, 9, resource->name);
      database_statement_bind_text (statement, 10, resource->external_id);
      bind_folded (statement, 11, resource->external_id, TRUE);
      database_statement_bind_text (statement, 12, resource->email);
      bind_folded (statement, 13, resource->email, FALSE);
      database_statement_bind_text (statement, 14, resource->department);
      database_statement_bind_text (statement, 15, resource->title);
      database_statement_bind_int (statement, 16, read_time (resource->modified));
      database_statement_bind_blob (statement, 17, resource->digest, sizeof resource->digest);
      database_statement_bind_blob (statement, 18, resource->hash, sizeof resource->hash);
      database_statement_bind_text_length (statement, 19, resource->body->str,
                                           (gssize)resource->body->len);
    }
  if (!database_statement_run (statement, error))
    return FALSE;
  *added = database_get_changes (self->database) > 0;
  return TRUE;
}

gboolean
roll_stage_open (RollStage   *self,
                 const char  *path,
                 GError     **error)
{
  self->database = roll_schema_open (path, error);
  return self->database != NULL && roll_schema_stage (self->database, error) &&
         database_begin_read (self->database, error) &&
         roll_query_int (self->database, "SELECT coalesce (max (row), 0) + 1 FROM main.resource",
                         &self->next_row, error);
}

void
roll_stage_close (RollStage *self)
{
  g_clear_pointer (&self->database, database_close);
}

gboolean
roll_stage_resource (RollStage           *self,
                     int                  type,
                     const RollResource  *resource,
                     gboolean            *added,
                     GError             **error)
{
  gint64 row;
  int state;

  g_assert (resource->id != NULL);

  if (!look_up (self, type, resource, &row, &state, error) ||
      !stage (self, type, resource, row, state, added, error))
    return FALSE;
  if (!*added)
    return TRUE;

  if (state == STATE_NEW)
    self->next_row++;
  for (guint i = 0; i < resource->members->len; i++)
    {
      const RollMember *member = &g_array_index (resource->members, RollMember, i);

      if (!roll_stage_member (self, row, member->id, member->hint, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
roll_stage_member (RollStage       *self,
                   gint64           row,
                   const char      *id,
                   RollMemberHint   hint,
                   GError         **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;

  statement = database_prepare (self->database,
                                "INSERT OR IGNORE INTO staging.member VALUES (?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, row);
  database_statement_bind_text (statement, 2, id);
  database_statement_bind_int (statement, 3, hint);
  return database_statement_run (statement, error);
}

gboolean
roll_stage_find_group (RollStage   *self,
                       const char  *id,
                       const char  *folded,
                       gint64      *row,
                       GError     **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean found;

  statement =
      database_prepare (self->database,
                        id != NULL ? "SELECT row FROM staging.resource WHERE type = 1 AND id = ?1"
                                   : "SELECT row FROM staging.resource WHERE type = 1"
                                     " AND key_folded = ?1",
                        error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_text (statement, 1, id != NULL ? id : folded);
  if (!database_statement_step (statement, &found, error))
    return FALSE;
  *row = found ? database_statement_column_int (statement, 0) : 0;
  return TRUE;
}

gboolean
roll_stage_evidence (RollStage         *self,
                     RollEvidenceKind   kind,
                     const char        *type,
                     const char        *key,
                     const char        *detail,
                     gint64             time,
                     GError           **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;

  statement =
      database_prepare (self->database,
                        "INSERT INTO staging.evidence VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_text (statement, 1, roll_evidence_kind_to_string (kind));
  database_statement_bind_text (statement, 2, type);
  bind_folded (statement, 3, key, FALSE);
  database_statement_bind_text (statement, 4, key);
  database_statement_bind_text (statement, 5, detail);
  database_statement_bind_int (statement, 6, time);
  return database_statement_run (statement, error);
}
