/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a job may do. Each call is one or a few statements on indexes; none reads a whole group.
 * Counters, value rows and versions are kept in the same transaction. A call that fails sets its
 * error; the job returns %FALSE and its savepoint is rolled back. */

#pragma once

#include "scim/scim-patch.h"
#include "store/store-reader.h"

G_BEGIN_DECLS

/* (transfer none): a reader that sees what this job and those before it in the batch wrote. */
StoreReader *store_writer_get_reader       (StoreWriter        *self);

/* Wall clock of the job (whole milliseconds, never running back) and the version its changes get:
 * no two jobs have the same, and none is used again, also after a crash. */
gint64       store_writer_get_time         (StoreWriter        *self);
gint64       store_writer_get_version      (StoreWriter        *self);

/**
 * StoreWritten:
 * @seq: of the resource
 * @id: its id
 * @version: after the write
 * @changed: whether the stored text differed (or a membership did); if not, version and modified
 *   stayed
 */
typedef struct
{
  gint64   seq;
  char     id[40];
  gint64   created;
  gint64   modified;
  gint64   version;
  gboolean changed;
} StoreWritten;

/**
 * store_writer_create:
 * @self: the writer
 * @directory: seq of a live directory
 * @resource: what to keep; its members must have been taken off (scim_resource_steal_members())
 * @written: (out): its id, times and version
 * @error: return location
 *
 * Makes a resource with a new id. %STORE_ERROR_TAKEN if its userName is (or its displayName, with
 * unique group names); %STORE_ERROR_NOT_FOUND if the directory is dead.
 */
gboolean     store_writer_create           (StoreWriter        *self,
                                            gint64              directory,
                                            ScimResource       *resource,
                                            StoreWritten       *written,
                                            GError            **error);

/**
 * store_writer_replace:
 * @self: the writer
 * @directory: seq of the directory
 * @id: which resource; its type is @resource's
 * @resource: what it shall be
 * @expected_version: the version that @resource was made from, or 0 for whatever is there
 * @written: (out): as it is now
 * @error: return location
 *
 * Replaces the body, members stay. %STORE_ERROR_CHANGED if the row has moved on,
 * %STORE_ERROR_TAKEN, %STORE_ERROR_NOT_FOUND.
 */
gboolean     store_writer_replace          (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *id,
                                            ScimResource       *resource,
                                            gint64              expected_version,
                                            StoreWritten       *written,
                                            GError            **error);

/* Deletes; memberships and manager references to it go too, and whoever loses one gets a new
 * version. @expected_version as above. */
gboolean     store_writer_delete           (StoreWriter        *self,
                                            gint64              directory,
                                            StoreType           type,
                                            const char         *id,
                                            gint64              expected_version,
                                            GError            **error);

/**
 * StoreMemberResult:
 * @added: how many memberships came
 * @removed: how many went
 * @skipped: ids that are nobody's here, with the lenient profile
 * @added_ids: (element-type utf8): the first 100, for the activity
 * @removed_ids: (element-type utf8): likewise
 */
typedef struct
{
  gint64     added;
  gint64     removed;
  gint64     skipped;
  GPtrArray *added_ids;
  GPtrArray *removed_ids;
} StoreMemberResult;

void         store_member_result_clear     (StoreMemberResult  *result);

/**
 * store_writer_change_members:
 * @self: the writer
 * @directory: seq of the directory
 * @group_id: the group's id
 * @change: what to do, in SQL only
 * @skip_unknown: whether an id that is nobody's is skipped (lenient) or %STORE_ERROR_NOT_FOUND,
 *   which a *replace* always is that would empty the group because it knows none of its ids
 * @result: (inout): added up; all zero at first, ended with store_member_result_clear()
 * @written: (out) (optional): the group as it is now
 * @error: return location
 *
 * Bumps the group's version (and lastModified) and its users' versions if anything changed. A group
 * may be a member of a group, but not of itself (%STORE_ERROR_SELF_MEMBER). Removing whoever isn't
 * in it is no error. It has no expected version: a job that needs one asks
 * store_writer_get_reader() first.
 */
