/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walks a document that was parsed for this request alone, and changes it in place. A text that
 * begins with `bulkId:` anywhere else (a display name) is a text like another. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-bulk-links.h"

#include <string.h>

#include "base/base-json-member.h"

typedef struct
{
  DirectoryBulkLinkFunc func;
  gpointer data;
} Walk;

/* Whether a string of this name may be a reference. */
static gboolean
may_refer (const char *name)
{
  static const char *const names[] = { "value", "members", "manager" };
  const char *last = strrchr (name, ':');

  last = last != NULL ? last + 1 : name;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (last, names[i]) == 0)
      return TRUE;
  return g_ascii_strcasecmp (last, "manager.value") == 0;
}

static const char *
get_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
resolve_text (Walk     *walk,
              JsonNode *node)
{
  const char *text = get_text (node);
  const char *id;

  if (text == NULL || !g_str_has_prefix (text, DIRECTORY_BULK_ID))
    return;
  id = walk->func (text + strlen (DIRECTORY_BULK_ID), walk->data);
  if (id != NULL)
    json_node_set_string (node, id);
}

/* `members[value eq "bulkId:qwerty"]` */
static void
resolve_path (Walk     *walk,
              JsonNode *node)
{
  const char *text = get_text (node);
  g_autoptr (GString) out = NULL;

  if (text == NULL || strstr (text, "\"" DIRECTORY_BULK_ID) == NULL)
    return;
  out = g_string_new (NULL);
  while (*text != '\0')
    {
      const char *start = strstr (text, "\"" DIRECTORY_BULK_ID);
      const char *end = start != NULL ? strchr (start + 1, '"') : NULL;
      g_autofree char *name = NULL;
      const char *id;

      if (end == NULL)
        break;
      start += 1 + strlen (DIRECTORY_BULK_ID);
      name = g_strndup (start, (gsize)(end - start));
      id = walk->func (name, walk->data);
      g_string_append_len (out, text, start - strlen (DIRECTORY_BULK_ID) - text);
      g_string_append (out, id != NULL ? id : DIRECTORY_BULK_ID);
      if (id == NULL)
        g_string_append (out, name);
      text = end;
      g_string_append_c (out, *text++);
    }
  g_string_append (out, text);
  json_node_set_string (node, out->str);
}

static void
resolve (Walk       *walk,
         const char *name,
         JsonNode   *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));

      for (GList *one = names; one != NULL; one = one->next)
        resolve (walk, one->data, json_object_get_member (json_node_get_object (node), one->data));
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        resolve (walk, name, json_array_get_element (array, i));
    }
  else if (may_refer (name))
    resolve_text (walk, node);
  else if (g_ascii_strcasecmp (name, "path") == 0)
    resolve_path (walk, node);
}

/* Whether a value is a reference, bare or as an object's `value`. */
static gboolean
is_reference (const char *name,
              JsonNode   *node)
{
  const char *text;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      node = base_json_find (json_node_get_object (node), "value");
      name = "value";
    }
  text = node != NULL && may_refer (name) ? get_text (node) : NULL;
  return text != NULL && g_str_has_prefix (text, DIRECTORY_BULK_ID);
}

static void
strip_array (const char *name,
             JsonArray  *array)
{
  for (guint i = json_array_get_length (array); i > 0; i--)
    if (is_reference (name, json_array_get_element (array, i - 1)))
      json_array_remove_element (array, i - 1);
}

void
directory_bulk_links_resolve (JsonNode              *node,
                              DirectoryBulkLinkFunc  func,
                              gpointer               data)
{
  Walk walk = { func, data };

  g_return_if_fail (node != NULL && func != NULL);

  resolve (&walk, "", node);
}

void
directory_bulk_links_strip (JsonNode *node)
{
  g_autoptr (GList) names = NULL;
  JsonObject *object;

  g_return_if_fail (node != NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  names = json_object_get_members (object);
  for (GList *one = names; one != NULL; one = one->next)
    {
      JsonNode *member = json_object_get_member (object, one->data);

      if (is_reference (one->data, member))
        json_object_remove_member (object, one->data);
      else if (JSON_NODE_HOLDS_ARRAY (member))
        strip_array (one->data, json_node_get_array (member));
      else
        directory_bulk_links_strip (member);
    }
}
