/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One operation of a bulk request: what was asked for, how far it is, what came of it. */

#pragma once

#include "base/base-json-writer.h"
#include "directory/directory-change.h"

G_BEGIN_DECLS

typedef enum
{
  DIRECTORY_BULK_WAITING,
  DIRECTORY_BULK_RUNNING,
  DIRECTORY_BULK_DONE,
  DIRECTORY_BULK_FAILED,
} DirectoryBulkState;

/**
 * DirectoryBulkOperation:
 * @kind: what its method does
 * @method: its method, a constant; %NULL if it has none that is known
 * @bulk_id: (nullable): its name in this request
 * @version: (nullable): the tag that it asks for
 * @target: (nullable): the id in its path, perhaps still `bulkId:NAME`
 * @shape: how the activity names its path
 * @data: (nullable): its document
 * @links: (element-type utf8): the operations that it refers to, by name
 * @change: (nullable): what is being done
 * @stopped: it was not begun, because too many before it had failed
 * @error: (nullable): why it failed
 */
typedef struct
{
  DirectoryBulkState   state;
  DirectoryChangeKind  kind;
  StoreType            type;
  const char          *method;
  const char          *bulk_id;
  const char          *version;
  char                *target;
  const char          *shape;
  JsonNode            *data;
  GPtrArray           *links;
  DirectoryChange     *change;
  DirectoryNote        note;
  gboolean             stopped;
  GError              *error;
} DirectoryBulkOperation;

/**
 * directory_bulk_operation_new:
 * @base_url: of the directory
 * @document: (transfer none): an element of `Operations`; must outlive the operation
 *
 * Returns: (transfer full): the operation; one that makes no sense has its error already.
 */
DirectoryBulkOperation *directory_bulk_operation_new  (const char             *base_url,
                                                       JsonNode               *document);
void                    directory_bulk_operation_free (DirectoryBulkOperation *self);

/* @error: (transfer full): why; it is forgotten if the operation has an error already */
void                    directory_bulk_operation_fail (DirectoryBulkOperation *self,
                                                       GError                 *error);

/* Appends its part of the answer. */
void                    directory_bulk_operation_show (DirectoryBulkOperation *self,
                                                       const char             *base_url,
                                                       BaseJsonWriter         *json);

G_END_DECLS
