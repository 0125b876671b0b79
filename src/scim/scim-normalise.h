/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A client's value brought to what the schema says, or refused. For this room only. */

#pragma once

#include <json-glib/json-glib.h>

#include "scim/scim-schema.h"

G_BEGIN_DECLS

/**
 * ScimNormaliseFlags:
 * @SCIM_NORMALISE_KEEP_NULL: an unassigned sub-attribute stays as null, so that a merge can clear
 *   it
 * @SCIM_NORMALISE_WRAP: a single value may stand for the array of a multi-valued attribute, as in
 *   PATCH
 */
typedef enum
{
  SCIM_NORMALISE_PLAIN     = 0,
  SCIM_NORMALISE_KEEP_NULL = 1 << 0,
  SCIM_NORMALISE_WRAP      = 1 << 1,
} ScimNormaliseFlags;

/**
 * scim_normalise_value:
 * @attribute: its row
 * @parent: (nullable): the row of the attribute that @attribute is a sub-attribute of
 * @value: (transfer none): what the client sent
 * @normal: (out) (nullable) (transfer full): a copy in the schema's spelling and type; %NULL for
 *   unassigned
 *
 * Read-only sub-attributes and `$ref`, which is derived, are left out.
 *
 * Returns: %TRUE, or %FALSE with %SCIM_ERROR_INVALID_VALUE or %SCIM_ERROR_INVALID_SYNTAX, which
 *   name the attribute.
 */
gboolean scim_normalise_value   (ScimProfile           profile,
                                 const ScimAttribute  *attribute,
                                 const ScimAttribute  *parent,
                                 JsonNode             *value,
                                 ScimNormaliseFlags    flags,
                                 JsonNode            **normal,
                                 GError              **error);

/* As scim_normalise_value(), for one element of a multi-valued @attribute. */
gboolean scim_normalise_element (ScimProfile           profile,
                                 const ScimAttribute  *attribute,
                                 JsonNode             *value,
                                 ScimNormaliseFlags    flags,
                                 JsonNode            **normal,
                                 GError              **error);

G_END_DECLS
