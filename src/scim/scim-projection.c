/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A projection is a list of paths to keep or a list of paths to drop. Names that no schema has are
   passed over: nothing of them could be in an answer. What is always returned stays, what is never
   returned goes, and an extension that has become empty goes with what it held. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-projection.h"

#include "scim/scim-error.h"
#include "scim/scim-schema-table.h"

struct _ScimProjection
{
  const ScimResourceType *type;
  gboolean excludes;
  GPtrArray *paths; /* of ScimPath, all known */
};

static gboolean
read_paths (ScimProjection  *self,
            const char      *list,
            GError         **error)
{
  g_auto (GStrv) names = g_strsplit (list, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (ScimPath) path = NULL;

      if (*g_strstrip (names[i]) == '\0')
        continue;
      path = scim_path_parse (self->type, names[i], SCIM_PROFILE_LENIENT, error);
      if (path == NULL)
        return FALSE;
      if (path->name != NULL &&
          (path->attribute == NULL || (path->sub_name != NULL && path->sub == NULL)))
        continue;
      g_ptr_array_add (self->paths, g_steal_pointer (&path));
    }
  return TRUE;
}

/* What @self says of one attribute: whether a path names it whole, or some of its sub-attributes.
   */
static gboolean
names_whole (ScimProjection      *self,
             const ScimSchema    *schema,
             const ScimAttribute *row)
{
  for (guint i = 0; i < self->paths->len; i++)
    {
      const ScimPath *path = g_ptr_array_index (self->paths, i);

      if (path->name == NULL ? path->schema == schema && row->returned != SCIM_RETURNED_REQUEST
                             : path->attribute == row && path->sub == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
names_sub (ScimProjection      *self,
           const ScimAttribute *row,
           const ScimAttribute *sub)
{
  for (guint i = 0; i < self->paths->len; i++)
    {
      const ScimPath *path = g_ptr_array_index (self->paths, i);

      if (path->attribute == row && path->sub != NULL && (sub == NULL || path->sub == sub))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_wanted (ScimProjection      *self,
           const ScimSchema    *schema,
           const ScimAttribute *row)
{
  gboolean named;

  if (row->returned == SCIM_RETURNED_ALWAYS)
    return TRUE;
  if (row->returned == SCIM_RETURNED_NEVER)
    return FALSE;
  named = names_whole (self, schema, row);
  if (self->excludes)
    return !named && row->returned == SCIM_RETURNED_DEFAULT;
  return named || names_sub (self, row, NULL);
}

/* Takes the sub-attributes away that aren't asked for, from one element; returns whether anything
   stays. */
static gboolean
project_element (ScimProjection      *self,
                 const ScimAttribute *row,
                 JsonNode            *node)
{
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  object = json_node_get_object (node);
  for (const ScimAttribute *sub = row->sub_attributes; sub != NULL && sub->name != NULL; sub++)
    if (json_object_has_member (object, sub->name) && sub->returned != SCIM_RETURNED_ALWAYS &&
        names_sub (self, row, sub) == self->excludes)
      json_object_remove_member (object, sub->name);
  return json_object_get_size (object) > 0;
}

static gboolean
project_value (ScimProjection      *self,
               const ScimAttribute *row,
               JsonNode            *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return project_element (self, row, node);
  array = json_node_get_array (node);
  for (guint i = json_array_get_length (array); i > 0; i--)
    if (!project_element (self, row, json_array_get_element (array, i - 1)))
      json_array_remove_element (array, i - 1);
  return json_array_get_length (array) > 0;
}

static void
project_rows (ScimProjection      *self,
              const ScimSchema    *schema,
              const ScimAttribute *rows,
              JsonObject          *object)
{
  for (const ScimAttribute *row = rows; row->name != NULL; row++)
    {
      if (!json_object_has_member (object, row->name))
        continue;
      if (!is_wanted (self, schema, row) ||
          (names_sub (self, row, NULL) && !names_whole (self, schema, row) &&
           !project_value (self, row, json_object_get_member (object, row->name))))
        json_object_remove_member (object, row->name);
    }
}

ScimProjection *
scim_projection_new (const ScimResourceType  *type,
                     const char              *attributes,
                     const char              *excluded,
                     GError                 **error)
{
  g_autoptr (ScimProjection) self = NULL;

  g_return_val_if_fail (type != NULL, NULL);

  if (attributes == NULL && excluded == NULL)
    return NULL;
  if (attributes != NULL && excluded != NULL)
    {
      g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE,
                           "attributes and excludedAttributes exclude each other.");
      return NULL;
    }

  self = g_new0 (ScimProjection, 1);
  self->type = type;
  self->excludes = excluded != NULL;
  self->paths = g_ptr_array_new_with_free_func ((GDestroyNotify)scim_path_free);
  if (!read_paths (self, attributes != NULL ? attributes : excluded, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
scim_projection_free (ScimProjection *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->paths);
  g_free (self);
}

gboolean
scim_projection_wants (ScimProjection *self,
                       const char     *attribute)
{
  const ScimAttribute *row;

  g_return_val_if_fail (attribute != NULL, FALSE);

  if (self == NULL)
    return TRUE;
  row = scim_schema_find (self->type->schema, attribute, -1);
  return row != NULL && is_wanted (self, self->type->schema, row);
}

gboolean
scim_projection_is_only (ScimProjection    *self,
                         const char *const *excluded)
{
  g_return_val_if_fail (excluded != NULL, FALSE);

  if (self == NULL)
    return TRUE;
  if (!self->excludes)
    return FALSE;
  for (guint i = 0; i < self->paths->len; i++)
    {
      const ScimPath *path = g_ptr_array_index (self->paths, i);

      if (path->name == NULL || path->sub != NULL || path->filter != NULL ||
          scim_schema_is_extension (path->schema) || !g_strv_contains (excluded, path->name))
        return FALSE;
    }
  return TRUE;
}

gboolean
scim_projection_names_sub (ScimProjection *self,
                           const char     *attribute,
                           const char     *sub)
{
  g_return_val_if_fail (attribute != NULL && sub != NULL, FALSE);

  for (guint i = 0; self != NULL && !self->excludes && i < self->paths->len; i++)
    if (scim_path_is (g_ptr_array_index (self->paths, i), attribute, sub))
      return TRUE;
  return FALSE;
}

void
scim_projection_apply (ScimProjection *self,
                       JsonObject     *resource)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (resource != NULL);

  project_rows (self, self->type->schema, scim_common_attributes, resource);
  project_rows (self, self->type->schema, self->type->schema->attributes, resource);
  for (const ScimSchema *const *extension = self->type->extensions; *extension != NULL; extension++)
    {
      JsonObject *object;

      if (!json_object_has_member (resource, (*extension)->urn))
        continue;
      object = json_object_get_object_member (resource, (*extension)->urn);
      project_rows (self, *extension, (*extension)->attributes, object);
      if (json_object_get_size (object) == 0)
        json_object_remove_member (resource, (*extension)->urn);
    }
}
