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

/* The statement that lists seqs in an order: directory, type, limit, offset. */
const char *store_sort_get_sql    (StoreOrder       order,
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
