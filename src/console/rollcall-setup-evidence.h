/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which steps of a guide are done, and how we know: seen by Rollcall, proven by a later one that
 * was seen, or ticked by a person. What can't be known is never shown as seen. */

#pragma once

#include "connection/connection-guides.h"
#include "console/rollcall-side.h"
#include "desk/desk-keys.h"

G_BEGIN_DECLS

/* What was copied. */
typedef enum
{
  ROLLCALL_COPIED_URL,
  ROLLCALL_COPIED_KEY,
  ROLLCALL_N_COPIED,
} RollcallCopied;

/**
 * RollcallSetupFacts:
 * @watched: whether we see what happens in the directory
 * @copied: when each value was last copied in this session, microseconds; 0 for not
 * @test_time: when the newest connection test came, 0 for never
 * @test_key: (nullable): name of the key it showed
 * @test_detail: (nullable): what it was
 * @used_time: when the identity provider last used a key
 * @first_person: when the first person came, 0 if nobody has, or nobody knows when
 * @people: how many are there
 * @cycle_end: when the newest finished cycle that changed something ended, 0 for none
 */
typedef struct
{
  gboolean  watched;
  gint64    copied[ROLLCALL_N_COPIED];
  gint64    test_time;
  char     *test_key;
  char     *test_detail;
  gint64    used_time;
  gint64    first_person;
  gint64    people;
  gint64    cycle_end;
} RollcallSetupFacts;

/**
 * RollcallSetupStep:
 * @number: counted from 1
 * @text: what to do; of the guide
 * @detail: (nullable): how we know, or what will tell
 * @done: it is
 * @seen: because Rollcall saw it
 * @by_hand: because a person ticked it, so that they can take the tick back
 * @current: the first that isn't done
 */
typedef struct
{
  guint       number;
  const char *text;
  char       *detail;
  gboolean    done;
  gboolean    seen;
  gboolean    by_hand;
  gboolean    current;
} RollcallSetupStep;

/* Remembers on @side that a value was copied now; told by its signal as settings. */
void                rollcall_setup_evidence_note_copied (RollcallSide             *side,
                                                         RollcallCopied            what);

/* (transfer full): what is known of @side: its activity, its roll, what was copied, and its @keys
 * (nullable) (element-type DeskKey) */
RollcallSetupFacts *rollcall_setup_evidence_gather      (RollcallSide             *side,
                                                         GPtrArray                *keys);
void                rollcall_setup_facts_free           (RollcallSetupFacts       *facts);

/**
 * rollcall_setup_evidence_steps:
 * @guide: whose steps
 * @connection: what a person ticked
 * @facts: what is known
 *
 * Returns: (transfer full) (element-type RollcallSetupStep): one for each step; they borrow from
 *   @guide.
 */
GPtrArray          *rollcall_setup_evidence_steps       (const ConnectionGuide    *guide,
                                                         const Connection         *connection,
                                                         const RollcallSetupFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallSetupFacts, rollcall_setup_facts_free)

G_END_DECLS
