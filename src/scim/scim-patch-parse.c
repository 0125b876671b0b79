/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a PATCH body into steps: each operation, and each key of a value without path, becomes one
   step with a resolved path and a normalised value. Whatever can be known without the resource is
   refused here: unknown operations and paths, read-only and required attributes, wrong types (RFC
   7644 §3.5.2). */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-patch-private.h"

#include <string.h>

#include "base/base-json-member.h"
#include "scim/scim-error.h"
#include "scim/scim-json.h"
#include "scim/scim-members.h"
#include "scim/scim-normalise.h"
#include "scim/scim-tolerance.h"

static const char *const op_words[] = {
  [SCIM_PATCH_ADD] = "add",
  [SCIM_PATCH_REPLACE] = "replace",
  [SCIM_PATCH_REMOVE] = "remove",
};

static void
step_free (gpointer data)
{
  ScimPatchStep *step = data;

  scim_path_free (step->path);
  g_clear_pointer (&step->value, json_node_free);
  g_free (step);
}

/* Takes @path and @value. */
static void
push (ScimPatch   *self,
      ScimPatchOp  op,
      ScimPath    *path,
      JsonNode    *value)
{
  ScimPatchStep *step = g_new0 (ScimPatchStep, 1);

  step->op = op;
  step->path = path;
  step->value = value;
  g_ptr_array_add (self->steps, step);
}

G_GNUC_PRINTF (4, 5)
static gboolean
fail (ScimError    code,
      GError     **error,
      ScimPath    *path,
      const char  *format,
      ...)
{
  g_autofree char *shape = path != NULL ? scim_path_to_shape (path) : NULL;
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, SCIM_ERROR, (int)code, "%s%s%s", shape != NULL ? shape : "",
               shape != NULL ? ": " : "", message);
  return FALSE;
}

static gboolean
is_empty_string (JsonNode *value)
{
  return g_strcmp0 (scim_json_get_text (value), "") == 0;
}

/* Whether anything is to be done with @path; *@goes is set if so. */
static gboolean
check_path (ScimPatch    *self,
            ScimPatchOp   op,
            ScimPath     *path,
            gboolean     *goes,
            GError      **error)
{
  const ScimAttribute *row = path->attribute;

  *goes = FALSE;
  if (row == NULL || (path->sub_name != NULL && path->sub == NULL))
    return scim_tolerates (self->profile, SCIM_TOLERATE_UNKNOWN_ATTRIBUTE) ||
           fail (SCIM_ERROR_INVALID_PATH, error, path, "there is no such attribute.");
  if (g_str_equal (row->name, "schemas"))
    return op != SCIM_PATCH_REMOVE ||
           fail (SCIM_ERROR_MUTABILITY, error, path, "it can't be removed.");
  if (row->mutability == SCIM_READ_ONLY ||
      (path->sub != NULL && path->sub->mutability == SCIM_READ_ONLY))
    return fail (SCIM_ERROR_MUTABILITY, error, path, "it is read-only.");
  if (path->filter != NULL && !row->multi_valued)
    return fail (SCIM_ERROR_INVALID_PATH, error, path,
                 "brackets select from several values; "
                 "this attribute has one.");
  if (op == SCIM_PATCH_REMOVE && row->required)
    return fail (SCIM_ERROR_MUTABILITY, error, path, "it is required and can't be removed.");
  *goes = path->sub == NULL || !g_str_equal (path->sub->name, "$ref");
  return TRUE;
}

/* Which elements a remove with a value names (Entra); none of them unrecognised. */
static gboolean
read_removed (ScimPatch  *self,
              ScimPath   *path,
              JsonNode   *value,
              JsonNode  **normal,
              GError    **error)
{
  guint n = 1;

  if (!scim_tolerates (self->profile, SCIM_TOLERATE_REMOVE_WITH_VALUE))
    return fail (SCIM_ERROR_INVALID_VALUE, error, path,
                 "a remove takes no value; select the values in the path.");
  if (!scim_normalise_value (self->profile, path->attribute, NULL, value, SCIM_NORMALISE_WRAP,
                             normal, error))
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (value))
    n = json_array_get_length (json_node_get_array (value));
  if (n == (*normal != NULL ? json_array_get_length (json_node_get_array (*normal)) : 0))
    return TRUE;
  g_clear_pointer (normal, json_node_free);
  return fail (SCIM_ERROR_INVALID_VALUE, error, path,
               "a value to remove isn't understood; nothing was removed.");
}

