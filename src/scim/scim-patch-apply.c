/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Applies a PATCH's steps to a resource, in order (RFC 7644 §3.5.2). It works on the document it
   was given, which is undefined after an error: the caller keeps the original, and so a PATCH is
   atomic. An add of what is there already changes nothing. Each added value is compared with all
   that are there, so one PATCH may compare only so much. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-patch-private.h"

#include "base/base-fold.h"
#include "scim/scim-error.h"
#include "scim/scim-filter.h"
#include "scim/scim-json.h"
#include "scim/scim-tolerance.h"

/* Comparisons of values in one PATCH: a thousand values added at once to a thousand. */
#define BUDGET (4 * 1000 * 1000)

/* What a path's filter costs, in comparisons. */
#define FILTER_COST 16

/* A step on a multi-valued attribute while it is applied: @primary is the element that it made
   primary, @budget the comparisons that are left to the whole PATCH; below 0 it has failed. */
typedef struct
{
  const ScimPatchStep *step;
  ScimProfile profile;
  gint64 *budget;
  JsonArray *array;
  JsonObject *primary;
} Work;

static gboolean
spend (Work  *work,
       gint64 comparisons)
{
  *work->budget -= comparisons;
  return *work->budget >= 0;
}

/* Sets what @from has in @object; null clears. */
static void
merge (JsonObject *object,
       JsonObject *from)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!JSON_NODE_HOLDS_NULL (value))
      json_object_set_member (object, name, scim_json_copy (value));
    else if (json_object_has_member (object, name))
      json_object_remove_member (object, name);
}

static void
clear (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *name = names; name != NULL; name = name->next)
    json_object_remove_member (object, name->data);
}

static gboolean
is_true (JsonObject *object,
         const char *name)
{
  return json_object_get_boolean_member_with_default (object, name, FALSE);
}

static const ScimAttribute *
find_sub (Work       *work,
          const char *name)
{
  return scim_attribute_find_sub (work->step->path->attribute, name, -1);
}

/* Equal as the schema compares them: text folded unless it is caseExact. */
static gboolean
same_value (Work       *work,
            const char *name,
            JsonNode   *a,
            JsonNode   *b)
{
  const ScimAttribute *row = find_sub (work, name);
  g_autofree char *folded_a = NULL;
  g_autofree char *folded_b = NULL;

  if (a == NULL || b == NULL)
    return a == b;
  if (row == NULL || row->case_exact || json_node_get_value_type (a) != G_TYPE_STRING ||
      json_node_get_value_type (b) != G_TYPE_STRING)
    return json_node_equal (a, b);
  folded_a = base_fold (json_node_get_string (a));
  folded_b = base_fold (json_node_get_string (b));
  return g_str_equal (folded_a, folded_b);
}

/* Whether @element has everything that @wanted has. */
static gboolean
has_all (Work       *work,
         JsonObject *element,
         JsonObject *wanted,
         gboolean    folded)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, wanted);
  while (json_object_iter_next (&iter, &name, &value))
    {
      JsonNode *own = json_object_get_member (element, name);

      if (own == NULL ||
          !(folded ? same_value (work, name, own, value) : json_node_equal (own, value)))
        return FALSE;
    }
  return TRUE;
}

static JsonObject *
get_element (Work  *work,
             guint  i)
{
  return json_array_get_object_element (work->array, i);
}

static void
touch (Work       *work,
       JsonObject *element,
       gboolean    made_primary)
{
  if (made_primary && is_true (element, "primary"))
    work->primary = element;
}

/* Appends a copy of @value without its nulls, over the members of @base, which it takes. */
static void
append (Work       *work,
        JsonObject *base,
        JsonObject *value)
{
  merge (base, value);
  if (json_object_get_size (base) == 0)
    {
      json_object_unref (base);
      return;
    }
  json_array_add_object_element (work->array, base);
  touch (work, base, TRUE);
}

/* Nothing happens if it is there already; the same value of the same type is completed, since a
   pair of both stands only once (RFC 7643 §2.4). */
static void
add_element (Work       *work,
             JsonObject *value)
{
  for (guint i = 0; i < json_array_get_length (work->array); i++)
    if (has_all (work, get_element (work, i), value, FALSE))
      return;
  for (guint i = 0;
       json_object_has_member (value, "value") && i < json_array_get_length (work->array); i++)
    {
      JsonObject *element = get_element (work, i);

      if (!same_value (work, "value", json_object_get_member (element, "value"),
                       json_object_get_member (value, "value")) ||
          !same_value (work, "type", json_object_get_member (element, "type"),
                       json_object_get_member (value, "type")))
        continue;
      merge (element, value);
      touch (work, element, is_true (value, "primary"));
      return;
    }
  append (work, json_object_new (), value);
}

static void
add_elements (Work *work)
{
  JsonArray *values = json_node_get_array (work->step->value);

  for (guint i = 0;
       i < json_array_get_length (values) && spend (work, 2 * json_array_get_length (work->array));
       i++)
    add_element (work, json_array_get_object_element (values, i));
}

