/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of reasons as data. Its order decides: the first row that holds is the reason, and the
 * last row of each list asks for nothing. */

#define G_LOG_DOMAIN "rollcall-compare"

#include "config.h"

#include "compare/compare-reasons.h"

#include <glib/gi18n.h>
#include <string.h>

#define IN(where) (1u << COMPARE_##where)

static const CompareReasonRow rows[] = {
  { COMPARE_DUPLICATE_AT_SOURCE, "duplicate_at_source", .wheres = IN (MISSING),
    .all = COMPARE_FACT_SET_ASIDE, .title = N_ ("Duplicate at the source"),
    .sentence =
        N_ ("Another entry at the source has the same matching value, so nobody can tell which of "
            "them is meant. Give each a value of its own, or match by another attribute.") },
  { COMPARE_AMBIGUOUS_MATCH, "ambiguous", .wheres = IN (AMBIGUOUS), .title = N_ ("Ambiguous"),
    .sentence = N_ ("Has a matching value of somebody on the other side who is matched with "
                    "somebody else. Find out which of the two it belongs to.") },
  { COMPARE_NESTED_ONLY, "nested_only", .explained = TRUE, .wheres = IN (MISSING),
    .all = COMPARE_FACT_NESTED_ONLY, .title = N_ ("Only in a nested group"),
    .sentence = N_ ("Only in a group inside an assigned group, which the identity provider doesn't "
                    "expand. Assign that group itself if they should have access.") },
  { COMPARE_DISABLED_AT_SOURCE, "disabled_at_source", .explained = TRUE, .wheres = IN (MISSING),
    .all = COMPARE_FACT_DISABLED, .title = N_ ("Disabled at the source"),
    .sentence = N_ ("Disabled at the source and absent here, as it should be.") },
  { COMPARE_FAILED, "failed", .wheres = IN (MISSING), .all = COMPARE_FACT_FAILED,
    .title = N_ ("Failed"),
    .sentence =
        N_ ("An error was recorded for them. Mend what it names; the identity provider tries "
            "again in its next cycle.") },
  { COMPARE_SKIPPED, "skipped", .wheres = IN (MISSING), .all = COMPARE_FACT_SKIPPED,
    .title = N_ ("Skipped"),
    .sentence = N_ ("The identity provider passed them over. Its reason stands beside them.") },
  { COMPARE_WAITING, "waiting", .explained = TRUE, .wheres = IN (MISSING),
    .all = COMPARE_FACT_WAITING, .title = N_ ("Waiting for the next cycle"),
    .sentence =
        N_ ("Came into scope after the identity provider's last cycle began. They should arrive "
            "with the next.") },
  { COMPARE_NEVER_ARRIVED, "never_arrived", .wheres = IN (MISSING), .title = N_ ("Never arrived"),
    .sentence =
        N_ ("Expected here, and there is no sign of them and no error either. Look whether they "
            "are assigned, and whether provisioning runs.") },
  { COMPARE_DUPLICATE_IN_DIRECTORY, "duplicate_in_directory", .wheres = IN (EXTRA),
    .all = COMPARE_FACT_SET_ASIDE, .title = N_ ("Duplicate in the directory"),
    .sentence =
        N_ ("Another entry in the directory has the same matching value. Remove the one that "
            "isn't used.") },
  { COMPARE_DELETED_AT_SOURCE, "deleted_at_source", .wheres = IN (EXTRA),
    .all = COMPARE_FACT_DELETED | COMPARE_FACT_ACTIVE_HERE, .title = N_ ("Deleted at the source"),
    .sentence =
        N_ ("Deleted at the source, and still active here. Deactivate or delete them here.") },
  { COMPARE_UNASSIGNED_DEACTIVATED, "unassigned_deactivated", .explained = TRUE,
    .wheres = IN (EXTRA), .none = COMPARE_FACT_ACTIVE_HERE, .title = N_ ("Deactivated"),
    .sentence =
        N_ ("Not at the source, and inactive here: what an identity provider leaves of somebody "
            "who is no longer assigned.") },
  { COMPARE_UNASSIGNED_ACTIVE, "unassigned_active", .wheres = IN (EXTRA),
    .all = COMPARE_FACT_OUT_OF_SCOPE | COMPARE_FACT_ACTIVE_HERE,
    .title = N_ ("Unassigned, still active"),
    .sentence = N_ ("The source knows them and no longer assigns them, yet they are active here. "
                    "Deactivate them here, or assign them again.") },
  { COMPARE_LOCAL, "local", .wheres = IN (EXTRA), .all = COMPARE_FACT_ACTIVE_HERE,
    .none = COMPARE_FACT_EXTERNAL_ID, .title = N_ ("Made here"),
    .sentence = N_ ("Active and without an externalId: made in the directory, never by an identity "
                    "provider.") },
  { COMPARE_UNKNOWN_EXTRA, "unknown_extra", .wheres = IN (EXTRA),
    .title = N_ ("Unknown at the source"),
    .sentence =
        N_ ("Active here and nothing is known of them at the source. Find out who made them.") },
  { COMPARE_STILL_ACTIVE, "still_active", .wheres = IN (DIFFERENT),
    .all = COMPARE_FACT_DISABLED | COMPARE_FACT_ACTIVE_HERE, .title = N_ ("Still active"),
    .sentence = N_ ("Disabled at the source and active here. Deactivate them here if provisioning "
                    "doesn't.") },
  { COMPARE_INACTIVE, "inactive", .wheres = IN (DIFFERENT),
    .none = COMPARE_FACT_DISABLED | COMPARE_FACT_ACTIVE_HERE, .title = N_ ("Inactive here"),
    .sentence = N_ ("Expected at the source and inactive here: somebody deactivated them in the "
                    "directory.") },
  { COMPARE_CLEARED_AT_SOURCE, "cleared_at_source", .explained = TRUE, .wheres = IN (DIFFERENT),
    .all = COMPARE_FACT_ONLY_CLEARED | COMPARE_FACT_IDP_KEEPS,
    .title = N_ ("Cleared at the source"),
    .sentence =
        N_ ("A value was cleared at the source, and this identity provider never clears values "
            "elsewhere.") },
  { COMPARE_ATTRIBUTE, "attribute", .wheres = IN (DIFFERENT), .title = N_ ("Attributes differ"),
    .sentence = N_ ("Matched, and at least one compared attribute has another value here.") },
  { COMPARE_MEMBER_UNPROVISIONED, "member_unprovisioned", .as_member = TRUE, .memberships = TRUE,
    .wheres = IN (MISSING) | IN (EXTRA), .all = COMPARE_FACT_MEMBER_MISSING,
    .title = N_ ("Member is missing"),
    .sentence = N_ ("The member is missing here themselves. See their own reason.") },
  { COMPARE_MEMBER_NOT_AT_SOURCE, "member_not_at_source", .as_member = TRUE, .memberships = TRUE,
    .wheres = IN (MISSING) | IN (EXTRA), .all = COMPARE_FACT_MEMBER_NOT_AT_SOURCE,
    .title = N_ ("Member isn't at the source"),
    .sentence = N_ ("The member here is extra or ambiguous themselves. See their own reason.") },
  { COMPARE_MEMBER_WAITING, "member_waiting", .explained = TRUE, .memberships = TRUE,
    .wheres = IN (MISSING) | IN (EXTRA), .all = COMPARE_FACT_WAITING,
    .title = N_ ("Waiting for the next cycle"),
    .sentence = N_ ("The membership was added after the identity provider's last cycle began.") },
  { COMPARE_MEMBER_MISSING, "member_missing", .memberships = TRUE, .wheres = IN (MISSING),
    .title = N_ ("Not a member here"),
    .sentence = N_ ("A member at the source, and not here. Provision the group again.") },
  { COMPARE_MEMBER_EXTRA, "member_extra", .memberships = TRUE, .wheres = IN (EXTRA),
    .title = N_ ("Member only here"),
    .sentence =
        N_ ("A member here, and not at the source. Remove them from the group here, or add them "
            "at the source.") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rows) == COMPARE_N_REASONS);

