/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes of a group's members, by SQL alone: each id is looked up, put in or taken out by itself,
 * so that it costs the same in a group of ten and of a hundred thousand. Only *replace* and *remove
 * all* look at who is in the group, since they are about everybody in it. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "scim/scim-patch.h"
#include "store/store-directories.h"
#include "store/store-private.h"
#include "store/store-sql.h"

#define MOST_NAMED 100

/**
 * Group:
 * @changes: how many memberships came or went in this call
 */
typedef struct
{
  StoreWriter *writer;
  gint64 directory;
  const char *id;
  gint64 seq;
  gboolean skip_unknown;
  StoreMemberResult *result;
  gint64 added;
  gint64 removed;
} Group;

static void
name_one (GPtrArray  **ids,
          const char  *id)
{
  if (*ids == NULL)
    *ids = g_ptr_array_new_with_free_func (g_free);
  if ((*ids)->len < MOST_NAMED)
    g_ptr_array_add (*ids, g_strdup (id));
}

static gboolean
find_group (Group         *group,
            StoreWritten  *written,
            GError       **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  statement = store_sql_bind (group->writer->database, error,
                              "SELECT seq, created, modified, version FROM resources"
                              " WHERE id = ?1 AND directory = ?2 AND type = 2",
                              "ti", group->id, group->directory);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_NOT_FOUND, _("There is no group %s"), group->id);
      return FALSE;
    }

  memset (written, 0, sizeof *written);
  written->seq = group->seq = database_statement_column_int (statement, 0);
  g_strlcpy (written->id, group->id, sizeof written->id);
  written->created = database_statement_column_int (statement, 1);
  written->modified = database_statement_column_int (statement, 2);
  written->version = database_statement_column_int (statement, 3);
  return TRUE;
}

/* The seq of a member's id, 0 if it is nobody's here. */
static gboolean
find_member (Group       *group,
             const char  *id,
             gint64      *seq,
             GError     **error)
{
  return store_sql_int (group->writer->database, seq, NULL, error,
                        "SELECT seq FROM resources WHERE id = ?1 AND directory = ?2", "ti", id,
                        group->directory);
}

/* A user's tag changes with their groups; their lastModified doesn't. */
static gboolean
bump_member (Group   *group,
             gint64   member,
             GError **error)
{
  return store_sql_run (group->writer->database, error,
                        "UPDATE resources SET version = ?2 WHERE seq = ?1 AND type = 1", "ii",
                        member, group->writer->version);
}

static gboolean
add_one (Group       *group,
         const char  *id,
         gint64       member,
         GError     **error)
{
  if (!store_sql_run (group->writer->database, error,
                      "INSERT OR IGNORE INTO membership VALUES (?1, ?2)", "ii", group->seq, member))
    return FALSE;
  if (database_get_changes (group->writer->database) == 0)
    return TRUE;

  group->added++;
  name_one (&group->result->added_ids, id);
  return bump_member (group, member, error);
}

static gboolean
remove_one (Group       *group,
            const char  *id,
            gint64       member,
            GError     **error)
{
  if (!store_sql_run (group->writer->database, error,
                      "DELETE FROM membership WHERE group_seq = ?1 AND member_seq = ?2", "ii",
                      group->seq, member))
    return FALSE;
  if (database_get_changes (group->writer->database) == 0)
    return TRUE;

  group->removed++;
  name_one (&group->result->removed_ids, id);
  return bump_member (group, member, error);
}

/* The seq of an id that shall become a member; 0 if it is to be skipped. */
static gboolean
find_wanted (Group       *group,
             const char  *id,
             gint64      *seq,
             GError     **error)
{
  if (!find_member (group, id, seq, error))
    return FALSE;

  if (*seq == group->seq)
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_SELF_MEMBER,
                   _("The group %s can't be a member of itself"), id);
      return FALSE;
    }
  if (*seq != 0)
    return TRUE;
  if (!group->skip_unknown)
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_NOT_FOUND,
                   _("There is nobody with the id %s who could be a member"), id);
      return FALSE;
    }
  group->result->skipped++;
  return TRUE;
}

