/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A key's replacement while both keys work: how far it is, and the button that ends the old one. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"
#include "desk/desk-keys.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_REPLACEMENT_CARD (rollcall_replacement_card_get_type ())
G_DECLARE_FINAL_TYPE (RollcallReplacementCard, rollcall_replacement_card, ROLLCALL,
                      REPLACEMENT_CARD, AdwBin)

/**
 * rollcall_replacement_find:
 * @keys: (element-type DeskKey): of one directory
 * @old: (out) (transfer none): the key that goes
 * @fresh: (out) (transfer none): the one that comes
 *
 * Returns: whether two keys provision, and the older was given its end when the newer was made.
 */
gboolean rollcall_replacement_find          (GPtrArray                *keys,
                                             const DeskKey           **old,
                                             const DeskKey           **fresh);

/* Hidden unless rollcall_replacement_find() finds one. */
void     rollcall_replacement_card_set_keys (RollcallReplacementCard  *self,
                                             RollcallSide             *side,
                                             GPtrArray                *keys);

/* Puts the buttons below the words. */
void     rollcall_replacement_card_set_narrow (RollcallReplacementCard *self,
                                               gboolean               narrow);

G_END_DECLS
