/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A comparison as the lists of the directory's people and groups need it: what is to be said about
 * the row of this number. Made in a worker, never changed afterwards, and counted. */

#pragma once

#include "compare/comparison.h"
#include "console/rollcall-mark.h"

G_BEGIN_DECLS

typedef struct _RollcallDifferences RollcallDifferences;

/**
 * RollcallGroupSides:
 * @source_members: direct members at the source; -1 for a group that isn't there
 * @missing: members there and not here
 * @extra: members here and not there
 * @attention: how many of both aren't explained
 */
typedef struct
{
  gint64 source_members;
  guint  missing;
  guint  extra;
  guint  attention;
} RollcallGroupSides;

/**
 * rollcall_differences_new_async:
 * @comparison: the comparison
 * @source: the source's roll, for the sizes of its groups
 * @cancellable: stops it
 * @callback: told at the end
 * @user_data: for @callback
 */
void                      rollcall_differences_new_async  (Comparison          *comparison,
                                                           Roll                *source,
                                                           GCancellable        *cancellable,
                                                           GAsyncReadyCallback  callback,
                                                           gpointer             user_data);

/* (transfer full) (nullable): %NULL when cancelled */
RollcallDifferences      *rollcall_differences_new_finish (GAsyncResult        *result);

/* (transfer full) (nullable): the same in this thread; %NULL when cancelled */
RollcallDifferences      *rollcall_differences_new        (Comparison          *comparison,
                                                           Roll                *source,
                                                           GCancellable        *cancellable);

RollcallDifferences      *rollcall_differences_ref        (RollcallDifferences *self);
void                      rollcall_differences_unref      (RollcallDifferences *self);

Comparison               *rollcall_differences_get_comparison
                                                          (RollcallDifferences *self);

/* (nullable): what is said about a user or group of the directory; %NULL for one that is the same
 * on both sides */
const CompareEntry       *rollcall_differences_find       (RollcallDifferences *self,
                                                           CompareKind          kind,
                                                           guint32              row);

/* Both sides' members of a group of the directory. */
RollcallGroupSides        rollcall_differences_get_group  (RollcallDifferences *self,
                                                           guint32              row);

/* Which mark an entry has, and (transfer full) what it says to a screen reader: "Unassigned, still
 * active". */
RollcallMarkKind          rollcall_differences_mark       (const CompareEntry  *entry);
char                     *rollcall_differences_describe   (const CompareEntry  *entry);

/* (transfer none): the reason's title, translated */
const char               *rollcall_differences_reason     (CompareReason        reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallDifferences, rollcall_differences_unref)

G_END_DECLS
