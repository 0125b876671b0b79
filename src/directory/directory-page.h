/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Resources written into an answer: one, or a ListResponse of many. Small ones go whole; a group of
 * 100,000 members goes in pieces of at most 1,000 rows, each read by key when the client has taken
 * the one before. */

#pragma once

#include "directory/directory-view.h"

G_BEGIN_DECLS

/**
 * directory_page_answer_one:
 * @exchange: whose answer
 * @status: 200 or 201
 * @view: (transfer full): how to show it
 * @row: (transfer full): what
 *
 * Answers with the resource, its `ETag`, and for 201 its `Location`; or with an error.
 */
void  directory_page_answer_one  (DirectoryExchange *exchange,
                                  guint              status,
                                  DirectoryView     *view,
                                  DirectoryRow      *row);

/**
 * DirectoryPageList:
 * @view: (transfer full): how to show them
 * @other: (transfer full) (nullable): likewise, for the other type, if both are listed
 * @rows: (transfer full) (element-type DirectoryRow): what
 * @start_index: from 1, or 0 if the list goes on by cursors
 * @total: how many there are, or -1 if that isn't known
 * @next: (transfer full) (nullable): the cursor of the next page
 */
typedef struct
{
  DirectoryView *view;
  DirectoryView *other;
  GPtrArray     *rows;
  gint64         start_index;
  gint64         total;
  char          *next;
} DirectoryPageList;

/* Answers with a ListResponse (RFC 7644 §3.4.2), or with an error. What @list has is taken. */
void  directory_page_answer_list (DirectoryExchange       *exchange,
                                  const DirectoryPageList *list);

/* (transfer full): the tag of a version */
char *directory_page_etag        (gint64             version);

/* Whether a list of tags in `If-Match` or `If-None-Match` names @version; `*` names all (RFC 9110
 * §13.1). */
gboolean directory_page_etag_matches (const char    *tags,
                                      gint64         version);

G_END_DECLS
