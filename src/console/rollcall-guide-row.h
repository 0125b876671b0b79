/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of identity provider: a combo row of all guides. Signal `notify::selected` tells of
 * another. */

#pragma once

#include <adwaita.h>

#include "console/rollcall-side.h"
#include "connection/connection-guides.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_GUIDE_ROW (rollcall_guide_row_get_type ())
G_DECLARE_FINAL_TYPE (RollcallGuideRow, rollcall_guide_row, ROLLCALL, GUIDE_ROW, AdwComboRow)

/* (transfer none): the one that is chosen */
const ConnectionGuide *rollcall_guide_row_get_guide (RollcallGuideRow *self);

/* @id: (nullable): a guide's; whatever is no guide chooses "Another identity provider" */
void                   rollcall_guide_row_set_id    (RollcallGuideRow *self,
                                                     const char       *id);

/* Shows what the connection of @side says, else whom its activity shows, else what was chosen for
 * another directory. */
void                   rollcall_guide_row_set_side  (RollcallGuideRow *self,
                                                     RollcallSide     *side);

/* Saves the choice in the connection of @side; %FALSE with a #ConnectionError. */
gboolean               rollcall_guide_row_save      (RollcallGuideRow  *self,
                                                     RollcallSide      *side,
                                                     GError           **error);

G_END_DECLS
