/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of an answer about a person. For this room only. */

#pragma once

#include "desk/desk-person.h"

G_BEGIN_DECLS

/**
 * DeskPersonFound:
 * @row: row in the roll, 0 for none
 * @matches: how many people fit
 * @near: (nullable): if nobody fits, who was perhaps meant; likewise @near_row
 *
 * Who a text means in one roll.
 */
typedef struct
{
  gint64    row;
  char     *key;
  char     *name;
  char     *id;
  char     *email;
  gboolean  active;
  gint64    groups;
  gboolean  exact;
  gint64    matches;
  char     *near;
  gint64    near_row;
} DeskPersonFound;

/* Looks for @text: who is called exactly so, else who alone fits. @near is looked for if @guess. */
gboolean desk_person_find         (Roll             *roll,
                                   const char       *text,
                                   gboolean          guess,
                                   DeskPersonFound  *found,
                                   GCancellable     *cancellable,
                                   GError          **error);
void     desk_person_found_clear  (DeskPersonFound  *found);

/**
 * DeskPersonTrace:
 * @looked_up: when the identity provider looked for them last; 0 for never
 * @tried: how often it tried to create them and was refused, since they were last created
 * @tried_at: when last
 * @reason: (nullable): the service's words of the last refusal
 * @same_reason: whether all were refused for that
 * @deleted: when they were deleted; 0 for never
 * @who: (nullable): who did it
 *
 * What a directory's service has seen of somebody.
 */
typedef struct
{
  gint64    looked_up;
  gint64    tried;
  gint64    tried_at;
  char     *reason;
  gboolean  same_reason;
  gint64    deleted;
  char     *who;
} DeskPersonTrace;

/* Reads @trace out of @items (element-type DeskActivityItem), newest first; @names (nullable
 * entries) are what they are called, @id (nullable) is what they were in the directory. */
void     desk_person_read_trace   (GPtrArray          *items,
                                   const char *const  *names,
                                   guint               n_names,
                                   const char         *id,
                                   DeskPersonTrace    *trace);
void     desk_person_trace_clear  (DeskPersonTrace    *trace);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskPersonFound, desk_person_found_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeskPersonTrace, desk_person_trace_clear)

G_END_DECLS
