/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two rolls held against each other (docs/contracts.md, The comparison): matching rule by rule,
 * every difference with its reason, and a verdict for the whole. Set operations in one SQLite
 * connection; it sends and writes nothing. */

#pragma once

#include <gio/gio.h>

#include "base/base-json-writer.h"
#include "compare/compare-reasons.h"
#include "roll/roll.h"

G_BEGIN_DECLS

#define COMPARE_ERROR (compare_error_quark ())

/**
 * CompareError:
 * @COMPARE_ERROR_FAILED: the database refused
 * @COMPARE_ERROR_NOT_READ: a side was never read; read it first
 * @COMPARE_ERROR_BAD_RULE: no matching rule of that name; the message lists them
 * @COMPARE_ERROR_NOTHING_IN_COMMON: typed-in numbers, and none that the other side gives too
 */
typedef enum
{
  COMPARE_ERROR_FAILED,
  COMPARE_ERROR_NOT_READ,
  COMPARE_ERROR_BAD_RULE,
  COMPARE_ERROR_NOTHING_IN_COMMON,
} CompareError;

GQuark compare_error_quark (void);

typedef enum
{
  COMPARE_IN_STEP,
  COMPARE_EXPLAINED,
  COMPARE_COUNTS_MATCH,
  COMPARE_DIFFERS,
  COMPARE_NUMBERS_EQUAL,
  COMPARE_NUMBERS_DIFFER,
} CompareVerdict;

/* "in_step"; and a sentence, an untranslated msgid */
const char *compare_verdict_to_string   (CompareVerdict  verdict);
const char *compare_verdict_to_sentence (CompareVerdict  verdict);

/**
 * CompareOptions:
 * @source_name: as the person calls it
 * @target_name: likewise
 * @match: (nullable): NULL-terminated rules for people in order, out of externalId, userName and
 *   emails, each at most once; %NULL for all three. Groups go by externalId, then displayName
 */
typedef struct
{
  const char         *source_name;
  const char         *target_name;
  const char * const *match;
} CompareOptions;

#define COMPARE_TYPE_COMPARISON (comparison_get_type ())
G_DECLARE_FINAL_TYPE (Comparison, comparison, COMPARE, COMPARISON, GObject)

/**
 * comparison_new:
 * @source: a published roll
 * @target: another
 * @options: names and rules
 * @cancellable: (nullable)
 * @error: return location
 *
 * Takes its time (seconds at a million people): call it in a worker thread.
 */
Comparison         *comparison_new            (Roll                  *source,
                                               Roll                  *target,
                                               const CompareOptions  *options,
                                               GCancellable          *cancellable,
                                               GError               **error);

CompareVerdict      comparison_get_verdict    (Comparison            *self);

/* Infos of both sides, as read. */
const RollInfo     *comparison_get_source     (Comparison            *self);
const RollInfo     *comparison_get_target     (Comparison            *self);
const char         *comparison_get_source_name (Comparison           *self);
const char         *comparison_get_target_name (Comparison           *self);

/* How many pairs. */
gint64              comparison_get_matched    (Comparison            *self,
                                               CompareKind            kind);

/* How many entries of @kind and @where with @reason; COMPARE_N_REASONS for any reason. */
gint64              comparison_count          (Comparison            *self,
                                               CompareKind            kind,
                                               CompareWhere           where,
                                               CompareReason          reason);

/**
 * CompareAttribute:
 * @path: as a column is named: `name.givenName`, `emails[type eq "work"].value`
 * @source: (nullable): the value as written, several joined by "; "; of a manager their userName
 *   if they
 *   are known; %NULL for none
 * @target: (nullable): likewise
 *
 * One attribute that differs.
 */
typedef struct
{
  char *path;
  char *source;
  char *target;
} CompareAttribute;

/* (transfer full): an attribute, from copies */
CompareAttribute   *compare_attribute_new      (const char           *path,
                                                const char           *source,
                                                const char           *target);

/* (transfer full) (element-type CompareAttribute): an empty list that frees what it holds */
GPtrArray          *compare_attributes_new     (void);

/* Writes attributes as a member "attributes" of the object that is open; null for %NULL. */
void                compare_attributes_write   (GPtrArray            *attributes,
                                                BaseJsonWriter       *writer);

/**
 * CompareEntry:
 * @key: userName or displayName; of a membership the group's. Of what is at both sides, the
 *   source's
 * @name: what a person would call them; of a membership the member's
 * @detail: (nullable): what is known beyond the reason: the recorded words of a failure, the value
 *   that
 *   duplicates share
 * @member: (nullable): of a membership, the member's userName
 * @side: (nullable): of an ambiguous one: "source" or "target"
 * @source_row: row in the source's roll, or 0; of a membership the group's
 * @target_row: row in the target's roll, or 0; of a membership the group's
 * @member_source_row: of a membership
 * @member_target_row: likewise
 * @attributes: (element-type CompareAttribute) (nullable): of a different one, sorted by path
 */
typedef struct
{
  CompareKind    kind;
  CompareWhere   where;
  CompareReason  reason;
  gboolean       explained;
  char          *key;
  char          *name;
  char          *detail;
  char          *member;
  const char    *side;
  gint64         source_row;
  gint64         target_row;
  gint64         member_source_row;
  gint64         member_target_row;
  GPtrArray     *attributes;
} CompareEntry;

/* (transfer none) (element-type CompareEntry): sorted by folded key, then id */
GPtrArray          *comparison_get_entries    (Comparison            *self,
                                               CompareKind            kind,
                                               CompareWhere           where);

/* The row at the target that is matched with a row at the source, or 0. For people and groups. */
gint64              comparison_find_target    (Comparison            *self,
                                               CompareKind            kind,
                                               gint64                 source_row);

/**
 * CompareLink:
 * Two rows of the source's roll.
 */
typedef struct
{
  gint64 from;
  gint64 to;
} CompareLink;

/* (transfer none) (element-type CompareLink): each person at the source with a manager in scope
 * there, if managers are compared at all; sorted by person. */
GArray             *comparison_get_source_managers (Comparison       *self);

/* The row of somebody's manager, both at the source, or 0. */
gint64              comparison_find_source_manager (Comparison       *self,
                                                    gint64            source_row);

/* (transfer none) (element-type CompareLink): the memberships at the source of groups that are
 * missing at the target, which are no differences of their own; sorted by group, then person. */
GArray             *comparison_get_missing_group_members (Comparison *self);

/**
 * comparison_to_json:
 * @self: a comparison
 * @only: reason to shorten the lists to, or COMPARE_N_REASONS for all
 *
 * Returns: (transfer full): the report of docs/contracts.md.
 */
char               *comparison_to_json        (Comparison            *self,
                                               CompareReason          only);

/* (transfer full): one line a difference, as CSV with a heading */
char               *comparison_to_csv         (Comparison            *self,
                                               CompareReason          only);

/* (transfer full): the same two, with the lists shortened to several reasons: @reasons has the bits
 * 1 << #CompareReason, or is 0 for all. */
char               *comparison_to_json_of     (Comparison            *self,
                                               guint32                reasons);
char               *comparison_to_csv_of      (Comparison            *self,
                                               guint32                reasons);

G_END_DECLS
