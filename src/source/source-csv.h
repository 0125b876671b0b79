/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a CSV file whose columns are SCIM paths (docs/contracts.md). A broken quote, an unknown
 * column or a row without userName stops it with line and column. */

#pragma once

#include "source/source.h"

G_BEGIN_DECLS

#define SOURCE_TYPE_CSV (source_csv_get_type ())
G_DECLARE_FINAL_TYPE (SourceCsv, source_csv, SOURCE, CSV, GObject)

/* (transfer full): nothing is opened before it is read */
Source *source_csv_new (const char *path);

G_END_DECLS
