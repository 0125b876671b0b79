/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts of what the service does, as `/metrics` shows them to the administrator's monitoring. */

#pragma once

#include "directory/directory-exchange.h"

G_BEGIN_DECLS

/**
 * DirectoryMetrics:
 * @requests: answered, by the first digit of their status
 * @refused_keys: answered with 401
 */
struct _DirectoryMetrics
{
  gsize requests[6];
  gsize refused_keys;
};

/* Counts an exchange with its answer made; from any thread. */
void directory_metrics_count (DirectoryMetrics  *self,
                              guint              status);

/* `GET /metrics`, in the text format of Prometheus */
void directory_metrics_show  (DirectoryExchange *exchange);

G_END_DECLS
