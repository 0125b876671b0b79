/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two numbers that somebody read off their IdP's page: `users=120,groups=8`, or one of them; with
 * `date=2026-11-02` behind them, as of that day. */

#pragma once

#include "source/source.h"

G_BEGIN_DECLS

#define SOURCE_TYPE_COUNTS (source_counts_get_type ())
G_DECLARE_FINAL_TYPE (SourceCounts, source_counts, SOURCE, COUNTS, GObject)

/* (transfer full) (nullable): %SOURCE_ERROR_BAD_SIDE */
Source *source_counts_new (const char  *text,
                           GError     **error);

G_END_DECLS
