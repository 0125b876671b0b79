/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One difference with all that is known of it: who it is about, why it is one, their attributes on
 * both sides, and what happened to them on each. No widget; made in a worker. */

#pragma once

#include "compare/comparison.h"
#include "roll/roll-history.h"

G_BEGIN_DECLS

/**
 * RollcallPairRow:
 * @title: of the attribute, translated
 * @path: (nullable): of the attribute; %NULL for what isn't one, as the number of groups
 * @source: (nullable): the value as shown; %NULL for none
 * @target: (nullable): likewise
 * @differs: whether the two are different; else they are equal
 *
 * One attribute on both sides.
 */
typedef struct
{
  char     *title;
  char     *path;
  char     *source;
  char     *target;
  gboolean  differs;
} RollcallPairRow;

/**
 * RollcallPair:
 * @kind: what it is
 * @name: of the person or group; of a membership, of the member
 * @about: a line below the name: by which rule the two were matched, or the userName
 * @why: the reason's sentence, translated
 * @detail: (nullable): what is known beyond it
 * @explained: whether it is as it should be
 * @at_source: whether they are there; of a membership, whether it is
 * @at_target: likewise
 * @single: whether only one side is looked at, so that nothing is equal or different
 * @rows: (element-type RollcallPairRow)
 * @source_changes: (element-type RollChange): the newest few; empty if they aren't there
 * @target_changes: likewise
 * @user_row: row in the directory's roll, for showing the person; 0 if there is none
 * @group_row: likewise for the group
 */
typedef struct
{
  CompareKind  kind;
  CompareWhere where;
  char        *name;
  char        *about;
  char        *why;
  char        *detail;
  gboolean     explained;
  gboolean     at_source;
  gboolean     at_target;
  gboolean     single;
  GPtrArray   *rows;
  GPtrArray   *source_changes;
  GPtrArray   *target_changes;
  guint32      user_row;
  guint32      group_row;
} RollcallPair;

/**
 * rollcall_pair_new:
 * @entry: what is looked at
 * @comparison: that it is of
 * @source: the source's roll
 * @target: the directory's roll
 *
 * A roll that was read anew since, or can't be read, gives less to show; what the comparison
 * itself knows is always there.
 *
 * Returns: (transfer full): the pair.
 */
RollcallPair *rollcall_pair_new  (const CompareEntry *entry,
                                  Comparison         *comparison,
                                  Roll               *source,
                                  Roll               *target);
void          rollcall_pair_free (RollcallPair       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallPair, rollcall_pair_free)

G_END_DECLS
