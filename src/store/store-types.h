/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values that the store gives and takes. Rows that a reader hands to a callback borrow their
 * texts from the database and live until the callback returns; what ends in _free belongs to the
 * caller. */

#pragma once

#include <glib.h>

#include "scim/scim-types.h"

G_BEGIN_DECLS

#define STORE_ERROR (store_error_quark ())

/**
 * StoreError:
 * @STORE_ERROR_FAILED: the database refused; see the log
 * @STORE_ERROR_FULL: the disk is full; nothing of this write was kept
 * @STORE_ERROR_NOT_FOUND: no such directory, key or resource (or it is dead)
 * @STORE_ERROR_TAKEN: a unique value is in use; the message says which
 * @STORE_ERROR_CHANGED: the row's version isn't the expected one
 * @STORE_ERROR_TOO_MANY_KEYS: a third live provision key
 * @STORE_ERROR_EXPIRED_CURSOR: older than the oldest activity kept
 * @STORE_ERROR_LOCKED: another service has the data directory
 * @STORE_ERROR_NEWER: the data was written by a newer version
 * @STORE_ERROR_DEADLINE: a query took longer than allowed
 * @STORE_ERROR_SELF_MEMBER: a group can't be a member of itself
 */
typedef enum
{
  STORE_ERROR_FAILED,
  STORE_ERROR_FULL,
  STORE_ERROR_NOT_FOUND,
  STORE_ERROR_TAKEN,
  STORE_ERROR_CHANGED,
  STORE_ERROR_TOO_MANY_KEYS,
  STORE_ERROR_EXPIRED_CURSOR,
  STORE_ERROR_LOCKED,
  STORE_ERROR_NEWER,
  STORE_ERROR_DEADLINE,
  STORE_ERROR_SELF_MEMBER,
} StoreError;

GQuark store_error_quark (void);

typedef struct _Store       Store;
typedef struct _StoreReader StoreReader;
typedef struct _StoreWriter StoreWriter;
typedef struct _StoreQuery  StoreQuery;

typedef enum
{
  STORE_USER  = 1,
  STORE_GROUP = 2,
} StoreType;

/* The StoreType of a resource type, and back. */
StoreType               store_type_from_scim (const ScimResourceType *type);
const ScimResourceType *store_type_to_scim   (StoreType               type);

/**
 * StoreDirectory:
 * @seq: its internal number, for every other call
 * @id: its public id, a UUID
 * @last_request: microseconds, 0 for never; the IdP's, not ours
 * @last_change: likewise
 */
typedef struct
{
  gint64       seq;
  char        *id;
  char        *name;
  gint64       created;
  ScimProfile  profile;
  gboolean     unique_group_names;
  gint64       users_total;
  gint64       users_active;
  gint64       groups_total;
  gint64       memberships_total;
  gint64       last_request;
  gint64       last_change;
} StoreDirectory;

/* (transfer full): the same once more; it never changes, so that threads may share it */
StoreDirectory *store_directory_ref (StoreDirectory *directory);
void store_directory_free (StoreDirectory *directory);

typedef enum
{
  STORE_SCOPE_PROVISION = 1,
  STORE_SCOPE_READ      = 2,
} StoreScope;

/**
 * StoreKey:
 * @directory: seq of its directory, which may be dead
 * @prefix: first eight characters
 * @expires: microseconds, 0 for never
 * @revoked: microseconds, 0 while it lives; its hash is kept 400 days to say so
 * @last_used: microseconds, 0 for never
 * @last_client: (nullable): User-Agent of the last use
 */
typedef struct
{
  gint64      seq;
  gint64      directory;
  char       *id;
  char       *name;
  StoreScope  scope;
  char       *prefix;
  gint64      created;
  gint64      expires;
  gint64      revoked;
  gint64      last_used;
  char       *last_client;
} StoreKey;

/* (transfer full): the same once more, as store_directory_ref() */
StoreKey *store_key_ref (StoreKey *key);
void store_key_free (StoreKey *key);

/**
 * StoreRow:
 * @seq: internal sequence, the default order
 * @version: commit sequence of the last change, the ETag's number
 * @body: stored JSON text, without derived attributes
 * @name: userName or displayName as written
 *
 * A resource as read. Borrowed. @created and @modified are whole milliseconds, as they are shown.
 */
typedef struct
{
  gint64      seq;
  StoreType   type;
  const char *id;
  const char *name;
  gboolean    active;
  gint64      created;
  gint64      modified;
  gint64      version;
  const char *body;
  gsize       body_length;
} StoreRow;

/**
 * StoreActivity:
 * @cursor: commit order, from 1; ignored when appending
 * @time: 0 when appending stands for the batch's time
 * @kind: "request", "change" or "key"
 * @changes: (nullable): a JSON array's text
 * @detail: (nullable): why it was refused, as the client was told
 *
 * One item as `docs/contracts.md` has it. Borrowed by the callee; every text but @kind may be
 * %NULL.
 */
typedef struct
{
  gint64      cursor;
  gint64      directory;
  gint64      time;
  const char *request_id;
  const char *kind;
  const char *method;
  const char *path;
  guint       status;
  guint       duration_ms;
  const char *client;
  const char *idp;
  const char *meaning;
  gint64      count;
  const char *key_id;
  const char *resource_type;
  const char *resource_id;
  const char *resource_name;
  const char *changes;
  const char *detail;
} StoreActivity;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreDirectory, store_directory_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreKey, store_key_free)

G_END_DECLS
