/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A comparison's differences gathered by reason, as the overview lists them: how many, and who the
 * first are. No widget. */

#pragma once

#include "compare/comparison.h"
#include "console/rollcall-mark.h"

G_BEGIN_DECLS

/**
 * RollcallReason:
 * @kind: of what: people, groups, memberships
 * @reason: why they differ
 * @explained: whether that is as it should be; a reason of memberships can stand once with each
 * @mark: what to draw beside it
 * @count: how many
 * @names: the first of them: "Jonas Weber, Priya Nair and 2 more"; of memberships the groups with
 *   the most: "Finance 6, Berlin office 3"
 */
typedef struct
{
  CompareKind       kind;
  CompareReason     reason;
  gboolean          explained;
  RollcallMarkKind  mark;
  gint64            count;
  char             *names;
} RollcallReason;

void       rollcall_reason_free (RollcallReason *self);

/* (transfer full) (element-type RollcallReason): what needs attention before what is explained;
 * people before groups before memberships; then the largest first */
GPtrArray *rollcall_reasons_of  (Comparison     *comparison);

/* How many of @kind, or of all for COMPARE_N_KINDS, need attention, by @reasons. */
gint64     rollcall_reasons_count_attention (GPtrArray   *reasons,
                                             CompareKind  kind);

/* (transfer full): "Jonas Weber, Priya Nair and 2 more": the first of @names, of @count in all */
char      *rollcall_reasons_join_names (const char *const *names,
                                        gint64             count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallReason, rollcall_reason_free)

G_END_DECLS
