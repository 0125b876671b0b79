/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ask for a person: one answer for anybody, also for who isn't there. It is put together from the
 * two rolls, the comparison, and what the directory's service has seen. */

#pragma once

#include "compare/comparison.h"
#include "desk/desk-service.h"
#include "roll/roll.h"

G_BEGIN_DECLS

/**
 * DeskPersonKind:
 * @DESK_PERSON_HERE: in the directory, and active
 * @DESK_PERSON_HERE_INACTIVE: in the directory, deactivated
 * @DESK_PERSON_FAILED: not here; the identity provider tried and was refused
 * @DESK_PERSON_LOOKED_FOR: not here; the identity provider looked, and did no more
 * @DESK_PERSON_LEFT: not here any more; was once
 * @DESK_PERSON_DISABLED_AT_SOURCE: not here, rightly: disabled at the source
 * @DESK_PERSON_ONLY_AT_SOURCE: not here, and at the source
 * @DESK_PERSON_SEVERAL: several people fit; @matches has how many
 * @DESK_PERSON_UNKNOWN: nobody has ever heard of that name
 * @DESK_PERSON_NOT_READ: the directory was never read, so nothing can be said
 */
typedef enum
{
  DESK_PERSON_HERE,
  DESK_PERSON_HERE_INACTIVE,
  DESK_PERSON_FAILED,
  DESK_PERSON_LOOKED_FOR,
  DESK_PERSON_LEFT,
  DESK_PERSON_DISABLED_AT_SOURCE,
  DESK_PERSON_ONLY_AT_SOURCE,
  DESK_PERSON_SEVERAL,
  DESK_PERSON_UNKNOWN,
  DESK_PERSON_NOT_READ,
} DeskPersonKind;

/**
 * DeskPersonWhere:
 * @target_name: the directory's name
 * @target: its roll
 * @source_name: (nullable): the identity provider's name
 * @source: (nullable): its roll
 * @comparison: (nullable): of the two
 * @service: (nullable): of which we are administrator
 * @directory: (nullable): id of the directory in @service
 *
 * Where to look, for the stack; borrowed.
 */
typedef struct
{
  const char  *target_name;
  Roll        *target;
  const char  *source_name;
  Roll        *source;
  Comparison  *comparison;
  DeskService *service;
  const char  *directory;
} DeskPersonWhere;

/**
 * DeskPersonAnswer:
 * @sentence: what is known, for a person: "zoe isn’t in Practice. Entra ID looked for them today at
 *   10:02 and tried to create them 3 times; each failed: userName is required."
 * @suggestion: (nullable): what to do now
 * @key: (nullable): the userName, if one was found
 * @name: (nullable): the displayName
 * @row: row of the person in the target's roll, 0 if not there
 * @source_row: likewise in the source's
 * @near: (nullable): a name that was perhaps meant
 * @near_row: its row in the target's roll
 * @matches: how many people fit
 * @difference: (nullable): the comparison's reason in words, if the person differs
 */
typedef struct
{
  DeskPersonKind  kind;
  char           *sentence;
  char           *suggestion;
  char           *key;
  char           *name;
  gint64          row;
  gint64          source_row;
  char           *near;
  gint64          near_row;
  gint64          matches;
  char           *difference;
} DeskPersonAnswer;

/**
 * desk_person_ask:
 * @text: a userName, e-mail address, name or externalId, or part of one
 * @where: where to look
 * @cancellable: (nullable)
 * @error: return location
 *
 * A service that can't be reached is left out, and the sentence says so.
 *
 * Returns: (transfer full) (nullable): the answer; %NULL with a #RollError or when cancelled.
 */
DeskPersonAnswer *desk_person_ask         (const char             *text,
                                           const DeskPersonWhere  *where,
                                           GCancellable           *cancellable,
                                           GError                **error);
void              desk_person_answer_free (DeskPersonAnswer       *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskPersonAnswer, desk_person_answer_free)

G_END_DECLS
