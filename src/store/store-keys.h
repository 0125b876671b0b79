/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the store itself does with keys. */

#pragma once

#include "store/store-writer.h"

G_BEGIN_DECLS

/* Forgets keys that ended more than 400 days ago, and then the dead directories that have none
 * left. */
gboolean store_keys_forget_old (StoreWriter  *writer,
                                GError      **error);

G_END_DECLS
