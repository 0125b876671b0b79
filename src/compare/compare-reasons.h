/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of reasons, in the order in which they are tried (docs/contracts.md, Reasons). A row
 * is data: where it may stand, and which facts must hold and must not. The first row that holds is
 * the reason. */

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

/**
 * CompareWhere:
 * @COMPARE_MISSING: at the source and not at the target
 * @COMPARE_EXTRA: at the target and not at the source
 * @COMPARE_DIFFERENT: matched, and not the same
 * @COMPARE_AMBIGUOUS: unmatched, with the value of somebody who is matched
 *
 * The lists. Memberships have the first two only.
 */
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
 * CompareFacts:
 * @COMPARE_FACT_SET_ASIDE: one of two or more holders of a value, by the rules of matching
 * @COMPARE_FACT_NESTED_ONLY: the source knows them only through a nested group
 * @COMPARE_FACT_DISABLED: disabled at the source
 * @COMPARE_FACT_FAILED: the IdP or the service recorded an error
 * @COMPARE_FACT_SKIPPED: the IdP recorded that it skipped them
 * @COMPARE_FACT_WAITING: in scope only since after the IdP's last cycle began
 * @COMPARE_FACT_DELETED: the source knows that they were deleted
 * @COMPARE_FACT_OUT_OF_SCOPE: the source knows them, out of scope
 * @COMPARE_FACT_ACTIVE_HERE: active at the target; a group always is
 * @COMPARE_FACT_EXTERNAL_ID: has an externalId at the target
 * @COMPARE_FACT_ONLY_CLEARED: there are differing attributes, each empty at the source
 * @COMPARE_FACT_IDP_KEEPS: the source's IdP is known not to clear attributes
 * @COMPARE_FACT_MEMBER_MISSING: the member is in the list of missing people
 * @COMPARE_FACT_MEMBER_NOT_AT_SOURCE: the member here is extra or ambiguous
 *
 * What is known of one difference.
 */
typedef enum
{
  COMPARE_FACT_SET_ASIDE            = 1 << 0,
  COMPARE_FACT_NESTED_ONLY          = 1 << 1,
  COMPARE_FACT_DISABLED             = 1 << 2,
  COMPARE_FACT_FAILED               = 1 << 3,
  COMPARE_FACT_SKIPPED              = 1 << 4,
  COMPARE_FACT_WAITING              = 1 << 5,
  COMPARE_FACT_DELETED              = 1 << 6,
  COMPARE_FACT_OUT_OF_SCOPE         = 1 << 7,
  COMPARE_FACT_ACTIVE_HERE          = 1 << 8,
  COMPARE_FACT_EXTERNAL_ID          = 1 << 9,
  COMPARE_FACT_ONLY_CLEARED         = 1 << 10,
  COMPARE_FACT_IDP_KEEPS            = 1 << 11,
  COMPARE_FACT_MEMBER_MISSING       = 1 << 12,
  COMPARE_FACT_MEMBER_NOT_AT_SOURCE = 1 << 13,
} CompareFacts;

/**
 * CompareReasonRow:
 * @code: "never_arrived"
 * @explained: whether such a difference is as it should be
 * @as_member: of a membership: it is explained if the member's own difference is; @explained says
 *   nothing
 * @memberships: stands in the lists of memberships, else in those of people and groups
 * @wheres: bits 1 << #CompareWhere: the lists it may stand in
 * @all: facts that must hold
 * @none: facts that must not
 * @title: untranslated msgid: two to four words
 * @sentence: untranslated msgid: what it means and what to do about it
 */
typedef struct
{
  CompareReason  reason;
  const char    *code;
  gboolean       explained;
  gboolean       as_member;
  gboolean       memberships;
  guint          wheres;
  CompareFacts   all;
  CompareFacts   none;
  const char    *title;
  const char    *sentence;
} CompareReasonRow;

/* (array length=COMPARE_N_REASONS): in the order of the enum, which is the order of the
 * contract */
const CompareReasonRow *compare_reason_rows        (void);
gboolean                compare_reason_from_string (const char    *code,
                                                    CompareReason *reason);

/* The first row that may stand in @where of @kind and whose facts hold. */
const CompareReasonRow *compare_reason_find        (CompareKind    kind,
                                                    CompareWhere   where,
                                                    CompareFacts   facts);

/* "users", "groups", "memberships"; "missing", "extra", "different", "ambiguous" */
const char             *compare_kind_to_string     (CompareKind    kind);
const char             *compare_where_to_string    (CompareWhere   where);

G_END_DECLS
