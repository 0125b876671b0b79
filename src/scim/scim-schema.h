/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a User, a Group and an EnterpriseUser are made of: one constant table (RFC 7643 §4, §8.7,
 * with the errata named in the .c file), which everything else walks. Names are compared without
 * regard to case (RFC 7643 §2.1). */

#pragma once

#include "scim/scim-types.h"

G_BEGIN_DECLS

typedef enum
{
  SCIM_TYPE_STRING,
  SCIM_TYPE_BOOLEAN,
  SCIM_TYPE_DECIMAL,
  SCIM_TYPE_INTEGER,
  SCIM_TYPE_DATE_TIME,
  SCIM_TYPE_BINARY,
  SCIM_TYPE_REFERENCE,
  SCIM_TYPE_COMPLEX,
} ScimAttributeType;

typedef enum
{
  SCIM_READ_WRITE,
  SCIM_READ_ONLY,
  SCIM_IMMUTABLE,
  SCIM_WRITE_ONLY,
} ScimMutability;

typedef enum
{
  SCIM_RETURNED_DEFAULT,
  SCIM_RETURNED_ALWAYS,
  SCIM_RETURNED_NEVER,
  SCIM_RETURNED_REQUEST,
} ScimReturned;

typedef enum
{
  SCIM_UNIQUENESS_NONE,
  SCIM_UNIQUENESS_SERVER,
  SCIM_UNIQUENESS_GLOBAL,
} ScimUniqueness;

struct _ScimAttribute
{
  const char          *name;
  const char          *description;
  ScimAttributeType    type;
  gboolean             multi_valued;
  gboolean             required;
  gboolean             case_exact;
  ScimMutability       mutability;
  ScimReturned         returned;
  ScimUniqueness       uniqueness;
  const char * const  *canonical_values; /* NULL-terminated, or NULL */
  const char * const  *reference_types;  /* NULL-terminated, or NULL */
  const ScimAttribute *sub_attributes;   /* ended by a row without name, or NULL */
};

struct _ScimSchema
{
  const char          *urn;
  const char          *name;
  const char          *description;
  const ScimAttribute *attributes;       /* ended by a row without name */
};

struct _ScimResourceType
{
  const char               *name;        /* "User" */
  const char               *endpoint;    /* "/Users" */
  const char               *description;
  const ScimSchema         *schema;
  const ScimSchema * const *extensions;  /* NULL-terminated */
};

/* The two resource types, and every schema, NULL-terminated. */
const ScimResourceType         *scim_resource_type_user   (void);
const ScimResourceType         *scim_resource_type_group  (void);
const ScimSchema * const       *scim_schema_all           (void);

/* Whether its attributes stand under its URN in a resource, and not at the top. */
gboolean                        scim_schema_is_extension  (const ScimSchema       *schema);

/* In the next three, @length is that of the name in bytes, or -1 if a NUL ends it.
 * (nullable): the row of @name; in a core schema the common attributes too: id, externalId, meta
 * and schemas (RFC 7643 §3.1) */
const ScimAttribute            *scim_schema_find          (const ScimSchema       *schema,
                                                           const char             *name,
                                                           gssize                  length);
const ScimAttribute            *scim_attribute_find_sub   (const ScimAttribute    *attribute,
                                                           const char             *name,
                                                           gssize                  length);

/* (nullable): the schema of @type whose URN is @urn, core or extension */
const ScimSchema               *scim_resource_type_find   (const ScimResourceType *type,
                                                           const char             *urn,
                                                           gssize                  length);

/* The words of RFC 7643 §7: "dateTime", "readWrite", "default", "server". */
const char                     *scim_attribute_type_to_string (ScimAttributeType type);
const char                     *scim_mutability_to_string     (ScimMutability    mutability);
const char                     *scim_returned_to_string       (ScimReturned      returned);
const char                     *scim_uniqueness_to_string     (ScimUniqueness    uniqueness);

G_END_DECLS
