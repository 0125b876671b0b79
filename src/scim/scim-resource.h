/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A resource as its client may write it: the schema's spelling, only known attributes, values of
 * the right type, nothing read-only, nothing empty. Its text is what the store keeps: without
 * id, meta, groups, members and $ref, which are derived (design: Store). */

#pragma once

#include <json-glib/json-glib.h>

#include "scim/scim-schema.h"

G_BEGIN_DECLS

/**
 * scim_resource_new:
 * @type: its type
 * @document: (transfer none): a client's document; it is copied
 * @profile: which tolerances
 * @error: return location
 *
 * Normalises and validates a POST or PUT body (RFC 7644 §3.3, §3.5.1): null, [] and "" are
 * unassigned, read-only attributes are ignored, `primary` at most once, a password is checked as a
 * string and dropped, required attributes must be there. A Group's members come off it: see
 * scim_resource_steal_members().
 *
 * Returns: (transfer full) (nullable): the resource, or %NULL with a #ScimError.
 */
ScimResource           *scim_resource_new           (const ScimResourceType *type,
                                                     JsonObject             *document,
                                                     ScimProfile             profile,
                                                     GError                **error);

/**
 * scim_resource_new_from_text:
 * @type: its type
 * @text: what scim_resource_to_text() gave, trusted
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the resource, or %NULL with %SCIM_ERROR_INTERNAL if @text is
 *   no JSON object.
 */
ScimResource           *scim_resource_new_from_text (const ScimResourceType *type,
                                                     const char             *text,
                                                     GError                **error);
ScimResource           *scim_resource_copy          (ScimResource           *self);
void                    scim_resource_free          (ScimResource           *self);

const ScimResourceType *scim_resource_get_type      (ScimResource           *self);

/* (transfer none): the document itself, in the schema's spelling */
JsonObject             *scim_resource_get_object    (ScimResource           *self);

/* (nullable): a string of the core schema, or of `manager.value`'s kind by dotted path;
 * enterprise ones by URN */
const char             *scim_resource_get_string    (ScimResource           *self,
                                                     const char             *path);

/* Takes over whether @before is active, if @self doesn't say. */
void                    scim_resource_keep_active   (ScimResource           *self,
                                                     ScimResource           *before);

/* Absent means active (docs/contracts.md). */
gboolean                scim_resource_is_active     (ScimResource           *self);

/**
 * scim_resource_steal_members:
 * @self: a Group fresh from scim_resource_new()
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the member ids of the document, each
 * once, in
 *   order; %NULL if it had no `members` at all.
 */
GPtrArray              *scim_resource_steal_members (ScimResource           *self);

/* Completes `schemas` after a change, and checks required attributes. scim_resource_new() and
   scim_patch_apply() have done it already. Returns: %TRUE, or %FALSE with
   %SCIM_ERROR_INVALID_VALUE. */
gboolean                scim_resource_finish        (ScimResource           *self,
                                                     GError                **error);

/* (transfer full): the stored text: compact, schemas first, then the schema's order */
char                   *scim_resource_to_text       (ScimResource           *self);

/* Whether they have the same attributes with the same values, in any order of names. */
gboolean                scim_resource_equal         (ScimResource           *a,
                                                     ScimResource           *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScimResource, scim_resource_free)

G_END_DECLS
