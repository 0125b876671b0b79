/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Orders: by an index where there is one, else by keys taken from documents and sorted in
 * memory. */

#pragma once

#include "scim/scim-path.h"
#include "store/store-private.h"

G_BEGIN_DECLS

/* The orders that an index has. */
typedef enum
{
  STORE_ORDER_USER_NAME,
  STORE_ORDER_DISPLAY_NAME,
  STORE_ORDER_EXTERNAL_ID,
  STORE_ORDER_MODIFIED,
  STORE_N_ORDERS,
} StoreOrder;

/**
 * StoreSortKey:
 * @text: (nullable): as it is compared
 * @kind: 0 for no value, which comes last; 1 a number or boolean; 2 a text
 */
typedef struct
{
  gint64  seq;
  int     kind;
  double  number;
  char   *text;
} StoreSortKey;

/* Whether an index has the order of @path, and which. */
gboolean    store_sort_find_order (const ScimPath  *path,
                                   StoreOrder      *order);

/* The statement that lists seqs, and values, in an order: directory, type, limit, offset. */
const char *store_sort_get_sql    (StoreOrder       order,
                                   gboolean         descending);

/**
 * StoreStep:
 * @STORE_STEP_FIRST: the first values: directory, type, limit
 * @STORE_STEP_TIES: the value ?3 behind the seq ?4, limit
 * @STORE_STEP_BEHIND: behind the value ?3, limit
 * @STORE_STEP_ABSENT: no value behind the seq ?3, limit
 *
 * How an order is followed from a row in it.
 */
typedef enum
{
  STORE_STEP_FIRST,
  STORE_STEP_TIES,
  STORE_STEP_BEHIND,
  STORE_STEP_ABSENT,
  STORE_N_STEPS,
} StoreStep;

/* The statement of a step: seq and value. */
const char *store_sort_get_step   (StoreOrder       order,
                                   StoreStep        step,
                                   gboolean         descending);

/* (transfer full): an empty array of StoreSortKey */
GArray     *store_sort_keys_new   (void);

/* Adds the key of a document. */
void        store_sort_keys_add   (GArray          *keys,
                                   gint64           seq,
                                   const ScimPath  *path,
                                   JsonObject      *document);

/* (transfer full) (element-type gint64): the seqs in order; ties in the order of seqs, or the other
 * way round */
GArray     *store_sort_keys_sort  (GArray          *keys,
                                   gboolean         descending);

G_END_DECLS
