/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One reading of one SCIM service, as its parts share it: what it can, pages, lists, groups'
 * members, what it wrote down about failures. For this room only. */

#pragma once

#include "admin/admin-client.h"
#include "base/base-json-reader.h"
#include "http/http-session.h"
#include "roll/roll-writer.h"
#include "scim/scim-schema.h"
#include "source/source-report.h"
#include "source/source-scim.h"

G_BEGIN_DECLS

/* One answer, at most: a service that ignores paging sends everybody at once. */
#define SOURCE_SCIM_BODY_LIMIT (256 * 1024 * 1024)
#define SOURCE_SCIM_MAX_DEPTH 64

/**
 * SourceScimRead:
 * @writer: (nullable): %NULL for a test
 * @cursor: page by cursor (RFC 9865)
 * @page_size: how many to ask for
 * @has_key: whether a key was set
 */
typedef struct
{
  HttpSession  *session;
  RollWriter   *writer;
  GCancellable *cancellable;
  SourceReport  report;
  gboolean      has_key;
  gboolean      cursor;
  guint         page_size;
} SourceScimRead;

/**
 * SourceScimPage:
 * @response: keeps the text
 * @resources: the array's text; its text is %NULL if the page has none
 * @n: how many are in it
 * @total: -1 if it doesn't say
 * @next_cursor: (nullable)
 * @first: (nullable): id of the first resource
 * @last: (nullable): id of the last
 * @bare: (element-type utf8): ids of those that have no `members`
 */
typedef struct
{
  HttpResponse  *response;
  BaseJsonSlice  resources;
  guint          n;
  gint64         total;
  char          *next_cursor;
  char          *first;
  char          *last;
  GPtrArray     *bare;
} SourceScimPage;

/* A session with the key set; it is @read's to be unreffed, also after an error. */
gboolean source_scim_open          (SourceScim     *self,
                                    SourceScimRead *read,
                                    GCancellable   *cancellable,
                                    GError        **error);

void     source_scim_page_clear    (SourceScimPage *self);

/* Counts a fault, if there is a writer. */
void     source_scim_fault         (SourceScimRead *self,
                                    RollFault       fault,
                                    const char     *detail);

/**
 * source_scim_send:
 * @self: a reading
 * @path: below the base URL
 * @search: (nullable): a search request's body (RFC 7644 §3.4.3), to be posted; %NULL for a GET
 * @what: for the message, in words ("reading users")
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a 2xx answer, whatever is in it.
 */
HttpResponse *
         source_scim_send          (SourceScimRead *self,
                                    const char     *path,
                                    const char     *search,
                                    const char     *what,
                                    GError        **error);

/* Reads a page and takes its envelope apart, in whatever spelling. An error under a 2xx status is
 * tried once more. */
gboolean source_scim_get_page      (SourceScimRead *self,
                                    const char     *path,
                                    const char     *search,
                                    const char     *what,
                                    SourceScimPage *page,
                                    GError        **error);

/* What it can (RFC 7644 §4): fills @cursor and @page_size, and the writer's supported paths. Only
 * a service that isn't reached at all is an error. */
gboolean source_scim_discover      (SourceScimRead *self,
                                    GError        **error);

/**
 * source_scim_read_list:
 * @self: a reading
 * @type: users or groups
 * @total: (out): what the service says, -1 if it doesn't
 * @bare: (out) (transfer full) (element-type utf8): ids of those that came without `members`
 * @error: return location
 *
 * Reads all pages into the writer.
 */
gboolean source_scim_read_list     (SourceScimRead          *self,
                                    const ScimResourceType  *type,
                                    gint64                  *total,
                                    GPtrArray              **bare,
                                    GError                 **error);

/* Reads each of the groups in @ids alone, for its members. */
gboolean source_scim_read_members  (SourceScimRead *self,
                                    GPtrArray      *ids,
                                    GError        **error);

/* What the service wrote down about writes that failed and weren't made good since, as evidence. */
gboolean source_scim_read_failures (SourceScimRead *self,
                                    AdminClient    *admin,
                                    const char     *directory,
                                    GError        **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SourceScimPage, source_scim_page_clear)

G_END_DECLS
