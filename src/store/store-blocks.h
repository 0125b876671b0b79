/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many resources of a directory and type lie in each block of 1,024 seqs, so that the page that
 * begins at the millionth resource is found by adding up a thousand numbers instead of stepping
 * over a million rows. */

#pragma once

#include "store/store-private.h"

G_BEGIN_DECLS

/* One more, or with -1 one less, where @seq lies. */
gboolean store_blocks_count (StoreWriter  *writer,
                             gint64        directory,
                             StoreType     type,
                             gint64        seq,
                             int           by,
                             GError      **error);

/**
 * store_blocks_find:
 * @position: from 0
 * @seq: (out): the seq of the resource at @position in the order of seqs, or %G_MAXINT64 behind the
 *   last
 */
gboolean store_blocks_find  (StoreReader  *reader,
                             gint64        directory,
                             StoreType     type,
                             gint64        position,
                             gint64       *seq,
                             GError      **error);

G_END_DECLS
