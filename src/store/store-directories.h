/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A directory's counters, for whoever changes what they count. */

#pragma once

#include "store/store-writer.h"

G_BEGIN_DECLS

/**
 * StoreCounts:
 *
 * What a change adds to a directory's counters; negative for what goes.
 */
typedef struct
{
  gint64 users;
  gint64 active;
  gint64 groups;
  gint64 memberships;
} StoreCounts;

/* Adds to the counters and notes the time of the change: %STORE_ERROR_NOT_FOUND if @directory is
 * dead. */
gboolean store_directories_count (StoreWriter       *writer,
                                  gint64             directory,
                                  const StoreCounts *counts,
                                  GError           **error);

G_END_DECLS
