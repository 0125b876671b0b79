/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells what differs between two bodies, as the activity shows it: one item for each path, with the
   old and the new value. Elements are named by their type, `emails[type eq "work"].value`, where
   that is unambiguous on both sides; otherwise the attribute stands with all its values. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-patch.h"

#include "base/base-json-writer.h"

#define NEVER_SHOWN "(set)"

/* Where the description is: the prefix of every path, and the row that values belong to. */
typedef struct
{
  BaseJsonWriter *writer;
  const char *urn; /* NULL for the core schema */
} Telling;

static void
write_value (Telling             *telling,
             const char          *name,
             const ScimAttribute *row,
             JsonNode            *value)
{
  if (value == NULL)
    return;
  if (row->returned == SCIM_RETURNED_NEVER)
    {
      base_json_writer_add_text (telling->writer, name, NEVER_SHOWN);
      return;
    }
  base_json_writer_name (telling->writer, name);
  base_json_writer_node (telling->writer, value);
}

static gboolean
nodes_equal (JsonNode *a,
             JsonNode *b)
{
  return a == NULL || b == NULL ? a == b : json_node_equal (a, b);
}

static void
tell (Telling             *telling,
      const char          *path,
      const ScimAttribute *row,
      JsonNode            *old,
      JsonNode            *new)
{
  g_autofree char *qualified = NULL;

  if (nodes_equal (old, new))
    return;
  if (telling->urn != NULL)
    qualified = g_strdup_printf ("%s:%s", telling->urn, path);
  base_json_writer_begin_object (telling->writer);
  base_json_writer_add_text (telling->writer, "op",
                             old == NULL   ? "add"
                             : new == NULL ? "remove"
                                           : "replace");
  base_json_writer_add_text (telling->writer, "path", qualified != NULL ? qualified : path);
  write_value (telling, "old", row, old);
  write_value (telling, "new", row, new);
  base_json_writer_end_object (telling->writer);
}

static JsonNode *
get_member (JsonNode   *node,
            const char *name)
{
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return json_object_get_member (json_node_get_object (node), name);
}

/* The sub-attributes of a complex value. */
static void
tell_subs (Telling             *telling,
           const char          *prefix,
           const ScimAttribute *row,
           JsonNode            *old,
           JsonNode            *new)
{
  for (const ScimAttribute *sub = row->sub_attributes; sub->name != NULL; sub++)
    {
      g_autofree char *path = g_strdup_printf ("%s.%s", prefix, sub->name);

      tell (telling, path, sub, get_member (old, sub->name), get_member (new, sub->name));
    }
}

static const char *
get_type (JsonNode *element)
{
  JsonNode *type = get_member (element, "type");

  if (type == NULL || json_node_get_value_type (type) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (type);
}

/* (nullable): the elements by their type, or NULL if one has none or two have the same */
static GHashTable *
index_by_type (JsonNode  *node,
               GPtrArray *order)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *type = get_type (element);

      if (type == NULL || !g_hash_table_insert (index, (gpointer)type, element))
        return NULL;
      if (!g_ptr_array_find_with_equal_func (order, type, g_str_equal, NULL))
        g_ptr_array_add (order, (gpointer)type);
    }
  return g_steal_pointer (&index);
}

static void
tell_elements (Telling             *telling,
               const ScimAttribute *row,
               JsonNode            *old,
               JsonNode            *new)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GHashTable) old_index = index_by_type (old, order);
  g_autoptr (GHashTable) new_index = index_by_type (new, order);

  if (old_index == NULL || new_index == NULL)
    {
      tell (telling, row->name, row, old, new);
      return;
    }
  for (guint i = 0; i < order->len; i++)
    {
      const char *type = g_ptr_array_index (order, i);
      g_autoptr (GString) prefix = g_string_new (row->name);

      g_string_append (prefix, "[type eq ");
      base_json_append_string (prefix, type);
      g_string_append_c (prefix, ']');
      tell_subs (telling, prefix->str, row, g_hash_table_lookup (old_index, type),
                 g_hash_table_lookup (new_index, type));
    }
}

static void
tell_attribute (Telling             *telling,
                const ScimAttribute *row,
                JsonNode            *old,
                JsonNode            *new)
{
  if (row->multi_valued)
    tell_elements (telling, row, old, new);
  else if (row->type == SCIM_TYPE_COMPLEX)
    tell_subs (telling, row->name, row, old, new);
  else
    tell (telling, row->name, row, old, new);
}

static void
tell_schema (BaseJsonWriter   *writer,
             const ScimSchema *schema,
             JsonNode         *old,
             JsonNode         *new)
{
  gboolean extension = scim_schema_is_extension (schema);
  Telling telling = { writer, extension ? schema->urn : NULL };
  const ScimAttribute *row;

  if (extension)
    {
      old = get_member (old, schema->urn);
      new = get_member (new, schema->urn);
    }
  else
    {
      row = scim_schema_find (schema, "externalId", -1);
      tell_attribute (&telling, row, get_member (old, row->name), get_member (new, row->name));
    }
  for (row = schema->attributes; row->name != NULL; row++)
    tell_attribute (&telling, row, get_member (old, row->name), get_member (new, row->name));
}

static JsonNode *
get_document (ScimResource *resource)
{
  if (resource == NULL)
    return NULL;
  return json_node_init_object (json_node_alloc (), scim_resource_get_object (resource));
}

char *
scim_patch_describe (ScimResource *before,
                     ScimResource *after)
{
  g_autoptr (BaseJsonWriter) writer = NULL;
  g_autoptr (JsonNode) old = NULL;
  g_autoptr (JsonNode) new = NULL;
  const ScimResourceType *type;

  g_return_val_if_fail (before != NULL || after != NULL, NULL);

  old = get_document (before);
  new = get_document (after);
  type = scim_resource_get_type (after != NULL ? after : before);
  writer = base_json_writer_new ();
  base_json_writer_begin_array (writer);
  tell_schema (writer, type->schema, old, new);
  for (const ScimSchema *const *extension = type->extensions; *extension != NULL; extension++)
    tell_schema (writer, *extension, old, new);
  base_json_writer_end_array (writer);
  return base_json_writer_take (writer);
}
