/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the connection of a side is: its key, whether provisioning runs, when somebody last changed,
 * its base URL, and what the side did wrong and was survived. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-overview-facts.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_CONNECTION_CARD (rollcall_connection_card_get_type ())
G_DECLARE_FINAL_TYPE (RollcallConnectionCard, rollcall_connection_card, ROLLCALL, CONNECTION_CARD,
                      AdwBin)

/**
 * rollcall_connection_card_show:
 * @self: the card
 * @side: whose
 * @facts: (nullable): %NULL while they are fetched: what was shown of them stays
 */
void rollcall_connection_card_show (RollcallConnectionCard      *self,
                                    RollcallSide                *side,
                                    const RollcallOverviewFacts *facts);

G_END_DECLS
