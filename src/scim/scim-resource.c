/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A resource as a document in the schema's spelling. Its text is written in the schema's order, so
   that equal resources have equal texts whatever order their clients chose; `schemas` is made from
   what is there. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-resource-private.h"

#include <string.h>

#include "base/base-json-writer.h"
#include "scim/scim-error.h"
#include "scim/scim-json.h"
#include "scim/scim-schema-table.h"

static ScimResource *
make (const ScimResourceType *type,
      JsonObject             *object)
{
  ScimResource *self = g_new0 (ScimResource, 1);

  self->type = type;
  self->object = object;
  return self;
}

/* Whether there is anything to see: a userName of blanks names nobody. */
static gboolean
is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return text != NULL;
}

static gboolean
check_required (JsonObject           *object,
                const ScimAttribute  *rows,
                GError              **error)
{
  for (const ScimAttribute *row = rows; row->name != NULL; row++)
    {
      JsonNode *value;

      if (!row->required)
        continue;
      value = json_object_get_member (object, row->name);
      if (value != NULL && !is_blank (scim_json_get_text (value)))
        continue;
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE,
                   value != NULL ? "%s is required and can't be blank." : "%s is required.",
                   row->name);
      return FALSE;
    }
  return TRUE;
}

static void
write_schemas (ScimResource *self)
{
  JsonArray *schemas = json_array_new ();

  json_array_add_string_element (schemas, self->type->schema->urn);
  for (const ScimSchema *const *extension = self->type->extensions; *extension != NULL; extension++)
    if (json_object_has_member (self->object, (*extension)->urn))
      json_array_add_string_element (schemas, (*extension)->urn);
  json_object_set_array_member (self->object, "schemas", schemas);
}

static void
drop_empty_extensions (ScimResource *self)
{
  for (const ScimSchema *const *extension = self->type->extensions; *extension != NULL; extension++)
    if (json_object_has_member (self->object, (*extension)->urn) &&
        json_object_get_size (json_object_get_object_member (self->object, (*extension)->urn)) == 0)
      json_object_remove_member (self->object, (*extension)->urn);
}

/* @row is that of the attribute whose value @node is. */
static void
write_node (BaseJsonWriter      *writer,
            const ScimAttribute *row,
            JsonNode            *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      base_json_writer_begin_array (writer);
      for (guint i = 0; i < json_array_get_length (array); i++)
        write_node (writer, row, json_array_get_element (array, i));
      base_json_writer_end_array (writer);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      base_json_writer_begin_object (writer);
      for (const ScimAttribute *sub = row->sub_attributes; sub != NULL && sub->name != NULL; sub++)
        {
          JsonNode *member = json_object_get_member (json_node_get_object (node), sub->name);

          if (member == NULL)
            continue;
          base_json_writer_name (writer, sub->name);
          write_node (writer, sub, member);
        }
      base_json_writer_end_object (writer);
    }
  else
    {
      base_json_writer_node (writer, node);
    }
}

static void
write_attributes (BaseJsonWriter      *writer,
                  const ScimAttribute *rows,
                  JsonObject          *object)
{
  for (const ScimAttribute *row = rows; row->name != NULL; row++)
    {
      JsonNode *member = json_object_get_member (object, row->name);

      if (member == NULL)
        continue;
      base_json_writer_name (writer, row->name);
      write_node (writer, row, member);
    }
}

/* `attribute` or `attribute.sub` of @object, as a string. */
static const char *
get_string_at (JsonObject *object,
               const char *path)
{
  const char *dot = strchr (path, '.');
  g_autofree char *name = dot != NULL ? g_strndup (path, dot - path) : NULL;
  JsonNode *node = json_object_get_member (object, name != NULL ? name : path);

  if (node != NULL && dot != NULL)
    node = JSON_NODE_HOLDS_OBJECT (node)
               ? json_object_get_member (json_node_get_object (node), dot + 1)
               : NULL;
  return scim_json_get_text (node);
}

static gpointer
copy_id_cb (gconstpointer id,
            gpointer      user_data)
{
  return g_strdup (id);
}

