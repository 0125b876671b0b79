/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of scim-schema.h as the documents under /Schemas and /ResourceTypes (RFC 7643 §6, §7).
 * No nulls, camelCase (Entra reads them). */

#pragma once

#include "scim/scim-schema.h"

G_BEGIN_DECLS

/* (transfer full): one document; @base_url begins meta.location */
char *scim_discovery_schema         (const ScimSchema       *schema,
                                     const char             *base_url);
char *scim_discovery_resource_type  (const ScimResourceType *type,
                                     const char             *base_url);

/* (transfer full): the whole ListResponse */
char *scim_discovery_schemas        (const char             *base_url);
char *scim_discovery_resource_types (const char             *base_url);

G_END_DECLS