static void
remove_elements (Work     *work,
                 gboolean *goes)
{
  for (guint i = json_array_get_length (work->array); i > 0; i--)
    if (goes[i - 1])
      json_array_remove_element (work->array, i - 1);
}

/* A remove with a value: the elements that have all that one of the values has. */
static void
remove_values (Work *work)
{
  JsonArray *values = json_node_get_array (work->step->value);
  guint n = json_array_get_length (work->array);
  g_autofree gboolean *goes = g_new0 (gboolean, n);

  for (guint i = 0; i < n && spend (work, json_array_get_length (values)); i++)
    for (guint j = 0; j < json_array_get_length (values) && !goes[i]; j++)
      goes[i] =
          has_all (work, get_element (work, i), json_array_get_object_element (values, j), TRUE);
  remove_elements (work, goes);
}

/* The whole attribute. */
static void
apply_to_all (Work *work)
{
  switch (work->step->op)
    {
    case SCIM_PATCH_ADD:
      add_elements (work);
      break;
    case SCIM_PATCH_REPLACE:
      json_array_unref (work->array);
      work->array = json_array_new ();
      for (guint i = 0; i < json_array_get_length (json_node_get_array (work->step->value)); i++)
        append (work, json_object_new (),
                json_array_get_object_element (json_node_get_array (work->step->value), i));
      work->primary = NULL;
      break;
    case SCIM_PATCH_REMOVE:
    default:
      if (work->step->value != NULL)
        {
          remove_values (work);
          break;
        }
      json_array_unref (work->array);
      work->array = json_array_new ();
      break;
    }
}

/* What the filter's eq terms say of an element that isn't there yet; FALSE if they don't say it. */
static gboolean
collect_terms (const ScimFilter *filter,
               JsonObject       *element)
{
  if (filter->kind == SCIM_FILTER_AND)
    return collect_terms (filter->left, element) && collect_terms (filter->right, element);
  if (filter->kind == SCIM_FILTER_PRESENT)
    return TRUE;
  if (filter->kind != SCIM_FILTER_COMPARE || filter->op != SCIM_OP_EQ ||
      filter->path->attribute == NULL || filter->path->sub_name != NULL)
    return FALSE;
  switch (filter->value_kind)
    {
    case SCIM_VALUE_STRING:
      json_object_set_string_member (element, filter->path->name, filter->text);
      return TRUE;
    case SCIM_VALUE_BOOLEAN:
      json_object_set_boolean_member (element, filter->path->name, filter->boolean);
      return TRUE;
    case SCIM_VALUE_NUMBER:
      json_object_set_double_member (element, filter->path->name, filter->number);
      return TRUE;
    case SCIM_VALUE_NULL:
    default:
      return FALSE;
    }
}

/* The filter selects nothing: an add makes what it describes, and so does Entra's replace. */
static gboolean
create_selected (Work    *work,
                 GError **error)
{
  const ScimPatchStep *step = work->step;
  g_autoptr (JsonObject) element = json_object_new ();
  g_autofree char *shape = NULL;

  if ((step->op == SCIM_PATCH_ADD ||
       scim_tolerates (work->profile, SCIM_TOLERATE_REPLACE_CREATES)) &&
      collect_terms (step->path->filter, element))
    {
      g_autoptr (JsonObject) value = json_object_new ();

      if (step->path->sub != NULL)
        json_object_set_member (value, step->path->sub->name, scim_json_copy (step->value));
      else
        merge (value, json_node_get_object (step->value));
      append (work, g_steal_pointer (&element), value);
      return TRUE;
    }
  shape = scim_path_to_shape (step->path);
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_NO_TARGET, "Nothing matches %s.", shape);
  return FALSE;
}

/* One element that the path selects; returns whether it stays. */
static gboolean
apply_to_element (Work       *work,
                  JsonObject *element)
{
  const ScimPatchStep *step = work->step;
  const ScimAttribute *sub = step->path->sub;
  JsonObject *value;

  if (step->op == SCIM_PATCH_REMOVE)
    {
      if (sub == NULL)
        return FALSE;
      if (json_object_has_member (element, sub->name))
        json_object_remove_member (element, sub->name);
      return json_object_get_size (element) > 0;
    }
  if (sub != NULL)
    {
      json_object_set_member (element, sub->name, scim_json_copy (step->value));
      touch (work, element, g_str_equal (sub->name, "primary"));
      return TRUE;
    }

  /* A record is replaced whole, but stays one that its own path selects. */
  value = json_node_get_object (step->value);
  if (step->op == SCIM_PATCH_REPLACE)
    {
      clear (element);
      if (step->path->filter == NULL || !collect_terms (step->path->filter, element))
        clear (element);
    }
  merge (element, value);
  touch (work, element, is_true (value, "primary"));
  return json_object_get_size (element) > 0;
}

static gboolean
is_selected (Work  *work,
             guint  i)
{
  const ScimFilter *filter = work->step->path->filter;

  return filter == NULL ||
         scim_filter_matches_element (filter, json_array_get_element (work->array, i));
}

