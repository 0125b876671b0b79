/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saves a comparison as a CSV or as the JSON report of docs/contracts.md, wherever the person
 * says. */

#pragma once

#include "compare/comparison.h"
#include "console/rollcall-window.h"

G_BEGIN_DECLS

/**
 * rollcall_compare_export:
 * @window: that the dialog stands above, and that says how it went
 * @comparison: what to save
 * @reasons: what to shorten the lists to: bits 1 << #CompareReason; 0 for all
 *
 * The text is made and written in a worker, to a temporary file first, so that a file of that name
 * is whole, or as it was.
 */
void rollcall_compare_export       (RollcallWindow *window,
                                    Comparison     *comparison,
                                    guint32         reasons);

/* (transfer full): what is saved. For a worker. */
char *rollcall_compare_export_to_text
                                   (Comparison     *comparison,
                                    guint32         reasons,
                                    gboolean        json);

G_END_DECLS
