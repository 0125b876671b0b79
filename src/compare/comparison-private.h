/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the room share: the comparison's insides, the scratch connection while it is
 * being made, and who does which part. For no other room. */

#pragma once

#include "compare/comparison.h"
#include "database/database.h"

G_BEGIN_DECLS

typedef struct _CompareEvidence CompareEvidence;

typedef enum
{
  COMPARE_SOURCE,
  COMPARE_TARGET,
  COMPARE_N_SIDES,
} CompareSide;

/* Canonical, as the roll's view `value` has it (RFC 7643 §4.3). */
#define COMPARE_URN_ENTERPRISE "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
#define COMPARE_PATH_MANAGER COMPARE_URN_ENTERPRISE ":manager.value"

/* People and groups are matched; memberships are only compared. */
#define COMPARE_N_MATCHED COMPARE_MEMBERSHIPS

/**
 * CompareState:
 * What matching made of somebody: the column `state` of the tables that compare-match.c fills.
 */
typedef enum
{
  COMPARE_STATE_FREE,
  COMPARE_STATE_MATCHED,
  COMPARE_STATE_SET_ASIDE,
  COMPARE_STATE_AMBIGUOUS,
} CompareState;

struct _Comparison
{
  GObject         parent_instance;

  char           *name[COMPARE_N_SIDES];
  RollInfo       *info[COMPARE_N_SIDES];
  CompareVerdict  verdict;

  gint64          matched[COMPARE_N_KINDS];
  GPtrArray      *entries[COMPARE_N_KINDS][COMPARE_N_WHERES];
  gint64          counts[COMPARE_N_KINDS][COMPARE_N_WHERES][COMPARE_N_REASONS];

  GArray         *pairs[COMPARE_N_MATCHED]; /* CompareLink: source row, target row; sorted */
  GArray         *managers;
  GArray         *missing_group_members;
};

/**
 * CompareWork:
 * @database: a scratch database with both rolls attached as `source` and `target`
 * @rules: matching rules of people, in order
 *
 * One comparison in the making.
 */
typedef struct
{
  Comparison         *comparison;
  Database           *database;
  GCancellable       *cancellable;
  CompareEvidence    *evidence;
  const char * const *rules;
} CompareWork;

/* compare-sql.c: statements for a kind and a side. In the text, {kind} is users or groups, {view}
 * the roll's view of them with {name} and {active} its expressions for their name and whether they
 * are active, {side} and {other} source and target, {pair} a membership `m` of {side} in the
 * target's numbers. */
gboolean           compare_sql_exec     (CompareWork     *work,
                                         const char      *text,
                                         CompareKind      kind,
                                         CompareSide      side,
                                         GError         **error);
DatabaseStatement *compare_sql_prepare  (CompareWork     *work,
                                         const char      *text,
                                         CompareKind      kind,
                                         CompareSide      side,
                                         GError         **error);

/* Fills @links from a statement's first two columns, and ends it. */
gboolean           compare_sql_read_links (DatabaseStatement  *statement,
                                           GArray             *links,
                                           GError            **error);

/* compare-match.c: fills the tables {kind}_{side} (row, active, state, other, rule, value, idle),
 * and the pairs. */
gboolean           compare_match        (CompareWork     *work,
                                         CompareKind      kind,
                                         GError         **error);

/* compare-evidence.c: what is known about people and groups from beside the lists. */
CompareEvidence   *compare_evidence_read (CompareWork    *work,
                                          GError        **error);
void               compare_evidence_free (CompareEvidence *self);
CompareFacts       compare_evidence_find (CompareEvidence *self,
                                          CompareKind      kind,
                                          const char      *key_folded);
const char        *compare_evidence_get_detail (CompareEvidence *self,
                                                CompareKind      kind,
                                                const char      *key_folded,
                                                CompareReason    reason);
gboolean           compare_evidence_is_member_waiting (CompareEvidence *self,
                                                       const char      *group_folded,
                                                       const char      *member_folded);

/* compare-unmatched.c: the lists missing, extra and ambiguous. */
gboolean           compare_unmatched    (CompareWork     *work,
                                         CompareKind      kind,
                                         GError         **error);

/* compare-different.c, with compare-managers.c and compare-values.c: the lists of matched ones
 * that differ. Makes the table `compared` (path) first, which the managers need. */
gboolean           compare_managers     (CompareWork     *work,
                                         GError         **error);
gboolean           compare_different    (CompareWork     *work,
                                         CompareKind      kind,
                                         GError         **error);

/* compare-members.c: after people and groups are done. */
gboolean           compare_members      (CompareWork     *work,
                                         GError         **error);

/* compare-verdict.c */
gboolean           compare_verdict      (Comparison      *self,
                                         GError         **error);

/* compare-entry.c */
CompareEntry      *compare_entry_new    (CompareKind      kind,
                                         CompareWhere     where,
                                         CompareFacts     facts);
void               compare_entry_free   (CompareEntry    *entry);

/* Puts it at the end of its list, and counts it. */
void               comparison_take_entry (Comparison     *self,
                                          CompareEntry   *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CompareEntry, compare_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CompareEvidence, compare_evidence_free)

G_END_DECLS