ScimResource *
scim_resource_new (const ScimResourceType  *type,
                   JsonObject              *document,
                   ScimProfile              profile,
                   GError                 **error)
{
  g_autoptr (ScimResource) self = NULL;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (document != NULL, NULL);

  self = make (type, json_object_new ());
  if (!scim_resource_read (self, document, profile, error) || !scim_resource_finish (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

ScimResource *
scim_resource_new_from_text (const ScimResourceType  *type,
                             const char              *text,
                             GError                 **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  node = scim_json_parse (text);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INTERNAL, "A stored %s is not a JSON object.",
                   type->name);
      return NULL;
    }
  return make (type, json_node_dup_object (node));
}

ScimResource *
scim_resource_copy (ScimResource *self)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) copied = NULL;
  ScimResource *copy;

  g_return_val_if_fail (self != NULL, NULL);

  node = json_node_init_object (json_node_alloc (), self->object);
  copied = scim_json_copy (node);
  copy = make (self->type, json_node_dup_object (copied));
  if (self->members != NULL)
    copy->members = g_ptr_array_copy (self->members, copy_id_cb, NULL);
  return copy;
}

void
scim_resource_free (ScimResource *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->object, json_object_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_free (self);
}

const ScimResourceType *
scim_resource_get_type (ScimResource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->type;
}

JsonObject *
scim_resource_get_object (ScimResource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->object;
}

const char *
scim_resource_get_string (ScimResource *self,
                          const char   *path)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  for (const ScimSchema *const *extension = self->type->extensions; *extension != NULL; extension++)
    {
      gsize length = strlen ((*extension)->urn);

      if (!g_str_has_prefix (path, (*extension)->urn) || path[length] != ':')
        continue;
      if (!json_object_has_member (self->object, (*extension)->urn))
        return NULL;
      return get_string_at (json_object_get_object_member (self->object, (*extension)->urn),
                            path + length + 1);
    }
  return get_string_at (self->object, path);
}

gboolean
scim_resource_is_active (ScimResource *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return json_object_get_boolean_member_with_default (self->object, "active", TRUE);
}

GPtrArray *
scim_resource_steal_members (ScimResource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_steal_pointer (&self->members);
}

void
scim_resource_keep_active (ScimResource *self,
                           ScimResource *before)
{
  g_return_if_fail (self != NULL && before != NULL);

  if (json_object_has_member (before->object, "active") &&
      !json_object_has_member (self->object, "active"))
    json_object_set_boolean_member (self->object, "active",
                                    json_object_get_boolean_member (before->object, "active"));
}

gboolean
scim_resource_finish (ScimResource  *self,
                      GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  drop_empty_extensions (self);
  write_schemas (self);
  return check_required (self->object, self->type->schema->attributes, error);
}

char *
scim_resource_to_text (ScimResource *self)
{
  g_autoptr (BaseJsonWriter) writer = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  writer = base_json_writer_new ();
  base_json_writer_begin_object (writer);
  write_attributes (writer, scim_common_attributes, self->object);
  write_attributes (writer, self->type->schema->attributes, self->object);
  for (const ScimSchema *const *extension = self->type->extensions; *extension != NULL; extension++)
    {
      if (!json_object_has_member (self->object, (*extension)->urn))
        continue;
      base_json_writer_name (writer, (*extension)->urn);
      base_json_writer_begin_object (writer);
      write_attributes (writer, (*extension)->attributes,
                        json_object_get_object_member (self->object, (*extension)->urn));
      base_json_writer_end_object (writer);
    }
  base_json_writer_end_object (writer);
  return base_json_writer_take (writer);
}

gboolean
scim_resource_equal (ScimResource *a,
                     ScimResource *b)
{
  g_autoptr (JsonNode) of_a = NULL;
  g_autoptr (JsonNode) of_b = NULL;

  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  of_a = json_node_init_object (json_node_alloc (), a->object);
  of_b = json_node_init_object (json_node_alloc (), b->object);
  return a->type == b->type && json_node_equal (of_a, of_b);
}
