/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One service for one data directory: a lock that ends with the process that holds it, however it
 * ends. */

#pragma once

#include "store/store-types.h"

G_BEGIN_DECLS

/**
 * store_lock_take:
 * @folder: the data directory, which exists
 * @error: return location
 *
 * Takes `flock` on FOLDER/lock without waiting.
 *
 * Returns: a descriptor that holds the lock until it is closed, or -1 with %STORE_ERROR_LOCKED or
 *   %STORE_ERROR_FAILED.
 */
int store_lock_take (const char *folder,
                     GError    **error);

G_END_DECLS
