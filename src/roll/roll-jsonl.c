/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A roll as JSON lines: a header with what is known of the whole, users, groups with their members,
 * and evidence. Reading it gives a roll that writes the same again. One read transaction, so that a
 * publication meanwhile doesn't mix two rolls; only a line and a small buffer are in memory. */

#define G_LOG_DOMAIN "rollcall-roll"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-json-writer.h"
#include "base/base-time.h"
#include "roll/roll-private.h"
#include "roll/roll-reader.h"
#include "scim/scim-types.h"

#define BUFFER_BYTES 65536

static const char members_sql[] = "SELECT r.id, r.type FROM membership m"
                                  "  JOIN resource r ON r.row = m.member"
                                  "  WHERE m.grp = ?1 ORDER BY r.type, r.row";

/* Facts that the header says otherwise, or that reading finds again. */
static const char *const other_facts[] = {
  "kind",         "read_at",      "reported",          "counts_only", "users_total",
  "users_active", "groups_total", "memberships_total", NULL,
};

typedef struct
{
  Database *database;
  GOutputStream *stream;
  GCancellable *cancellable;
  GString *buffer;
} Output;

static gboolean
flush (Output  *self,
       gsize    above,
       GError **error)
{
  if (self->buffer->len <= above)
    return TRUE;
  if (!g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL,
                                  self->cancellable, error))
    return FALSE;
  g_string_truncate (self->buffer, 0);
  return TRUE;
}

static gboolean
end_line (Output  *self,
          GError **error)
{
  g_string_append_c (self->buffer, '\n');
  return flush (self, BUFFER_BYTES, error);
}

static gboolean
add_list (Output          *self,
          BaseJsonWriter  *writer,
          const char      *name,
          const char      *sql,
          GError         **error)
{
  g_autoptr (DatabaseStatement) statement = database_prepare (self->database, sql, error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  base_json_writer_name (writer, name);
  base_json_writer_begin_array (writer);
  while (database_statement_step (statement, &found, error))
    {
      if (!found)
        {
          base_json_writer_end_array (writer);
          return TRUE;
        }
      base_json_writer_text (writer, database_statement_column_text (statement, 0));
    }
  return FALSE;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static void
add_other_facts (BaseJsonWriter *writer,
                 GHashTable     *facts)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (facts), compare_texts);

  base_json_writer_name (writer, "facts");
  base_json_writer_begin_object (writer);
  for (GList *link = names; link != NULL; link = link->next)
    if (!g_strv_contains (other_facts, link->data))
      base_json_writer_add_text (writer, link->data, g_hash_table_lookup (facts, link->data));
  base_json_writer_end_object (writer);
}

static void
add_counts (BaseJsonWriter *writer,
            const RollInfo *info)
{
  base_json_writer_name (writer, "counts");
  base_json_writer_begin_object (writer);
  if (info->users_total >= 0)
    base_json_writer_add_int (writer, "users", info->users_total);
  if (info->groups_total >= 0)
    base_json_writer_add_int (writer, "groups", info->groups_total);
  base_json_writer_end_object (writer);
}

static gboolean
write_header (Output          *self,
              const RollInfo  *info,
              GError         **error)
{
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();
  g_autoptr (GHashTable) facts = roll_reader_get_facts (self->database, error);
  g_autofree char *faults = roll_info_faults_to_json (info);
  g_autofree char *header = NULL;

  if (facts == NULL)
    return FALSE;

  base_json_writer_begin_object (writer);
  base_json_writer_add_text (writer, "format", ROLL_JSONL_FORMAT);
  base_json_writer_add_int (writer, "version", ROLL_JSONL_VERSION);
  base_json_writer_add_text (writer, "kind", info->kind);
  base_json_writer_add_time (writer, "read_at", info->read_at);
  if (info->counts_only)
    add_counts (writer, info);
  if (info->reported != NULL)
    base_json_writer_add_raw (writer, "reported", info->reported);
  add_other_facts (writer, facts);
  base_json_writer_add_raw (writer, "faults", faults);
  if (!add_list (self, writer, "carried", "SELECT path FROM carried ORDER BY path", error) ||
      !add_list (self, writer, "supported", "SELECT path FROM supported ORDER BY path", error))
    return FALSE;
  base_json_writer_end_object (writer);

  header = base_json_writer_take (writer);
  g_string_append (self->buffer, header);
  return end_line (self, error);
}

