/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What passes the check may be given to json-glib, which recurses: whatever it makes of the text
 * must not nest deeper than was allowed. And what we write of it must pass. */

#include "config.h"

#include <json-glib/json-glib.h>
#include <stdint.h>

#include "base/base-error.h"
#include "base/base-json-check.h"
#include "base/base-json-writer.h"

#define DEPTH 8

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static guint
depth_of (JsonNode *node)
{
  guint deepest = 0;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        deepest = MAX (deepest, depth_of (json_array_get_element (array, i)));
      return deepest + 1;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = json_object_get_values (json_node_get_object (node));

      for (GList *at = members; at != NULL; at = at->next)
        deepest = MAX (deepest, depth_of (at->data));
      return deepest + 1;
    }
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonNode *root;
  gboolean well = base_json_check ((const char *)data, size, DEPTH, &error);

  g_assert_true (well == (error == NULL));
  if (!well)
    return 0;

  if (!json_parser_load_from_data (parser, (const char *)data, (gssize)size, NULL))
    return 0;
  root = json_parser_get_root (parser);
  if (root == NULL)
    return 0;

  g_assert_cmpuint (depth_of (root), <=, DEPTH);
  text = base_json_node_to_text (root);
  g_assert_true (base_json_check (text, strlen (text), DEPTH, &error) ||
                 g_error_matches (error, BASE_ERROR, BASE_ERROR_ENCODING));
  return 0;
}
