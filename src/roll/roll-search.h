/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching people and groups: RollListQuery.search of roll_list() and roll_count_rows().
 *
 * A search is words; each must be found, somewhere in the name, userName or displayName, externalId
 * or e-mail address, or be the whole id. Case and accents don't matter: "muller" finds "Müller".
 * One folded text of everybody lies beside the database in the order of names, written whenever
 * the roll is published; a search runs through it, at any length of any word, and its answers are
 * in order at once. */

#pragma once

#include "roll/roll-order.h"

G_BEGIN_DECLS

/**
 * roll_search_suggest:
 * @self: a roll
 * @list: users or groups
 * @text: what found nobody
 * @cancellable: (nullable)
 *
 * Looks for the name or userName nearest to a misspelled one: up to one letter in four wrong,
 * missing or too many. For a worker; it takes a tenth of a second at most, and then answers with
 * the best so far.
 *
 * Returns: (transfer full) (nullable): somebody's name as shown, for “Did you mean …?”.
 */
char *roll_search_suggest (Roll         *self,
                           RollList      list,
                           const char   *text,
                           GCancellable *cancellable);

G_END_DECLS
