/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the names in a resource mean: each spelling that was met leads to its row, found once in the
 * schema's tables and by hash from then on. For this room only. */

#pragma once

#include "base/base-json-reader.h"
#include "scim/scim-schema.h"

G_BEGIN_DECLS

typedef enum
{
  ROLL_ROLE_NONE,
  ROLL_ROLE_ID,
  ROLL_ROLE_EXTERNAL_ID,
  ROLL_ROLE_USER_NAME,
  ROLL_ROLE_DISPLAY_NAME,
  ROLL_ROLE_FORMATTED_NAME,
  ROLL_ROLE_GIVEN_NAME,
  ROLL_ROLE_FAMILY_NAME,
  ROLL_ROLE_ACTIVE,
  ROLL_ROLE_EMAILS,
  ROLL_ROLE_VALUE,
  ROLL_ROLE_TYPE,
  ROLL_ROLE_PRIMARY,
  ROLL_ROLE_REF,
  ROLL_ROLE_MEMBERS,
  ROLL_ROLE_DEPARTMENT,
  ROLL_ROLE_TITLE,
  ROLL_ROLE_LOCATION,
  ROLL_ROLE_MODIFIED,
  ROLL_ROLE_SCHEMAS,
  ROLL_ROLE_CUT,
} RollRole;

/**
 * RollName:
 * @name: in the schema's spelling, or as first met
 * @path: canonical path up to here
 * @attribute: (nullable): its row in the schema; %NULL for an unknown name or an extension
 * @extension: (nullable): the schema, for an extension's object
 * @role: what a roll wants of it
 * @compared: whether values below here are leaves
 * @exact: whether they compare exactly
 * @seen: whether anybody had a value here
 */
typedef struct _RollName RollName;

struct _RollName
{
  char                   *name;
  char                   *path;
  const ScimResourceType *type;
  const ScimAttribute    *attribute;
  const ScimSchema       *extension;
  RollRole                role;
  gboolean                compared;
  gboolean                exact;
  gboolean                seen;
  RollName               *parent;
  GHashTable             *children;
};

RollName *roll_name_new  (const ScimResourceType *type);
void      roll_name_free (RollName               *self);

/**
 * roll_name_find:
 * @self: a resource, or one of its attributes
 * @key: as spelled
 *
 * Returns: (transfer none) (nullable): what it means; %NULL if there were too many strange names
 * already.
 */
RollName *roll_name_find (RollName               *self,
                          const BaseJsonSlice    *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollName, roll_name_free)

G_END_DECLS