/* `emails[…]`, `emails[…].value` or `emails.value`. */
static gboolean
apply_to_selected (Work    *work,
                   GError **error)
{
  guint n = json_array_get_length (work->array);
  g_autofree gboolean *selected = g_new0 (gboolean, n);
  gboolean any = FALSE;

  for (guint i = 0; i < n && spend (work, FILTER_COST); i++)
    any = (selected[i] = is_selected (work, i)) || any;
  if (!any && work->step->op == SCIM_PATCH_REMOVE)
    return TRUE;
  if (!any && work->step->path->filter != NULL)
    return create_selected (work, error);
  if (!any)
    {
      JsonObject *element = json_object_new ();

      apply_to_element (work, element);
      json_array_add_object_element (work->array, element);
      return TRUE;
    }

  for (guint i = 0; i < n; i++)
    if (selected[i])
      selected[i] = !apply_to_element (work, get_element (work, i));
  remove_elements (work, selected);
  return TRUE;
}

/* Setting one primary resets the others (RFC 7644 §3.5.2). */
static void
settle_primary (Work *work)
{
  for (guint i = 0; work->primary != NULL && i < json_array_get_length (work->array); i++)
    {
      JsonObject *element = get_element (work, i);

      if (element != work->primary && is_true (element, "primary"))
        json_object_set_boolean_member (element, "primary", FALSE);
    }
}

static gboolean
apply_multi (const ScimPatchStep  *step,
             ScimProfile           profile,
             gint64               *budget,
             JsonObject           *object,
             GError              **error)
{
  const char *name = step->path->attribute->name;
  Work work = { step, profile, budget, NULL, NULL };
  gboolean ok = TRUE;

  if (json_object_has_member (object, name))
    work.array = json_array_ref (json_object_get_array_member (object, name));
  else
    work.array = json_array_new ();

  if (step->path->filter == NULL && step->path->sub == NULL)
    apply_to_all (&work);
  else
    ok = apply_to_selected (&work, error);
  settle_primary (&work);

  if (json_array_get_length (work.array) > 0)
    json_object_set_array_member (object, name, work.array);
  else
    {
      if (json_object_has_member (object, name))
        json_object_remove_member (object, name);
      json_array_unref (work.array);
    }
  return ok;
}

/* A singular complex attribute: what isn't named stays as it is. */
static void
apply_complex (const ScimPatchStep *step,
               JsonObject          *object)
{
  const char *name = step->path->attribute->name;
  const ScimAttribute *sub = step->path->sub;
  JsonObject *complex;

  if (!json_object_has_member (object, name))
    {
      if (step->op == SCIM_PATCH_REMOVE)
        return;
      json_object_set_object_member (object, name, json_object_new ());
    }
  complex = json_object_get_object_member (object, name);

  if (step->op == SCIM_PATCH_REMOVE && sub == NULL)
    clear (complex);
  else if (step->op == SCIM_PATCH_REMOVE)
    {
      if (json_object_has_member (complex, sub->name))
        json_object_remove_member (complex, sub->name);
    }
  else if (sub != NULL)
    json_object_set_member (complex, sub->name, scim_json_copy (step->value));
  else
    merge (complex, json_node_get_object (step->value));

  if (json_object_get_size (complex) == 0)
    json_object_remove_member (object, name);
}

static void
apply_simple (const ScimPatchStep *step,
              JsonObject          *object)
{
  const char *name = step->path->attribute->name;

  if (step->op != SCIM_PATCH_REMOVE)
    json_object_set_member (object, name, scim_json_copy (step->value));
  else if (json_object_has_member (object, name))
    json_object_remove_member (object, name);
}

static gboolean
apply_step (const ScimPatchStep  *step,
            ScimProfile           profile,
            gint64               *budget,
            JsonObject           *object,
            GError              **error)
{
  const ScimPath *path = step->path;
  const char *urn = path->schema->urn;

  if (scim_schema_is_extension (path->schema))
    {
      if (!json_object_has_member (object, urn))
        {
          if (step->op == SCIM_PATCH_REMOVE)
            return TRUE;
          json_object_set_object_member (object, urn, json_object_new ());
        }
      if (path->attribute == NULL)
        {
          json_object_remove_member (object, urn);
          return TRUE;
        }
      object = json_object_get_object_member (object, urn);
    }

  if (path->attribute->multi_valued)
    return apply_multi (step, profile, budget, object, error);
  if (path->attribute->type == SCIM_TYPE_COMPLEX)
    apply_complex (step, object);
  else
    apply_simple (step, object);
  return TRUE;
}

gboolean
scim_patch_apply (ScimPatch     *self,
                  ScimResource  *resource,
                  GError       **error)
{
  JsonObject *object;
  gint64 budget = BUDGET;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (resource != NULL, FALSE);
  g_return_val_if_fail (scim_resource_get_type (resource) == self->type, FALSE);

  object = scim_resource_get_object (resource);
  for (guint i = 0; i < self->steps->len; i++)
    {
      if (!apply_step (g_ptr_array_index (self->steps, i), self->profile, &budget, object, error))
        return FALSE;
      if (budget < 0)
        {
          g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_TOO_MANY,
                               "These operations compare more values than one PATCH may; send "
                               "them in several");
          return FALSE;
        }
    }
  return scim_resource_finish (resource, error);
}
