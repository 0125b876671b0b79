/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row as the document that filters and sort keys look into: with just as much of it as they name,
 * so that what stands in columns is checked without parsing a body. */

#pragma once

#include "scim/scim-filter.h"
#include "store/store-private.h"

G_BEGIN_DECLS

/**
 * StoreDocumentNeeds:
 * @body: whether anything is asked for that is only in the body
 * @groups: whether the groups are
 * @members: whether the members are
 * @manager: whether what is derived of the manager is
 */
typedef struct
{
  gboolean body;
  gboolean groups;
  gboolean members;
  gboolean manager;
} StoreDocumentNeeds;

/* Adds what a path or a filter names. */
void        store_document_need_path      (StoreDocumentNeeds        *self,
                                           const ScimPath            *path);
void        store_document_need_filter    (StoreDocumentNeeds        *self,
                                           const ScimFilter          *filter);

/* The columns that store_document_of() reads, seq first. */
#define STORE_DOCUMENT_COLUMNS                                                            \
  "seq, type, id, name, external_id, display_name, active, created, modified, body, version"

/* (transfer full) (nullable): the document of a statement's row */
JsonObject *store_document_of             (StoreReader               *reader,
                                           DatabaseStatement         *row,
                                           const StoreDocumentNeeds  *needs,
                                           GError                   **error);

/* The document of the resource @seq; @document becomes %NULL if it is gone. */
gboolean    store_document_read           (StoreReader               *reader,
                                           gint64                     seq,
                                           const StoreDocumentNeeds  *needs,
                                           JsonObject               **document,
                                           GError                   **error);

/* Whether all of @filters (element-type ScimFilter) hold. */
gboolean    store_document_matches        (JsonObject                *document,
                                           GPtrArray                 *filters);

/* %FALSE with %STORE_ERROR_DEADLINE when it has passed. */
gboolean    store_document_check_deadline (gint64                     deadline,
                                           GError                   **error);

G_END_DECLS
