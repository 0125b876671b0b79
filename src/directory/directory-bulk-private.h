/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A bulk request on its way, for the files that make one: directory-bulk-read.c reads it,
 * directory-bulk.c does it. */

#pragma once

#include "directory/directory-bulk-operation.h"

G_BEGIN_DECLS

/**
 * DirectoryBulk:
 * @go_on: what to do when the slice is done
 * @document: the request; operations borrow from it
 * @operations: (element-type DirectoryBulkOperation): in the request's order
 * @named: bulkId → the operation that makes it
 * @slice: (element-type DirectoryBulkOperation): what the writer has
 * @circle: whether @slice is one job
 * @max_errors: 0 for any number
 * @errors: how many there were; the writer's while it has a slice
 * @running: jobs that haven't told yet; the writer's
 */
typedef struct
{
  DirectoryExchange *exchange;
  DirectoryContinue go_on;
  JsonObject *document;
  GPtrArray *operations;
  GHashTable *named;
  GPtrArray *slice;
  gboolean circle;
  gint64 max_errors;
  gint64 errors;
  guint running;
  char *base_url;
} DirectoryBulk;

/* (transfer full) (nullable): the request of @exchange, with nothing done; %NULL with a
 * #ScimError */
DirectoryBulk *directory_bulk_read (DirectoryExchange  *exchange,
                                    GError            **error);
void           directory_bulk_free (DirectoryBulk      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryBulk, directory_bulk_free)

G_END_DECLS
