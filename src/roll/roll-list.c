/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Users and groups of a roll with all that is known of them, in the order of their userNames or
 * displayNames, all or those that a search or a filter leaves. The filter is evaluated on the whole
 * resource, for a group with its members. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "roll/roll-private.h"
#include "roll/roll-reader.h"
#include "roll/roll-words.h"
#include "scim/scim-filter.h"

#define COLUMNS "SELECT row, id, key, name, external_id, email, active, body, "
#define ORDER " ORDER BY key_folded, id"

static const char users_sql[] =
    COLUMNS "(SELECT count (*) FROM membership m JOIN resource g ON g.row = m.grp AND g.scope = 1"
            "  WHERE m.member = resource.row)"
            " FROM resource WHERE type = 0 AND scope = 1" ORDER;

static const char groups_sql[] =
    COLUMNS "(SELECT count (*) FROM membership m"
            "  JOIN resource p ON p.row = m.member AND p.type = 0 AND p.scope = 1"
            "  WHERE m.grp = resource.row)"
            " FROM resource WHERE type = 1 AND scope = 1" ORDER;

static gboolean
add_members (Database    *database,
             gint64       row,
             JsonObject  *resource,
             GError     **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  g_autoptr (JsonArray) members = json_array_new ();
  gboolean found;

  statement =
      database_prepare (database,
                        "SELECT r.id, r.type, r.name FROM membership m"
                        "  JOIN resource r ON r.row = m.member WHERE m.grp = ?1 ORDER BY r.row",
                        error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, row);
  while (database_statement_step (statement, &found, error))
    {
      JsonObject *member;

      if (!found)
        {
          json_object_set_array_member (resource, "members", g_steal_pointer (&members));
          return TRUE;
        }
      member = json_object_new ();
      json_object_set_string_member (member, "value",
                                     database_statement_column_text (statement, 0));
      json_object_set_string_member (member, "type",
                                     database_statement_column_int (statement, 1) == 0 ? "User"
                                                                                       : "Group");
      json_object_set_string_member (member, "display",
                                     database_statement_column_text (statement, 2));
      json_array_add_object_element (members, member);
    }
  return FALSE;
}

static gboolean
matches (Database          *database,
         const ScimFilter  *filter,
         const RollPerson  *person,
         gboolean           group,
         gboolean          *holds,
         GError           **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *resource;

  *holds = TRUE;
  if (filter == NULL)
    return TRUE;

  node = json_from_string (person->body, error);
  if (node == NULL)
    return FALSE;
  resource = json_node_get_object (node);
  if (group && !add_members (database, person->row, resource, error))
    return FALSE;
  *holds = scim_filter_matches (filter, resource);
  return TRUE;
}

static RollPerson
read_person (DatabaseStatement *statement)
{
  return (RollPerson){
    .row = database_statement_column_int (statement, 0),
    .id = database_statement_column_text (statement, 1),
    .key = database_statement_column_text (statement, 2),
    .name = database_statement_column_text (statement, 3),
    .external_id = database_statement_column_text (statement, 4),
    .email = database_statement_column_text (statement, 5),
    .active = database_statement_column_int (statement, 6) != 0,
    .body = database_statement_column_text (statement, 7),
    .members = database_statement_column_int (statement, 8),
  };
}

/* As the searches of roll-search.h find people. */
static gboolean
is_found (const RollWords  *words,
          const char       *id,
          GString          *text,
          const RollPerson *person)
{
  if (words == NULL)
    return TRUE;

  g_string_truncate (text, 0);
  roll_index_append_text (text, person->name, person->key, person->external_id, person->email);
  return roll_words_match (words, text->str, text->len) || strcmp (id, person->id) == 0;
}

static gboolean foreach (Database *database,
                         const char *sql,
                         const char *search,
                         const ScimFilter *filter,
                         RollPersonFunc func,
                         gpointer data,
                         GError * *error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (database, sql, error);
  g_autoptr (RollWords) words = roll_words_new (search);
  g_autofree char *id = search != NULL ? g_strstrip (g_strdup (search)) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  while (database_statement_step (statement, &found, error))
    {
      RollPerson person;
      gboolean holds;

      if (!found)
        return TRUE;
      person = read_person (statement);
      if (!is_found (words, id, text, &person))
        continue;
      if (!matches (database, filter, &person, sql == groups_sql, &holds, error))
        return FALSE;
      if (holds)
        func (&person, data);
    }
  return FALSE;
}

static gboolean
foreach_locked (Roll              *self,
                const char        *sql,
                const char        *search,
                const ScimFilter  *filter,
                RollPersonFunc     func,
                gpointer           data,
                GError           **error)
{
  GError *cause = NULL;
  Database *database = roll_worker_lock (self, &cause);
  gboolean good;

  if (database == NULL)
    return roll_error_take (error, cause);
  good = foreach (database, sql, search, filter, func, data, &cause);
  roll_worker_unlock (self);
  return good || roll_error_take (error, cause);
}

static char *
read_body (Database  *database,
           gint64     row,
           GError   **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean found;

  statement = database_prepare (database, "SELECT body FROM resource WHERE row = ?1", error);
  if (statement == NULL)
    return NULL;
  database_statement_bind_int (statement, 1, row);
  if (!database_statement_step (statement, &found, error))
    return NULL;
  if (found)
    return g_strdup (database_statement_column_text (statement, 0));

  g_set_error (error, ROLL_ERROR, ROLL_ERROR_FAILED,
               "there is no row %" G_GINT64_FORMAT " in this roll any more", row);
  return NULL;
}

gboolean
roll_foreach_user (Roll              *self,
                   const char        *search,
                   const ScimFilter  *filter,
                   RollPersonFunc     func,
                   gpointer           data,
                   GError           **error)
{
  g_return_val_if_fail (ROLL_IS_ROLL (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  return foreach_locked (self, users_sql, search, filter, func, data, error);
}

gboolean
roll_foreach_group (Roll              *self,
                    const char        *search,
                    const ScimFilter  *filter,
                    RollPersonFunc     func,
                    gpointer           data,
                    GError           **error)
{
  g_return_val_if_fail (ROLL_IS_ROLL (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  return foreach_locked (self, groups_sql, search, filter, func, data, error);
}

char *
roll_get_body (Roll    *self,
               gint64   row,
               GError **error)
{
  GError *cause = NULL;
  char *body;

  g_return_val_if_fail (ROLL_IS_ROLL (self), NULL);

  body = read_body (roll_reader_lock (self), row, &cause);
  roll_reader_unlock (self);
  if (body == NULL)
    roll_error_take (error, cause);
  return body;
}
