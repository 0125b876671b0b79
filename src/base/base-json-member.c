/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each getter looks at the node's type first: json-glib's own getters log a warning for a member
 * that has another type than asked for, and what a server sends must never do that. */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-json-member.h"

#include "base/base-time.h"

static JsonNode *
get_member (JsonObject *object,
            const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

JsonNode *
base_json_find (JsonObject *object,
                const char *name)
{
  JsonNode *exact, *value;
  JsonObjectIter at;
  const char *key;

  g_return_val_if_fail (name != NULL, NULL);

  exact = get_member (object, name);
  if (exact != NULL || object == NULL)
    return exact;

  json_object_iter_init_ordered (&at, object);
  while (json_object_iter_next_ordered (&at, &key, &value))
    {
      if (g_ascii_strcasecmp (key, name) == 0)
        return value;
    }
  return NULL;
}

const char *
base_json_get_text (JsonObject *object,
                    const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (name != NULL, NULL);

  node = get_member (object, name);
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

gint64
base_json_get_int (JsonObject *object,
                   const char *name,
                   gint64      fallback)
{
  JsonNode *node;

  g_return_val_if_fail (name != NULL, fallback);

  node = get_member (object, name);
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return fallback;
  return json_node_get_int (node);
}

gint64
base_json_get_time (JsonObject *object,
                    const char *name)
{
  const char *text = base_json_get_text (object, name);
  gint64 time = 0;

  if (text == NULL || !base_time_parse (text, &time, NULL))
    return 0;
  return time;
}

JsonObject *
base_json_get_object (JsonObject *object,
                      const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (name != NULL, NULL);

  node = get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
base_json_get_array (JsonObject *object,
                     const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (name != NULL, NULL);

  node = get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}
