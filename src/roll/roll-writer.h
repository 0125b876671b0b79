/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills a roll: pages go to staging tables in a temporary file, and publishing writes only what
 * differs from the roll before, in one transaction. Until then, and if it is dropped, the old
 * roll stays as it was. */

#pragma once

#include <json-glib/json-glib.h>

#include "roll/roll.h"

G_BEGIN_DECLS

#define ROLL_TYPE_WRITER (roll_writer_get_type ())
G_DECLARE_FINAL_TYPE (RollWriter, roll_writer, ROLL, WRITER, GObject)

/**
 * roll_writer_new:
 * @roll: the roll to fill
 * @kind: of the source: "scim", "csv", "jsonl", "counts", "ldap", "entra", "okta"
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the one writer; %NULL with %ROLL_ERROR_BUSY if there is one
 * already,
 *   in this process or another.
 */
RollWriter *roll_writer_new             (Roll              *roll,
                                         const char        *kind,
                                         GError           **error);

/**
 * roll_writer_append_page:
 * @self: a writer
 * @type: what the page holds
 * @array: (array length=length): JSON text of an array of resources, its depth checked
 * @length: bytes
 * @appended: (out) (optional): how many resources were new
 * @error: return location
 *
 * The fast way for bulk. A repeated id is dropped and counted as a fault.
 *
 * Returns: %TRUE, or %FALSE with %ROLL_ERROR_BAD_RESOURCE naming the one that can't be taken.
 */
gboolean    roll_writer_append_page     (RollWriter             *self,
                                         const ScimResourceType *type,
                                         const char             *array,
                                         gsize                   length,
                                         guint                  *appended,
                                         GError                **error);

/* One resource as a document. */
gboolean    roll_writer_append          (RollWriter             *self,
                                         const ScimResourceType *type,
                                         JsonObject             *resource,
                                         GError                **error);

/* One resource as JSON text (UTF-8, its depth checked); @added (out) (optional) tells whether it
 * was new. */
gboolean    roll_writer_append_text     (RollWriter             *self,
                                         const ScimResourceType *type,
                                         const char             *text,
                                         gsize                   length,
                                         gboolean               *added,
                                         GError                **error);

/* A direct membership by ids, resolved at publishing; for sides whose groups come without
 * members, or by folded group name for a CSV (the group is made if there is none of that name). */
gboolean    roll_writer_append_member   (RollWriter             *self,
                                         const char             *group_id,
                                         const char             *member_id,
                                         GError                **error);
gboolean    roll_writer_append_member_by_name
                                        (RollWriter             *self,
                                         const char             *group_name,
                                         const char             *member_id,
                                         GError                **error);

/**
 * roll_writer_append_evidence:
 * @self: a writer
 * @kind: what is known
 * @type: "User" or "Group"
 * @key: userName or displayName
 * @detail: (nullable): why
 * @time: microseconds, 0 if nobody knows
 * @error: return location
 *
 * Somebody in the list of whom it says %ROLL_EVIDENCE_DELETED or %ROLL_EVIDENCE_OUT_OF_SCOPE is
 * out of scope: neither counted nor in the `person` and `groups` views.
 */
gboolean    roll_writer_append_evidence (RollWriter             *self,
                                         RollEvidenceKind        kind,
                                         const char             *type,
                                         const char             *key,
                                         const char             *detail,
                                         gint64                  time,
                                         GError                **error);

/* Says that this side has a column, even if nobody has a value; and what its schema has. */
void        roll_writer_add_carried     (RollWriter             *self,
                                         const char             *path);
void        roll_writer_add_supported   (RollWriter             *self,
                                         const char             *path);

/* Counts a fault; the first detail is kept. */
void        roll_writer_add_fault       (RollWriter             *self,
                                         RollFault               fault,
                                         const char             *detail);

/* For a file that says what was met when it was made: at least @count times, with that @detail. */
void        roll_writer_raise_fault     (RollWriter             *self,
                                         RollFault               fault,
                                         gint64                  count,
                                         const char             *detail);

/* JSON text of what the side itself reports. */
void        roll_writer_set_reported    (RollWriter             *self,
                                         const char             *json);

/* A row of the `facts` view. "kind" and "read_at" are there already, and may be set otherwise by
 * a source that hands on what another once read (jsonl). */
void        roll_writer_set_fact        (RollWriter             *self,
                                         const char             *name,
                                         const char             *value);

/* Typed-in numbers instead of lists; -1 for one that wasn't given. */
void        roll_writer_set_counts      (RollWriter             *self,
                                         gint64                  users,
                                         gint64                  groups);

gint64      roll_writer_get_users       (RollWriter             *self);
gint64      roll_writer_get_groups      (RollWriter             *self);

/**
 * roll_writer_publish:
 * @self: a writer; nothing may be appended afterwards
 * @error: return location
 *
 * One transaction; what differs from before is the history.
 */
gboolean    roll_writer_publish         (RollWriter             *self,
                                         GError                **error);

G_END_DECLS
