/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The items of a list that were lately seen, by row number. Whoever asks for one gets its whole
 * window fetched by one query; of the least lately used only so many stay. */

#pragma once

#include "console/rollcall-roll-item.h"

G_BEGIN_DECLS

/* How many rows one query fetches, and how many stay. GTK keeps some 200 rows alive, which a window
 * of the cache's size never pushes out. */
#define ROLLCALL_ROLL_WINDOW 200
#define ROLLCALL_ROLL_KEPT 1000

typedef struct _RollcallRollCache RollcallRollCache;

RollcallRollCache *rollcall_roll_cache_new    (void);
void               rollcall_roll_cache_free   (RollcallRollCache *self);

/**
 * rollcall_roll_cache_get:
 * @self: a cache
 * @roll: where the rows are
 * @rows: (element-type guint32): the list's row numbers
 * @position: which one is wanted, less than the length of @rows
 *
 * Short enough for the main loop. A query that fails is logged, and gives items without a row.
 *
 * Returns: (transfer full): its item.
 */
RollcallRollItem  *rollcall_roll_cache_get    (RollcallRollCache *self,
                                               Roll              *roll,
                                               GArray            *rows,
                                               guint              position);

/* (transfer full) (element-type guint32): whom it holds */
GArray            *rollcall_roll_cache_list   (RollcallRollCache *self);

/**
 * rollcall_roll_cache_update:
 * @self: a cache
 * @numbers: (element-type guint32): row numbers
 * @rows: (element-type RollRow): as many values of a newer roll, %NULL for those that are gone
 *
 * Gives the items the new values; whoever shows one has to look again.
 */
void               rollcall_roll_cache_update (RollcallRollCache *self,
                                               GArray            *numbers,
                                               GPtrArray         *rows);

/* Forgets all of them. */
void               rollcall_roll_cache_clear  (RollcallRollCache *self);

/* How many it holds, and how many queries it has made: for tests. */
guint              rollcall_roll_cache_get_size
                                              (RollcallRollCache *self);
guint              rollcall_roll_cache_get_queries
                                              (RollcallRollCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallRollCache, rollcall_roll_cache_free)

G_END_DECLS
