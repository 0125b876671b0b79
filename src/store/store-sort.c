/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sorting (RFC 7644 §3.4.2.3): of a multi-valued attribute the primary value counts, else the
 * first; text is compared as the schema's caseExact says; who has no value comes last, or first if
 * descending. */

#define G_LOG_DOMAIN "rollcall-store"

#include "config.h"

#include "store/store-sort.h"

#include <string.h>

#include "base/base-fold.h"
#include "scim/scim-filter.h"
#include "scim/scim-schema.h"

#define ORDERED_SQL(column)                                                                     \
  {                                                                                             \
    "SELECT seq, " column " FROM resources WHERE directory = ?1 AND type = ?2 ORDER BY " column \
    " ASC NULLS LAST, seq ASC LIMIT ?3 OFFSET ?4",                                              \
        "SELECT seq, " column                                                                   \
        " FROM resources WHERE directory = ?1 AND type = ?2 ORDER BY " column                   \
        " DESC NULLS FIRST, seq DESC LIMIT ?3 OFFSET ?4",                                       \
  }

#define STEP_SQL(column, condition, order)                                                  \
  "SELECT seq, " column " FROM resources WHERE directory = ?1 AND type = ?2 AND " condition \
  " ORDER BY " order " LIMIT "

/* Written by hand for each direction: an index serves each of them, and none steps over rows. */
#define STEPS_SQL(column)                                                          \
  {                                                                                \
    {                                                                              \
      STEP_SQL (column, column " IS NOT NULL", column ", seq") "?3",               \
      STEP_SQL (column, column " = ?3 AND seq > ?4", "seq") "?5",                  \
      STEP_SQL (column, column " > ?3", column ", seq") "?4",                      \
      STEP_SQL (column, column " IS NULL AND seq > ?3", "seq") "?4",               \
    },                                                                             \
        {                                                                          \
          STEP_SQL (column, column " IS NOT NULL", column " DESC, seq DESC") "?3", \
          STEP_SQL (column, column " = ?3 AND seq < ?4", "seq DESC") "?5",         \
          STEP_SQL (column, column " < ?3", column " DESC, seq DESC") "?4",        \
          STEP_SQL (column, column " IS NULL AND seq < ?3", "seq DESC") "?4",      \
        },                                                                         \
  }

static const char *const step_sql[STORE_N_ORDERS][2][STORE_N_STEPS] = {
  [STORE_ORDER_USER_NAME] = STEPS_SQL ("user_name"),
  [STORE_ORDER_DISPLAY_NAME] = STEPS_SQL ("display_name"),
  [STORE_ORDER_EXTERNAL_ID] = STEPS_SQL ("external_id"),
  [STORE_ORDER_MODIFIED] = STEPS_SQL ("modified"),
};

static const struct
{
  const char *attribute;
  const char *sub;
  const char *sql[2];
} orders[STORE_N_ORDERS] = {
  [STORE_ORDER_USER_NAME] = { "userName", NULL, ORDERED_SQL ("user_name") },
  [STORE_ORDER_DISPLAY_NAME] = { "displayName", NULL, ORDERED_SQL ("display_name") },
  [STORE_ORDER_EXTERNAL_ID] = { "externalId", NULL, ORDERED_SQL ("external_id") },
  [STORE_ORDER_MODIFIED] = { "meta", "lastModified", ORDERED_SQL ("modified") },
};

static void
key_clear (gpointer data)
{
  g_free (((StoreSortKey *)data)->text);
}

static int
compare_keys_cb (gconstpointer a,
                 gconstpointer b)
{
  const StoreSortKey *one = a;
  const StoreSortKey *other = b;
  int order = 0;

  if (one->kind != other->kind)
    {
      if (one->kind == 0 || other->kind == 0)
        return one->kind == 0 ? 1 : -1;
      return one->kind - other->kind;
    }
  if (one->kind == 1)
    order = (one->number > other->number) - (one->number < other->number);
  else if (one->kind == 2)
    order = strcmp (one->text, other->text);
  return order != 0 ? order : (one->seq > other->seq) - (one->seq < other->seq);
}

