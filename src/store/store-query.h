/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a query is made of, for store-list.c. */

#pragma once

#include "store/store-plan.h"
#include "store/store-sort.h"

G_BEGIN_DECLS

/**
 * StoreQuery:
 * @filters: (element-type ScimFilter): the filter, or empty
 * @plan: (nullable): how indexes narrow it down
 * @sort: (nullable): by what it is ordered
 * @by: (nullable): likewise, also if nobody of this type has a value there
 * @indexed_order: whether an index has that order, @order
 * @base_url: (nullable): what URLs begin with
 * @other: (nullable): what is listed with it
 */
struct _StoreQuery
{
  gint64          directory;
  StoreType       type;
  GPtrArray      *filters;
  StorePlan      *plan;
  const ScimPath *sort;
  const ScimPath *by;
  gboolean        descending;
  gboolean        indexed_order;
  StoreOrder      order;
  const char     *base_url;
  StoreQuery     *other;
};

/* What store_reader_list() does, inside of a transaction that is there. */
gboolean store_list_run   (StoreReader       *reader,
                           const StoreQuery  *query,
                           gint64             skip,
                           gint64             count,
                           gint64             deadline,
                           StoreRowFunc       func,
                           gpointer           data,
                           gint64            *total,
                           GError           **error);

/* How many an unfiltered query lists. */
gboolean store_list_count (StoreReader       *reader,
                           const StoreQuery  *query,
                           gint64            *total,
                           GError           **error);

/* Tells the row @seq. */
gboolean store_list_tell  (StoreReader       *reader,
                           gint64             seq,
                           StoreRowFunc       func,
                           gpointer           data,
                           GError           **error);

G_END_DECLS
