/* SPDX-License-Identifier: GPL-3.0-or-later */

/* PATCH (RFC 7644 §3.5.2): parsed once, applied to a resource as often as a lost race asks for.
 * What it does to a group's members is not done to a document but handed on as changes, in
 * order, for SQL to make, so that one member in a group of 100,000 costs what it costs in one of
 * ten. */

#pragma once

#include "scim/scim-resource.h"

G_BEGIN_DECLS

/**
 * ScimMemberChangeKind:
 * @SCIM_MEMBERS_ADD: these, if not there yet; never none
 * @SCIM_MEMBERS_REMOVE: these, if there; never none
 * @SCIM_MEMBERS_REPLACE: exactly these from now on; none if the client said so (`[]` or null)
 * @SCIM_MEMBERS_REMOVE_ALL: an explicit remove of the whole attribute
 * @SCIM_MEMBERS_REMOVE_TYPE: those whose type is @resource_type
 */
typedef enum
{
  SCIM_MEMBERS_ADD,
  SCIM_MEMBERS_REMOVE,
  SCIM_MEMBERS_REPLACE,
  SCIM_MEMBERS_REMOVE_ALL,
  SCIM_MEMBERS_REMOVE_TYPE,
} ScimMemberChangeKind;

struct _ScimMemberChange
{
  ScimMemberChangeKind  kind;
  GPtrArray            *ids;           /* (element-type utf8), each once; none in the last two */
  char                 *resource_type; /* "User" or "Group", else NULL */
};

ScimMemberChange *scim_member_change_new  (ScimMemberChangeKind kind);
void              scim_member_change_free (ScimMemberChange    *change);

/**
 * scim_patch_parse:
 * @type: the type of what will be patched
 * @document: (transfer none): the request's body
 * @profile: which tolerances
 * @error: return location
 *
 * Checks everything that can be known without the resource: operations, paths, mutability, value
 * types.
 *
 * Returns: (transfer full) (nullable): the patch, or %NULL with a #ScimError.
 */
ScimPatch  *scim_patch_parse              (const ScimResourceType *type,
                                           JsonObject             *document,
                                           ScimProfile             profile,
                                           GError                **error);
void        scim_patch_free               (ScimPatch              *self);

/**
 * scim_patch_apply:
 * @self: a patch
 * @resource: of the patch's type; changed in place and finished; undefined after an error, so hand
 *   over a copy. Where nothing changes it is scim_resource_equal() to what it was
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %SCIM_ERROR_NO_TARGET or %SCIM_ERROR_INVALID_VALUE.
 */
gboolean    scim_patch_apply              (ScimPatch              *self,
                                           ScimResource           *resource,
                                           GError                **error);

/* (transfer none) (element-type ScimMemberChange): in order; empty for a User */
GPtrArray  *scim_patch_get_member_changes (ScimPatch              *self);

/* Whether it may change anything but members. */
gboolean    scim_patch_touches_body       (ScimPatch              *self);

/* (transfer full): JSON array `[{"op","path","old","new"}]` for the activity: what differs
 * between the two bodies, attribute by attribute; a value that is never returned appears as
 * "(set)". */
char       *scim_patch_describe           (ScimResource           *before,
                                           ScimResource           *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScimPatch, scim_patch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScimMemberChange, scim_member_change_free)

G_END_DECLS
