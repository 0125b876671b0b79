/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Activity as the lines of a list: a header for each cycle, its failures, then the rest; what the
 * chosen kind and the search leave of it. No widget. */

#pragma once

#include <gio/gio.h>

#include "desk/desk-cycle.h"

G_BEGIN_DECLS

/**
 * RollcallActivityChip:
 *
 * Which items to list; each but the first has a count. Who was deleted stands with those who were
 * deactivated.
 */
typedef enum
{
  ROLLCALL_ACTIVITY_EVERYTHING,
  ROLLCALL_ACTIVITY_FAILURES,
  ROLLCALL_ACTIVITY_CREATED,
  ROLLCALL_ACTIVITY_CHANGED,
  ROLLCALL_ACTIVITY_DEACTIVATED,
  ROLLCALL_ACTIVITY_LOOKUPS,
  ROLLCALL_ACTIVITY_N_CHIPS,
} RollcallActivityChip;

#define ROLLCALL_TYPE_ACTIVITY_LINE (rollcall_activity_line_get_type ())
G_DECLARE_FINAL_TYPE (RollcallActivityLine, rollcall_activity_line, ROLLCALL, ACTIVITY_LINE,
                      GObject)

/* (nullable): the item; %NULL for a header */
DeskActivityItem *rollcall_activity_line_get_item     (RollcallActivityLine *self);

/* (nullable): of a header: "Cycle since 14:31"; and below it "Entra ID, 214 requests" */
const char       *rollcall_activity_line_get_title    (RollcallActivityLine *self);
const char       *rollcall_activity_line_get_subtitle (RollcallActivityLine *self);

/* Of a header: how many were refused; and whether there was nothing to change. */
gint64            rollcall_activity_line_get_failures (RollcallActivityLine *self);
gboolean          rollcall_activity_line_is_quiet     (RollcallActivityLine *self);

/* Whether both show the same, so that the one can stay in place of the other. */
gboolean          rollcall_activity_line_equal        (RollcallActivityLine *self,
                                                       RollcallActivityLine *other);

/**
 * rollcall_activity_lines_new:
 * @items: (element-type DeskActivityItem): newest first
 * @readings: whether they are changes between readings: then those of one reading stand together
 * @chip: which of them
 * @search: (nullable): only what has this in its words, folded
 * @now: microseconds, 0 for now
 *
 * Returns: (transfer full) (element-type RollcallActivityLine): headers stand only above what is
 *   left below them.
 */
GPtrArray        *rollcall_activity_lines_new         (GPtrArray            *items,
                                                       gboolean              readings,
                                                       RollcallActivityChip  chip,
                                                       const char           *search,
                                                       gint64                now);

/* How many requests each chip would leave of @items. */
void              rollcall_activity_lines_count
                                 (GPtrArray *items,
                                  gint64     counts[ROLLCALL_ACTIVITY_N_CHIPS]);

/* Makes @store hold @lines, touching only what differs, so that scrolling and selection stay. */
void              rollcall_activity_lines_put         (GListStore           *store,
                                                       GPtrArray            *lines);

G_END_DECLS
