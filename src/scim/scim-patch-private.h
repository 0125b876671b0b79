/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A parsed PATCH, as its files share it. */

#pragma once

#include "scim/scim-patch.h"
#include "scim/scim-path.h"

G_BEGIN_DECLS

typedef enum
{
  SCIM_PATCH_ADD,
  SCIM_PATCH_REPLACE,
  SCIM_PATCH_REMOVE,
} ScimPatchOp;

/**
 * ScimPatchStep:
 * @op: what is done
 * @path: to what: a known attribute, or a whole extension to remove; never members
 * @value: (nullable): normalised. Of a remove: which elements go, %NULL for all that @path selects;
 *   of the others never %NULL, and a null inside an object clears that sub-attribute
 */
typedef struct
{
  ScimPatchOp  op;
  ScimPath    *path;
  JsonNode    *value;
} ScimPatchStep;

struct _ScimPatch
{
  const ScimResourceType *type;
  ScimProfile             profile;
  GPtrArray              *steps;          /* of ScimPatchStep */
  GPtrArray              *member_changes; /* of ScimMemberChange */
};

/* Reads one operation on members. @value is %NULL if there is none. */
gboolean scim_patch_add_member_change (ScimPatch       *self,
                                       ScimPatchOp      op,
                                       const ScimPath  *path,
                                       JsonNode        *value,
                                       GError         **error);

G_END_DECLS
