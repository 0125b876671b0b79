/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walks from the resource to the attribute, its elements, and the sub-attribute. Names are compared
 * without regard to case, as servers write them (RFC 7643 §2.1). */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-column.h"

#include "base/base-json-member.h"
#include "base/base-json-writer.h"
#include "scim/scim-filter.h"

static void
append_text (GString    *text,
             const char *piece)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", piece);
}

static void
append_scalar (GString  *text,
               JsonNode *node)
{
  g_autofree char *json = NULL;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      append_text (text, json_node_get_string (node));
      return;
    }
  json = base_json_node_to_text (node);
  append_text (text, json);
}

static void
append_value (GString        *text,
              const ScimPath *path,
              JsonNode       *node)
{
  JsonNode *inside = NULL;

  if (JSON_NODE_HOLDS_VALUE (node))
    {
      append_scalar (text, node);
      return;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  if (path->sub_name != NULL)
    inside = base_json_find (json_node_get_object (node), path->sub_name);
  else
    {
      inside = base_json_find (json_node_get_object (node), "value");
      if (inside == NULL)
        inside = base_json_find (json_node_get_object (node), "formatted");
    }
  if (inside != NULL && JSON_NODE_HOLDS_VALUE (inside))
    append_scalar (text, inside);
}

char *
cli_column_read (const ScimPath *path,
                 JsonObject     *resource)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObject *object = resource;
  JsonNode *node;

  g_return_val_if_fail (path != NULL && path->name != NULL && resource != NULL, NULL);

  if (path->schema != NULL && scim_schema_is_extension (path->schema))
    {
      node = base_json_find (resource, path->schema->urn);
      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        return NULL;
      object = json_node_get_object (node);
    }
  node = base_json_find (object, path->name);
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *elements = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (elements); i++)
        {
          JsonNode *element = json_array_get_element (elements, i);

          if (path->filter == NULL || scim_filter_matches_element (path->filter, element))
            append_value (text, path, element);
        }
    }
  else
    append_value (text, path, node);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