/* Takes @path. */
static gboolean
add_remove (ScimPatch  *self,
            ScimPath   *path,
            JsonNode   *value,
            GError    **error)
{
  g_autoptr (ScimPath) owned = path;
  JsonNode *normal = NULL;

  if (value != NULL && !JSON_NODE_HOLDS_NULL (value) && path->attribute->multi_valued &&
      path->filter == NULL && path->sub == NULL)
    {
      if (!read_removed (self, path, value, &normal, error))
        return FALSE;
      if (normal == NULL)
        return TRUE;
    }
  push (self, SCIM_PATCH_REMOVE, g_steal_pointer (&owned), normal);
  return TRUE;
}

static gboolean
normalise (ScimPatch  *self,
           ScimPath   *path,
           JsonNode   *value,
           JsonNode  **normal,
           GError    **error)
{
  if (path->sub != NULL)
    return scim_normalise_value (self->profile, path->sub, path->attribute, value,
                                 SCIM_NORMALISE_PLAIN, normal, error);
  if (path->filter != NULL)
    return scim_normalise_element (self->profile, path->attribute, value, SCIM_NORMALISE_KEEP_NULL,
                                   normal, error);
  return scim_normalise_value (self->profile, path->attribute, NULL, value,
                               path->attribute->multi_valued ? SCIM_NORMALISE_WRAP
                                                             : SCIM_NORMALISE_KEEP_NULL,
                               normal, error);
}

/* What an add or replace does whose value has become nothing. Takes @path. */
static gboolean
add_cleared (ScimPatch    *self,
             ScimPatchOp   op,
             ScimPath     *path,
             JsonNode     *value,
             GError      **error)
{
  g_autoptr (ScimPath) owned = path;

  if (path->attribute->required)
    return fail (is_empty_string (value) ? SCIM_ERROR_INVALID_VALUE : SCIM_ERROR_MUTABILITY, error,
                 path, "it is required and can't be empty.");
  if (JSON_NODE_HOLDS_OBJECT (value))
    return TRUE; /* only what is ignored: read-only, derived, unknown */
  if (!scim_json_is_unassigned (value) && !is_empty_string (value))
    return fail (SCIM_ERROR_INVALID_VALUE, error, path, "nothing in its value is understood.");
  if (op == SCIM_PATCH_ADD && path->attribute->multi_valued && path->sub == NULL)
    return TRUE; /* adding nothing */
  push (self, SCIM_PATCH_REMOVE, g_steal_pointer (&owned), NULL);
  return TRUE;
}

/* Takes @path, which has an attribute or an unknown name. @value is NULL if the operation has none.
   */
static gboolean
add_attribute (ScimPatch    *self,
               ScimPatchOp   op,
               ScimPath     *path,
               JsonNode     *value,
               GError      **error)
{
  g_autoptr (ScimPath) owned = path;
  g_autoptr (JsonNode) normal = NULL;
  gboolean goes;

  if (scim_path_is_members (path))
    return scim_patch_add_member_change (self, op, path, value, error);
  if (!check_path (self, op, path, &goes, error))
    return FALSE;
  if (!goes)
    return TRUE;
  if (op == SCIM_PATCH_REMOVE)
    return path->attribute->returned == SCIM_RETURNED_NEVER ||
           add_remove (self, g_steal_pointer (&owned), value, error);
  if (value == NULL)
    return fail (SCIM_ERROR_INVALID_VALUE, error, path, "an %s needs a value.", op_words[op]);
  if (!normalise (self, path, value, &normal, error))
    return FALSE;
  if (path->attribute->returned == SCIM_RETURNED_NEVER)
    return TRUE; /* a password is checked and discarded */
  if (normal == NULL)
    return add_cleared (self, op, g_steal_pointer (&owned), value, error);
  push (self, op, g_steal_pointer (&owned), g_steal_pointer (&normal));
  return TRUE;
}

