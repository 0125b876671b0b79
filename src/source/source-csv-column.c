/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Headings are SCIM paths in any case: `userName`, `name.givenName`, `emails[type eq
 * "work"].value`, `department` or its whole URN. A multi-valued attribute without brackets is its
 * one element without a type. What only a service can say (meta, groups' ids) is left out; a
 * password is never taken. An export's headings stand for such paths, and what else it tells is
 * left out. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-csv-column.h"

#include <string.h>

#include "scim/scim-filter.h"
#include "scim/scim-path.h"
#include "source/source-distance.h"

#define SUGGESTIONS 3

static const struct
{
  const char *text;
  gboolean value;
} booleans[] = {
  { "true", TRUE }, { "false", FALSE }, { "1", TRUE },       { "0", FALSE },
  { "yes", TRUE },  { "no", FALSE },    { "enabled", TRUE }, { "disabled", FALSE },
};

/* The `type` that brackets ask for; %FALSE if they ask for anything else. */
static gboolean
read_kind (const ScimFilter  *filter,
           char             **kind)
{
  *kind = NULL;
  if (filter == NULL)
    return TRUE;
  if (filter->kind != SCIM_FILTER_COMPARE || filter->op != SCIM_OP_EQ ||
      filter->value_kind != SCIM_VALUE_STRING || filter->path == NULL ||
      filter->path->name == NULL || g_ascii_strcasecmp (filter->path->name, "type") != 0)
    return FALSE;
  *kind = g_strdup (filter->text);
  return TRUE;
}

static char *
make_path (const SourceColumn *self)
{
  GString *path = g_string_new (NULL);

  if (self->extension != NULL)
    g_string_append_printf (path, "%s:", self->extension->urn);
  g_string_append (path, self->attribute->name);
  if (self->sub != NULL)
    g_string_append_printf (path, ".%s", self->sub->name);
  return g_string_free (path, FALSE);
}

static SourceColumnRole
role_of (const SourceColumn *self)
{
  if (self->attribute->type == SCIM_TYPE_COMPLEX && self->sub == NULL)
    return SOURCE_COLUMN_UNKNOWN;
  if (self->attribute->mutability == SCIM_READ_ONLY ||
      self->attribute->mutability == SCIM_WRITE_ONLY ||
      (self->sub != NULL && self->sub->mutability == SCIM_READ_ONLY) ||
      strcmp (self->attribute->name, "schemas") == 0)
    return SOURCE_COLUMN_LEFT_OUT;
  return SOURCE_COLUMN_PLAIN;
}

static void
take_path (SourceColumn   *self,
           const ScimPath *path)
{
  if (path->attribute == NULL || !read_kind (path->filter, &self->kind))
    return;

  self->attribute = path->attribute;
  self->sub = path->sub;
  if (path->schema != scim_resource_type_user ()->schema)
    self->extension = scim_resource_type_find (scim_resource_type_user (), path->schema->urn, -1);
  if (self->extension == scim_resource_type_user ()->schema)
    self->extension = NULL;
  if (path->sub_name != NULL && path->sub == NULL)
    return;
  if (self->attribute->type == SCIM_TYPE_COMPLEX && self->sub == NULL)
    self->sub = scim_attribute_find_sub (self->attribute, "value", -1);
  self->path = make_path (self);
  self->role = role_of (self);
}

static JsonObject *
enter_object (JsonObject *object,
              const char *name)
{
  JsonObject *inside;

  if (json_object_has_member (object, name))
    return json_object_get_object_member (object, name);
  inside = json_object_new ();
  json_object_set_object_member (object, name, inside);
  return inside;
}

/* The element of that `type`, or the one without. */
static JsonObject *
enter_element (JsonObject *object,
               const char *name,
               const char *kind)
{
  JsonArray *array;
  JsonObject *element;

  if (!json_object_has_member (object, name))
    json_object_set_array_member (object, name, json_array_new ());
  array = json_object_get_array_member (object, name);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      element = json_array_get_object_element (array, i);
      if (g_strcmp0 (json_object_get_string_member_with_default (element, "type", NULL), kind) == 0)
        return element;
    }
  element = json_object_new ();
  if (kind != NULL)
    json_object_set_string_member (element, "type", kind);
  json_array_add_object_element (array, element);
  return element;
}

static gboolean
read_boolean (const SourceColumn *self,
              const char         *text,
              gboolean           *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (booleans); i++)
    if (g_ascii_strcasecmp (booleans[i].text, text) == 0)
      {
        *value = booleans[i].value;
        return TRUE;
      }
  return self->states && source_export_read_status (text, value);
}

