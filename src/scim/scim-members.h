/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A group's members as clients write them. For this room only. */

#pragma once

#include <json-glib/json-glib.h>

#include "scim/scim-path.h"

G_BEGIN_DECLS

/**
 * scim_members_read:
 * @value: (transfer none): an array of members; or a single one if @single
 * @single: whether a single member may stand for the array
 *
 * A member is an object with a `value`, or, where the profile bears it, a bare id. Anything else is
 * an error: what isn't understood names nobody, and never everybody.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the ids, each once, in order; or %NULL
 *   with %SCIM_ERROR_INVALID_VALUE.
 */
GPtrArray *scim_members_read        (ScimProfile       profile,
                                     JsonNode         *value,
                                     gboolean          single,
                                     GError          **error);

/* Whether @path names a group's members, with whatever follows it. */
gboolean   scim_path_is_members     (const ScimPath   *path);

G_END_DECLS
