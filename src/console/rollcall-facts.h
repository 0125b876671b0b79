/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that is shown about one person or group: the row, its attributes, groups or members,
 * what the other side says, and what changed. Put together in a worker; no widget. */

#pragma once

#include "console/rollcall-attributes.h"
#include "console/rollcall-differences.h"
#include "console/rollcall-side.h"
#include "roll/roll-history.h"

G_BEGIN_DECLS

/* As many groups, members and changes are shown; how many there are is always known. */
#define ROLLCALL_FACTS_LINKS 200
#define ROLLCALL_FACTS_CHANGES 50

/**
 * RollcallFact:
 * @title: what the attribute is called, translated
 * @path: as a column is named
 * @value: (nullable): as shown; %NULL for one that only the other side has
 * @other: (nullable): as shown: the other side's value, if it differs and there is one
 * @differs: whether the other side's value is another
 * @about: (nullable): what the schema says of it, untranslated
 * @link: row of the person that it names (a manager), or 0
 */
typedef struct
{
  char     *title;
  char     *path;
  char     *value;
  char     *other;
  gboolean  differs;
  char     *about;
  guint32   link;
} RollcallFact;

/**
 * RollcallFactsPart:
 * @title: of a schema, translated; an unknown one's URN
 * @subtitle: (nullable): what it is, translated
 * @facts: (element-type RollcallFact)
 */
typedef struct
{
  char      *title;
  char      *subtitle;
  GPtrArray *facts;
} RollcallFactsPart;

/**
 * RollcallFacts:
 * @row: who it is
 * @side_name: of the side that was asked
 * @other_name: (nullable): of the side that it is compared with
 * @read_at: when the roll was read, microseconds
 * @parts: (element-type RollcallFactsPart): attributes by schema
 * @links: (element-type RollRow): of a person the groups, of a group the people directly in it
 * @subgroups: (element-type RollRow): of a group, the groups in it
 * @missing: (element-type CompareEntry): of a group, memberships that the other side has
 * @extra: (element-type CompareEntry): of a group, memberships that only this side has
 * @source_members: of a group, members at the other side; -1 if nobody knows
 * @changes: (element-type RollChange): newest first
 * @json: the resource's JSON text on several lines
 * @comparison: (nullable): which @entry, @missing and @extra are of
 * @entry: (nullable): how it differs; %NULL for the same on both sides
 */
typedef struct
{
  RollRow            *row;
  char               *side_name;
  char               *other_name;
  gint64              read_at;
  GPtrArray          *parts;
  GPtrArray          *links;
  GPtrArray          *subgroups;
  GPtrArray          *missing;
  GPtrArray          *extra;
  gint64              source_members;
  GPtrArray          *changes;
  char               *json;
  Comparison         *comparison;
  const CompareEntry *entry;
} RollcallFacts;

void           rollcall_facts_free        (RollcallFacts        *self);

/**
 * rollcall_facts_load_async:
 * @side: whose person or group it is
 * @row: row number in its roll
 * @differences: (nullable): of the side's comparison, for the sizes of groups
 * @cancellable: stops it
 * @callback: told at the end
 * @user_data: for @callback
 */
void           rollcall_facts_load_async  (RollcallSide         *side,
                                           guint32               row,
                                           RollcallDifferences  *differences,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);

/* (transfer full) (nullable): %NULL without an error if they are in the roll no more */
RollcallFacts *rollcall_facts_load_finish (GAsyncResult         *result,
                                           GError              **error);

/* (nullable) (transfer none): the fact at @path */
RollcallFact  *rollcall_facts_find        (RollcallFacts        *self,
                                           const char           *path);

/* How many attributes differ. */
guint          rollcall_facts_count_different
                                          (RollcallFacts        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallFacts, rollcall_facts_free)

G_END_DECLS
