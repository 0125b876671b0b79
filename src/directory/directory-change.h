/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A write on its way: planned on an HTTP thread against the version it read, done on the store's
 * writer together with its lines of activity, answered on the HTTP thread once it is durable. */

#pragma once

#include "directory/directory-view.h"
#include "scim/scim-patch.h"
#include "store/store-writer.h"

G_BEGIN_DECLS

typedef enum
{
  DIRECTORY_CHANGE_CREATE,
  DIRECTORY_CHANGE_REPLACE,
  DIRECTORY_CHANGE_PATCH,
  DIRECTORY_CHANGE_DELETE,
} DirectoryChangeKind;

/**
 * DirectoryChange:
 * @note: what the activity will say: the exchange's, or an operation's of a bulk request
 * @method: (nullable): of an operation; %NULL stands for the request's
 * @shape: (nullable): likewise, as the activity names the path
 * @if_match: (nullable): the tags that the client asks for
 * @if_none_match: (nullable): the tags that it must not have
 * @patch: (nullable): of a PATCH
 * @wanted: (nullable): the document of a POST or PUT
 * @members: (nullable) (element-type ScimMemberChange): what is done to a Group's members, in order
 * @read_version: the version that @after was made from
 * @after: (nullable): what the body will be
 * @changes: (nullable): JSON array of what differs in the body
 * @was_active: before the change
 * @written: what the store made of it
 * @member_result: what came of @members
 * @view: how the answer shows it
 */
typedef struct
{
  DirectoryExchange   *exchange;
  DirectoryNote       *note;
  const char          *method;
  const char          *shape;
  DirectoryChangeKind  kind;
  StoreType            type;
  const char          *id;
  const char          *if_match;
  const char          *if_none_match;
  ScimPatch           *patch;
  ScimResource        *wanted;
  GPtrArray           *members;
  gint64               read_version;
  ScimResource        *after;
  char                *changes;
  gboolean             was_active;
  StoreWritten         written;
  StoreMemberResult    member_result;
  GError              *error;
  DirectoryView       *view;
  gboolean             shows;
} DirectoryChange;

/* @type and @id: (nullable): what it is about; @id must outlive the change */
DirectoryChange *directory_change_new    (DirectoryExchange    *exchange,
                                          DirectoryChangeKind   kind,
                                          StoreType             type,
                                          const char           *id);
void             directory_change_free   (DirectoryChange      *self);

/**
 * directory_change_prepare:
 * @self: a PUT or PATCH
 * @row: what it is applied to
 * @error: return location
 *
 * Checks `If-Match` against @row, and makes @after and @changes from it.
 *
 * Returns: %TRUE, or %FALSE with a #ScimError.
 */
gboolean         directory_change_prepare (DirectoryChange     *self,
                                           const StoreRow      *row,
                                           GError             **error);

/* The store's job; @data is a DirectoryChange. */
gboolean         directory_change_job    (StoreWriter          *writer,
                                          gpointer              data,
                                          GError              **error);

/**
 * directory_change_complete:
 * @self: a POST whose job has been begun
 * @writer: the job's
 * @full: the resource with all that it refers to
 * @error: return location
 *
 * Gives what was just made the references that could not be there before: a User its body, a Group
 * its members. Only for bulk requests whose operations refer to each other in a circle.
 */
gboolean         directory_change_complete (DirectoryChange    *self,
                                          StoreWriter          *writer,
                                          ScimResource         *full,
                                          GError              **error);

/* The two halves of directory_change_job(), for a job of several changes. */
gboolean         directory_change_write  (DirectoryChange      *self,
                                          StoreWriter          *writer,
                                          GError              **error);
gboolean         directory_change_append_activity
                                         (DirectoryChange      *self,
                                          StoreWriter          *writer,
                                          GError              **error);

/* Its status if it goes well. */
guint            directory_change_status (DirectoryChange      *self);

/* (transfer full): the resource as it was written */
DirectoryRow    *directory_change_row    (DirectoryChange      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryChange, directory_change_free)

G_END_DECLS
