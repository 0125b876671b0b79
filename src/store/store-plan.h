/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How indexes narrow a filter down: a tree of look-ups, intersected and united, each with what must
 * be checked row by row behind it. */

#pragma once

#include "scim/scim-filter.h"
#include "store/store-private.h"

G_BEGIN_DECLS

/**
 * StoreLook:
 *
 * The look-ups, in the order in which they are tried: the first finds least. Those from
 * %STORE_LOOK_USER_NAME_RANGE on may find most of a directory.
 */
typedef enum
{
  STORE_LOOK_ID,
  STORE_LOOK_USER_NAME,
  STORE_LOOK_EXTERNAL_ID,
  STORE_LOOK_VALUE_KIND,
  STORE_LOOK_VALUE,
  STORE_LOOK_DISPLAY_NAME,
  STORE_LOOK_MEMBER,
  STORE_LOOK_GROUP,
  STORE_LOOK_USER_NAME_RANGE,
  STORE_LOOK_DISPLAY_NAME_RANGE,
  STORE_LOOK_MODIFIED_RANGE,
  STORE_N_LOOKS,
} StoreLook;

typedef struct _StorePlan StorePlan;

/* (nullable): %NULL if no index helps; @filter must outlive the plan. */
StorePlan  *store_plan_new     (const ScimFilter  *filter);
void        store_plan_free    (StorePlan         *self);

/* Whether rows must be checked that only a range has narrowed down. */
gboolean    store_plan_is_scan (const StorePlan   *self);

/**
 * store_plan_run:
 * @deadline: monotonic time, 0 for none; SQL itself is stopped by the connection's
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the seqs of what matches, in order.
 */
GArray     *store_plan_run     (const StorePlan   *self,
                                StoreReader       *reader,
                                gint64             directory,
                                StoreType          type,
                                gint64             deadline,
                                GError           **error);

/* The statement of a look-up, for the tests that ask SQLite how it goes about it. */
const char *store_plan_get_sql (StoreLook          look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StorePlan, store_plan_free)

G_END_DECLS
