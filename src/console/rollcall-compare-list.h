/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The found entries of a comparison as a GListModel. It holds an array of borrowed entries and
 * makes an item only where one is looked at, so that a hundred thousand cost no more than ten. */

#pragma once

#include <gio/gio.h>

#include "console/rollcall-compare-index.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_COMPARE_ITEM (rollcall_compare_item_get_type ())
G_DECLARE_FINAL_TYPE (RollcallCompareItem, rollcall_compare_item, ROLLCALL, COMPARE_ITEM, GObject)

/* (transfer none): lives as long as the item */
const CompareEntry   *rollcall_compare_item_get_entry (RollcallCompareItem *self);
RollcallCompareIndex *rollcall_compare_item_get_index (RollcallCompareItem *self);

/* (transfer full): what distinguishes it within its row: the attributes that differ by their
 * titles, the member and its group, or what is known beyond the reason */
char                 *rollcall_compare_item_get_caption (RollcallCompareItem *self);

#define ROLLCALL_TYPE_COMPARE_LIST (rollcall_compare_list_get_type ())
G_DECLARE_FINAL_TYPE (RollcallCompareList, rollcall_compare_list, ROLLCALL, COMPARE_LIST, GObject)

RollcallCompareList  *rollcall_compare_list_new       (void);

/* Shows @entries (element-type CompareEntry) of @index; both %NULL for none. */
void                  rollcall_compare_list_set       (RollcallCompareList  *self,
                                                       RollcallCompareIndex *index,
                                                       GPtrArray            *entries);

/**
 * rollcall_compare_list_find:
 * @self: the list
 * @entry: an entry, perhaps of a comparison before
 *
 * Returns: where the same person, group or membership is; %G_MAXUINT if it isn't there.
 */
guint                 rollcall_compare_list_find      (RollcallCompareList  *self,
                                                       const CompareEntry   *entry);

G_END_DECLS
