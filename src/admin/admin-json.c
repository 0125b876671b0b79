/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list is an array, or an object that carries one with a cursor beside it. */

#define G_LOG_DOMAIN "rollcall-admin"

#include "config.h"

#include "admin/admin-json.h"

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
