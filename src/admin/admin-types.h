/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values that the administration API speaks of. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AdminKey:
 * @scope: "provision" or "read"
 * @prefix: its first characters, which may be shown
 * @secret: (nullable): only in the answer that made it; wiped with the struct
 * @last_client: (nullable): which client used it last
 * @expires: microseconds, 0 for never; likewise the other times
 */
typedef struct
{
  char   *id;
  char   *name;
  char   *scope;
  char   *prefix;
  char   *secret;
  char   *last_client;
  gint64  created;
  gint64  expires;
  gint64  last_used;
} AdminKey;

/**
 * AdminDirectory:
 * @last_request: microseconds, 0 for never; likewise @last_change
 * @key: (nullable): the first key, only when it was just made
 */
typedef struct
{
  char     *id;
  char     *name;
  char     *base_url;
  gint64    created;
  gint64    users_total;
  gint64    users_active;
  gint64    groups_total;
  gint64    memberships_total;
  gint64    last_request;
  gint64    last_change;
  AdminKey *key;
} AdminDirectory;

/* (nullable): %NULL for an object without an id */
AdminKey       *admin_key_new_from_json       (JsonObject     *object);
void            admin_key_free                (AdminKey       *key);

/* (nullable): %NULL for an object without id or base URL */
AdminDirectory *admin_directory_new_from_json (JsonObject     *object);
void            admin_directory_free          (AdminDirectory *directory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AdminKey, admin_key_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AdminDirectory, admin_directory_free)

G_END_DECLS
