/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the calls of the administration API share: running a job and answering with its outcome. */

#pragma once

#include <json-glib/json-glib.h>

#include "base/base-json-writer.h"
#include "directory/directory-exchange.h"
#include "store/store-writer.h"

G_BEGIN_DECLS

typedef struct _DirectoryAdminTask DirectoryAdminTask;

/**
 * DirectoryAdminTask:
 * @job: runs on the writer
 * @answer: makes the answer once the job is durable
 * @directory_id: (nullable): of the path
 * @key_id: (nullable): of the path
 * @name: (nullable): a name that was given
 * @secret: (nullable): a key just made
 * @hash: (nullable): its hash
 * @prefix: (nullable): its beginning
 * @directory: (nullable): found or made by the job
 * @key: (nullable): likewise
 * @expires: (nullable): points at @expires_value if an expiry was given
 *
 * One writing call on its way.
 */
struct _DirectoryAdminTask
{
  DirectoryExchange *exchange;
  gboolean         (*job)    (DirectoryAdminTask *task,
                              StoreWriter        *writer,
                              GError            **error);
  void             (*answer) (DirectoryAdminTask *task);
  const char        *directory_id;
  const char        *key_id;
  char              *name;
  char              *secret;
  char              *hash;
  char              *prefix;
  StoreScope         scope;
  gint64            *expires;
  gint64             expires_value;
  gint64             old_ends;
  StoreDirectory    *directory;
  StoreKey          *key;
  GError            *error;
};

DirectoryAdminTask *directory_admin_task_new  (DirectoryExchange *exchange);
void                directory_admin_task_free (DirectoryAdminTask *task);

/* @task: (transfer full): suspends the exchange, runs the job, answers */
void                directory_admin_task_run  (DirectoryAdminTask *task);

/* Draws a key: secret, hash and prefix. */
gboolean            directory_admin_draw_key  (DirectoryAdminTask *task,
                                               GError            **error);

/**
 * directory_admin_take_name:
 * @task: gets the name
 * @document: the body
 * @required: whether it must be there
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %SCIM_ERROR_INVALID_VALUE if it is empty, too long, or no text.
 */
gboolean            directory_admin_take_name (DirectoryAdminTask *task,
                                               JsonObject         *document,
                                               gboolean            required,
                                               GError            **error);

/* Finds the task's directory as the writer sees it. */
gboolean            directory_admin_find      (DirectoryAdminTask *task,
                                               StoreWriter        *writer,
                                               GError            **error);

/* Appends an item of kind "key". */
gboolean            directory_admin_note_key  (DirectoryAdminTask *task,
                                               StoreWriter        *writer,
                                               const char         *key_id,
                                               const char         *name,
                                               const char         *meaning,
                                               GError            **error);

/* Answers with @json's text. */
void                directory_admin_answer    (DirectoryExchange  *exchange,
                                               guint               status,
                                               BaseJsonWriter     *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryAdminTask, directory_admin_task_free)

G_END_DECLS
