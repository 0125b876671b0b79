/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys of a directory of which we are administrator, and how long the one that matters still
 * lives; of other services what a person told us of it. */

#pragma once

#include "connection/connection.h"
#include "desk/desk-service.h"

G_BEGIN_DECLS

/**
 * DeskKeyLevel:
 * @DESK_KEY_WELL: more than 60 days, never, or unknown
 * @DESK_KEY_NOTICE: 60 days or less
 * @DESK_KEY_WARNING: 30 days or less
 * @DESK_KEY_URGENT: 7 days or less
 * @DESK_KEY_ENDED: it has expired
 */
typedef enum
{
  DESK_KEY_WELL,
  DESK_KEY_NOTICE,
  DESK_KEY_WARNING,
  DESK_KEY_URGENT,
  DESK_KEY_ENDED,
} DeskKeyLevel;

/**
 * DeskKeyHealth:
 * @known: whether we know when it ends, never included; else all below is empty but @sentence
 * @expires: microseconds, 0 for never
 * @days_left: whole days, counted up; 0 when it has ended; -1 for never or unknown
 * @threshold: the warning it has come to: 60, 30, 14, 7 or 1 days; 0 for none
 * @fraction: how much of its life has gone, from 0 to 1; -1 for never or unknown
 * @sentence: "Key expires in 26 days", "Never expires"
 * @detail: (nullable): "Last used 3 minutes ago by Entra ID", "Not used yet"
 * @last_used: microseconds, 0 for never or unknown
 */
typedef struct
{
  gboolean      known;
  gint64        expires;
  gint64        days_left;
  guint         threshold;
  double        fraction;
  DeskKeyLevel  level;
  char         *sentence;
  char         *detail;
  gint64        last_used;
} DeskKeyHealth;

/**
 * DeskKey:
 * @key: as the service says; its secret only in the answer that made it
 * @is_ours: it is a key that Rollcall made for itself ("Rollcall on HOST"), here or elsewhere
 * @is_this_computers: by its name it is the one that this computer's Rollcall made
 * @health: its
 */
typedef struct
{
  AdminKey      *key;
  gboolean       is_ours;
  gboolean       is_this_computers;
  DeskKeyHealth *health;
} DeskKey;

/**
 * desk_keys_list:
 * @service: of which we are administrator
 * @connection: a saved directory of that service
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: (transfer full) (element-type DeskKey) (nullable): the identity providers' first, newest
 *   first, then our own; or %NULL with an #AdminError or #HttpError.
 */
GPtrArray     *desk_keys_list    (DeskService       *service,
                                  const Connection  *connection,
                                  GCancellable      *cancellable,
                                  GError           **error);

/**
 * desk_keys_create:
 * @name: what to call it
 * @scope: "provision" or "read"
 * @expires: microseconds, 0 for never, -1 for a year
 *
 * Returns: (transfer full) (nullable): the key with its secret, this once; %NULL with the service's
 *   words when there are two live provision keys already.
 */
DeskKey       *desk_keys_create  (DeskService       *service,
                                  const Connection  *connection,
                                  const char        *name,
                                  const char        *scope,
                                  gint64             expires,
                                  GCancellable      *cancellable,
                                  GError           **error);

/* @expires: microseconds, 0 for never; a live key's end moves either way, its text stays */
gboolean       desk_keys_extend  (DeskService       *service,
                                  const Connection  *connection,
                                  const char        *key_id,
                                  gint64             expires,
                                  GCancellable      *cancellable,
                                  GError           **error);

/* (transfer full) (nullable): the new key with its secret; the old one ends @overlap_seconds from
 * now */
DeskKey       *desk_keys_replace (DeskService       *service,
                                  const Connection  *connection,
                                  const char        *key_id,
                                  gint64             overlap_seconds,
                                  GCancellable      *cancellable,
                                  GError           **error);

/* Dead at once. */
gboolean       desk_keys_revoke  (DeskService       *service,
                                  const Connection  *connection,
                                  const char        *key_id,
                                  GCancellable      *cancellable,
                                  GError           **error);

/**
 * desk_keys_pick:
 * @keys: (element-type DeskKey): of desk_keys_list()
 *
 * Returns: (transfer none) (nullable): the key whose end would stop provisioning: the provision key
 *   used last; if none was used, the one that ends last.
 */
const DeskKey *desk_keys_pick    (GPtrArray         *keys);

/**
 * desk_key_health:
 * @service: (nullable): of which we are administrator; %NULL for a service of others
 * @connection: a saved side
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: (transfer full) (nullable): of the key that matters (desk_keys_pick()), or what
 *   Connection.expires says.
 */
DeskKeyHealth *desk_key_health   (DeskService       *service,
                                  const Connection  *connection,
                                  GCancellable      *cancellable,
                                  GError           **error);

/* (transfer full): of one key (nullable: there is none), as of @now (microseconds, 0 for now) */
DeskKeyHealth *desk_key_health_new            (const AdminKey   *key,
                                               gint64            now);

/* (transfer full): of what Connection.expires says; not known if that is 0 */
DeskKeyHealth *desk_key_health_new_for_foreign (const Connection *connection,
                                                gint64            now);

void           desk_key_health_free (DeskKeyHealth *health);
void           desk_key_free        (DeskKey       *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskKeyHealth, desk_key_health_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskKey, desk_key_free)

G_END_DECLS
