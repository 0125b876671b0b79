/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A saved connection as the window sees it: its settings, its last roll, what is being read, what
 * went wrong, and, for a directory with another side, the comparison of the two. Main thread only;
 * the work is done in worker threads and arrives here through the main loop. Whatever fails, the
 * roll before stays at hand. */

#pragma once

#include "compare/comparison.h"
#include "connection/connection.h"
#include "console/rollcall-feed.h"
#include "desk/desk-session.h"
#include "desk/desk-keys.h"
#include "desk/desk-trouble.h"

G_BEGIN_DECLS

#define ROLLCALL_TYPE_SIDE (rollcall_side_get_type ())
G_DECLARE_FINAL_TYPE (RollcallSide, rollcall_side, ROLLCALL, SIDE, GObject)

/**
 * RollcallSideChange:
 * @ROLLCALL_SIDE_CHANGE_SETTINGS: its connection: name, other side, expiry
 * @ROLLCALL_SIDE_CHANGE_STATE: reading began or ended, an error came or went
 * @ROLLCALL_SIDE_CHANGE_PROGRESS: the reading came further
 * @ROLLCALL_SIDE_CHANGE_ROLL: there is a new roll, or a first one
 * @ROLLCALL_SIDE_CHANGE_COMPARISON: the comparison is another, or gone
 *
 * What the signal `changed` tells, as bits: `void changed (RollcallSide *side, guint what)`.
 */
typedef enum
{
  ROLLCALL_SIDE_CHANGE_SETTINGS   = 1 << 0,
  ROLLCALL_SIDE_CHANGE_STATE      = 1 << 1,
  ROLLCALL_SIDE_CHANGE_PROGRESS   = 1 << 2,
  ROLLCALL_SIDE_CHANGE_ROLL       = 1 << 3,
  ROLLCALL_SIDE_CHANGE_COMPARISON = 1 << 4,
  ROLLCALL_SIDE_CHANGE_ALL        = (1 << 5) - 1,
} RollcallSideChange;

/**
 * RollcallProgress:
 * @message: what is being done, translated
 * @done: how many so far
 * @total: how many there will be, -1 if nobody knows
 * @started: when the reading began, monotonic microseconds
 */
typedef struct
{
  const char *message;
  gint64      done;
  gint64      total;
  gint64      started;
} RollcallProgress;

/**
 * rollcall_side_new:
 * @connection: a saved connection
 * @session: (nullable): where secrets are
 *
 * Returns: (transfer full): the side, with nothing loaded; see rollcall_side_load().
 */
RollcallSide           *rollcall_side_new            (const Connection   *connection,
                                                      DeskSession        *session);

const Connection       *rollcall_side_get_connection (RollcallSide       *self);
const char             *rollcall_side_get_uuid       (RollcallSide       *self);
const char             *rollcall_side_get_name       (RollcallSide       *self);

/* Whether it is a SCIM directory, rather than the identity provider's side of a comparison. */
gboolean                rollcall_side_is_directory   (RollcallSide       *self);

/* Whether it is a directory of a Rollcall service of which we are administrator, so that it has
 * keys, activity and a base URL of our own. */
gboolean                rollcall_side_is_ours        (RollcallSide       *self);

/* (transfer none) (nullable): where its /Users are, which is no secret; %NULL if it is no
 * directory */
const char             *rollcall_side_get_base_url   (RollcallSide       *self);

/* (transfer none) (nullable): what happens in it, from the first call on; %NULL if it isn't ours */
RollcallFeed           *rollcall_side_get_feed       (RollcallSide       *self);

/* Takes over settings that were saved, under the same UUID. */
void                    rollcall_side_set_connection (RollcallSide       *self,
                                                      const Connection   *connection);

/* (nullable): the last roll; %NULL if it was never read */
Roll                   *rollcall_side_get_roll       (RollcallSide       *self);

/* (nullable): counts, time and faults of the last roll */
const RollInfo         *rollcall_side_get_info       (RollcallSide       *self);

/* (nullable): how long the key that matters still lives: of a directory of ours as of the last
 * reading, of another as its connection says; %NULL if nobody knows yet */
const DeskKeyHealth    *rollcall_side_get_key_health (RollcallSide       *self);

/* (nullable): why the last reading failed; %NULL once one succeeded, or is under way */
const GError           *rollcall_side_get_error      (RollcallSide       *self);

/* Whether its saved roll is still being opened, so that nothing is known yet. */
gboolean                rollcall_side_is_loading     (RollcallSide       *self);

/* (nullable): how far the reading is; %NULL if it isn't being read */
const RollcallProgress *rollcall_side_get_progress   (RollcallSide       *self);

/* (nullable): the side that it is compared with */
RollcallSide           *rollcall_side_get_other      (RollcallSide       *self);
void                    rollcall_side_set_other      (RollcallSide       *self,
                                                      RollcallSide       *other);

/* (nullable): of the last rolls of both sides, the other as source */
Comparison             *rollcall_side_get_comparison (RollcallSide       *self);

/* How many people, groups and memberships need attention; 0 without a comparison */
gint64                  rollcall_side_get_attention  (RollcallSide       *self);

/* Whether the shown verdict is old: the last reading failed, or lies more than a day back. */
gboolean                rollcall_side_is_stale       (RollcallSide       *self);

/* Opens the saved roll and compares it with the other side's, without reaching anybody. */
void                    rollcall_side_load           (RollcallSide       *self);

/* Reads the other side, then this one, then compares; does nothing while it does so already. */
void                    rollcall_side_read           (RollcallSide       *self);

/* Stops what rollcall_side_read() began; the roll before stays. */
void                    rollcall_side_cancel         (RollcallSide       *self);

/* Lets go of its roll, which was deleted; stops a reading first. */
void                    rollcall_side_forget         (RollcallSide       *self);

G_END_DECLS
