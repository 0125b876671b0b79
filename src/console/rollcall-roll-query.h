/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One question to a roll in a worker thread, and its answer: the row numbers in order, how many
 * each state has, and newer values of the rows that are on screen. */

#pragma once

#include "roll/roll-order.h"

G_BEGIN_DECLS

/**
 * RollcallRollAnswer:
 * @rows: (element-type guint32): the list
 * @counts: how many each state has, for what is otherwise asked
 * @seen: (nullable) (element-type guint32): the row numbers that were handed in
 * @seen_rows: (nullable) (element-type RollRow): their values now
 */
typedef struct
{
  GArray         *rows;
  RollListCounts  counts;
  GArray         *seen;
  GPtrArray      *seen_rows;
} RollcallRollAnswer;

void                rollcall_roll_answer_free   (RollcallRollAnswer   *answer);

/* Copies and frees a query with the text in it. */
RollListQuery       rollcall_roll_query_copy    (const RollListQuery  *query);
void                rollcall_roll_query_clear   (RollListQuery        *query);
gboolean            rollcall_roll_query_equal   (const RollListQuery  *a,
                                                 const RollListQuery  *b);

/**
 * rollcall_roll_query_async:
 * @roll: the roll
 * @query: what is wanted; copied
 * @seen: (nullable) (transfer full) (element-type guint32): rows whose values are wanted too
 * @cancellable: stops it
 * @callback: told at the end
 * @user_data: for @callback
 *
 * Prepares the roll first, which takes a moment only for a generation that is new to it.
 */
void                rollcall_roll_query_async   (Roll                 *roll,
                                                 const RollListQuery  *query,
                                                 GArray               *seen,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);

/* (transfer full) (nullable) */
RollcallRollAnswer *rollcall_roll_query_finish  (GAsyncResult         *result,
                                                 GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallRollAnswer, rollcall_roll_answer_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RollListQuery, rollcall_roll_query_clear)

G_END_DECLS
