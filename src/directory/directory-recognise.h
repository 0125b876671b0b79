/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which identity provider is calling, and what it means by it, told from evidence: User-Agents,
 * flags and shapes that only one of them sends. A guess is never acted on; it only labels the
 * activity. */

#pragma once

#include <json-glib/json-glib.h>

#include "directory/directory-exchange.h"
#include "scim/scim-filter.h"

G_BEGIN_DECLS

/* What was recognised of each key, kept while the service runs. */
DirectoryEvidence *directory_evidence_new         (void);
void               directory_evidence_free        (DirectoryEvidence *self);

/* Labels the exchange by its headers and query, or by what its key sent before. */
void               directory_recognise_request    (DirectoryExchange *exchange);

/* Labels it by its body. */
void               directory_recognise_document   (DirectoryExchange *exchange,
                                                   JsonObject        *document);

/**
 * directory_recognise_list:
 * @exchange: a list that has been read
 * @filter: (nullable): its filter
 * @count: how many were asked for
 * @total: how many there are
 *
 * Says what a look-up that found nothing means: a connection test, or a person who isn't here. Such
 * a look-up stands alone in the activity.
 */
void               directory_recognise_list       (DirectoryExchange *exchange,
                                                   const ScimFilter  *filter,
                                                   gint64             count,
                                                   gint64             total);

/* Whether it is our own console or client, whose reads count as neither use nor evidence. */
gboolean           directory_recognise_is_ours    (DirectoryExchange *exchange);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryEvidence, directory_evidence_free)

G_END_DECLS
