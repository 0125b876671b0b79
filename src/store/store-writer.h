/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a job may do. Each call is one or a few statements on indexes; none reads a whole group. Counters,
 * value rows and versions are kept in the same transaction. A call that fails sets its error; the job
 * returns %FALSE and its savepoint is rolled back. */

#pragma once

#include "scim/scim-patch.h"
#include "store/store-reader.h"

G_BEGIN_DECLS

/* A reader that sees what this batch wrote before. */
StoreReader *store_writer_get_reader       (StoreWriter        *self);

/* Wall clock of the batch and the version its changes get. */
gint64       store_writer_get_time         (StoreWriter        *self);
gint64       store_writer_get_version      (StoreWriter        *self);

/**
 * StoreWritten:
 * @seq: of the resource
 * @id: its id
 * @version: after the write
 * @changed: whether anything differed; if not, version and modified stayed
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

/* Makes a resource. %STORE_ERROR_TAKEN if its userName is (or its displayName, with unique group names). */
gboolean     store_writer_create           (StoreWriter        *self,
                                            gint64              directory,
                                            ScimResource       *resource,
                                            StoreWritten       *written,
                                            GError            **error);

/**
 * store_writer_replace:
 * @expected_version: the version that @resource was made from, or 0 for whatever is there
 *
 * Replaces the body. %STORE_ERROR_CHANGED if the row has moved on, %STORE_ERROR_TAKEN, %STORE_ERROR_NOT_FOUND.
 */
gboolean     store_writer_replace          (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *id,
                                            ScimResource       *resource,
                                            gint64              expected_version,
                                            StoreWritten       *written,
                                            GError            **error);

/* Deletes; memberships and manager references to it go too. @expected_version as above. */
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
 * @group_id: the group's id
 * @change: what to do, in SQL only
 * @skip_unknown: whether an id that is nobody's is skipped (lenient) or %STORE_ERROR_NOT_FOUND
 * @result: (inout): added up
 *
 * Bumps the group's version (and lastModified) and its users' versions if anything changed. A group may
 * be a member of a group, but not of itself.
 */
gboolean     store_writer_change_members   (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *group_id,
                                            const ScimMemberChange *change,
                                            gboolean            skip_unknown,
                                            StoreMemberResult  *result,
                                            StoreWritten       *written,
                                            GError            **error);

/* Appends an item, @item->cursor ignored. A deleted person's values in older items: see redact. */
gboolean     store_writer_append_activity  (StoreWriter        *self,
                                            const StoreActivity *item,
                                            GError            **error);
gboolean     store_writer_redact_activity  (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *resource_id,
                                            GError            **error);

/* Marks the time of the IdP's last request, and of a key's last use. */
gboolean     store_writer_touch_directory  (StoreWriter        *self,
                                            gint64              directory,
                                            gint64              time,
                                            GError            **error);
gboolean     store_writer_touch_key        (StoreWriter        *self,
                                            gint64              key,
                                            gint64              time,
                                            const char         *client,
                                            GError            **error);

/* Directories. Names are unique (folded) among the living. */
gboolean     store_writer_create_directory (StoreWriter        *self,
                                            const char         *name,
                                            StoreDirectory    **directory,
                                            GError            **error);
gboolean     store_writer_rename_directory (StoreWriter        *self,
                                            const char         *id,
                                            const char         *name,
                                            GError            **error);

/* Marks it dead and its keys with it; the rows go in slices by jobs that the store queues itself. */
gboolean     store_writer_delete_directory (StoreWriter        *self,
                                            const char         *id,
                                            GError            **error);

/* Keys. @hash is base_key_text_hash()'s. %STORE_ERROR_TOO_MANY_KEYS at the third live provision key. */
gboolean     store_writer_create_key       (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *name,
                                            StoreScope          scope,
                                            const char         *hash,
                                            const char         *prefix,
                                            gint64              expires,
                                            StoreKey          **key,
                                            GError            **error);
gboolean     store_writer_update_key       (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *key_id,
                                            const char         *name,
                                            const gint64       *expires,
                                            GError            **error);
gboolean     store_writer_revoke_key       (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *key_id,
                                            GError            **error);

/* Makes a key of the same name and scope; the old one ends at @old_ends. */
gboolean     store_writer_replace_key      (StoreWriter        *self,
                                            gint64              directory,
                                            const char         *key_id,
                                            const char         *hash,
                                            const char         *prefix,
                                            gint64              old_ends,
                                            StoreKey          **key,
                                            GError            **error);

G_END_DECLS
