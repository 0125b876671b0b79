/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What Rollcall has seen of an identity provider so far: the test, the first person, the first
 * cycle; and what is awaited, with how long that usually takes. */

#pragma once

#include <adwaita.h>

#include "connection/connection-guides.h"
#include "console/rollcall-setup-evidence.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SEEN_LIST (rollcall_seen_list_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSeenList, rollcall_seen_list, ROLLCALL, SEEN_LIST, AdwBin)

/* @summary: (nullable): of the directory's activity */
void rollcall_seen_list_show (RollcallSeenList          *self,
                              const ConnectionGuide     *guide,
                              const RollcallSetupFacts  *facts,
                              const DeskActivitySummary *summary);

G_END_DECLS
