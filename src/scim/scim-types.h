/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forward names of the protocol's values, and the words the room shares. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SCIM_URN_USER         "urn:ietf:params:scim:schemas:core:2.0:User"
#define SCIM_URN_GROUP        "urn:ietf:params:scim:schemas:core:2.0:Group"
#define SCIM_URN_ENTERPRISE   "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define SCIM_URN_LIST         "urn:ietf:params:scim:api:messages:2.0:ListResponse"
#define SCIM_URN_PATCH        "urn:ietf:params:scim:api:messages:2.0:PatchOp"
#define SCIM_URN_ERROR        "urn:ietf:params:scim:api:messages:2.0:Error"
#define SCIM_CONTENT_TYPE     "application/scim+json"

typedef struct _ScimAttribute     ScimAttribute;
typedef struct _ScimSchema        ScimSchema;
typedef struct _ScimResourceType  ScimResourceType;
typedef struct _ScimPath          ScimPath;
typedef struct _ScimFilter        ScimFilter;
typedef struct _ScimResource      ScimResource;
typedef struct _ScimPatch         ScimPatch;
typedef struct _ScimMemberChange  ScimMemberChange;
typedef struct _ScimProjection    ScimProjection;

/**
 * ScimProfile:
 * @SCIM_PROFILE_LENIENT: the RFC and the named tolerances of scim-tolerance.h
 * @SCIM_PROFILE_STRICT: the RFC to the letter
 */
typedef enum
{
  SCIM_PROFILE_LENIENT,
  SCIM_PROFILE_STRICT,
} ScimProfile;

G_END_DECLS
