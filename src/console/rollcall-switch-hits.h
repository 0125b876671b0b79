/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What quick switch can go to: people and groups of all sides, found in a worker, and connections,
 * pages and actions, which are a table. */

#pragma once

#include "console/rollcall-window.h"

G_BEGIN_DECLS

/**
 * RollcallSwitchSection:
 *
 * In the order in which they stand below each other.
 */
typedef enum
{
  ROLLCALL_SWITCH_PEOPLE,
  ROLLCALL_SWITCH_GROUPS,
  ROLLCALL_SWITCH_ASK,
  ROLLCALL_SWITCH_PLACES,
  ROLLCALL_SWITCH_ACTIONS,
} RollcallSwitchSection;

/**
 * RollcallSwitchHit:
 * @title: plain text
 * @subtitle: (nullable): plain text
 * @icon: (nullable): %NULL for a person, who has initials
 * @shortcut: (nullable): as GTK writes it: `<Control>r`
 * @side: (nullable): UUID of the side that is shown first
 * @action: of the window
 * @target: (nullable): for @action
 */
typedef struct
{
  RollcallSwitchSection  section;
  char                  *title;
  char                  *subtitle;
  const char            *icon;
  char                  *shortcut;
  char                  *side;
  const char            *action;
  GVariant              *target;
} RollcallSwitchHit;

void        rollcall_switch_hit_free             (RollcallSwitchHit *hit);

/* (transfer none): "People" */
const char *rollcall_switch_section_get_title    (RollcallSwitchSection section);

/* (transfer full) (element-type RollcallSwitchHit): connections, pages, and actions that can be
 * done now, whose words @text (nullable) has; with a text also the question for a person */
GPtrArray  *rollcall_switch_hits_here            (RollcallWindow       *window,
                                                  const char           *text);

/**
 * rollcall_switch_hits_people_async:
 * @sides: where to search
 * @first: (nullable): the side that is shown
 * @text: for what
 * @cancellable: stops it
 * @callback: told at the end
 * @user_data: for @callback
 *
 * A few people and groups of each side, those of @first before all others.
 */
void        rollcall_switch_hits_people_async    (RollcallSides        *sides,
                                                  RollcallSide         *first,
                                                  const char           *text,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);

/* (transfer full) (nullable) (element-type RollcallSwitchHit): %NULL when cancelled */
GPtrArray  *rollcall_switch_hits_people_finish   (GAsyncResult         *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallSwitchHit, rollcall_switch_hit_free)

G_END_DECLS
