/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a resource's row has in columns besides its body, made from the body. */

#pragma once

#include <json-glib/json-glib.h>

#include "store/store-types.h"

G_BEGIN_DECLS

/**
 * StoreColumns:
 * @user_name: (nullable): folded
 * @external_id: (nullable): NFC
 * @display_name: (nullable): folded
 * @name: userName or displayName as written, or ""; the body's
 * @active: 0, 1, or -1 where the body doesn't say, which means active
 */
typedef struct
{
  char       *user_name;
  char       *external_id;
  char       *display_name;
  const char *name;
  int         active;
} StoreColumns;

void store_columns_init  (StoreColumns *self,
                          StoreType     type,
                          JsonObject   *body);
void store_columns_clear (StoreColumns *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoreColumns, store_columns_clear)

G_END_DECLS
