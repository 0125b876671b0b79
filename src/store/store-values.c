/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which attributes are in the value table, and how their rows follow a body. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-values.h"

#include <string.h>

#include "base/base-fold.h"
#include "scim/scim-schema.h"
#include "store/store-private.h"
#include "store/store-sql.h"

static const struct
{
  StoreValuePath path;
  StoreType type;
  const char *urn;
  const char *attribute;
} paths[] = {
  { STORE_VALUE_EMAIL, STORE_USER, SCIM_URN_USER, "emails" },
  { STORE_VALUE_MANAGER, STORE_USER, SCIM_URN_ENTERPRISE, "manager" },
};

static void
value_free (gpointer data)
{
  StoreValue *value = data;

  g_free (value->value);
  g_free (value->kind);
  g_free (value);
}

static int
compare_values_cb (gconstpointer a,
                   gconstpointer b)
{
  const StoreValue *one = *(const StoreValue *const *)a;
  const StoreValue *other = *(const StoreValue *const *)b;
  int order = (int)one->path - (int)other->path;

  if (order == 0)
    order = strcmp (one->value, other->value);
  return order != 0 ? order : strcmp (one->kind, other->kind);
}

/* (transfer full) (nullable): a string member as it is compared, if it is there and isn't empty. */
static char *
get_folded (JsonObject          *element,
            const ScimAttribute *attribute,
            const char          *name)
{
  const ScimAttribute *sub = scim_attribute_find_sub (attribute, name, -1);
  JsonNode *node = json_object_get_member (element, name);
  const char *text;

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  text = json_node_get_string (node);
  if (*text == '\0')
    return NULL;
  return sub != NULL && sub->case_exact ? base_fold_exact (text) : base_fold (text);
}

static void
add_element (GPtrArray           *values,
             StoreValuePath       path,
             const ScimAttribute *attribute,
             JsonNode            *node)
{
  StoreValue *value;
  char *text;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  text = get_folded (json_node_get_object (node), attribute, "value");
  if (text == NULL)
    return;

  value = g_new0 (StoreValue, 1);
  value->path = path;
  value->value = text;
  value->kind = get_folded (json_node_get_object (node), attribute, "type");
  if (value->kind == NULL)
    value->kind = g_strdup ("");
  g_ptr_array_add (values, value);
}

static void
add_attribute (GPtrArray  *values,
               guint       row,
               StoreType   type,
               JsonObject *body)
{
  const ScimSchema *schema =
      scim_resource_type_find (store_type_to_scim (type), paths[row].urn, -1);
  const ScimAttribute *attribute = scim_schema_find (schema, paths[row].attribute, -1);
  JsonNode *node;

  g_assert (attribute != NULL);

  if (scim_schema_is_extension (schema))
    {
      node = json_object_get_member (body, schema->urn);
      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        return;
      body = json_node_get_object (node);
    }

  node = json_object_get_member (body, attribute->name);
  if (node == NULL)
    return;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      add_element (values, paths[row].path, attribute, node);
      return;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    add_element (values, paths[row].path, attribute,
                 json_array_get_element (json_node_get_array (node), i));
}

GPtrArray *
store_values_of (StoreType   type,
                 JsonObject *body)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (value_free);

  g_assert (body != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      if (paths[i].type == type)
        add_attribute (values, i, type, body);
    }

  g_ptr_array_sort (values, compare_values_cb);
  for (guint i = values->len; i > 1; i--)
    {
      if (compare_values_cb (&values->pdata[i - 1], &values->pdata[i - 2]) == 0)
        g_ptr_array_remove_index (values, i - 1);
    }
  return values;
}

gboolean
store_values_find_path (const ScimPath *path,
                        StoreValuePath *found)
{
  g_assert (path != NULL && found != NULL);

  if (path->schema == NULL || path->attribute == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      if (!g_str_equal (path->schema->urn, paths[i].urn) ||
          !g_str_equal (path->attribute->name, paths[i].attribute))
        continue;
      *found = paths[i].path;
      return TRUE;
    }
  return FALSE;
}

gboolean
store_values_set (StoreWriter  *writer,
                  gint64        directory,
                  gint64        resource,
                  StoreType     type,
                  JsonObject   *body,
                  GError      **error)
{
  g_autoptr (GPtrArray) values = NULL;

  g_assert (writer != NULL);

  if (!store_sql_run (writer->database, error, "DELETE FROM value WHERE resource = ?1", "i",
                      resource))
    return FALSE;
  if (body == NULL)
    return TRUE;

  values = store_values_of (type, body);
  for (guint i = 0; i < values->len; i++)
    {
      const StoreValue *value = values->pdata[i];

      if (!store_sql_run (writer->database, error, "INSERT INTO value VALUES (?1, ?2, ?3, ?4, ?5)",
                          "ibtti", directory, (int)value->path, value->value, value->kind,
                          resource))
        return FALSE;
    }
  return TRUE;
}
