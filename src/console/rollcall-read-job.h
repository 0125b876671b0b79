/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The work behind a RollcallSide, in a worker thread: opening saved rolls, or reading both sides
 * anew, and then comparing. It knows no widget and no side, only connections and what came of
 * them. */

#pragma once

#include "compare/comparison.h"
#include "connection/connection.h"
#include "desk/desk-session.h"
#include "desk/desk-keys.h"
#include "desk/desk-side.h"

G_BEGIN_DECLS

/**
 * RollcallReading:
 * @roll: (nullable): the roll, read anew or from before
 * @info: (nullable): of @roll
 * @desk: (nullable): holds what the reading needed, an embedded service above all
 * @key: (nullable): how long its key still lives, of a directory of ours; %NULL if nobody was asked
 * @error: (nullable): why it couldn't be read
 *
 * What came of one side.
 */
typedef struct
{
  Roll          *roll;
  RollInfo      *info;
  DeskSide      *desk;
  DeskKeyHealth *key;
  GError        *error;
} RollcallReading;

/**
 * RollcallReadJob:
 * @target: of the directory
 * @source: of the other side, empty if there is none
 * @source_uuid: (nullable): which other side that was
 * @comparison: (nullable): if both have a roll
 * @comparison_error: (nullable): why there is none although both have one
 */
typedef struct
{
  RollcallReading  target;
  RollcallReading  source;
  char            *source_uuid;
  Comparison      *comparison;
  GError          *comparison_error;
} RollcallReadJob;

void             rollcall_read_job_free   (RollcallReadJob      *job);

/**
 * rollcall_read_job_run_async:
 * @target: a side
 * @source: (nullable): the other side
 * @session: (nullable): where secrets are
 * @anew: whether to reach the sides; else the saved rolls are opened
 * @progress: (nullable): told in the main context of the caller
 * @progress_data: for @progress; must live until the callback
 * @cancellable: stops it
 * @callback: told at the end
 * @user_data: for @callback
 *
 * The source is read first: whoever enters it while the target is read shows as missing, never as
 * extra. A failure of one side doesn't keep the other from being read; its roll from before is used
 * instead.
 */
void             rollcall_read_job_run_async  (const Connection     *target,
                                               const Connection     *source,
                                               DeskSession          *session,
                                               gboolean              anew,
                                               BaseProgress          progress,
                                               gpointer              progress_data,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

/* (transfer full): never %NULL; what failed is in it */
RollcallReadJob *rollcall_read_job_run_finish (GAsyncResult         *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallReadJob, rollcall_read_job_free)

G_END_DECLS
