/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two sides read and held against each other. */

#pragma once

#include "compare/comparison.h"
#include "desk/desk-side.h"

G_BEGIN_DECLS

/**
 * desk_read_both:
 * @source: a side
 * @target: another
 * @saved: take the last rolls instead
 * @progress: (nullable)
 * @progress_data: for @progress
 * @cancellable: (nullable)
 * @error: return location
 *
 * The source first: what enters it while the target is read shows as missing, never as extra.
 */
gboolean    desk_read_both (DeskSide            *source,
                            DeskSide            *target,
                            gboolean             saved,
                            BaseProgress         progress,
                            gpointer             progress_data,
                            GCancellable        *cancellable,
                            GError             **error);

/**
 * desk_compare:
 * @source: a side that was read
 * @target: another
 * @match: (nullable): NULL-terminated matching rules in order
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the comparison under the sides' names.
 */
Comparison *desk_compare   (DeskSide            *source,
                            DeskSide            *target,
                            const char * const  *match,
                            GCancellable        *cancellable,
                            GError             **error);

G_END_DECLS