static gboolean
set_value (const SourceColumn  *self,
           JsonObject          *object,
           const ScimAttribute *attribute,
           const char          *text)
{
  gboolean value;

  if (attribute->type != SCIM_TYPE_BOOLEAN)
    json_object_set_string_member (object, attribute->name, text);
  else if (read_boolean (self, text, &value))
    json_object_set_boolean_member (object, attribute->name, value);
  else
    return FALSE;
  return TRUE;
}

/* Calls for every path that a heading may name. */
static void
suggest_from (SourceDistance      *distance,
              const ScimAttribute *rows)
{
  for (; rows->name != NULL; rows++)
    {
      if (rows->mutability == SCIM_READ_ONLY || rows->mutability == SCIM_WRITE_ONLY)
        continue;
      if (rows->sub_attributes == NULL)
        {
          source_distance_try (distance, rows->name, rows->name);
          continue;
        }
      for (const ScimAttribute *sub = rows->sub_attributes; sub->name != NULL; sub++)
        {
          g_autofree char *path = NULL;

          if (rows->multi_valued && strcmp (sub->name, "value") != 0)
            continue;
          path = rows->multi_valued
                     ? g_strdup_printf ("%s[type eq \"work\"].%s", rows->name, sub->name)
                     : g_strdup_printf ("%s.%s", rows->name, sub->name);
          source_distance_try (distance, path, rows->multi_valued ? rows->name : sub->name);
        }
    }
}

/* What @text, a path, makes of a column. */
static void
read_heading (SourceColumn *self,
              const char   *text)
{
  g_autoptr (ScimPath) path = NULL;

  if (g_ascii_strcasecmp (text, "groups") == 0)
    {
      self->role = SOURCE_COLUMN_GROUPS;
      self->path = g_strdup ("groups");
      return;
    }

  if (*text != '\0')
    path = scim_path_parse (scim_resource_type_user (), text, SCIM_PROFILE_LENIENT, NULL);
  if (path != NULL)
    take_path (self, path);
  if (self->path != NULL && strcmp (self->path, "id") == 0)
    self->role = SOURCE_COLUMN_ID;
}

SourceColumn *
source_column_new (const SourceExport *from,
                   const char         *heading)
{
  SourceColumn *self;
  const char *path;

  g_return_val_if_fail (heading != NULL, NULL);

  self = g_new0 (SourceColumn, 1);
  self->role = SOURCE_COLUMN_UNKNOWN;
  self->heading = g_strstrip (g_strdup (heading));

  if (from == NULL || !source_export_find (from, self->heading, &path))
    path = self->heading;
  read_heading (self, path);
  self->states = from != NULL && g_strcmp0 (self->path, "active") == 0;
  if (from != NULL && self->role == SOURCE_COLUMN_UNKNOWN)
    source_column_leave_out (self);
  return self;
}

void
source_column_leave_out (SourceColumn *self)
{
  self->role = SOURCE_COLUMN_LEFT_OUT;
  g_clear_pointer (&self->path, g_free);
}

void
source_column_free (SourceColumn *self)
{
  if (self == NULL)
    return;

  g_free (self->heading);
  g_free (self->path);
  g_free (self->kind);
  g_free (self);
}

gboolean
source_column_is_same (const SourceColumn *self,
                       const SourceColumn *other)
{
  return self->role == other->role && g_strcmp0 (self->path, other->path) == 0 &&
         g_strcmp0 (self->kind, other->kind) == 0;
}

gboolean
source_column_is (const SourceColumn *self,
                  const char         *attribute,
                  const char         *sub)
{
  return self->attribute != NULL && strcmp (self->attribute->name, attribute) == 0 &&
         g_strcmp0 (self->sub != NULL ? self->sub->name : NULL, sub) == 0;
}

gboolean
source_column_put (const SourceColumn *self,
                   JsonObject         *resource,
                   const char         *text)
{
  JsonObject *object = resource;

  g_assert (self->role == SOURCE_COLUMN_PLAIN);

  if (self->extension != NULL)
    object = enter_object (object, self->extension->urn);
  if (self->sub == NULL)
    return set_value (self, object, self->attribute, text);

  if (self->attribute->multi_valued)
    object = enter_element (object, self->attribute->name, self->kind);
  else
    object = enter_object (object, self->attribute->name);
  return set_value (self, object, self->sub, text);
}

char *
source_column_suggest (const char *heading)
{
  SourceDistance distance = { .text = heading };

  suggest_from (&distance, scim_resource_type_user ()->schema->attributes);
  for (guint i = 0; scim_resource_type_user ()->extensions[i] != NULL; i++)
    suggest_from (&distance, scim_resource_type_user ()->extensions[i]->attributes);
  return source_distance_finish (&distance, SUGGESTIONS);
}
