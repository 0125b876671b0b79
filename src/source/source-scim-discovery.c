/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a service says it can: /ServiceProviderConfig for paging (RFC 9865 §4), /Schemas for the
 * attributes it has. Many say nothing or something wrong; then index paging, and no supported
 * paths. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-json-member.h"
#include "source/source-scim-read.h"

#define PAGE_SIZE 1000

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = base_json_find (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
get_boolean (JsonObject *object,
             const char *name,
             gboolean    otherwise)
{
  JsonNode *node = base_json_find (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
             ? json_node_get_boolean (node)
             : otherwise;
}

/* The document at @path: %NULL without an error if the service answered anything else. */
static JsonNode *
get_document (SourceScimRead  *self,
              const char      *path,
              GError         **error)
{
  g_autoptr (HttpResponse) response = NULL;
  g_autoptr (JsonNode) node = NULL;

  response = http_session_send (self->session, "GET", path, NULL, NULL, self->cancellable, error);
  if (response == NULL || !http_response_check (response, path, NULL))
    return NULL;
  node = http_response_get_json (response, NULL);
  return node != NULL ? g_steal_pointer (&node) : NULL;
}

static void
read_paging (SourceScimRead *self,
             JsonObject     *config)
{
  JsonNode *node = base_json_find (config, "pagination");
  JsonObject *paging;
  const char *method;
  gint64 most;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  paging = json_node_get_object (node);
  method = get_text (paging, "defaultPaginationMethod");
  most = base_json_get_int (paging, "maxPageSize", 0);

  /* With both, the service's own choice; index if it says none (RFC 9865 §4). */
  self->cursor = get_boolean (paging, "cursor", FALSE) &&
                 (!get_boolean (paging, "index", TRUE) ||
                  (method != NULL && g_ascii_strcasecmp (method, "cursor") == 0));
  if (most > 0)
    self->page_size = (guint)MIN (most, PAGE_SIZE);
}

/* "name" or "urn:…:name", with ".sub", in our spelling where we know the schema. */
static char *
make_path (const char *urn,
           const char *name,
           const char *sub)
{
  const ScimResourceType *type = scim_resource_type_user ();
  const ScimSchema *schema = scim_resource_type_find (type, urn, -1);
  const ScimAttribute *row = schema != NULL ? scim_schema_find (schema, name, -1) : NULL;
  const ScimAttribute *sub_row =
      row != NULL && sub != NULL ? scim_attribute_find_sub (row, sub, -1) : NULL;
  GString *path = g_string_new (NULL);

  if (schema != type->schema)
    g_string_append_printf (path, "%s:", schema != NULL ? schema->urn : urn);
  g_string_append (path, row != NULL ? row->name : name);
  if (sub != NULL)
    g_string_append_printf (path, ".%s", sub_row != NULL ? sub_row->name : sub);
  return g_string_free (path, FALSE);
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = base_json_find (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_element (JsonArray *array,
             guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_attribute (SourceScimRead *self,
                const char     *urn,
                JsonObject     *attribute)
{
  const char *name = get_text (attribute, "name");
  JsonArray *subs = get_array (attribute, "subAttributes");

  if (name == NULL)
    return;
  if (subs == NULL || json_array_get_length (subs) == 0)
    {
      g_autofree char *path = make_path (urn, name, NULL);

      roll_writer_add_supported (self->writer, path);
      return;
    }
  for (guint i = 0; i < json_array_get_length (subs); i++)
    {
      JsonObject *row = get_element (subs, i);
      const char *sub = row != NULL ? get_text (row, "name") : NULL;
      g_autofree char *path = sub != NULL ? make_path (urn, name, sub) : NULL;

      if (path != NULL)
        roll_writer_add_supported (self->writer, path);
    }
}

/* Of people only: the core's other schemas are a group's and the service's own. */
static gboolean
is_of_users (const char *urn)
{
  static const char core[] = "urn:ietf:params:scim:schemas:core:2.0:";

  if (g_ascii_strncasecmp (urn, core, strlen (core)) == 0)
    return g_ascii_strcasecmp (urn, SCIM_URN_USER) == 0;
  return g_ascii_strncasecmp (urn, "urn:", 4) == 0;
}

static void
read_schemas (SourceScimRead *self,
              JsonNode       *document)
{
  JsonArray *schemas = NULL;

  if (JSON_NODE_HOLDS_ARRAY (document))
    schemas = json_node_get_array (document);
  else if (JSON_NODE_HOLDS_OBJECT (document))
    schemas = get_array (json_node_get_object (document), "Resources");

  for (guint i = 0; schemas != NULL && i < json_array_get_length (schemas); i++)
    {
      JsonObject *schema = get_element (schemas, i);
      const char *urn = schema != NULL ? get_text (schema, "id") : NULL;
      JsonArray *attributes = schema != NULL ? get_array (schema, "attributes") : NULL;

      if (urn == NULL || attributes == NULL || !is_of_users (urn))
        continue;
      for (guint j = 0; j < json_array_get_length (attributes); j++)
        if (get_element (attributes, j) != NULL)
          read_attribute (self, urn, get_element (attributes, j));
    }
}

gboolean
source_scim_discover (SourceScimRead  *self,
                      GError         **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) config = NULL;
  g_autoptr (JsonNode) schemas = NULL;

  self->page_size = PAGE_SIZE;
  config = get_document (self, "/ServiceProviderConfig", &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (config != NULL && JSON_NODE_HOLDS_OBJECT (config))
    read_paging (self, json_node_get_object (config));
  if (self->writer == NULL)
    return TRUE;

  schemas = get_document (self, "/Schemas", &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (schemas != NULL)
    read_schemas (self, schemas);
  return TRUE;
}
