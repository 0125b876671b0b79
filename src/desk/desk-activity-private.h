/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How items are made. For this room only. */

#pragma once

#include "desk/desk-activity.h"

G_BEGIN_DECLS

/* (transfer full): an item of nothing, counted once, with an empty list of changes */
DeskActivityItem *desk_activity_item_new     (void);

/* Adds a replaced value; @old_value and @new_value are nullable. */
void              desk_activity_item_add_change (DeskActivityItem *item,
                                                 const char       *path,
                                                 const char       *old_value,
                                                 const char       *new_value);

/* (transfer full) (nullable): what changed: "title: Engineer → Lead", or which attributes */
char             *desk_activity_words_of_changes (const DeskActivityItem *item);

/* Fills @item's kind, icon, sentence and detail from everything else in it. */
void              desk_activity_put_in_words (DeskActivityItem *item);

/* (transfer full): a line that stands for @n look-ups of the route @path */
char             *desk_activity_words_of_lookups (const char *path,
                                                  gint64      n);

G_END_DECLS
