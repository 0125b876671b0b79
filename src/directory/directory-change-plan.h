/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be known of a change without the writer: its JSON, the schema, the projection of its
 * answer, and what it makes of what is there now. */

#pragma once

#include "directory/directory-change.h"

G_BEGIN_DECLS

/**
 * directory_change_plan:
 * @change: a POST, PUT or PATCH
 * @document: (transfer none): its document
 * @error: return location
 *
 * Checks @document and makes of it what the writer needs, against what is there at the moment.
 *
 * Returns: %TRUE, or %FALSE with a #ScimError or #StoreError.
 */
gboolean directory_change_plan         (DirectoryChange  *change,
                                        JsonObject       *document,
                                        GError          **error);

/* The same for a request of its own, of any kind: its body is the document, and its query says how
 * the answer is shown. */
gboolean directory_change_plan_request (DirectoryChange  *change,
                                        GError          **error);

G_END_DECLS
