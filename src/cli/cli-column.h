/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a SCIM path picks out of a resource, as one text. */

#pragma once

#include <json-glib/json-glib.h>

#include "scim/scim-path.h"

G_BEGIN_DECLS

/**
 * cli_column_read:
 * @path: a path that names an attribute
 * @resource: a whole resource
 *
 * Returns: (transfer full) (nullable): its value; several are parted by "; ", of a complex one its
 *   `value`, else its `formatted`; %NULL if there is none.
 */
char *cli_column_read (const ScimPath *path,
                       JsonObject     *resource);

G_END_DECLS
