/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys: listed without their texts, made, renamed, extended, replaced with an overlap, revoked.
 * Each of these is a line in the activity. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-admin-keys.h"

#include "base/base-time.h"
#include "directory/directory-admin.h"
#include "directory/directory-context.h"
#include "directory/directory-document.h"
#include "directory/directory-error.h"
#include "directory/directory-readers.h"
#include "scim/scim-error.h"

#define OVERLAP_SECONDS (7 * 24 * 60 * 60)
#define OVERLAP_SECONDS_MAX (90 * 24 * 60 * 60)

static const struct
{
  StoreScope scope;
  const char *name;
} scopes[] = {
  { STORE_SCOPE_PROVISION, "provision" },
  { STORE_SCOPE_READ, "read" },
};

static const char *
scope_name (StoreScope scope)
{
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    if (scopes[i].scope == scope)
      return scopes[i].name;
  return NULL;
}

static gboolean
take_scope (DirectoryAdminTask  *task,
            JsonObject          *document,
            GError             **error)
{
  const char *given;

  if (!directory_document_get_text (document, "scope", &given, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    if (g_strcmp0 (scopes[i].name, given) == 0)
      {
        task->scope = scopes[i].scope;
        return TRUE;
      }
  g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE,
                       "scope must be provision or read");
  return FALSE;
}

/* Absent leaves it to the caller; null or "never" is never; else an RFC 3339 time to come. */
static gboolean
take_expiry (DirectoryAdminTask  *task,
             JsonObject          *document,
             GError             **error)
{
  const char *given;

  if (!json_object_has_member (document, "expires"))
    return TRUE;
  if (!directory_document_get_text (document, "expires", &given, error))
    return FALSE;
  task->expires = &task->expires_value;
  if (given == NULL || g_str_equal (given, "never"))
    return TRUE;
  if (base_time_parse (given, &task->expires_value, NULL) &&
      task->expires_value > task->exchange->request->time)
    return TRUE;
  g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE,
                       "expires must be a time to come, such as 2030-01-31T00:00:00Z, or never");
  return FALSE;
}

/* Finds the task's key as the writer sees it. */
static gboolean
find_key (DirectoryAdminTask  *task,
          StoreWriter         *writer,
          GError             **error)
{
  g_autoptr (GPtrArray) keys = NULL;

  if (!directory_admin_find (task, writer, error))
    return FALSE;
  keys = store_reader_list_keys (store_writer_get_reader (writer), task->directory->seq, error);
  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    if (g_str_equal (((StoreKey *)g_ptr_array_index (keys, i))->id, task->key_id))
      {
        g_clear_pointer (&task->key, store_key_free);
        g_ptr_array_set_free_func (keys, NULL);
        task->key = g_ptr_array_steal_index (keys, i);
        g_ptr_array_set_free_func (keys, (GDestroyNotify)store_key_free);
        return TRUE;
      }
  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_NOT_FOUND,
                       "The directory has no live key of this id");
  return FALSE;
}

static void
answer_key (DirectoryAdminTask *task,
            guint               status)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();

  directory_admin_write_key (json, task->key, task->secret);
  task->exchange->answer->secret = task->secret != NULL;
  directory_admin_answer (task->exchange, status, json);
}

static void
made_answer (DirectoryAdminTask *task)
{
  answer_key (task, 201);
}

static void
updated_answer (DirectoryAdminTask *task)
{
  answer_key (task, 200);
}

static void
revoked_answer (DirectoryAdminTask *task)
{
  task->exchange->answer->status = 204;
}

static gboolean
create_job (DirectoryAdminTask  *task,
            StoreWriter         *writer,
            GError             **error)
{
  gint64 expires = task->expires != NULL
                       ? *task->expires
                       : directory_admin_default_expiry (store_writer_get_time (writer));

  return directory_admin_find (task, writer, error) &&
         store_writer_create_key (writer, task->directory->seq, task->name, task->scope, task->hash,
                                  task->prefix, expires, &task->key, error) &&
         directory_admin_note_key (task, writer, task->key->id, task->key->name, "key created",
                                   error);
}

static gboolean
update_job (DirectoryAdminTask  *task,
            StoreWriter         *writer,
            GError             **error)
{
  return find_key (task, writer, error) &&
         store_writer_update_key (writer, task->directory->seq, task->key_id, task->name,
                                  task->expires, error) &&
         find_key (task, writer, error) &&
         directory_admin_note_key (task, writer, task->key->id, task->key->name, "key changed",
                                   error);
}

static gboolean
replace_job (DirectoryAdminTask  *task,
             StoreWriter         *writer,
             GError             **error)
{
  gint64 now = store_writer_get_time (writer);

  if (!directory_admin_find (task, writer, error) ||
      !store_writer_replace_key (writer, task->directory->seq, task->key_id, task->hash,
                                 task->prefix, directory_admin_default_expiry (now),
                                 now + task->old_ends, &task->key, error))
    return FALSE;
  return directory_admin_note_key (task, writer, task->key_id, task->key->name, "key replaced",
                                   error) &&
         directory_admin_note_key (task, writer, task->key->id, task->key->name, "key created",
                                   error);
}

