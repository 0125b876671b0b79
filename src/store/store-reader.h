/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading: one connection, read-only, of one thread. No call parses a JSON text but
 * store_reader_list() for what no index serves, and none holds a read transaction longer than
 * itself. A callback must not use the reader that called it. */

#pragma once

#include "store/store-types.h"

G_BEGIN_DECLS

StoreReader    *store_reader_new            (Store               *store,
                                             GError             **error);
void            store_reader_free           (StoreReader         *self);

/* (nullable): the key of that hash, of whatever state; %STORE_ERROR_NOT_FOUND if there never was
 * one */
StoreKey       *store_reader_find_key       (StoreReader         *self,
                                             const char          *hash,
                                             GError             **error);

/**
 * store_reader_admit:
 * @self: a reader of a store
 * @hash: of a key's text
 * @directory_id: the directory that it was shown to
 * @key: (out) (transfer full): the key of that hash, of whatever state
 * @directory: (out) (transfer full) (nullable): the live directory, %NULL if there is none
 * @error: return location
 *
 * What every request asks first, answered from memory while no key and no directory changed: a
 * revoked key is refused as soon as its revocation is answered. The directory's counters and times,
 * and the key's last use, may be old.
 *
 * Returns: %TRUE, or %FALSE with %STORE_ERROR_NOT_FOUND if there never was such a key.
 */
gboolean        store_reader_admit          (StoreReader         *self,
                                             const char          *hash,
                                             const char          *directory_id,
                                             StoreKey           **key,
                                             StoreDirectory     **directory,
                                             GError             **error);

/* (element-type StoreKey): those not revoked, expired ones too, oldest first */
GPtrArray      *store_reader_list_keys      (StoreReader         *self,
                                             gint64               directory,
                                             GError             **error);

/* Live directories only. The list has (element-type StoreDirectory), oldest first. */
StoreDirectory *store_reader_find_directory (StoreReader         *self,
                                             const char          *id,
                                             GError             **error);
GPtrArray      *store_reader_list_directories (StoreReader       *self,
                                             GError             **error);

typedef void  (*StoreRowFunc)               (const StoreRow      *row,
                                             gpointer             data);

/**
 * store_reader_get:
 * @self: a reader
 * @directory: seq of the directory
 * @type: which type the id must have
 * @id: the resource's id
 * @func: told the row
 * @data: for @func
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %STORE_ERROR_NOT_FOUND.
 */
gboolean        store_reader_get            (StoreReader         *self,
                                             gint64               directory,
                                             StoreType            type,
                                             const char          *id,
                                             StoreRowFunc         func,
                                             gpointer             data,
                                             GError             **error);

/**
 * store_query_new:
 * @directory: the directory
 * @type: what to list
 * @filter: (nullable) (transfer none): a parsed filter; must outlive the query
 * @error: return location
 *
 * Translates @filter. A query is *indexed* when indexes narrow it down (the rest of an `and` is
 * then checked row by row); anything else is a *scan*. Indirect groups have no value here.
 *
 * Returns: (transfer full) (nullable): the query.
 */
StoreQuery     *store_query_new             (gint64               directory,
                                             StoreType            type,
                                             const ScimFilter    *filter,
                                             GError             **error);
void            store_query_free            (StoreQuery          *self);
gboolean        store_query_is_scan         (const StoreQuery    *self);

/* Orders by a path (which must outlive the query) instead of the internal sequence, absent values
 * last, or first if descending (RFC 7644 §3.4.2.3). userName, displayName, externalId and
 * meta.lastModified are indexed; with any other an unfiltered query becomes a scan. */
gboolean        store_query_set_sort        (StoreQuery          *self,
                                             const ScimPath      *path,
                                             gboolean             descending,
                                             GError             **error);

/* What meta.location and `$ref`s begin with; without it they have no value. @base_url must outlive
 * the query. */
void            store_query_set_base_url    (StoreQuery          *self,
                                             const char          *base_url);

/* Whether its order is an index's, so that store_reader_follow() can go on anywhere in it. */
gboolean        store_query_has_index       (const StoreQuery    *self);

/**
 * store_query_join:
 * @self: a query
 * @other: (transfer full): the query for the other type, of the same directory and order
 *
 * Makes @self the list of both: one behind the other, or mixed if there is an order.
 */
void            store_query_join            (StoreQuery          *self,
                                             StoreQuery          *other);

/**
 * store_reader_list:
 * @self: a reader
 * @query: what
 * @start_index: from 1
 * @count: at most; 0 only counts
 * @deadline: monotonic time in microseconds after which it gives up looking, 0 for none
 * @func: told each row, in order
 * @data: for @func
 * @total: (out): all that match
 * @error: return location
 *
 * Unfiltered, @total comes from the counters and @start_index costs no OFFSET. Rows and @total are
 * of the same moment.
 *
 * Returns: %TRUE, or %FALSE with %STORE_ERROR_DEADLINE or another.
 */
