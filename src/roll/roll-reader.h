/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the files of this room get at a roll's two read connections and its index: one connection for
 * short questions, which the main loop may ask, one for what takes long. For this room only. */

#pragma once

#include "database/database.h"
#include "roll/roll-index.h"

G_BEGIN_DECLS

/* Takes the connection for short questions for this thread. Each needs its
 * roll_reader_unlock(). */
Database   *roll_reader_lock      (Roll      *self);
void        roll_reader_unlock    (Roll      *self);

/* (nullable): the connection for what takes long, which is opened when it is first wanted; taken,
 * or %NULL with a #DatabaseError and not taken. The same thread may take it again. Whoever holds it
 * may take the short one, never the other way round. */
Database   *roll_worker_lock      (Roll      *self,
                                   GError   **error);
void        roll_worker_unlock    (Roll      *self);

/**
 * roll_reader_get_index:
 * @self: a roll
 * @fresh: whether one of an older generation is of no use
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the index, mapped, or made where that must be.
 */
RollIndex  *roll_reader_get_index (Roll          *self,
                                   gboolean       fresh,
                                   GCancellable  *cancellable,
                                   GError       **error);

/* (transfer full) (nullable): the index of this generation if it is at hand, without making one */
RollIndex  *roll_reader_peek_index (Roll     *self);

/* (transfer full) (element-type utf8 utf8): empty if nothing was ever published */
GHashTable *roll_reader_get_facts (Database  *database,
                                   GError   **error);

/* roll_get_info() on a connection that is taken already. */
RollInfo   *roll_reader_get_info  (Database  *database,
                                   GError   **error);

G_END_DECLS
