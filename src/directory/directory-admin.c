/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing calls of the administrator run as jobs like everything else that changes, and are
 * answered once they are durable. A key's text exists here from its drawing to its answer, and is
 * wiped behind it. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-admin.h"

#include "base/base-key-text.h"
#include "base/base-secret.h"
#include "directory/directory-context.h"
#include "directory/directory-document.h"
#include "directory/directory-error.h"
#include "directory/directory-limits.h"
#include "scim/scim-error.h"

static gboolean
job_cb (StoreWriter  *writer,
        gpointer      data,
        GError      **error)
{
  DirectoryAdminTask *task = data;

  g_clear_pointer (&task->directory, store_directory_free);
  g_clear_pointer (&task->key, store_key_free);
  return task->job (task, writer, error);
}

static void
done_cb (const GError *error,
         gpointer      data)
{
  DirectoryAdminTask *task = data;

  if (error != NULL)
    task->error = g_error_copy (error);
  directory_exchange_resume (task->exchange);
}

static void
answer_task (DirectoryExchange *exchange,
             gpointer           data)
{
  g_autoptr (DirectoryAdminTask) task = data;

  if (task->error != NULL)
    directory_exchange_fail (exchange, g_steal_pointer (&task->error));
  else
    task->answer (task);
}

DirectoryAdminTask *
directory_admin_task_new (DirectoryExchange *exchange)
{
  DirectoryAdminTask *task = g_new0 (DirectoryAdminTask, 1);

  task->exchange = exchange;
  task->directory_id = exchange->arguments[0];
  task->key_id = exchange->arguments[1];
  return task;
}

void
directory_admin_task_free (DirectoryAdminTask *task)
{
  if (task == NULL)
    return;
  g_free (task->name);
  base_secret_clear (&task->secret);
  g_free (task->hash);
  g_free (task->prefix);
  g_clear_pointer (&task->directory, store_directory_free);
  g_clear_pointer (&task->key, store_key_free);
  g_clear_error (&task->error);
  g_free (task);
}

void
directory_admin_task_run (DirectoryAdminTask *task)
{
  g_return_if_fail (task != NULL && task->job != NULL && task->answer != NULL);

  directory_exchange_wait (task->exchange, answer_task, task);
  store_submit (task->exchange->context->store, job_cb, done_cb, task, 1024);
}

gboolean
directory_admin_draw_key (DirectoryAdminTask  *task,
                          GError             **error)
{
  task->secret = base_key_text_new (error);
  if (task->secret == NULL)
    return FALSE;
  task->hash = base_key_text_hash (task->secret);
  task->prefix = base_key_text_prefix (task->secret);
  return TRUE;
}

gboolean
directory_admin_take_name (DirectoryAdminTask  *task,
                           JsonObject          *document,
                           gboolean             required,
                           GError             **error)
{
  guint limit = task->exchange->context->limits->name;
  const char *given;

  if (!directory_document_get_text (document, "name", &given, error))
    return FALSE;
  if (given == NULL && !required)
    return TRUE;
  task->name = g_strstrip (g_strdup (given != NULL ? given : ""));
  if (*task->name != '\0' && g_utf8_strlen (task->name, -1) <= limit)
    return TRUE;
  g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE,
               "name must be a text of 1 to %u characters", limit);
  return FALSE;
}

gboolean
directory_admin_find (DirectoryAdminTask  *task,
                      StoreWriter         *writer,
                      GError             **error)
{
  g_clear_pointer (&task->directory, store_directory_free);
  task->directory =
      store_reader_find_directory (store_writer_get_reader (writer), task->directory_id, error);
  return task->directory != NULL;
}

gboolean
directory_admin_note_key (DirectoryAdminTask  *task,
                          StoreWriter         *writer,
                          const char          *key_id,
                          const char          *name,
                          const char          *meaning,
                          GError             **error)
{
  const StoreActivity item = {
    .directory = task->directory->seq,
    .time = store_writer_get_time (writer),
    .request_id = task->exchange->request->id,
    .kind = "key",
    .meaning = meaning,
    .count = 1,
    .key_id = key_id,
    .resource_name = name,
  };

  return store_writer_append_activity (writer, &item, error);
}

void
directory_admin_answer (DirectoryExchange *exchange,
                        guint              status,
                        BaseJsonWriter    *json)
{
  directory_answer_set_text (exchange->answer, status, "application/json",
                             base_json_writer_take (json));
}
