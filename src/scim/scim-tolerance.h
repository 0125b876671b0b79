/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every deviation from the RFC that the lenient profile bears, by name, with the client that
 * needs it. Code asks scim_tolerates(); documentation and tests walk the table. None can empty a
 * group by mistake. */

#pragma once

#include "scim/scim-types.h"

G_BEGIN_DECLS

typedef enum
{
  SCIM_TOLERATE_STRING_BOOLEAN,        /* "True" for true */
  SCIM_TOLERATE_BARE_FILTER_VALUE,     /* externalId eq jyoung */
  SCIM_TOLERATE_UNKNOWN_SCHEMA,        /* an unknown URN in schemas */
  SCIM_TOLERATE_MISSING_SCHEMA,        /* the base URN not in schemas */
  SCIM_TOLERATE_UNKNOWN_ATTRIBUTE,     /* ignored */
  SCIM_TOLERATE_UNQUALIFIED_EXTENSION, /* manager for urn:…:User:manager */
  SCIM_TOLERATE_LOWERCASE_OPERATIONS,  /* "operations" */
  SCIM_TOLERATE_NO_PATH_KEYS,          /* "name.givenName" as a key of a value without path */
  SCIM_TOLERATE_ARRAY_FOR_SINGULAR,    /* [{"value":…}] for manager */
  SCIM_TOLERATE_SINGLE_FOR_ARRAY,      /* {"value":…} for members in a body */
  SCIM_TOLERATE_STRING_FOR_COMPLEX,    /* "id" for {"value":"id"}, also as a member */
  SCIM_TOLERATE_EMPTY_STRING_CLEARS,   /* "" unassigns */
  /* replace on a value path that matches nothing makes the element */
  SCIM_TOLERATE_REPLACE_CREATES,
  SCIM_TOLERATE_REMOVE_WITH_VALUE,     /* remove members with value:[…] removes only those */
  SCIM_TOLERATE_NULL_REF,              /* "$ref": null */
  SCIM_TOLERATE_IGNORED_KEYS,          /* id, meta, … inside a value without path */
  SCIM_TOLERATE_JSON_IN_STRING,        /* roles: a JSON text as value */
  SCIM_TOLERATE_UNKNOWN_MEMBER,        /* a member who isn't here is skipped */
  SCIM_TOLERATE_PUT_WITHOUT_ACTIVE,    /* a PUT that doesn't say leaves it */
  SCIM_N_TOLERANCES,
} ScimTolerance;

typedef struct
{
  ScimTolerance  tolerance;
  const char    *name;        /* "string-boolean" */
  const char    *client;      /* who sends it */
  const char    *description; /* what is borne, and what strict answers instead */
} ScimToleranceRow;

gboolean                scim_tolerates      (ScimProfile   profile,
                                             ScimTolerance tolerance);

/* (array length=SCIM_N_TOLERANCES) */
const ScimToleranceRow *scim_tolerance_rows (void);

G_END_DECLS
