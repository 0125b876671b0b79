/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Evaluates a filter over one document in the schema's spelling. A comparison holds if it holds
 * for any of the attribute's values (RFC 7644 §3.4.2.2); `ne` is the opposite of `eq`, so that
 * it also holds where there is no value; an empty string, array or object is no value. Nothing
 * here allocates but folding. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-filter.h"

#include <string.h>

#include "base/base-fold.h"
#include "base/base-time.h"

typedef gboolean (*TestValue) (const ScimFilter *filter, JsonNode *value);

static gboolean
is_present (JsonNode *node)
{
  JsonObjectIter iter;
  JsonArray *array;
  JsonNode *member;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        if (is_present (member))
          return TRUE;
      return FALSE;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      array = json_node_get_array (node);
      for (guint i = 0; i < json_array_get_length (array); i++)
        if (is_present (json_array_get_element (array, i)))
          return TRUE;
      return FALSE;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) != '\0';
  return !JSON_NODE_HOLDS_NULL (node);
}

static gboolean
test_present (const ScimFilter *filter,
              JsonNode         *value)
{
  return is_present (value);
}

static gboolean
is_order_met (ScimOp op,
              int    order)
{
  switch (op)
    {
    case SCIM_OP_EQ:
    case SCIM_OP_NE:
      return order == 0;
    case SCIM_OP_GT:
      return order > 0;
    case SCIM_OP_GE:
      return order >= 0;
    case SCIM_OP_LT:
      return order < 0;
    case SCIM_OP_LE:
      return order <= 0;
    case SCIM_OP_CO:
    case SCIM_OP_SW:
    case SCIM_OP_EW:
    default:
      return FALSE;
    }
}

static const ScimAttribute *
get_row (const ScimFilter *filter)
{
  return filter->path->sub_name != NULL ? filter->path->sub : filter->path->attribute;
}

static gboolean
test_text (const ScimFilter *filter,
           const char       *value)
{
  const ScimAttribute *row = get_row (filter);
  g_autofree char *folded = NULL;
  gint64 time;

  switch (filter->op)
    {
    case SCIM_OP_EQ:
    case SCIM_OP_NE:
    case SCIM_OP_GT:
    case SCIM_OP_GE:
    case SCIM_OP_LT:
    case SCIM_OP_LE:
      if (row->type != SCIM_TYPE_DATE_TIME)
        break;
      if (!base_time_parse (value, &time, NULL))
        return FALSE;
      return is_order_met (filter->op, (time > filter->time) - (time < filter->time));
    case SCIM_OP_CO:
    case SCIM_OP_SW:
    case SCIM_OP_EW:
    default:
      break;
    }

  folded = row->case_exact ? base_fold_exact (value) : base_fold (value);
  switch (filter->op)
    {
    case SCIM_OP_CO:
      return strstr (folded, filter->folded) != NULL;
    case SCIM_OP_SW:
      return g_str_has_prefix (folded, filter->folded);
    case SCIM_OP_EW:
      return g_str_has_suffix (folded, filter->folded);
    case SCIM_OP_EQ:
    case SCIM_OP_NE:
    case SCIM_OP_GT:
    case SCIM_OP_GE:
    case SCIM_OP_LT:
    case SCIM_OP_LE:
    default:
      return is_order_met (filter->op, strcmp (folded, filter->folded));
    }
}

/* `eq` for `ne`, whose answer is turned round by the caller. */
static gboolean
test_compare (const ScimFilter *filter,
              JsonNode         *value)
{
  GType type = json_node_get_value_type (value);
  double number;

  if (!JSON_NODE_HOLDS_VALUE (value))
    return FALSE;
  switch (filter->value_kind)
    {
    case SCIM_VALUE_STRING:
      return type == G_TYPE_STRING && test_text (filter, json_node_get_string (value));
    case SCIM_VALUE_BOOLEAN:
      return type == G_TYPE_BOOLEAN && json_node_get_boolean (value) == filter->boolean;
    case SCIM_VALUE_NUMBER:
      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        return FALSE;
      number = json_node_get_double (value);
      return is_order_met (filter->op, (number > filter->number) - (number < filter->number));
    case SCIM_VALUE_NULL:
    default:
      g_assert_not_reached ();
    }
}

/* Whether @test holds for one of the values that @filter's path names in @element. */
static gboolean
any_in_element (const ScimFilter *filter,
                JsonNode         *element,
                TestValue         test)
{
  const ScimPath *path = filter->path;
  JsonNode *sub;

  if (path->filter != NULL && !scim_filter_matches_element (path->filter, element))
    return FALSE;
  if (path->sub_name == NULL)
    return test (filter, element);
  if (!JSON_NODE_HOLDS_OBJECT (element))
    return FALSE;
  sub = json_object_get_member (json_node_get_object (element), path->sub_name);
  return sub != NULL && test (filter, sub);
}

