/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a new key has been used yet, told from a directory's activity: awaited, arrived, or a
 * request that came without it. */

#pragma once

#include "connection/connection-guides.h"
#include "desk/desk-activity.h"

G_BEGIN_DECLS

/**
 * RollcallArrivalKind:
 * @ROLLCALL_ARRIVAL_WAITING: nothing has come with this key
 * @ROLLCALL_ARRIVAL_ARRIVED: it has been used, and was accepted
 * @ROLLCALL_ARRIVAL_TROUBLE: a request was refused since, because its key wasn't this one
 */
typedef enum
{
  ROLLCALL_ARRIVAL_WAITING,
  ROLLCALL_ARRIVAL_ARRIVED,
  ROLLCALL_ARRIVAL_TROUBLE,
} RollcallArrivalKind;

/**
 * RollcallArrival:
 * @title: "Test Connection arrived from Entra ID"
 * @detail: "With exactly this key, today at 14:02. Provisioning can start."
 */
typedef struct
{
  RollcallArrivalKind  kind;
  char                *title;
  char                *detail;
} RollcallArrival;

/**
 * rollcall_arrival_find:
 * @items: (nullable) (element-type DeskActivityItem): newest first
 * @key_id: the new key
 * @since: microseconds; refusals from before it aren't about this key
 * @guide: whom it is for
 *
 * Returns: in plain text; end it with rollcall_arrival_clear().
 */
RollcallArrival rollcall_arrival_find  (GPtrArray             *items,
                                        const char            *key_id,
                                        gint64                 since,
                                        const ConnectionGuide *guide);
void            rollcall_arrival_clear (RollcallArrival       *arrival);

G_END_DECLS
