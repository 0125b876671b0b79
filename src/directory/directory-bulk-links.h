/* SPDX-License-Identifier: GPL-3.0-or-later */

/* References to what a bulk request is about to make: `bulkId:NAME` where an id would stand (RFC
 * 7644 §3.7.2). They count as the `value` of a member or manager, as either of these written bare,
 * and in quotes inside a PATCH path. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define DIRECTORY_BULK_ID "bulkId:"

/**
 * DirectoryBulkLinkFunc:
 * @name: what follows `bulkId:`
 * @data: the caller's
 *
 * Returns: (transfer none) (nullable): the id that stands for it; %NULL leaves it as it is.
 */
typedef const char *(*DirectoryBulkLinkFunc) (const char *name,
                                              gpointer    data);

/* Tells @func every reference in @node, and puts what it returns in its place. */
void directory_bulk_links_resolve (JsonNode               *node,
                                   DirectoryBulkLinkFunc   func,
                                   gpointer                data);

/* Takes what holds a reference out of a document, so that it can be made without. */
void directory_bulk_links_strip   (JsonNode               *node);

G_END_DECLS
