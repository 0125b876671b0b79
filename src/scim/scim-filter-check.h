/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a comparison makes sense for its attribute. For this room only. */

#pragma once

#include "scim/scim-scan.h"

G_BEGIN_DECLS

/* Checks a COMPARE or PRESENT node against the schema, brings its value to the attribute's type,
 * and sets
 * @folded and @time. An error is told at @scan's place. */
gboolean scim_filter_check (ScimScan   *scan,
                            ScimFilter *filter,
                            GError    **error);

G_END_DECLS
