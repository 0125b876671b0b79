/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The entries of a comparison as the Compare page lists them: all kinds in one order, counted by
 * reason, and searched. Made and asked in a worker; never changed once made, and counted, so that
 * the page and a search that is still under way can share it. */

#pragma once

#include "compare/comparison.h"

G_BEGIN_DECLS

/**
 * RollcallReasonSet:
 * @attention: bits 1 << #CompareReason: those with this reason that need attention
 * @explained: likewise, those that are explained
 *
 * What is to be shown. Both 0 is everything that needs attention; if nothing does, everything.
 */
typedef struct
{
  guint32 attention;
  guint32 explained;
} RollcallReasonSet;

typedef struct _RollcallCompareIndex RollcallCompareIndex;

/* (transfer full) (nullable): of @comparison, which it holds; %NULL when cancelled */
RollcallCompareIndex *rollcall_compare_index_new    (Comparison           *comparison,
                                                     GCancellable         *cancellable);
RollcallCompareIndex *rollcall_compare_index_ref    (RollcallCompareIndex *self);
void                  rollcall_compare_index_unref  (RollcallCompareIndex *self);

Comparison           *rollcall_compare_index_get_comparison
                                                    (RollcallCompareIndex *self);

/* How many entries have @reason and need attention, or are explained; %COMPARE_N_REASONS for any
 * reason. */
guint                 rollcall_compare_index_count  (RollcallCompareIndex *self,
                                                     CompareReason         reason,
                                                     gboolean              explained);

/**
 * rollcall_compare_index_filter:
 * @self: the index
 * @reasons: what is to be shown
 * @search: (nullable): words, each of which must be found in the name, the userName or the member;
 *   case and accents don't matter
 * @cancellable: (nullable)
 *
 * Returns: (transfer full) (nullable) (element-type CompareEntry): people, then groups, then
 *   memberships, each by name; they live as long as the index. %NULL when cancelled.
 */
GPtrArray            *rollcall_compare_index_filter (RollcallCompareIndex  *self,
                                                     const RollcallReasonSet *reasons,
                                                     const char            *search,
                                                     GCancellable          *cancellable);

/* Whether an entry with @reason is shown. */
gboolean              rollcall_compare_index_shows  (RollcallCompareIndex  *self,
                                                     const RollcallReasonSet *reasons,
                                                     const CompareEntry    *entry);

/* (nullable): the first entry of kind users, or of a membership of theirs, with this userName */
const CompareEntry   *rollcall_compare_index_find   (RollcallCompareIndex *self,
                                                     const char           *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallCompareIndex, rollcall_compare_index_unref)

G_END_DECLS
