/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding things in the tables of scim-schema-table.c. Every name and every URN is compared
 * without regard to ASCII case (RFC 7643 §2.1, RFC 8141 §3.1). The tables are short: walking
 * them beats hashing. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-schema.h"

#include <string.h>

#include "scim/scim-schema-table.h"

static const ScimSchema *const schemas[] = {
  &scim_user_schema,
  &scim_group_schema,
  &scim_enterprise_schema,
  NULL,
};

static const char *const type_words[] = {
  [SCIM_TYPE_STRING] = "string",       [SCIM_TYPE_BOOLEAN] = "boolean",
  [SCIM_TYPE_DECIMAL] = "decimal",     [SCIM_TYPE_INTEGER] = "integer",
  [SCIM_TYPE_DATE_TIME] = "dateTime",  [SCIM_TYPE_BINARY] = "binary",
  [SCIM_TYPE_REFERENCE] = "reference", [SCIM_TYPE_COMPLEX] = "complex",
};

static const char *const mutability_words[] = {
  [SCIM_READ_WRITE] = "readWrite",
  [SCIM_READ_ONLY] = "readOnly",
  [SCIM_IMMUTABLE] = "immutable",
  [SCIM_WRITE_ONLY] = "writeOnly",
};

static const char *const returned_words[] = {
  [SCIM_RETURNED_DEFAULT] = "default",
  [SCIM_RETURNED_ALWAYS] = "always",
  [SCIM_RETURNED_NEVER] = "never",
  [SCIM_RETURNED_REQUEST] = "request",
};

static const char *const uniqueness_words[] = {
  [SCIM_UNIQUENESS_NONE] = "none",
  [SCIM_UNIQUENESS_SERVER] = "server",
  [SCIM_UNIQUENESS_GLOBAL] = "global",
};

/* Bodies are full of names, so the first letter decides most comparisons. */
static gboolean
names_equal (const char *known,
             const char *name,
             gsize       length)
{
  return g_ascii_tolower (known[0]) == g_ascii_tolower (name[0]) &&
         g_ascii_strncasecmp (known, name, length) == 0 && known[length] == '\0';
}

static gsize
get_length (const char *name,
            gssize      length)
{
  return length < 0 ? strlen (name) : (gsize)length;
}

static const ScimAttribute *
find_row (const ScimAttribute *rows,
          const char          *name,
          gssize               length)
{
  gsize n = get_length (name, length);

  for (; n > 0 && rows != NULL && rows->name != NULL; rows++)
    if (names_equal (rows->name, name, n))
      return rows;
  return NULL;
}

const ScimResourceType *
scim_resource_type_user (void)
{
  return &scim_user_type;
}

const ScimResourceType *
scim_resource_type_group (void)
{
  return &scim_group_type;
}

const ScimSchema *const *
scim_schema_all (void)
{
  return schemas;
}

gboolean
scim_schema_is_extension (const ScimSchema *schema)
{
  g_return_val_if_fail (schema != NULL, FALSE);

  return schema != &scim_user_schema && schema != &scim_group_schema;
}

const ScimAttribute *
scim_schema_find (const ScimSchema *schema,
                  const char       *name,
                  gssize            length)
{
  const ScimAttribute *row;

  g_return_val_if_fail (schema != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  row = find_row (schema->attributes, name, length);
  if (row == NULL && !scim_schema_is_extension (schema))
    row = find_row (scim_common_attributes, name, length);
  return row;
}

const ScimAttribute *
scim_attribute_find_sub (const ScimAttribute *attribute,
                         const char          *name,
                         gssize               length)
{
  g_return_val_if_fail (attribute != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return find_row (attribute->sub_attributes, name, length);
}

const ScimSchema *
scim_resource_type_find (const ScimResourceType *type,
                         const char             *urn,
                         gssize                  length)
{
  gsize n;

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (urn != NULL, NULL);

  n = get_length (urn, length);
  if (n == 0)
    return NULL;
  if (names_equal (type->schema->urn, urn, n))
    return type->schema;
  for (const ScimSchema *const *extension = type->extensions; *extension != NULL; extension++)
    if (names_equal ((*extension)->urn, urn, n))
      return *extension;
  return NULL;
}

const char *
scim_attribute_type_to_string (ScimAttributeType type)
{
  g_return_val_if_fail (type < G_N_ELEMENTS (type_words), NULL);

  return type_words[type];
}

const char *
scim_mutability_to_string (ScimMutability mutability)
{
  g_return_val_if_fail (mutability < G_N_ELEMENTS (mutability_words), NULL);

  return mutability_words[mutability];
}

const char *
scim_returned_to_string (ScimReturned returned)
{
  g_return_val_if_fail (returned < G_N_ELEMENTS (returned_words), NULL);

  return returned_words[returned];
}

const char *
scim_uniqueness_to_string (ScimUniqueness uniqueness)
{
  g_return_val_if_fail (uniqueness < G_N_ELEMENTS (uniqueness_words), NULL);

  return uniqueness_words[uniqueness];
}
