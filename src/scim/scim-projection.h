/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `attributes` and `excludedAttributes` (RFC 7644 §3.4.2.5, §3.9). A resource here is whole:
   derived attributes included, in the schema's spelling. */

#pragma once

#include <json-glib/json-glib.h>

#include "scim/scim-path.h"

G_BEGIN_DECLS

/**
 * scim_projection_new:
 * @type: the resource type
 * @attributes: (nullable): comma-separated paths; unknown names are passed over, and an empty list
 *   keeps only what is always returned
 * @excluded: (nullable): likewise; not both
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the projection; %NULL without an error when neither is
 * given, which
 *   means that the stored text may be spliced as it is; %NULL with %SCIM_ERROR_INVALID_VALUE if
 *   both are.
 */
ScimProjection *scim_projection_new     (const ScimResourceType *type,
                                         const char             *attributes,
                                         const char             *excluded,
                                         GError                **error);
void            scim_projection_free    (ScimProjection         *self);

/* Whether a top-level attribute ("members", "groups", "meta") will be in the answer at all, so
 * that it need not be read. %NULL as @self says yes. */
gboolean        scim_projection_wants   (ScimProjection         *self,
                                         const char             *attribute);

/* Whether it takes away nothing but the named derived attributes (`excludedAttributes=members`),
 * so that the stored text needs no parsing. */
gboolean        scim_projection_is_only (ScimProjection         *self,
                                         const char * const     *excluded);

/* Takes from a whole resource what isn't asked for; id and schemas always stay. */
void            scim_projection_apply   (ScimProjection         *self,
                                         JsonObject             *resource);

/* Whether it asks for the sub-attribute by its own name, as what is returned only on request must
 * be. */
gboolean        scim_projection_names_sub (ScimProjection       *self,
                                         const char             *attribute,
                                         const char             *sub);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScimProjection, scim_projection_free)

G_END_DECLS