/* A key of an object that stands for the whole resource, or for a whole schema. */
static gboolean
add_key (ScimPatch         *self,
         ScimPatchOp        op,
         const ScimSchema  *schema,
         const char        *key,
         JsonNode          *value,
         GError           **error)
{
  g_autofree char *text =
      schema != NULL ? g_strdup_printf ("%s:%s", schema->urn, key) : g_strdup (key);
  g_autoptr (GError) wrong = NULL;
  g_autoptr (ScimPath) path = scim_path_parse (self->type, text, self->profile, &wrong);

  if (path == NULL && strchr (key, '[') == NULL &&
      scim_tolerates (self->profile, SCIM_TOLERATE_UNKNOWN_ATTRIBUTE))
    return TRUE; /* such as "favourite colour": not even a name */
  if (path == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  if ((path->sub_name != NULL || path->filter != NULL) &&
      !scim_tolerates (self->profile, SCIM_TOLERATE_NO_PATH_KEYS))
    return fail (SCIM_ERROR_INVALID_PATH, error, path,
                 "a key of a value without path is an attribute's name.");
  if (path->attribute != NULL &&
      (path->attribute->mutability == SCIM_READ_ONLY ||
       (path->sub != NULL && path->sub->mutability == SCIM_READ_ONLY)) &&
      scim_tolerates (self->profile, SCIM_TOLERATE_IGNORED_KEYS))
    return TRUE;
  return add_attribute (self, op, g_steal_pointer (&path), value, error);
}

/* An object for a whole extension; null clears it. */
static gboolean
add_extension (ScimPatch         *self,
               ScimPatchOp        op,
               const ScimSchema  *schema,
               JsonNode          *value,
               GError           **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (op == SCIM_PATCH_REMOVE ||
      (op == SCIM_PATCH_REPLACE && value != NULL && JSON_NODE_HOLDS_NULL (value)))
    {
      push (self, SCIM_PATCH_REMOVE, scim_path_parse (self->type, schema->urn, self->profile, NULL),
            NULL);
      return TRUE;
    }
  if (value != NULL && JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (value == NULL || !JSON_NODE_HOLDS_OBJECT (value))
    return fail (SCIM_ERROR_INVALID_VALUE, error, NULL, "%s takes an object, not %s.", schema->urn,
                 scim_json_kind (value));
  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &key, &member))
    if (!add_key (self, op, schema, key, member, error))
      return FALSE;
  return TRUE;
}

/* No path: every key of the value is one. */
static gboolean
add_resource (ScimPatch    *self,
              ScimPatchOp   op,
              JsonNode     *value,
              GError      **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (op == SCIM_PATCH_REMOVE)
    return fail (SCIM_ERROR_NO_TARGET, error, NULL, "A remove needs a path.");
  if (value == NULL || !JSON_NODE_HOLDS_OBJECT (value))
    return fail (SCIM_ERROR_INVALID_VALUE, error, NULL,
                 "The value of an operation without path is an object, not %s.",
                 scim_json_kind (value));
  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &key, &member))
    {
      const ScimSchema *schema = scim_resource_type_find (self->type, key, -1);

      if (schema != NULL && scim_schema_is_extension (schema)
              ? !add_extension (self, op, schema, member, error)
              : !add_key (self, op, NULL, key, member, error))
        return FALSE;
    }
  return TRUE;
}

/* Takes @path. */
static gboolean
add_path (ScimPatch    *self,
          ScimPatchOp   op,
          ScimPath     *path,
          JsonNode     *value,
          GError      **error)
{
  g_autoptr (ScimPath) owned = path;

  if (path->name != NULL)
    return add_attribute (self, op, g_steal_pointer (&owned), value, error);
  if (scim_schema_is_extension (path->schema))
    return add_extension (self, op, path->schema, value, error);
  if (op == SCIM_PATCH_REMOVE)
    return fail (SCIM_ERROR_MUTABILITY, error, path, "the core schema can't be removed.");
  return add_resource (self, op, value, error);
}

static gboolean
read_op (JsonNode     *node,
         ScimPatchOp  *op,
         GError      **error)
{
  const char *word = scim_json_get_text (node);

  if (word == NULL)
    return fail (SCIM_ERROR_INVALID_SYNTAX, error, NULL,
                 "An operation needs an op: add, replace or remove.");
  for (gsize i = 0; i < G_N_ELEMENTS (op_words); i++)
    if (g_ascii_strcasecmp (word, op_words[i]) == 0)
      {
        *op = (ScimPatchOp)i;
        return TRUE;
      }
  return fail (SCIM_ERROR_INVALID_SYNTAX, error, NULL,
               "“%.40s” is no op: there are add, replace and remove.", word);
}

