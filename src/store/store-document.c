/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes documents. Derived attributes are added as the service's answers have them: meta,
 * memberships, `$ref`s and a manager's name. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-document.h"

#include <glib/gi18n.h>

#include "base/base-json-member.h"
#include "base/base-time.h"
#include "scim/scim-schema.h"
#include "store/store-sql.h"

enum
{
  SEQ,
  TYPE,
  ID,
  NAME,
  EXTERNAL_ID,
  DISPLAY_NAME,
  ACTIVE,
  CREATED,
  MODIFIED,
  BODY,
  VERSION,
};

/* What is in columns, or comes with them. */
static const char *const in_columns[] = {
  "id", "meta", "userName", "externalId", "displayName", "active",
};

static gboolean
is_in_columns (const ScimPath *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (in_columns); i++)
    {
      if (g_str_equal (path->attribute->name, in_columns[i]))
        return TRUE;
    }
  return FALSE;
}

/* The elements of members or groups, as they are added. */
typedef struct
{
  JsonArray *array;
  const char *base_url;
} Elements;

static void
add_reference (JsonObject *object,
               const char *name,
               const char *base_url,
               StoreType   type,
               const char *id)
{
  g_autofree char *url = NULL;

  if (base_url == NULL)
    return;
  url = g_strconcat (base_url, store_type_to_scim (type)->endpoint, "/", id, NULL);
  json_object_set_string_member (object, name, url);
}

static void
add_element_cb (gint64      owner,
                const char *id,
                const char *display,
                StoreType   type,
                gpointer    data)
{
  Elements *elements = data;
  JsonObject *element = json_object_new ();

  json_object_set_string_member (element, "value", id);
  add_reference (element, "$ref", elements->base_url, type, id);
  json_object_set_string_member (element, "display", display);
  json_object_set_string_member (element, "type", store_type_to_scim (type)->name);
  json_array_add_object_element (elements->array, element);
}

static void
add_group_cb (gint64      owner,
              const char *id,
              const char *display,
              StoreType   type,
              gpointer    data)
{
  Elements *elements = data;
  JsonObject *element = json_object_new ();

  json_object_set_string_member (element, "value", id);
  add_reference (element, "$ref", elements->base_url, type, id);
  json_object_set_string_member (element, "display", display);
  json_object_set_string_member (element, "type", "direct");
  json_array_add_object_element (elements->array, element);
}

static gboolean
add_members (StoreReader  *reader,
             gint64        seq,
             JsonObject   *document,
             GError      **error)
{
  Elements members = { json_array_new (), reader->base_url };
  gint64 position = 0;

  json_object_set_array_member (document, "members", members.array);
  do
    {
      if (!store_reader_members (reader, seq, &position, add_element_cb, &members, error))
        return FALSE;
    }
  while (position != 0);
  return TRUE;
}

static gboolean
add_groups (StoreReader  *reader,
            gint64        seq,
            JsonObject   *document,
            GError      **error)
{
  Elements groups = { json_array_new (), reader->base_url };

  json_object_set_array_member (document, "groups", groups.array);
  return store_reader_groups_of (reader, &seq, 1, add_group_cb, &groups, error);
}

/* A manager's name is folded here, which no comparison can tell. */
static gboolean
add_manager (StoreReader  *reader,
             gint64        seq,
             JsonObject   *document,
             GError      **error)
{
  JsonObject *manager =
      base_json_get_object (base_json_get_object (document, SCIM_URN_ENTERPRISE), "manager");
  const char *id = base_json_get_text (manager, "value");
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  if (id == NULL)
    return TRUE;
  add_reference (manager, "$ref", reader->base_url, STORE_USER, id);
  statement = store_sql_bind (reader->database, error,
                              "SELECT m.display_name FROM resources r CROSS JOIN resources m"
                              " ON m.id = ?2 AND m.type = 1 AND m.directory = r.directory"
                              " WHERE r.seq = ?1",
                              "it", seq, id);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return FALSE;
  if (row && !database_statement_column_is_null (statement, 0))
    json_object_set_string_member (manager, "displayName",
                                   database_statement_column_text (statement, 0));
  return TRUE;
}

static void
add_meta (StoreReader       *reader,
          DatabaseStatement *row,
          StoreType          type,
          JsonObject        *document)
{
  g_autofree char *created = base_time_format (database_statement_column_int (row, CREATED));
  g_autofree char *modified = base_time_format (database_statement_column_int (row, MODIFIED));
  g_autofree char *version =
      g_strdup_printf ("W/\"%" G_GINT64_FORMAT "\"", database_statement_column_int (row, VERSION));
  JsonObject *meta = json_object_new ();

  json_object_set_string_member (meta, "resourceType", store_type_to_scim (type)->name);
  json_object_set_string_member (meta, "created", created);
  json_object_set_string_member (meta, "lastModified", modified);
  add_reference (meta, "location", reader->base_url, type,
                 database_statement_column_text (row, ID));
  json_object_set_string_member (meta, "version", version);
  json_object_set_object_member (document, "meta", meta);
}

