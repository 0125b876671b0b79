/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the files of this room get at a roll's read connection. For this room only. */

#pragma once

#include "database/database.h"
#include "roll/roll.h"

G_BEGIN_DECLS

/* Takes the connection for this thread; the same thread may take it again (a list's callback may
 * ask for a body). Each needs its roll_reader_unlock(). */
Database   *roll_reader_lock      (Roll      *self);
void        roll_reader_unlock    (Roll      *self);

/* (transfer full) (element-type utf8 utf8): empty if nothing was ever published */
GHashTable *roll_reader_get_facts (Database  *database,
                                   GError   **error);

G_END_DECLS
