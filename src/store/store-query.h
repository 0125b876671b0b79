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
 * @indexed_order: whether an index has that order, @order
 */
struct _StoreQuery
{
  gint64          directory;
  StoreType       type;
  GPtrArray      *filters;
  StorePlan      *plan;
  const ScimPath *sort;
  gboolean        descending;
  gboolean        indexed_order;
  StoreOrder      order;
};

G_END_DECLS