static gboolean
append_members (Output  *self,
                gint64   row,
                GError **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean first = TRUE;
  gboolean found;

  statement = database_prepare (self->database, members_sql, error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, row);
  g_string_append (self->buffer, "\"members\":[");
  while (database_statement_step (statement, &found, error))
    {
      if (!found)
        {
          g_string_append_c (self->buffer, ']');
          return TRUE;
        }
      g_string_append (self->buffer, first ? "{\"value\":" : ",{\"value\":");
      base_json_append_string (self->buffer, database_statement_column_text (statement, 0));
      g_string_append (self->buffer,
                       database_statement_column_int (statement, 1) == ROLL_TYPE_NUMBER_USER
                           ? ",\"type\":\"User\"}"
                           : ",\"type\":\"Group\"}");
      first = FALSE;
    }
  return FALSE;
}

/* A body, which is an object of at least an id, with what tells its type where it doesn't say it
 * itself. */
static gboolean
write_resource (Output      *self,
                gint64       row,
                int          type,
                const char  *body,
                GError     **error)
{
  gboolean has_schemas = strstr (body, "\"schemas\":[\"") != NULL;

  g_string_append_len (self->buffer, body, (gssize)strlen (body) - 1);
  if (!has_schemas)
    g_string_append_printf (self->buffer, ",\"schemas\":[\"%s\"]",
                            type == ROLL_TYPE_NUMBER_USER ? SCIM_URN_USER : SCIM_URN_GROUP);
  if (type == ROLL_TYPE_NUMBER_GROUP)
    {
      g_string_append_c (self->buffer, ',');
      if (!append_members (self, row, error))
        return FALSE;
    }
  g_string_append_c (self->buffer, '}');
  return end_line (self, error);
}

static gboolean
write_resources (Output  *self,
                 int      type,
                 GError **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean found;

  statement =
      database_prepare (self->database,
                        "SELECT row, body FROM resource WHERE type = ?1 ORDER BY row", error);
  if (statement == NULL)
    return FALSE;
  database_statement_bind_int (statement, 1, type);
  while (database_statement_step (statement, &found, error))
    {
      if (!found)
        return TRUE;
      if (!write_resource (self, database_statement_column_int (statement, 0), type,
                           database_statement_column_text (statement, 1), error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
write_evidence (Output  *self,
                GError **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();
  gboolean found;

  statement = database_prepare (self->database,
                                "SELECT kind, type, key, detail, time FROM evidence"
                                "  ORDER BY type, key_folded, kind, time, detail, key",
                                error);
  if (statement == NULL)
    return FALSE;
  while (database_statement_step (statement, &found, error))
    {
      const char *type = database_statement_column_text (statement, 1);
      g_autofree char *line = NULL;

      if (!found)
        return TRUE;
      base_json_writer_begin_object (writer);
      base_json_writer_add_text (writer, "evidence", database_statement_column_text (statement, 0));
      base_json_writer_add_text (writer, "type", type);
      base_json_writer_add_text (writer, strcmp (type, "Group") == 0 ? "displayName" : "userName",
                                 database_statement_column_text (statement, 2));
      base_json_writer_add_text (writer, "detail", database_statement_column_text (statement, 3));
      base_json_writer_add_time (writer, "time", database_statement_column_int (statement, 4));
      base_json_writer_end_object (writer);
      line = base_json_writer_take (writer);
      g_string_append (self->buffer, line);
      if (!end_line (self, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
write_all (Output  *self,
           GError **error)
{
  g_autoptr (RollInfo) info = NULL;
  gboolean good;

  if (!database_begin_read (self->database, error))
    return FALSE;
  info = roll_reader_get_info (self->database, error);
  good = info != NULL && write_header (self, info, error) &&
         write_resources (self, ROLL_TYPE_NUMBER_USER, error) &&
         write_resources (self, ROLL_TYPE_NUMBER_GROUP, error) && write_evidence (self, error) &&
         flush (self, 0, error);
  database_rollback (self->database);
  return good;
}

gboolean
roll_write_jsonl (Roll           *self,
                  GOutputStream  *stream,
                  GCancellable   *cancellable,
                  GError        **error)
{
  g_autoptr (GString) buffer = NULL;
  GError *cause = NULL;
  Output output;
  gboolean good;

  g_return_val_if_fail (ROLL_IS_ROLL (self), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  output.database = roll_worker_lock (self, &cause);
  if (output.database == NULL)
    return roll_error_take (error, cause);
  output.stream = stream;
  output.cancellable = cancellable;
  output.buffer = buffer = g_string_sized_new (BUFFER_BYTES);

  good = write_all (&output, &cause);
  roll_worker_unlock (self);
  return good || roll_error_take (error, cause);
}
