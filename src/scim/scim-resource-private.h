/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What scim-resource.c and scim-resource-read.c share. */

#pragma once

#include "scim/scim-resource.h"

G_BEGIN_DECLS

struct _ScimResource
{
  const ScimResourceType *type;
  JsonObject             *object;
  GPtrArray              *members; /* ids, until they are stolen; NULL if there were none */
};

/* Fills @self, which is empty, from a client's @document. */
gboolean scim_resource_read (ScimResource *self,
                             JsonObject   *document,
                             ScimProfile   profile,
                             GError      **error);

G_END_DECLS
