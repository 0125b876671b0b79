/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes away the rows of dead directories, a slice a job, so that whoever writes elsewhere
 * meanwhile waits for one slice at most. */

#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* Queues the first slice; each slice queues the next until nothing dead is left, or the store
 * closes. */
void store_purge_start (Store *store);

G_END_DECLS