static void
add_text (JsonObject        *document,
          const char        *name,
          DatabaseStatement *row,
          int                column)
{
  if (!database_statement_column_is_null (row, column))
    json_object_set_string_member (document, name, database_statement_column_text (row, column));
}

/* The attributes in columns. A user's displayName is there folded, which no comparison can tell. */
static JsonObject *
document_of_columns (DatabaseStatement *row,
                     StoreType          type)
{
  JsonObject *document = json_object_new ();

  if (type == STORE_USER)
    {
      add_text (document, "userName", row, NAME);
      add_text (document, "displayName", row, DISPLAY_NAME);
    }
  else
    {
      add_text (document, "displayName", row, NAME);
    }
  add_text (document, "externalId", row, EXTERNAL_ID);
  if (!database_statement_column_is_null (row, ACTIVE))
    json_object_set_boolean_member (document, "active",
                                    database_statement_column_int (row, ACTIVE) != 0);
  return document;
}

static JsonObject *
document_of_body (StoreReader        *reader,
                  DatabaseStatement  *row,
                  GError            **error)
{
  g_autoptr (JsonNode) root = NULL;
  const char *body = database_statement_column_text (row, BODY);

  if (reader->parser == NULL)
    reader->parser = json_parser_new ();
  if (json_parser_load_from_data (reader->parser, body,
                                  (gssize)database_statement_column_bytes (row, BODY), NULL))
    root = json_parser_steal_root (reader->parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_dup_object (root);

  g_set_error (error, STORE_ERROR, STORE_ERROR_FAILED, _("The stored text of %s is damaged"),
               database_statement_column_text (row, ID));
  return NULL;
}

void
store_document_need_path (StoreDocumentNeeds *self,
                          const ScimPath     *path)
{
  g_assert (self != NULL && path != NULL);

  if (path->attribute == NULL)
    return;
  if (path->schema != NULL && scim_schema_is_extension (path->schema))
    {
      self->body = TRUE;
      self->manager = self->manager || g_str_equal (path->attribute->name, "manager");
    }
  else if (g_str_equal (path->attribute->name, "groups"))
    self->groups = TRUE;
  else if (g_str_equal (path->attribute->name, "members"))
    self->members = TRUE;
  else if (!is_in_columns (path))
    self->body = TRUE;
}

void
store_document_need_filter (StoreDocumentNeeds *self,
                            const ScimFilter   *filter)
{
  g_assert (self != NULL && filter != NULL);

  if (filter->path != NULL)
    store_document_need_path (self, filter->path);
  if (filter->left != NULL)
    store_document_need_filter (self, filter->left);
  if (filter->right != NULL)
    store_document_need_filter (self, filter->right);
}

JsonObject *
store_document_of (StoreReader               *reader,
                   DatabaseStatement         *row,
                   const StoreDocumentNeeds  *needs,
                   GError                   **error)
{
  StoreType type = (StoreType)database_statement_column_int (row, TYPE);
  gint64 seq = database_statement_column_int (row, SEQ);
  g_autoptr (JsonObject) document = NULL;

  document = needs->body ? document_of_body (reader, row, error) : document_of_columns (row, type);
  if (document == NULL)
    return NULL;

  json_object_set_string_member (document, "id", database_statement_column_text (row, ID));
  add_meta (reader, row, type, document);
  if (needs->groups && type == STORE_USER && !add_groups (reader, seq, document, error))
    return NULL;
  if (needs->members && type == STORE_GROUP && !add_members (reader, seq, document, error))
    return NULL;
  if (needs->manager && type == STORE_USER && !add_manager (reader, seq, document, error))
    return NULL;
  return g_steal_pointer (&document);
}

gboolean
store_document_read (StoreReader               *reader,
                     gint64                     seq,
                     const StoreDocumentNeeds  *needs,
                     JsonObject               **document,
                     GError                   **error)
{
  g_autoptr (DatabaseStatement) statement = NULL;
  gboolean row;

  g_assert (reader != NULL && needs != NULL && document != NULL);

  *document = NULL;
  statement =
      store_sql_bind (reader->database, error,
                      "SELECT " STORE_DOCUMENT_COLUMNS " FROM resources WHERE seq = ?1", "i", seq);
  if (statement == NULL || !database_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  *document = store_document_of (reader, statement, needs, error);
  return *document != NULL;
}

gboolean
store_document_matches (JsonObject *document,
                        GPtrArray  *filters)
{
  for (guint i = 0; i < filters->len; i++)
    {
      if (!scim_filter_matches (filters->pdata[i], document))
        return FALSE;
    }
  return TRUE;
}

gboolean
store_document_check_deadline (gint64   deadline,
                               GError **error)
{
  if (deadline == 0 || g_get_monotonic_time () < deadline)
    return TRUE;

  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_DEADLINE,
                       _("The query took longer than is allowed; narrow it down"));
  return FALSE;
}
