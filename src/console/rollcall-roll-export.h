/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people or groups of a list as a file or as text to paste: CSV that no spreadsheet runs
 * (base/base-csv.h), the JSON texts as a list, or names in columns. No secrets are in any of it. */

#pragma once

#include "console/rollcall-file-chooser.h"
#include "roll/roll-row.h"

G_BEGIN_DECLS

/**
 * RollcallRollText:
 * @ROLLCALL_ROLL_TEXT_NAMES: names and keys, a tab between, a line each
 * @ROLLCALL_ROLL_TEXT_CSV: with a heading
 * @ROLLCALL_ROLL_TEXT_JSON: one list of resources, as read
 */
typedef enum
{
  ROLLCALL_ROLL_TEXT_NAMES,
  ROLLCALL_ROLL_TEXT_CSV,
  ROLLCALL_ROLL_TEXT_JSON,
} RollcallRollText;

/**
 * rollcall_roll_export_async:
 * @roll: the roll
 * @list: users or groups
 * @rows: (element-type guint32): whom, in which order
 * @text: in which form
 * @file: (nullable): where to; %NULL for the text itself
 * @cancellable: stops it; a file that was there stays then
 * @callback: told at the end
 * @user_data: for @callback
 *
 * Whoever is in the roll no more is left out. The file can be read by its owner alone.
 */
void   rollcall_roll_export_async  (Roll                 *roll,
                                    RollList              list,
                                    GArray               *rows,
                                    RollcallRollText      text,
                                    GFile                *file,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);

/* (transfer full) (nullable): the text; "" if it went to a file */
char  *rollcall_roll_export_finish (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