static gboolean
revoke_job (DirectoryAdminTask  *task,
            StoreWriter         *writer,
            GError             **error)
{
  return find_key (task, writer, error) &&
         store_writer_revoke_key (writer, task->directory->seq, task->key_id, error) &&
         directory_admin_note_key (task, writer, task->key->id, task->key->name, "key revoked",
                                   error);
}

/* Runs the task if @error is unset, else answers with it. */
static void
run_or_fail (DirectoryAdminTask *task,
             GError             *error)
{
  DirectoryExchange *exchange = task->exchange;

  if (error == NULL)
    {
      directory_admin_task_run (task);
      return;
    }
  directory_admin_task_free (task);
  directory_exchange_fail (exchange, error);
}

void
directory_admin_write_key (BaseJsonWriter *json,
                           const StoreKey *key,
                           const char     *secret)
{
  g_return_if_fail (json != NULL && key != NULL);

  base_json_writer_begin_object (json);
  base_json_writer_add_text (json, "id", key->id);
  base_json_writer_add_text (json, "name", key->name);
  base_json_writer_add_text (json, "scope", scope_name (key->scope));
  if (secret != NULL)
    base_json_writer_add_text (json, "secret", secret);
  base_json_writer_add_text (json, "prefix", key->prefix);
  base_json_writer_add_time (json, "created", key->created);
  base_json_writer_add_time (json, "expires", key->expires);
  if (secret == NULL)
    {
      base_json_writer_add_time (json, "last_used", key->last_used);
      base_json_writer_add_text (json, "last_client", key->last_client);
    }
  base_json_writer_end_object (json);
}

gint64
directory_admin_default_expiry (gint64 time)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = g_date_time_add_years (now, 1);

  return g_date_time_to_unix (then) * G_USEC_PER_SEC;
}

void
directory_admin_list_keys (DirectoryExchange *exchange)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();
  g_autoptr (StoreDirectory) directory = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;
  StoreReader *reader = directory_readers_take (exchange->context->readers, &error);

  if (reader != NULL)
    directory = store_reader_find_directory (reader, exchange->arguments[0], &error);
  if (directory != NULL)
    keys = store_reader_list_keys (reader, directory->seq, &error);
  directory_readers_give (exchange->context->readers, reader);
  if (keys == NULL)
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }

  base_json_writer_begin_array (json);
  for (guint i = 0; i < keys->len; i++)
    directory_admin_write_key (json, g_ptr_array_index (keys, i), NULL);
  base_json_writer_end_array (json);
  directory_admin_answer (exchange, 200, json);
}

void
directory_admin_create_key (DirectoryExchange *exchange)
{
  DirectoryAdminTask *task = directory_admin_task_new (exchange);
  GError *error = NULL;
  g_autoptr (JsonObject) document = directory_document_parse (exchange, &error);

  if (document != NULL && directory_admin_take_name (task, document, TRUE, &error) &&
      take_scope (task, document, &error) && take_expiry (task, document, &error))
    directory_admin_draw_key (task, &error);
  task->job = create_job;
  task->answer = made_answer;
  run_or_fail (task, error);
}

void
directory_admin_update_key (DirectoryExchange *exchange)
{
  DirectoryAdminTask *task = directory_admin_task_new (exchange);
  GError *error = NULL;
  g_autoptr (JsonObject) document = directory_document_parse (exchange, &error);

  if (document != NULL && directory_admin_take_name (task, document, FALSE, &error))
    take_expiry (task, document, &error);
  task->job = update_job;
  task->answer = updated_answer;
  run_or_fail (task, error);
}

void
directory_admin_replace_key (DirectoryExchange *exchange)
{
  DirectoryAdminTask *task = directory_admin_task_new (exchange);
  GError *error = NULL;
  g_autoptr (JsonObject) document = NULL;
  gboolean first_use = FALSE;
  gint64 overlap = OVERLAP_SECONDS;

  if (exchange->request->body != NULL)
    {
      document = directory_document_parse (exchange, &error);
      if (document != NULL &&
          directory_document_get_int (document, "overlap_seconds", overlap, &overlap, &error))
        directory_document_get_boolean (document, "end_on_first_use", FALSE, &first_use, &error);
    }
  if (error == NULL && first_use)
    error =
        g_error_new_literal (SCIM_ERROR, SCIM_ERROR_NOT_IMPLEMENTED,
                             "end_on_first_use is not offered by this version; leave it out, and "
                             "the old key ends after overlap_seconds");
  if (error == NULL && (overlap < 0 || overlap > OVERLAP_SECONDS_MAX))
    error = g_error_new (SCIM_ERROR, SCIM_ERROR_INVALID_VALUE,
                         "overlap_seconds must be from 0 to %d", OVERLAP_SECONDS_MAX);
  if (error == NULL && directory_admin_draw_key (task, &error))
    task->old_ends = overlap * G_USEC_PER_SEC;
  task->job = replace_job;
  task->answer = made_answer;
  run_or_fail (task, error);
}

void
directory_admin_revoke_key (DirectoryExchange *exchange)
{
  DirectoryAdminTask *task = directory_admin_task_new (exchange);

  task->job = revoke_job;
  task->answer = revoked_answer;
  directory_admin_task_run (task);
}
