/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the overview shows besides the rolls' counts, fetched in a worker thread: how long the key
 * still lives, how the counts went, what changed between readings. What can't be had is left out,
 * with why. */

#pragma once

#include "console/rollcall-side.h"
#include "desk/desk-keys.h"
#include "roll/roll-history.h"

G_BEGIN_DECLS

/**
 * RollcallOverviewFacts:
 * @health: (nullable): of the key that matters
 * @health_error: (nullable): why that isn't known
 * @source_trend: (nullable) (element-type RollTrendPoint): of the last 30 days
 * @target_trend: (nullable) (element-type RollTrendPoint)
 * @changes: (nullable) (element-type RollChange): the newest few of the side itself
 */
typedef struct
{
  DeskKeyHealth *health;
  GError        *health_error;
  GArray        *source_trend;
  GArray        *target_trend;
  GPtrArray     *changes;
} RollcallOverviewFacts;

/* How far back the trend goes. */
#define ROLLCALL_OVERVIEW_DAYS 30

/* Of @side and its other side, as they are now. */
void                   rollcall_overview_facts_load_async  (RollcallSide         *side,
                                                            DeskSession          *session,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);

/* (transfer full) (nullable): %NULL if it was cancelled */
RollcallOverviewFacts *rollcall_overview_facts_load_finish (GAsyncResult         *result,
                                                            GError              **error);
void                   rollcall_overview_facts_free        (RollcallOverviewFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallOverviewFacts, rollcall_overview_facts_free)

G_END_DECLS
