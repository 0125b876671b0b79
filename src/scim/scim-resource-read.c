/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a client's document into a resource: every name is looked up in the schema, every value
   goes through scim-normalise.c. Read-only attributes are ignored (RFC 7644 §3.3), a password is
   checked and dropped, members are taken off. `schemas` is only checked: it is written anew from
   what is there. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-resource-private.h"

#include "base/base-json-member.h"
#include "scim/scim-error.h"
#include "scim/scim-json.h"
#include "scim/scim-members.h"
#include "scim/scim-normalise.h"
#include "scim/scim-tolerance.h"

static gboolean
check_schema_urn (ScimResource  *self,
                  JsonNode      *node,
                  ScimProfile    profile,
                  gboolean      *has_core,
                  GError       **error)
{
  const char *urn = scim_json_get_text (node);
  const ScimSchema *schema;

  if (urn == NULL)
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX, "schemas holds %s, not a URN.",
                   scim_json_kind (node));
      return FALSE;
    }
  schema = scim_resource_type_find (self->type, urn, -1);
  *has_core = *has_core || schema == self->type->schema;
  if (schema != NULL || scim_tolerates (profile, SCIM_TOLERATE_UNKNOWN_SCHEMA))
    return TRUE;
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX, "A %s has no schema “%s”.",
               self->type->name, urn);
  return FALSE;
}

static gboolean
check_schemas (ScimResource  *self,
               JsonNode      *schemas,
               ScimProfile    profile,
               GError       **error)
{
  gboolean has_core = FALSE;
  JsonArray *array;

  if (!scim_json_is_unassigned (schemas))
    {
      if (!JSON_NODE_HOLDS_ARRAY (schemas))
        {
          g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX,
                       "schemas takes an array, not %s.", scim_json_kind (schemas));
          return FALSE;
        }
      array = json_node_get_array (schemas);
      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!check_schema_urn (self, json_array_get_element (array, i), profile, &has_core, error))
          return FALSE;
    }
  if (has_core || scim_tolerates (profile, SCIM_TOLERATE_MISSING_SCHEMA))
    return TRUE;
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX, "schemas must have “%s”.",
               self->type->schema->urn);
  return FALSE;
}

static gboolean
fail_twice (const char  *name,
            GError     **error)
{
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX, "%s is there twice.", name);
  return FALSE;
}

static gboolean
fail_unknown (ScimResource  *self,
              const char    *name,
              ScimProfile    profile,
              GError       **error)
{
  if (scim_tolerates (profile, SCIM_TOLERATE_UNKNOWN_ATTRIBUTE))
    return TRUE;
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX,
               "A %s has no attribute of the name “%s”.", self->type->name, name);
  return FALSE;
}

static gboolean
read_members (ScimResource  *self,
              JsonNode      *value,
              ScimProfile    profile,
              GError       **error)
{
  if (self->members != NULL)
    return fail_twice ("members", error);
  if (JSON_NODE_HOLDS_NULL (value))
    self->members = g_ptr_array_new_with_free_func (g_free);
  else
    self->members = scim_members_read (profile, value, FALSE, error);
  return self->members != NULL;
}

/* One attribute of @target, which is the resource's object or an extension's. */
static gboolean
read_attribute (ScimResource         *self,
                JsonObject           *target,
                const ScimAttribute  *row,
                JsonNode             *value,
                ScimProfile           profile,
                GError              **error)
{
  JsonNode *normal = NULL;

  if (row->mutability == SCIM_READ_ONLY || g_str_equal (row->name, "schemas"))
    return TRUE;
  if (self->type == scim_resource_type_group () && g_str_equal (row->name, "members"))
    return read_members (self, value, profile, error);
  if (json_object_has_member (target, row->name))
    return fail_twice (row->name, error);
  if (!scim_normalise_value (profile, row, NULL, value, SCIM_NORMALISE_PLAIN, &normal, error))
    return FALSE;
  if (row->returned == SCIM_RETURNED_NEVER)
    g_clear_pointer (&normal, json_node_free);
  if (normal != NULL)
    json_object_set_member (target, row->name, normal);
  return TRUE;
}

/* The object of an extension in the resource, made if it isn't there. */
static JsonObject *
ensure_extension (ScimResource     *self,
                  const ScimSchema *extension)
{
  if (!json_object_has_member (self->object, extension->urn))
    json_object_set_object_member (self->object, extension->urn, json_object_new ());
  return json_object_get_object_member (self->object, extension->urn);
}

static gboolean
read_extension (ScimResource      *self,
                const ScimSchema  *extension,
                JsonNode          *value,
                ScimProfile        profile,
                GError           **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (scim_json_is_unassigned (value))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (value))
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE, "%s takes an object, not %s.",
                   extension->urn, scim_json_kind (value));
      return FALSE;
    }
  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      const ScimAttribute *row = scim_schema_find (extension, name, -1);

      if (row == NULL ? !fail_unknown (self, name, profile, error)
                      : !read_attribute (self, ensure_extension (self, extension), row, member,
                                         profile, error))
        return FALSE;
    }
  return TRUE;
}

/* `department` for `urn:…:User:department`: what stands under the URN goes before it. */
static gboolean
read_unqualified (ScimResource  *self,
                  const char    *name,
                  JsonNode      *value,
                  ScimProfile    profile,
                  GError       **error)
{
  for (const ScimSchema *const *extension = self->type->extensions; *extension != NULL; extension++)
    {
      const ScimAttribute *row = scim_schema_find (*extension, name, -1);
      JsonObject *target;

      if (row == NULL || !scim_tolerates (profile, SCIM_TOLERATE_UNQUALIFIED_EXTENSION))
        continue;
      target = ensure_extension (self, *extension);
      return json_object_has_member (target, row->name) ||
             read_attribute (self, target, row, value, profile, error);
    }
  return fail_unknown (self, name, profile, error);
}

static gboolean
read_qualified (ScimResource  *self,
                const char    *name,
                JsonNode      *value,
                ScimProfile    profile,
                GError       **error)
{
  const ScimSchema *schema = scim_resource_type_find (self->type, name, -1);
  const ScimAttribute *row;

  if (schema != NULL && scim_schema_is_extension (schema))
    return read_extension (self, schema, value, profile, error);
  row = scim_schema_find (self->type->schema, name, -1);
  return row == NULL || read_attribute (self, self->object, row, value, profile, error);
}

static gboolean
is_qualified (ScimResource *self,
              const char   *name)
{
  const ScimSchema *schema = scim_resource_type_find (self->type, name, -1);

  return (schema != NULL && scim_schema_is_extension (schema)) ||
         scim_schema_find (self->type->schema, name, -1) != NULL;
}

gboolean
scim_resource_read (ScimResource  *self,
                    JsonObject    *document,
                    ScimProfile    profile,
                    GError       **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  g_assert (self != NULL);
  g_assert (document != NULL);

  if (!check_schemas (self, base_json_find (document, "schemas"), profile, error))
    return FALSE;

  /* Twice over: what has its right name first, so that it goes before an unqualified one. */
  json_object_iter_init_ordered (&iter, document);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (is_qualified (self, name) && !read_qualified (self, name, value, profile, error))
      return FALSE;
  json_object_iter_init_ordered (&iter, document);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!is_qualified (self, name) && !read_unqualified (self, name, value, profile, error))
      return FALSE;
  return TRUE;
}
