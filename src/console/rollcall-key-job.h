/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of a directory's keys, each in a worker thread with a hold on the service of its
 * own: list, make, extend, replace, revoke; and keeping a key in our keyring. All but the last two
 * are of directories of which we are administrator. */

#pragma once

#include "console/rollcall-side.h"
#include "desk/desk-keys.h"

G_BEGIN_DECLS

/**
 * RollcallKeyResult:
 * @keys: (nullable) (element-type DeskKey): of the list
 * @key: (nullable): a new one, with its secret, to be shown at once
 * @secret: (nullable): the one that was kept
 */
typedef struct
{
  GPtrArray *keys;
  DeskKey   *key;
  char      *secret;
} RollcallKeyResult;

void     rollcall_key_result_free      (RollcallKeyResult    *result);

void     rollcall_key_job_list_async    (RollcallSide         *side,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);

/* @expires: microseconds, 0 for never, -1 for a year */
void     rollcall_key_job_create_async  (RollcallSide         *side,
                                         const char           *name,
                                         const char           *scope,
                                         gint64                expires,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
void     rollcall_key_job_extend_async  (RollcallSide         *side,
                                         const char           *key_id,
                                         gint64                expires,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
void     rollcall_key_job_replace_async (RollcallSide         *side,
                                         const char           *key_id,
                                         gint64                overlap_seconds,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
void     rollcall_key_job_revoke_async  (RollcallSide         *side,
                                         const char           *key_id,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);

/* Puts a secret into our keyring. @kind: `provision-key` of a directory of ours, `key` of any
 * other; `admin-token` */
void     rollcall_key_job_keep_async    (RollcallSide         *side,
                                         const char           *kind,
                                         const char           *secret,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);

/* Looks there for the key that the identity provider uses; a result without a secret says that
 * it isn't kept. */
void     rollcall_key_job_kept_async    (RollcallSide         *side,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);

/**
 * rollcall_key_job_finish:
 * @async: what the callback got
 * @result: (out) (transfer full) (optional): what came of it
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with an #AdminError, #HttpError, #ConnectionError or
 *   %G_IO_ERROR_CANCELLED.
 */
gboolean rollcall_key_job_finish        (GAsyncResult         *async,
                                         RollcallKeyResult   **result,
                                         GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RollcallKeyResult, rollcall_key_result_free)

G_END_DECLS
