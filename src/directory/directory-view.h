/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How resources are shown in one answer: the stored text, with what is derived spliced in (id,
 * meta, groups, members), and only the attributes that were asked for. */

#pragma once

#include "directory/directory-exchange.h"
#include "store/store-reader.h"

G_BEGIN_DECLS

typedef struct _DirectoryView DirectoryView;

/**
 * DirectoryRow:
 *
 * A #StoreRow of our own, to be shown after the reader has gone on.
 */
typedef struct
{
  gint64     seq;
  StoreType  type;
  char      *id;
  char      *name;
  gint64     created;
  gint64     modified;
  gint64     version;
  char      *body;
  gsize      body_length;
} DirectoryRow;

DirectoryRow  *directory_row_copy       (const StoreRow     *row);
void           directory_row_free       (DirectoryRow       *self);

/**
 * directory_view_new:
 * @context: for the base URL
 * @directory: whose
 * @type: of the resources
 * @attributes: (nullable): as the client wrote it
 * @excluded: (nullable): likewise
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the view, or %NULL with a #ScimError.
 */
DirectoryView *directory_view_new       (DirectoryContext   *context,
                                         StoreDirectory     *directory,
                                         StoreType           type,
                                         const char         *attributes,
                                         const char         *excluded,
                                         GError            **error);
void           directory_view_free      (DirectoryView      *self);

/* Of what it shows. */
StoreType      directory_view_type      (DirectoryView      *self);

/* Whether `members` of a Group, or `groups` of a User, are shown. */
gboolean       directory_view_wants_members (DirectoryView  *self);

/* Appends a resource up to where its members or groups would follow; its brace stays open. @reader
 * is asked only for a manager's name, if that is shown. */
gboolean       directory_view_begin     (DirectoryView      *self,
                                         const DirectoryRow *row,
                                         StoreReader        *reader,
                                         GString            *out,
                                         GError            **error);

/* Appends one element of members or groups, without the comma before it. */
void           directory_view_member    (DirectoryView      *self,
                                         const char         *id,
                                         const char         *display,
                                         StoreType           type,
                                         GString            *out);

/* (transfer full): the resource's own URL */
char          *directory_view_location  (DirectoryView      *self,
                                         const char         *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryRow, directory_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryView, directory_view_free)

G_END_DECLS
