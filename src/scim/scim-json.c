/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small helpers over json-glib's documents. Names are compared without regard to ASCII case (RFC
   7643 §2.1), which json-glib doesn't do. Text is checked for its depth before the parser, which
   recurses, may see it. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-json.h"

#include <string.h>

#include "base/base-json-check.h"

JsonNode *
scim_json_copy (JsonNode *node)
{
  JsonNode *copy;

  g_assert (node != NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_object_new ();
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        json_object_set_member (object, name, scim_json_copy (member));
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, object);
      return copy;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *from = json_node_get_array (node);
      JsonArray *array = json_array_sized_new (json_array_get_length (from));

      for (guint i = 0; i < json_array_get_length (from); i++)
        json_array_add_element (array, scim_json_copy (json_array_get_element (from, i)));
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, array);
      return copy;
    }
  return json_node_copy (node);
}

JsonNode *
scim_json_parse (const char *text)
{
  g_assert (text != NULL);

  if (!base_json_check (text, strlen (text), SCIM_JSON_MAX_DEPTH, NULL))
    return NULL;
  return json_from_string (text, NULL);
}

const char *
scim_json_get_text (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

const char *
scim_json_kind (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return "null";
  if (JSON_NODE_HOLDS_OBJECT (node))
    return "an object";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "an array";
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return "a string";
    case G_TYPE_BOOLEAN:
      return "a boolean";
    default:
      return "a number";
    }
}

gboolean
scim_json_is_unassigned (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node) ||
         (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0);
}