static gboolean
is_primary (JsonNode *element)
{
  JsonNode *primary = JSON_NODE_HOLDS_OBJECT (element)
                          ? json_object_get_member (json_node_get_object (element), "primary")
                          : NULL;

  return primary != NULL && json_node_get_value_type (primary) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (primary);
}

/* (nullable): the primary element of an array, else the first that @path's brackets let through. */
static JsonNode *
choose_element (const ScimPath *path,
                JsonArray      *array)
{
  JsonNode *first = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (path->filter != NULL && !scim_filter_matches_element (path->filter, element))
        continue;
      if (is_primary (element))
        return element;
      if (first == NULL)
        first = element;
    }
  return first;
}

/* (nullable): the value that @path names in @document, a simple one or nothing. */
static JsonNode *
find_value (const ScimPath *path,
            JsonObject     *document)
{
  JsonNode *node;

  if (path->attribute == NULL)
    return NULL;
  if (path->schema != NULL && scim_schema_is_extension (path->schema))
    {
      node = json_object_get_member (document, path->schema->urn);
      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        return NULL;
      document = json_node_get_object (node);
    }

  node = json_object_get_member (document, path->attribute->name);
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    node = choose_element (path, json_node_get_array (node));
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    node = json_object_get_member (json_node_get_object (node),
                                   path->sub != NULL ? path->sub->name : "value");
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/* Which attribute decides how text is compared. */
static gboolean
is_case_exact (const ScimPath *path)
{
  const ScimAttribute *value;

  if (path->sub != NULL)
    return path->sub->case_exact;
  value = scim_attribute_find_sub (path->attribute, "value", -1);
  return value != NULL ? value->case_exact : path->attribute->case_exact;
}

gboolean
store_sort_find_order (const ScimPath *path,
                       StoreOrder     *order)
{
  g_assert (path != NULL && order != NULL);

  for (guint i = 0; path->attribute != NULL && i < G_N_ELEMENTS (orders); i++)
    {
      if (!scim_path_is (path, orders[i].attribute, orders[i].sub))
        continue;
      *order = (StoreOrder)i;
      return TRUE;
    }
  return FALSE;
}

const char *
store_sort_get_sql (StoreOrder order,
                    gboolean   descending)
{
  g_assert (order < STORE_N_ORDERS);

  return orders[order].sql[descending ? 1 : 0];
}

const char *
store_sort_get_step (StoreOrder order,
                     StoreStep  step,
                     gboolean   descending)
{
  g_assert (order < STORE_N_ORDERS && step < STORE_N_STEPS);

  return step_sql[order][descending ? 1 : 0][step];
}

GArray *
store_sort_keys_new (void)
{
  GArray *keys = g_array_new (FALSE, TRUE, sizeof (StoreSortKey));

  g_array_set_clear_func (keys, key_clear);
  return keys;
}

void
store_sort_keys_add (GArray         *keys,
                     gint64          seq,
                     const ScimPath *path,
                     JsonObject     *document)
{
  JsonNode *node = find_value (path, document);
  StoreSortKey key = { .seq = seq };

  g_assert (keys != NULL);

  if (node == NULL)
    {
      key.kind = 0;
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      key.kind = 2;
      key.text = is_case_exact (path) ? base_fold_exact (text) : base_fold (text);
    }
  else
    {
      key.kind = 1;
      key.number = json_node_get_value_type (node) == G_TYPE_BOOLEAN
                       ? (json_node_get_boolean (node) ? 1 : 0)
                       : json_node_get_double (node);
    }
  g_array_append_val (keys, key);
}

GArray *
store_sort_keys_sort (GArray   *keys,
                      gboolean  descending)
{
  GArray *seqs = g_array_sized_new (FALSE, FALSE, sizeof (gint64), keys->len);

  g_array_sort (keys, compare_keys_cb);
  for (guint i = 0; i < keys->len; i++)
    {
      guint at = descending ? keys->len - 1 - i : i;

      g_array_append_val (seqs, g_array_index (keys, StoreSortKey, at).seq);
    }
  return seqs;
}
