/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card on top of the overview: the verdict in a sentence, then both sides' numbers as an
 * equation; of a side on its own just its numbers. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_VERDICT_CARD (rollcall_verdict_card_get_type ())
G_DECLARE_FINAL_TYPE (RollcallVerdictCard, rollcall_verdict_card, ROLLCALL, VERDICT_CARD, AdwBin)

/* Shows @side as it is now; it must have a roll. */
void rollcall_verdict_card_show       (RollcallVerdictCard *self,
                                       RollcallSide        *side);

/* Emblem, sentence and button below each other, in the middle. */
void rollcall_verdict_card_set_narrow (RollcallVerdictCard *self,
                                       gboolean             narrow);

G_END_DECLS