static gboolean
any_in_node (const ScimFilter *filter,
             JsonNode         *node,
             TestValue         test)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return any_in_element (filter, node, test);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (any_in_element (filter, json_array_get_element (array, i), test))
      return TRUE;
  return FALSE;
}

static gboolean
any_in_object (const ScimFilter *filter,
               JsonObject       *object,
               TestValue         test)
{
  const ScimPath *path = filter->path;
  JsonNode *node;

  if (path->attribute == NULL || (path->sub_name != NULL && path->sub == NULL))
    return FALSE;
  if (path->schema != NULL && scim_schema_is_extension (path->schema))
    {
      node = json_object_get_member (object, path->schema->urn);
      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        return FALSE;
      object = json_node_get_object (node);
    }
  node = json_object_get_member (object, path->name);
  return node != NULL && any_in_node (filter, node, test);
}

/* The scope is a whole resource, an element that is an object, or one that is a plain value. */
static gboolean
any_in_scope (const ScimFilter *filter,
              JsonNode         *scope,
              TestValue         test)
{
  if (JSON_NODE_HOLDS_OBJECT (scope))
    return any_in_object (filter, json_node_get_object (scope), test);
  return filter->path->attribute != NULL && g_str_equal (filter->path->name, "value") &&
         test (filter, scope);
}

static gboolean
holds (const ScimFilter *filter,
       JsonNode         *scope)
{
  gboolean any;

  switch (filter->kind)
    {
    case SCIM_FILTER_AND:
      return holds (filter->left, scope) && holds (filter->right, scope);
    case SCIM_FILTER_OR:
      return holds (filter->left, scope) || holds (filter->right, scope);
    case SCIM_FILTER_NOT:
      return !holds (filter->left, scope);
    case SCIM_FILTER_PRESENT:
    case SCIM_FILTER_VALUE_PATH:
      return any_in_scope (filter, scope, test_present);
    case SCIM_FILTER_COMPARE:
      if (filter->value_kind == SCIM_VALUE_NULL)
        return any_in_scope (filter, scope, test_present) == (filter->op == SCIM_OP_NE);
      any = any_in_scope (filter, scope, test_compare);
      return filter->op == SCIM_OP_NE ? !any : any;
    default:
      g_assert_not_reached ();
    }
}

gboolean
scim_filter_matches (const ScimFilter *filter,
                     JsonObject       *resource)
{
  g_autoptr (JsonNode) scope = NULL;

  g_return_val_if_fail (filter != NULL, FALSE);
  g_return_val_if_fail (resource != NULL, FALSE);

  scope = json_node_init_object (json_node_alloc (), resource);
  return holds (filter, scope);
}

gboolean
scim_filter_matches_element (const ScimFilter *filter,
                             JsonNode         *element)
{
  g_return_val_if_fail (filter != NULL, FALSE);
  g_return_val_if_fail (element != NULL, FALSE);

  return holds (filter, element);
}

/* Whether it holds for every resource of a type (1), for none (0), or for some (-1). */
static int
find_constant (const ScimFilter       *filter,
               const ScimResourceType *type)
{
  int left = filter->left != NULL ? find_constant (filter->left, type) : -1;
  int right = filter->right != NULL ? find_constant (filter->right, type) : -1;
  gboolean unknown;

  switch (filter->kind)
    {
    case SCIM_FILTER_AND:
      return left == 0 || right == 0 ? 0 : (left == 1 && right == 1 ? 1 : -1);
    case SCIM_FILTER_OR:
      return left == 1 || right == 1 ? 1 : (left == 0 && right == 0 ? 0 : -1);
    case SCIM_FILTER_NOT:
      return left < 0 ? -1 : !left;
    case SCIM_FILTER_PRESENT:
    case SCIM_FILTER_VALUE_PATH:
    case SCIM_FILTER_COMPARE:
    default:
      break;
    }

  unknown = filter->path->attribute == NULL ||
            (filter->path->sub_name != NULL && filter->path->sub == NULL);
  if (unknown && filter->kind == SCIM_FILTER_COMPARE)
    return filter->op == (filter->value_kind == SCIM_VALUE_NULL ? SCIM_OP_EQ : SCIM_OP_NE);
  if (unknown)
    return 0;
  if (filter->kind == SCIM_FILTER_COMPARE && filter->value_kind == SCIM_VALUE_STRING &&
      (filter->op == SCIM_OP_EQ || filter->op == SCIM_OP_NE) &&
      scim_path_is (filter->path, "meta", "resourceType"))
    return g_str_equal (filter->text, type->name) == (filter->op == SCIM_OP_EQ);
  return -1;
}

gboolean
scim_filter_is_never (const ScimFilter       *filter,
                      const ScimResourceType *type)
{
  g_return_val_if_fail (filter != NULL && type != NULL, FALSE);

  return find_constant (filter, type) == 0;
}
