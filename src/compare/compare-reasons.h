/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of reasons, in the order in which they are tried (docs/contracts.md, Reasons). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  COMPARE_USERS,
  COMPARE_GROUPS,
  COMPARE_MEMBERSHIPS,
  COMPARE_N_KINDS,
} CompareKind;

typedef enum
{
  COMPARE_MISSING,
  COMPARE_EXTRA,
  COMPARE_DIFFERENT,
  COMPARE_AMBIGUOUS,
  COMPARE_N_WHERES,
} CompareWhere;

typedef enum
{
  COMPARE_DUPLICATE_AT_SOURCE,
  COMPARE_AMBIGUOUS_MATCH,
  COMPARE_NESTED_ONLY,
  COMPARE_DISABLED_AT_SOURCE,
  COMPARE_FAILED,
  COMPARE_SKIPPED,
  COMPARE_WAITING,
  COMPARE_NEVER_ARRIVED,
  COMPARE_DUPLICATE_IN_DIRECTORY,
  COMPARE_DELETED_AT_SOURCE,
  COMPARE_UNASSIGNED_DEACTIVATED,
  COMPARE_UNASSIGNED_ACTIVE,
  COMPARE_LOCAL,
  COMPARE_UNKNOWN_EXTRA,
  COMPARE_STILL_ACTIVE,
  COMPARE_INACTIVE,
  COMPARE_CLEARED_AT_SOURCE,
  COMPARE_ATTRIBUTE,
  COMPARE_MEMBER_UNPROVISIONED,
  COMPARE_MEMBER_NOT_AT_SOURCE,
  COMPARE_MEMBER_WAITING,
  COMPARE_MEMBER_MISSING,
  COMPARE_MEMBER_EXTRA,
  COMPARE_N_REASONS,
} CompareReason;

/**
 * CompareReasonRow:
 * @code: "never_arrived"
 * @explained: whether such a difference is as it should be
 * @sentence: untranslated msgid: what it means and what to do about it
 */
typedef struct
{
  CompareReason  reason;
  const char    *code;
  gboolean       explained;
  const char    *title;
  const char    *sentence;
} CompareReasonRow;

/* (array length=COMPARE_N_REASONS): in the order of the enum */
const CompareReasonRow *compare_reason_rows        (void);
gboolean                compare_reason_from_string (const char    *code,
                                                    CompareReason *reason);

G_END_DECLS
