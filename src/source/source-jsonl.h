/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads JSON lines: what roll_write_jsonl() and a service's export write, or somebody's own file
 * of users, groups and evidence (docs/contracts.md). */

#pragma once

#include "source/source.h"

G_BEGIN_DECLS

#define SOURCE_TYPE_JSONL (source_jsonl_get_type ())
G_DECLARE_FINAL_TYPE (SourceJsonl, source_jsonl, SOURCE, JSONL, GObject)

/* (transfer full): nothing is opened before it is read */
Source *source_jsonl_new (const char *path);

G_END_DECLS