static gboolean
add (Group      *group,
     GPtrArray  *ids,
     GError    **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 member;

      if (!find_wanted (group, ids->pdata[i], &member, error) ||
          (member != 0 && !add_one (group, ids->pdata[i], member, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remove_these (Group      *group,
              GPtrArray  *ids,
              GError    **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 member;

      if (!find_member (group, ids->pdata[i], &member, error) ||
          (member != 0 && !remove_one (group, ids->pdata[i], member, error)))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  gint64 seq;
  char *id;
} Member;

static void
member_clear (gpointer data)
{
  g_free (((Member *)data)->id);
}

/* Everybody in the group of type @type (0 for any) who isn't in @kept. */
static GArray *
find_others (Group       *group,
             int          type,
             GHashTable  *kept,
             GError     **error)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (Member));
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  g_array_set_clear_func (others, member_clear);
  statement = store_sql_bind (group->writer->database, error,
                              "SELECT m.member_seq, r.id FROM membership m JOIN resources r"
                              " ON r.seq = m.member_seq"
                              " WHERE m.group_seq = ?1 AND (?2 = 0 OR r.type = ?2)",
                              "ib", group->seq, type);
  if (statement == NULL)
    return NULL;

  for (;;)
    {
      Member member;

      if (!database_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&others);
      member.seq = database_statement_column_int (statement, 0);
      if (kept != NULL && g_hash_table_contains (kept, &member.seq))
        continue;
      member.id = g_strdup (database_statement_column_text (statement, 1));
      g_array_append_val (others, member);
    }
}

static gboolean
remove_others (Group       *group,
               int          type,
               GHashTable  *kept,
               GError     **error)
{
  g_autoptr (GArray) others = find_others (group, type, kept, error);

  if (others == NULL)
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    {
      const Member *member = &g_array_index (others, Member, i);

      if (!remove_one (group, member->id, member->seq, error))
        return FALSE;
    }
  return TRUE;
}

/* A list of nobody that is known here is a mistake, not a wish to empty the group. */
static gboolean
check_empty (Group   *group,
             GError **error)
{
  gint64 members;

  if (!store_sql_int (group->writer->database, &members, NULL, error,
                      "SELECT count (*) FROM membership WHERE group_seq = ?1", "i", group->seq))
    return FALSE;
  if (members == 0)
    return TRUE;
  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_NOT_FOUND,
                       _("None of the new members is known here; the group stays as it was"));
  return FALSE;
}

static gboolean
replace (Group      *group,
         GPtrArray  *ids,
         GError    **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 member;

      if (!find_wanted (group, ids->pdata[i], &member, error))
        return FALSE;
      if (member == 0)
        continue;
      g_hash_table_add (kept, g_memdup2 (&member, sizeof member));
      if (!add_one (group, ids->pdata[i], member, error))
        return FALSE;
    }
  if (ids->len > 0 && g_hash_table_size (kept) == 0)
    return check_empty (group, error);
  return remove_others (group, 0, kept, error);
}

static gboolean
apply (Group                   *group,
       const ScimMemberChange  *change,
       GError                 **error)
{
  switch (change->kind)
    {
    case SCIM_MEMBERS_ADD:
      return add (group, change->ids, error);
    case SCIM_MEMBERS_REMOVE:
      return remove_these (group, change->ids, error);
    case SCIM_MEMBERS_REPLACE:
      return replace (group, change->ids, error);
    case SCIM_MEMBERS_REMOVE_ALL:
      return remove_others (group, 0, NULL, error);
    case SCIM_MEMBERS_REMOVE_TYPE:
      return remove_others (group,
                            g_ascii_strcasecmp (change->resource_type, "Group") == 0 ? STORE_GROUP
                                                                                     : STORE_USER,
                            NULL, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Counts and bumps the group, if anything has changed. */
static gboolean
finish (Group         *group,
        StoreWritten  *written,
        GError       **error)
{
  StoreCounts counts = { .memberships = group->added - group->removed };
  StoreWriter *writer = group->writer;

  if (group->added == 0 && group->removed == 0)
    return TRUE;

  group->result->added += group->added;
  group->result->removed += group->removed;
  written->modified = writer->time;
  written->version = writer->version;
  written->changed = TRUE;
  return store_sql_run (writer->database, error,
                        "UPDATE resources SET version = ?2, modified = ?3 WHERE seq = ?1", "iii",
                        group->seq, writer->version, writer->time) &&
         store_directories_count (writer, group->directory, &counts, error);
}

void
store_member_result_clear (StoreMemberResult *result)
{
  g_return_if_fail (result != NULL);

  g_clear_pointer (&result->added_ids, g_ptr_array_unref);
  g_clear_pointer (&result->removed_ids, g_ptr_array_unref);
  memset (result, 0, sizeof *result);
}

gboolean
store_writer_change_members (StoreWriter             *self,
                             gint64                   directory,
                             const char              *group_id,
                             const ScimMemberChange  *change,
                             gboolean                 skip_unknown,
                             StoreMemberResult       *result,
                             StoreWritten            *written,
                             GError                 **error)
{
  StoreWritten unwanted;
  Group group = {
    .writer = self,
    .directory = directory,
    .id = group_id,
    .skip_unknown = skip_unknown,
    .result = result,
  };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (group_id != NULL, FALSE);
  g_return_val_if_fail (change != NULL, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  if (written == NULL)
    written = &unwanted;
  return store_result (find_group (&group, written, error) && apply (&group, change, error) &&
                           finish (&group, written, error),
                       error);
}
