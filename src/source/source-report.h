/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Progress, told at most every 100 ms. For this room only. */

#pragma once

#include "base/base-progress.h"

G_BEGIN_DECLS

typedef struct
{
  BaseProgress progress; /* nullable */
  gpointer     data;
  gint64       last;
} SourceReport;

/* See #BaseProgress for the rest. */
void source_report (SourceReport *self,
                    const char   *message_id,
                    gint64        done,
                    gint64        total);

G_END_DECLS
