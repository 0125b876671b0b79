/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing and searching among what differs, in a worker: the index of the comparison is made there
 * first if it isn't made yet. */

#pragma once

#include "console/rollcall-compare-index.h"

G_BEGIN_DECLS

/**
 * RollcallCompareFound:
 * @index: that was searched
 * @entries: (element-type CompareEntry): what was found
 * @reasons: that were chosen; others than asked for, if @person hasn't those
 * @wanted: (nullable): the userName that was wanted
 * @person: (nullable): their entry; it is among @entries
 */
typedef struct
{
  RollcallCompareIndex *index;
  GPtrArray            *entries;
  RollcallReasonSet     reasons;
  char                 *wanted;
  const CompareEntry   *person;
} RollcallCompareFound;

void                  rollcall_compare_found_free    (RollcallCompareFound    *found);

/**
 * rollcall_compare_search_async:
 * @comparison: what to search
 * @index: (nullable): perhaps of another comparison, and then not used
 * @reasons: what is to be shown
 * @search: (nullable): words
 * @wanted: (nullable): a userName whose entry must be found: then @search is left out, and @reasons
 *   too where they would hide it
 * @cancellable: stops it
 * @callback: told at the end
 * @user_data: for @callback
 */
void                  rollcall_compare_search_async  (Comparison              *comparison,
                                                      RollcallCompareIndex    *index,
                                                      const RollcallReasonSet *reasons,
                                                      const char              *search,
                                                      const char              *wanted,
                                                      GCancellable            *cancellable,
                                                      GAsyncReadyCallback      callback,
                                                      gpointer                 user_data);

/* (transfer full) (nullable): %NULL when cancelled */
RollcallCompareFound *rollcall_compare_search_finish (GAsyncResult            *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallCompareFound, rollcall_compare_found_free)

G_END_DECLS
