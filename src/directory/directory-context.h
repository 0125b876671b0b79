/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a handler may reach of the service. The service owns it all; nothing here changes while
 * requests are being answered, except what is marked atomic. */

#pragma once

#include "directory/directory-metrics.h"

G_BEGIN_DECLS

/**
 * DirectoryContext:
 * @public_url: begins every base URL, without a trailing slash
 * @public_path: (nullable): its path, which a request may begin with
 * @listen: (nullable): address and port of the TCP listener, %NULL if the port is another's
 * @port_taken_by: (nullable): who has the port then, in words
 * @hosts: (nullable): the host names that the TCP listener answers to; %NULL for any
 * @cursor_key: what the cursors of lists are signed with
 * @metrics: atomic: what was counted
 * @in_flight: atomic: requests begun and not yet answered to the end
 * @waiting: atomic: how many of them are suspended
 * @stopping: atomic: whether the service is ending
 */
struct _DirectoryContext
{
  Store                  *store;
  DirectoryReaders       *readers;
  DirectoryActivity      *activity;
  DirectoryWait          *wait;
  DirectoryScan          *scan;
  DirectoryFailures      *failures;
  DirectoryEvidence      *evidence;
  DirectoryPlaces        *places;
  const DirectoryLimits  *limits;
  char                   *public_url;
  char                   *public_path;
  char                   *listen;
  char                   *port_taken_by;
  char                  **hosts;
  guint8                  cursor_key[32];
  DirectoryMetrics        metrics;
  int                     in_flight;
  int                     waiting;
  int                     stopping;
};

/* (transfer full): PUBLIC-URL/scim/directory/ID, without a trailing slash */
char *directory_context_base_url (DirectoryContext *self,
                                  const char       *directory_id);

G_END_DECLS
