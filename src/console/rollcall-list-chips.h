/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The row of chips above a list: one state, and for people in which group they are, and since when
 * they changed. They say how many each state has. */

#pragma once

#include <adwaita.h>

#include "roll/roll-order.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_LIST_CHIPS (rollcall_list_chips_get_type ())
G_DECLARE_FINAL_TYPE (RollcallListChips, rollcall_list_chips, ROLLCALL, LIST_CHIPS, AdwBin)

/* The signal `changed` tells that the person chose otherwise. */

/* Whether it is of users or of groups; once, before anything else. */
void     rollcall_list_chips_set_list   (RollcallListChips    *self,
                                         RollList              list);

/* (nullable): where the groups are that can be chosen */
void     rollcall_list_chips_set_roll   (RollcallListChips    *self,
                                         Roll                 *roll);

void     rollcall_list_chips_set_counts (RollcallListChips    *self,
                                         const RollListCounts *counts);

/* Puts what is chosen into @query: state, group and time. */
void     rollcall_list_chips_apply      (RollcallListChips    *self,
                                         RollListQuery        *query);

/* Whether anything but *All* is chosen. */
gboolean rollcall_list_chips_is_set     (RollcallListChips    *self);

/* Chooses everybody in a group, of @name; 0 and %NULL for no group. */
void     rollcall_list_chips_set_group  (RollcallListChips    *self,
                                         guint32               group,
                                         const char           *name);

/* Chooses *All*. */
void     rollcall_list_chips_reset      (RollcallListChips    *self);

G_END_DECLS
