/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers and counted things as a person reads them. */

#pragma once

#include <glib.h>

#include "compare/compare-reasons.h"

G_BEGIN_DECLS

/* (transfer full): 1,204 with the locale's separator, a comma where it has none; "?" below 0 */
char *desk_words_number (gint64       number);

/* (transfer full): "1 person", "3 groups", "1,204 memberships" */
char *desk_words_count  (CompareKind  kind,
                         gint64       number);

G_END_DECLS
