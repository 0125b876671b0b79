/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows behind scim-schema.h, for this room only. */

#pragma once

#include "scim/scim-schema.h"

G_BEGIN_DECLS

extern const ScimAttribute    scim_common_attributes[]; /* schemas, id, externalId, meta */
extern const ScimSchema       scim_user_schema;
extern const ScimSchema       scim_group_schema;
extern const ScimSchema       scim_enterprise_schema;
extern const ScimResourceType scim_user_type;
extern const ScimResourceType scim_group_type;

G_END_DECLS
