/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verdict as a sentence, then the equation: what both sides hold, like beside like. What the
 * console shows as a card and the command line as a table is put into words and rows here, once. */

#pragma once

#include "compare/comparison.h"

G_BEGIN_DECLS

/* (transfer full): "Both sides match: 1,204 people, 43 groups" */
char *desk_verdict_headline (Comparison  *comparison);

/* (transfer full) (nullable): the line below: what differs, largest first; %NULL if nothing does */
char *desk_verdict_details  (Comparison  *comparison);

/**
 * DeskEquationRow:
 * @source_label: what the source's number counts
 * @target_label: what the target's number counts
 * @source: -1 for unknown
 * @target: likewise
 * @compared: whether equality means something; %FALSE for what is only told
 * @equal: whether the two are equal, if compared
 */
typedef struct
{
  const char *source_label;
  const char *target_label;
  gint64      source;
  gint64      target;
  gboolean    compared;
  gboolean    equal;
} DeskEquationRow;

/* (transfer full) (element-type DeskEquationRow): the rows, labels translated */
GArray *desk_verdict_equation (Comparison *comparison);

G_END_DECLS
