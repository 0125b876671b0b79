/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in the head of a side's overview: the emblem, one sentence, one line below it, and
 * the one thing to do next. No widget. */

#pragma once

#include "console/rollcall-mark.h"
#include "console/rollcall-side.h"

G_BEGIN_DECLS

/**
 * RollcallVerdict:
 * @mark: the emblem; %ROLLCALL_MARK_NONE for a side on its own
 * @headline: "Both sides match: 1,204 people, 43 groups"
 * @details: (nullable): the line below
 * @button: (nullable): label of the button, with a mnemonic
 * @action: (nullable): what it does, detailed: `win.show-page::compare`
 * @suggested: whether it is what one would do now
 * @coloured: whether what stands below may have colours: not when it is old, or counts alone
 */
typedef struct
{
  RollcallMarkKind  mark;
  char             *headline;
  char             *details;
  char             *button;
  const char       *action;
  gboolean          suggested;
  gboolean          coloured;
} RollcallVerdict;

void             rollcall_verdict_free (RollcallVerdict *self);

/**
 * rollcall_verdict_of:
 * @side: a side with a roll
 *
 * Returns: (transfer full): what is to be said of it.
 */
RollcallVerdict *rollcall_verdict_of   (RollcallSide    *side);

/**
 * rollcall_verdict_new:
 * @comparison: of two sides
 * @stale_since: microseconds: the reading it is of, if that is old; 0 if it holds now
 * @first_cycle: whether people still arrive for the first time, so that missing ones are awaited
 *
 * Returns: (transfer full): what is to be said of it.
 */
RollcallVerdict *rollcall_verdict_new  (Comparison      *comparison,
                                        gint64           stale_since,
                                        gboolean         first_cycle);

/* (transfer full): "1,204 people, 43 groups", of what is known */
char            *rollcall_verdict_count (const RollInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallVerdict, rollcall_verdict_free)

G_END_DECLS