gboolean     store_writer_change_members   (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *group_id,
                                            const ScimMemberChange *change,
                                            gboolean            skip_unknown,
                                            StoreMemberResult  *result,
                                            StoreWritten       *written,
                                            GError            **error);

/* Appends an item. */
gboolean     store_writer_append_activity  (StoreWriter        *self,
                                            const StoreActivity *item,
                                            GError            **error);

/* Takes the values (name, old, new) from all items about a resource; for after its deletion. */
gboolean     store_writer_redact_activity  (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *resource_id,
                                            GError            **error);

/**
 * store_writer_prune_activity:
 * @before: items older than this go, in microseconds
 * @limit: at most so many in this job
 * @removed: (out) (optional): how many went; if @limit, there may be more
 *
 * Cursors that then lie before the oldest item are %STORE_ERROR_EXPIRED_CURSOR.
 */
gboolean     store_writer_prune_activity   (StoreWriter        *self,
                                            gint64              directory,
                                            gint64              before,
                                            guint               limit,
                                            guint              *removed,
                                            GError            **error);

/* Marks the time of the IdP's last request, and of a key's last use. Neither is a new version. */
gboolean     store_writer_touch_directory  (StoreWriter        *self,
                                            gint64              directory,
                                            gint64              time,
                                            GError            **error);
gboolean     store_writer_touch_key        (StoreWriter        *self,
                                            gint64              key,
                                            gint64              time,
                                            const char         *client,
                                            GError            **error);

/* Directories. Names are unique (folded) among the living: %STORE_ERROR_TAKEN. A new one is
 * lenient. */
gboolean     store_writer_create_directory (StoreWriter        *self,
                                            const char         *name,
                                            StoreDirectory    **directory,
                                            GError            **error);
gboolean     store_writer_rename_directory (StoreWriter        *self,
                                            const char         *id,
                                            const char         *name,
                                            GError            **error);

/* Changes what is given. %STORE_ERROR_TAKEN if group names shall be unique and aren't now. */
gboolean     store_writer_set_directory_options
                                           (StoreWriter        *self,
                                            const char         *id,
                                            const ScimProfile  *profile,
                                            const gboolean     *unique_group_names,
                                            GError            **error);

/* Marks it dead and its keys with it; the rows go in slices, by jobs that the store queues itself,
 * also after a restart. */
gboolean     store_writer_delete_directory (StoreWriter        *self,
                                            const char         *id,
                                            GError            **error);

/* Keys. @hash is base_key_text_hash()'s; @expires in microseconds, 0 for never.
 * %STORE_ERROR_TOO_MANY_KEYS at the third live provision key. */
gboolean     store_writer_create_key       (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *name,
                                            StoreScope          scope,
                                            const char         *hash,
                                            const char         *prefix,
                                            gint64              expires,
                                            StoreKey          **key,
                                            GError            **error);

/* Renames a live key and moves its expiry, either way; %NULL leaves as it is. Revoked, expired or
 * unknown: %STORE_ERROR_NOT_FOUND. */
gboolean     store_writer_update_key       (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *key_id,
                                            const char         *name,
                                            const gint64       *expires,
                                            GError            **error);

/* Ends a key now. Again: still %TRUE. */
gboolean     store_writer_revoke_key       (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *key_id,
                                            GError            **error);

/* Makes a key of the same name and scope; the old one ends at @old_ends, or when it would have
 * anyway. Two other live provision keys are %STORE_ERROR_TOO_MANY_KEYS, an ended old one
 * %STORE_ERROR_NOT_FOUND. */
gboolean     store_writer_replace_key      (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *key_id,
                                            const char         *hash,
                                            const char         *prefix,
                                            gint64              expires,
                                            gint64              old_ends,
                                            StoreKey          **key,
                                            GError            **error);

G_END_DECLS