static const char *const kinds[] = { "users", "groups", "memberships" };
static const char *const wheres[] = { "missing", "extra", "different", "ambiguous" };

const CompareReasonRow *
compare_reason_rows (void)
{
  return rows;
}

gboolean
compare_reason_from_string (const char    *code,
                            CompareReason *reason)
{
  g_return_val_if_fail (code != NULL, FALSE);
  g_return_val_if_fail (reason != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].code, code) == 0)
      {
        *reason = rows[i].reason;
        return TRUE;
      }
  return FALSE;
}

const CompareReasonRow *
compare_reason_find (CompareKind  kind,
                     CompareWhere where,
                     CompareFacts facts)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const CompareReasonRow *row = &rows[i];

      if (row->memberships == (kind == COMPARE_MEMBERSHIPS) && (row->wheres & 1u << where) != 0 &&
          (facts & row->all) == row->all && (facts & row->none) == 0)
        return row;
    }

  /* Each list ends with a row that asks for nothing. */
  g_assert_not_reached ();
}

const char *
compare_kind_to_string (CompareKind kind)
{
  g_return_val_if_fail ((guint)kind < COMPARE_N_KINDS, NULL);

  return kinds[kind];
}

const char *
compare_where_to_string (CompareWhere where)
{
  g_return_val_if_fail ((guint)where < COMPARE_N_WHERES, NULL);

  return wheres[where];
}
