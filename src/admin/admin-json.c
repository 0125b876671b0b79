/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each getter looks at the node's type first: json-glib's own getters log a warning for a member
 * that has another type than asked for, and what a server sends must never do that. */

#define G_LOG_DOMAIN "rollcall-admin"

#include "config.h"

#include "admin/admin-json.h"

#include "base/base-time.h"

const char *
admin_json_get_text (JsonObject *object,
                     const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (name != NULL, NULL);

  node = object != NULL ? json_object_get_member (object, name) : NULL;
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

gint64
admin_json_get_int (JsonObject *object,
                    const char *name,
                    gint64      fallback)
{
  JsonNode *node;

  g_return_val_if_fail (name != NULL, fallback);

  node = object != NULL ? json_object_get_member (object, name) : NULL;
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return fallback;
  return json_node_get_int (node);
}

gint64
admin_json_get_time (JsonObject *object,
                     const char *name)
{
  const char *text = admin_json_get_text (object, name);
  gint64 time = 0;

  if (text == NULL || !base_time_parse (text, &time, NULL))
    return 0;
  return time;
}

JsonObject *
admin_json_get_object (JsonObject *object,
                       const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (name != NULL, NULL);

  node = object != NULL ? json_object_get_member (object, name) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return json_node_get_object (node);
}

JsonArray *
admin_json_get_list (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    node = json_object_get_member (json_node_get_object (node), "items");
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  return json_node_get_array (node);
}
