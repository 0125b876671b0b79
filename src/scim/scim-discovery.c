/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walks the schema tables and writes them as the documents of RFC 7643 §6 and §7. A
 * characteristic that doesn't apply to an attribute is left out, never null: complex attributes
 * have neither caseExact nor uniqueness (erratum 6004), and the common attributes aren't listed. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-discovery.h"

#include "base/base-json-writer.h"

#define URN_SCHEMA "urn:ietf:params:scim:schemas:core:2.0:Schema"
#define URN_RESOURCE_TYPE "urn:ietf:params:scim:schemas:core:2.0:ResourceType"

static void
add_words (BaseJsonWriter    *writer,
           const char        *name,
           const char *const *words)
{
  if (words == NULL)
    return;
  base_json_writer_name (writer, name);
  base_json_writer_begin_array (writer);
  for (; *words != NULL; words++)
    base_json_writer_text (writer, *words);
  base_json_writer_end_array (writer);
}

static void
add_meta (BaseJsonWriter *writer,
          const char     *resource_type,
          const char     *location)
{
  base_json_writer_name (writer, "meta");
  base_json_writer_begin_object (writer);
  base_json_writer_add_text (writer, "resourceType", resource_type);
  base_json_writer_add_text (writer, "location", location);
  base_json_writer_end_object (writer);
}

static gboolean
has_case (const ScimAttribute *row)
{
  return row->type == SCIM_TYPE_STRING || row->type == SCIM_TYPE_REFERENCE ||
         row->type == SCIM_TYPE_BINARY;
}

/* Recurses once: sub-attributes are never complex (RFC 7643 §2.3.8). */
static void
write_attributes (BaseJsonWriter      *writer,
                  const char          *name,
                  const ScimAttribute *rows)
{
  base_json_writer_name (writer, name);
  base_json_writer_begin_array (writer);
  for (const ScimAttribute *row = rows; row->name != NULL; row++)
    {
      base_json_writer_begin_object (writer);
      base_json_writer_add_text (writer, "name", row->name);
      base_json_writer_add_text (writer, "type", scim_attribute_type_to_string (row->type));
      base_json_writer_add_boolean (writer, "multiValued", row->multi_valued);
      base_json_writer_add_text (writer, "description", row->description);
      base_json_writer_add_boolean (writer, "required", row->required);
      if (has_case (row))
        base_json_writer_add_boolean (writer, "caseExact", row->case_exact);
      base_json_writer_add_text (writer, "mutability", scim_mutability_to_string (row->mutability));
      base_json_writer_add_text (writer, "returned", scim_returned_to_string (row->returned));
      if (row->type != SCIM_TYPE_COMPLEX)
        base_json_writer_add_text (writer, "uniqueness",
                                   scim_uniqueness_to_string (row->uniqueness));
      add_words (writer, "canonicalValues", row->canonical_values);
      add_words (writer, "referenceTypes", row->reference_types);
      if (row->sub_attributes != NULL)
        write_attributes (writer, "subAttributes", row->sub_attributes);
      base_json_writer_end_object (writer);
    }
  base_json_writer_end_array (writer);
}

static void
write_schema (BaseJsonWriter   *writer,
              const ScimSchema *schema,
              const char       *base_url)
{
  g_autofree char *location = g_strdup_printf ("%s/Schemas/%s", base_url, schema->urn);

  base_json_writer_begin_object (writer);
  add_words (writer, "schemas", (const char *const[]){ URN_SCHEMA, NULL });
  base_json_writer_add_text (writer, "id", schema->urn);
  base_json_writer_add_text (writer, "name", schema->name);
  base_json_writer_add_text (writer, "description", schema->description);
  write_attributes (writer, "attributes", schema->attributes);
  add_meta (writer, "Schema", location);
  base_json_writer_end_object (writer);
}

static void
write_resource_type (BaseJsonWriter         *writer,
                     const ScimResourceType *type,
                     const char             *base_url)
{
  g_autofree char *location = g_strdup_printf ("%s/ResourceTypes/%s", base_url, type->name);

  base_json_writer_begin_object (writer);
  add_words (writer, "schemas", (const char *const[]){ URN_RESOURCE_TYPE, NULL });
  base_json_writer_add_text (writer, "id", type->name);
  base_json_writer_add_text (writer, "name", type->name);
  base_json_writer_add_text (writer, "endpoint", type->endpoint);
  base_json_writer_add_text (writer, "description", type->description);
  base_json_writer_add_text (writer, "schema", type->schema->urn);
  if (*type->extensions != NULL)
    {
      base_json_writer_name (writer, "schemaExtensions");
      base_json_writer_begin_array (writer);
      for (const ScimSchema *const *extension = type->extensions; *extension != NULL; extension++)
        {
          base_json_writer_begin_object (writer);
          base_json_writer_add_text (writer, "schema", (*extension)->urn);
          base_json_writer_add_boolean (writer, "required", FALSE);
          base_json_writer_end_object (writer);
        }
      base_json_writer_end_array (writer);
    }
  add_meta (writer, "ResourceType", location);
  base_json_writer_end_object (writer);
}

static void
begin_list (BaseJsonWriter *writer,
            guint           n)
{
  base_json_writer_begin_object (writer);
  add_words (writer, "schemas", (const char *const[]){ SCIM_URN_LIST, NULL });
  base_json_writer_add_int (writer, "totalResults", n);
  base_json_writer_add_int (writer, "itemsPerPage", n);
  base_json_writer_add_int (writer, "startIndex", 1);
  base_json_writer_name (writer, "Resources");
  base_json_writer_begin_array (writer);
}

static char *
end_list (BaseJsonWriter *writer)
{
  base_json_writer_end_array (writer);
  base_json_writer_end_object (writer);
  return base_json_writer_take (writer);
}

char *
scim_discovery_schema (const ScimSchema *schema,
                       const char       *base_url)
{
  g_autoptr (BaseJsonWriter) writer = NULL;

  g_return_val_if_fail (schema != NULL, NULL);
  g_return_val_if_fail (base_url != NULL, NULL);

  writer = base_json_writer_new ();
  write_schema (writer, schema, base_url);
  return base_json_writer_take (writer);
}

char *
scim_discovery_resource_type (const ScimResourceType *type,
                              const char             *base_url)
{
  g_autoptr (BaseJsonWriter) writer = NULL;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (base_url != NULL, NULL);

  writer = base_json_writer_new ();
  write_resource_type (writer, type, base_url);
  return base_json_writer_take (writer);
}

char *
scim_discovery_schemas (const char *base_url)
{
  g_autoptr (BaseJsonWriter) writer = NULL;
  const ScimSchema *const *schemas = scim_schema_all ();
  guint n = 0;

  g_return_val_if_fail (base_url != NULL, NULL);

  while (schemas[n] != NULL)
    n++;
  writer = base_json_writer_new ();
  begin_list (writer, n);
  for (guint i = 0; i < n; i++)
    write_schema (writer, schemas[i], base_url);
  return end_list (writer);
}

char *
scim_discovery_resource_types (const char *base_url)
{
  g_autoptr (BaseJsonWriter) writer = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);

  writer = base_json_writer_new ();
  begin_list (writer, 2);
  write_resource_type (writer, scim_resource_type_user (), base_url);
  write_resource_type (writer, scim_resource_type_group (), base_url);
  return end_list (writer);
}
