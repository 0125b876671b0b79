/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Client of a Rollcall service's administration API (`/admin/v1`), over its socket or by URL and
 * administrator's token. Calls are synchronous: use it from a worker thread, one thread at a time.
 * Errors are #HttpError, whose messages end with the service's words, or #AdminError. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "admin/admin-error.h"
#include "admin/admin-types.h"

G_BEGIN_DECLS

#define ADMIN_TYPE_CLIENT (admin_client_get_type ())
G_DECLARE_FINAL_TYPE (AdminClient, admin_client, ADMIN, CLIENT, GObject)

/**
 * admin_client_new:
 * @service: `unix:PATH` or an https (or loopback http) URL
 * @token: (nullable): administrator's token, for a URL
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the client, or %NULL with an #HttpError.
 */
AdminClient    *admin_client_new                 (const char    *service,
                                                  const char    *token,
                                                  GError       **error);

/* `unix:PATH` or the URL, as it was given */
const char     *admin_client_get_address         (AdminClient   *self);

/* (transfer full): what `GET /` answers: version, public_url, listen, reach, features */
JsonNode       *admin_client_get_service         (AdminClient   *self,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

/* With its first key, whose secret is in this answer and never again. */
AdminDirectory *admin_client_create_directory    (AdminClient   *self,
                                                  const char    *name,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

/* (transfer full) (element-type AdminDirectory) */
GPtrArray      *admin_client_list_directories    (AdminClient   *self,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

/* By id, or by exact name; %ADMIN_ERROR_NOT_FOUND says which names there are. */
AdminDirectory *admin_client_find_directory      (AdminClient   *self,
                                                  const char    *id_or_name,
                                                  GCancellable  *cancellable,
                                                  GError       **error);
gboolean        admin_client_rename_directory    (AdminClient   *self,
                                                  const char    *id,
                                                  const char    *name,
                                                  GCancellable  *cancellable,
                                                  GError       **error);
gboolean        admin_client_delete_directory    (AdminClient   *self,
                                                  const char    *id,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

/* (transfer full) (element-type AdminKey) */
GPtrArray      *admin_client_list_keys           (AdminClient   *self,
                                                  const char    *directory,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

/* By id, by exact name, or by the prefix that lists show; %ADMIN_ERROR_NOT_FOUND. */
AdminKey       *admin_client_find_key            (AdminClient   *self,
                                                  const char    *directory,
                                                  const char    *id_or_name,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

/* @expires: microseconds, 0 for never, -1 for the service's default of a year */
AdminKey       *admin_client_create_key          (AdminClient   *self,
                                                  const char    *directory,
                                                  const char    *name,
                                                  const char    *scope,
                                                  gint64         expires,
                                                  GCancellable  *cancellable,
                                                  GError       **error);
gboolean        admin_client_extend_key          (AdminClient   *self,
                                                  const char    *directory,
                                                  const char    *key,
                                                  gint64         expires,
                                                  GCancellable  *cancellable,
                                                  GError       **error);
AdminKey       *admin_client_replace_key         (AdminClient   *self,
                                                  const char    *directory,
                                                  const char    *key,
                                                  gint64         overlap_seconds,
                                                  GCancellable  *cancellable,
                                                  GError       **error);
gboolean        admin_client_revoke_key          (AdminClient   *self,
                                                  const char    *directory,
                                                  const char    *key,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

/**
 * admin_client_get_activity:
 * @after: cursor, or -1 for from now
 * @wait: seconds to wait for something new, at most 60
 * @kind: (nullable): "request", "change", "key"
 * @min_status: 0 for any
 *
 * Returns: (transfer full) (nullable): `{"items","next","oldest"}`, oldest first.
 */
JsonNode       *admin_client_get_activity        (AdminClient   *self,
                                                  const char    *directory,
                                                  gint64         after,
                                                  guint          wait,
                                                  guint          limit,
                                                  const char    *kind,
                                                  guint          min_status,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

/* The same backwards: the newest @limit items before the cursor @before, newest first; %G_MAXINT64
 * begins with the newest. */
JsonNode       *admin_client_get_activity_before (AdminClient   *self,
                                                  const char    *directory,
                                                  gint64         before,
                                                  guint          limit,
                                                  const char    *kind,
                                                  guint          min_status,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

/**
 * AdminActivityQuery:
 * @after: cursor, or -1 for from now; not looked at if @before is set
 * @before: cursor to go back from, newest first; %G_MAXINT64 begins with the newest; 0 goes forward
 * @wait: seconds to wait for something new, at most 60; forward only
 * @limit: 0 for the service's default
 * @kind: (nullable): "request", "change", "key"
 * @min_status: 0 for any
 * @resource: (nullable): id of the one resource
 */
typedef struct
{
  gint64      after;
  gint64      before;
  guint       wait;
  guint       limit;
  const char *kind;
  guint       min_status;
  const char *resource;
} AdminActivityQuery;

/* (transfer full) (nullable): `{"items","next","oldest"}`; the two above are this with less */
JsonNode       *admin_client_query_activity      (AdminClient   *self,
                                                  const char    *directory,
                                                  const AdminActivityQuery *query,
                                                  GCancellable  *cancellable,
                                                  GError       **error);

G_END_DECLS
