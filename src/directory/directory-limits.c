/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service's bounds as one constant table. A filter of 8 KiB arrives as up to 24 KiB of %XX, so
 * a connection has 32 KiB for its headers; not more, because libmicrohttpd wipes it for each
 * request. A group of 200,000 members is a body of 14 MiB. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-limits.h"

const DirectoryLimits *
directory_limits_default (void)
{
  static const DirectoryLimits limits = {
    .connection_memory = 32 * 1024,
    .body = 16 * 1024 * 1024,
    .connections = 1000,
    .idle_seconds = 60,
    .json_depth = 32,
    .query_parameters = 64,
    .page = 100,
    .page_max = 1000,
    .cursor_seconds = 3600,
    .piece = 1000,
    .whole_answer = 256 * 1024,
    .bulk_operations = 1000,
    .bulk_bytes = 8 * 1024 * 1024,
    .bulk_slice = 32,
    .scan_threads = 2,
    .scan_queue = 64,
    .scan_for_each_key = 16,
    .scan_seconds = 10,
    .wait_seconds = 60,
    .activity_page = 1000,
    .gather_ms = 250,
    .gather_items = 10000,
    .drain_seconds = 10,
    .unused_seconds = 10,
    .keep_days = 90,
    .name = 200,
  };

  return &limits;
}
