/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps a listener from being told more often than it could draw. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-report.h"

#define INTERVAL_MICROSECONDS (100 * 1000)

void
source_report (SourceReport *self,
               const char   *message_id,
               gint64        done,
               gint64        total)
{
  gint64 now;

  g_assert (self != NULL);
  g_assert (message_id != NULL);

  if (self->progress == NULL)
    return;
  now = g_get_monotonic_time ();
  if (now - self->last < INTERVAL_MICROSECONDS)
    return;
  self->last = now;
  self->progress (message_id, done, total, self->data);
}
