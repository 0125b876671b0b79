/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every bound of the service in one place. What goes over one is answered with an error that says
 * which. */

#pragma once

#include "directory/directory-types.h"

G_BEGIN_DECLS

/**
 * DirectoryLimits:
 * @body: bytes of a request's body
 * @connection_memory: bytes of request line and headers together, kept for each connection
 * @connections: at a time, for each listener
 * @idle_seconds: after which a silent connection is closed
 * @json_depth: arrays and objects inside each other
 * @query_parameters: in one request
 * @page: rows of a list when none are asked for
 * @page_max: rows of a list at most
 * @cursor_seconds: how long a list may be gone on with
 * @piece: rows written at once into a long answer
 * @whole_answer: bytes up to which an answer is sent whole instead of in chunks
 * @bulk_operations: operations of one bulk request
 * @bulk_bytes: bytes of a bulk request's body
 * @bulk_slice: operations that are written together before other requests come in between
 * @scan_threads: readers for queries that no index serves
 * @scan_queue: such queries waiting at most
 * @scan_for_each_key: of them for one key
 * @scan_seconds: after which such a query gives up
 * @wait_seconds: how long a reader of the activity may wait
 * @activity_page: items of activity at most
 * @gather_ms: how long reads are gathered before they are written down
 * @gather_items: items that may be waiting to be written down
 * @drain_seconds: how long the end waits for what was begun
 * @unused_seconds: how long `--until-unused` outlives its last client
 * @keep_days: how long activity is kept
 * @name: characters of a directory's or key's name
 */
struct _DirectoryLimits
{
  gsize connection_memory;
  gsize body;
  guint connections;
  guint idle_seconds;
  guint json_depth;
  guint query_parameters;
  guint page;
  guint page_max;
  guint cursor_seconds;
  guint piece;
  gsize whole_answer;
  guint bulk_operations;
  gsize bulk_bytes;
  guint bulk_slice;
  guint scan_threads;
  guint scan_queue;
  guint scan_for_each_key;
  guint scan_seconds;
  guint wait_seconds;
  guint activity_page;
  guint gather_ms;
  guint gather_items;
  guint drain_seconds;
  guint unused_seconds;
  guint keep_days;
  guint name;
};

/* (transfer none): the limits of a service that was told nothing else */
const DirectoryLimits *directory_limits_default (void);

G_END_DECLS