static gboolean
removes_everybody (const ScimPath *path)
{
  return scim_path_is_members (path) && path->filter == NULL && path->sub_name == NULL;
}

static gboolean
add_operation (ScimPatch  *self,
               JsonNode   *node,
               GError    **error)
{
  ScimPatchOp op = SCIM_PATCH_ADD;
  JsonObject *operation;
  JsonNode *path_node, *value;
  ScimPath *path;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (SCIM_ERROR_INVALID_SYNTAX, error, NULL, "An operation is an object, not %s.",
                 scim_json_kind (node));
  operation = json_node_get_object (node);
  if (!read_op (base_json_find (operation, "op"), &op, error))
    return FALSE;

  path_node = base_json_find (operation, "path");
  value = base_json_find (operation, "value");
  if (path_node == NULL || JSON_NODE_HOLDS_NULL (path_node))
    return add_resource (self, op, value, error);
  if (scim_json_get_text (path_node) == NULL)
    return fail (SCIM_ERROR_INVALID_PATH, error, NULL, "A path is a string, not %s.",
                 scim_json_kind (path_node));
  path = scim_path_parse (self->type, scim_json_get_text (path_node), self->profile, error);
  if (path == NULL)
    return FALSE;
  if (op == SCIM_PATCH_REMOVE && value == NULL && removes_everybody (path) &&
      json_object_get_size (operation) > 2)
    {
      scim_path_free (path);
      return fail (SCIM_ERROR_INVALID_SYNTAX, error, NULL,
                   "A remove of all members has an op and a path alone; is value misspelt? Nobody "
                   "was removed.");
    }
  return add_path (self, op, path, value, error);
}

/* Without `schemas` lenient takes a PATCH for what it is; with others it is some other message. */
static gboolean
check_schemas (ScimPatch   *self,
               JsonObject  *document,
               GError     **error)
{
  JsonNode *schemas = base_json_find (document, "schemas");
  JsonArray *array;

  if (schemas == NULL && scim_tolerates (self->profile, SCIM_TOLERATE_MISSING_SCHEMA))
    return TRUE;
  if (schemas != NULL && JSON_NODE_HOLDS_ARRAY (schemas))
    {
      array = json_node_get_array (schemas);
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          const char *urn = scim_json_get_text (json_array_get_element (array, i));

          if (urn != NULL && g_ascii_strcasecmp (urn, SCIM_URN_PATCH) == 0)
            return TRUE;
        }
    }
  return fail (SCIM_ERROR_INVALID_SYNTAX, error, NULL, "schemas must have “%s”.", SCIM_URN_PATCH);
}

static JsonArray *
find_operations (ScimPatch   *self,
                 JsonObject  *document,
                 GError     **error)
{
  JsonNode *operations = json_object_get_member (document, "Operations");

  if (operations == NULL && scim_tolerates (self->profile, SCIM_TOLERATE_LOWERCASE_OPERATIONS))
    operations = base_json_find (document, "Operations");
  if (operations == NULL || !JSON_NODE_HOLDS_ARRAY (operations) ||
      json_array_get_length (json_node_get_array (operations)) == 0)
    {
      fail (SCIM_ERROR_INVALID_SYNTAX, error, NULL, "Operations must be an array with operations.");
      return NULL;
    }
  return json_node_get_array (operations);
}

ScimPatch *
scim_patch_parse (const ScimResourceType  *type,
                  JsonObject              *document,
                  ScimProfile              profile,
                  GError                 **error)
{
  g_autoptr (ScimPatch) self = NULL;
  JsonArray *operations;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (document != NULL, NULL);

  self = g_new0 (ScimPatch, 1);
  self->type = type;
  self->profile = profile;
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->member_changes = g_ptr_array_new_with_free_func ((GDestroyNotify)scim_member_change_free);

  if (!check_schemas (self, document, error))
    return NULL;
  operations = find_operations (self, document, error);
  if (operations == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (operations); i++)
    if (!add_operation (self, json_array_get_element (operations, i), error))
      return NULL;
  return g_steal_pointer (&self);
}
