/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where in a resource: `[URN:]attribute[valueFilter][.subAttribute]` (RFC 7644 §3.5.2, Figure
 * 7), as filters, PATCH, projection and sorting name it. */

#pragma once

#include "scim/scim-schema.h"

G_BEGIN_DECLS

/**
 * ScimPath:
 * @schema: (nullable): the schema that has @attribute, or whose URN was written; %NULL if there is
 *   none
 * @attribute: (nullable): its row; %NULL for the path of a whole schema and for an unknown name
 * @sub: (nullable): the sub-attribute's row; %NULL with a @sub_name for an unknown one
 * @name: (nullable): the attribute in the schema's spelling; as written if unknown, and then with
 *   its URN if that is unknown too
 * @sub_name: (nullable): the sub-attribute, likewise
 * @filter: (nullable): what stands in brackets
 *
 * The path of a whole schema (`urn:…:enterprise:2.0:User`) has @schema and neither @attribute nor
 * @name. A path inside brackets names a sub-attribute of what stands before them: its row is
 * @attribute, and
 * @schema is %NULL. Inside the brackets of an attribute that isn't complex, `value` is the element
 *   itself, and @attribute that attribute.
 */
struct _ScimPath
{
  const ScimSchema    *schema;
  const ScimAttribute *attribute;
  const ScimAttribute *sub;
  char                *name;
  char                *sub_name;
  ScimFilter          *filter;
};

/**
 * scim_path_parse:
 * @type: (nullable): the resource type it is resolved against: core first, then extensions, so that
 *   an unqualified `manager` finds the enterprise extension's; %NULL for all types
 * @text: the path
 * @profile: with %SCIM_PROFILE_STRICT an unqualified extension attribute is unknown
 * @error: return location
 *
 * An unknown name is no error here: @attribute is %NULL then, and the caller decides.
 *
 * Returns: (transfer full) (nullable): the path; or %NULL with %SCIM_ERROR_INVALID_PATH, or
 *   %SCIM_ERROR_INVALID_FILTER for what stands in brackets.
 */
ScimPath   *scim_path_parse     (const ScimResourceType *type,
                                 const char             *text,
                                 ScimProfile             profile,
                                 GError                **error);
void        scim_path_free      (ScimPath               *path);

/* (transfer full): canonical text: schema's spelling, URN only for extensions */
char       *scim_path_to_string (const ScimPath         *path);

/* (transfer full): the same with the values in brackets replaced by `?`, for logs */
char       *scim_path_to_shape  (const ScimPath         *path);

/* Whether it names this attribute and, if @sub isn't %NULL, this sub-attribute and else none, in
 * any case; brackets aren't looked at. */
gboolean    scim_path_is        (const ScimPath         *path,
                                 const char             *attribute,
                                 const char             *sub);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScimPath, scim_path_free)

G_END_DECLS