gboolean        store_reader_list           (StoreReader         *self,
                                             const StoreQuery    *query,
                                             gint64               start_index,
                                             gint64               count,
                                             gint64               deadline,
                                             StoreRowFunc         func,
                                             gpointer             data,
                                             gint64              *total,
                                             GError             **error);

/**
 * StorePlaceKind:
 * @STORE_PLACE_START: before the first
 * @STORE_PLACE_OFFSET: behind as many rows as @seq says
 * @STORE_PLACE_SEQ: behind the row @seq, in the order of seqs
 * @STORE_PLACE_TEXT: behind the row @seq whose value is @text, in the order of an index
 * @STORE_PLACE_NUMBER: likewise, with @number
 * @STORE_PLACE_ABSENT: likewise, with no value
 */
typedef enum
{
  STORE_PLACE_START,
  STORE_PLACE_OFFSET,
  STORE_PLACE_SEQ,
  STORE_PLACE_TEXT,
  STORE_PLACE_NUMBER,
  STORE_PLACE_ABSENT,
} StorePlaceKind;

/* Where a list goes on. All zero is the start. */
typedef struct
{
  StorePlaceKind  kind;
  gint64          seq;
  gint64          number;
  char           *text;
} StorePlace;

void            store_place_clear           (StorePlace          *self);
void            store_place_copy            (const StorePlace    *self,
                                             StorePlace          *copy);

/**
 * store_reader_follow:
 * @self: a reader
 * @query: what
 * @place: where to begin: all zero, or what a call for the same query and store has put into @next
 * @count: at most, from 1
 * @deadline: as for store_reader_list()
 * @func: told each row, in order
 * @data: for @func
 * @next: (out): where it goes on, to be cleared; the start if this was the last
 * @total: (out): all that match, or -1 if that isn't known without reading them all
 * @error: return location
 *
 * The next rows of a list behind a row that was told: it costs the same wherever that is. What was
 * made or taken away meanwhile makes no other row come twice or not at all. The order is that of
 * store_reader_list(), but a filter that a range of an index serves is told in that index's order.
 * If store_query_has_index(), a place of %STORE_PLACE_OFFSET may be made by hand: it becomes one
 * of the index.
 *
 * Returns: %TRUE, or %FALSE with %STORE_ERROR_DEADLINE or another.
 */
gboolean        store_reader_follow         (StoreReader         *self,
                                             const StoreQuery    *query,
                                             const StorePlace    *place,
                                             gint64               count,
                                             gint64               deadline,
                                             StoreRowFunc         func,
                                             gpointer             data,
                                             StorePlace          *next,
                                             gint64              *total,
                                             GError             **error);

/**
 * StoreMemberFunc:
 * @owner: seq of the group (members) or of the user (groups)
 * @id: id of the other side
 * @display: displayName or userName of the other side
 * @type: of the other side
 */
typedef void  (*StoreMemberFunc)            (gint64               owner,
                                             const char          *id,
                                             const char          *display,
                                             StoreType            type,
                                             gpointer             data);

/* The members of a group, 1,000 at a call: begin with @position at 0 and pass what it became until
 * it is 0 again. */
gboolean        store_reader_members        (StoreReader         *self,
                                             gint64               group,
                                             gint64              *position,
                                             StoreMemberFunc      func,
                                             gpointer             data,
                                             GError             **error);

/* The groups that each of @seqs is directly in, one query for all, in the order of @seqs. */
gboolean        store_reader_groups_of      (StoreReader         *self,
                                             const gint64        *seqs,
                                             guint                n_seqs,
                                             StoreMemberFunc      func,
                                             gpointer             data,
                                             GError             **error);

typedef void  (*StoreActivityFunc)          (const StoreActivity *item,
                                             gpointer             data);

/**
 * StoreActivityFilter:
 * @after: items behind this cursor, oldest first; 0 for from the oldest kept
 * @before: if not 0, items before this cursor, newest first, and @after is not looked at;
 *   %G_MAXINT64 begins with the newest
 * @limit: at most; 0 for 100
 * @resource: (nullable): id of a resource
 * @min_status: 0 for any
 * @kind: (nullable): "request", "change" or "key"
 */
typedef struct
{
  gint64      after;
  gint64      before;
  guint       limit;
  const char *resource;
  guint       min_status;
  const char *kind;
} StoreActivityFilter;

/* %STORE_ERROR_EXPIRED_CURSOR if items behind @filter's after are gone. */
gboolean        store_reader_activity       (StoreReader         *self,
                                             gint64               directory,
                                             const StoreActivityFilter *filter,
                                             StoreActivityFunc    func,
                                             gpointer             data,
                                             GError             **error);

/* The newest and the oldest cursor kept, 0 if none. */
gboolean        store_reader_activity_range (StoreReader         *self,
                                             gint64               directory,
                                             gint64              *newest,
                                             gint64              *oldest,
                                             GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StorePlace, store_place_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreReader, store_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreQuery, store_query_free)

G_END_DECLS
