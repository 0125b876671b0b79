/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Directories: made with their first key, whose text is in that one answer and nowhere else. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-admin-directories.h"

#include "base/base-time.h"
#include "directory/directory-admin.h"
#include "directory/directory-admin-keys.h"
#include "directory/directory-context.h"
#include "directory/directory-document.h"
#include "directory/directory-error.h"
#include "directory/directory-reach.h"
#include "directory/directory-readers.h"

/* What this version has of the administration API, for clients that know more or less. */
static const char *const features[] = { "directories", "keys", "activity" };

static void
add_directory (BaseJsonWriter       *json,
               DirectoryContext     *context,
               const StoreDirectory *directory)
{
  g_autofree char *url = directory_context_base_url (context, directory->id);

  base_json_writer_add_text (json, "id", directory->id);
  base_json_writer_add_text (json, "name", directory->name);
  base_json_writer_add_text (json, "base_url", url);
  base_json_writer_add_time (json, "created", directory->created);
  base_json_writer_name (json, "users");
  base_json_writer_begin_object (json);
  base_json_writer_add_int (json, "total", directory->users_total);
  base_json_writer_add_int (json, "active", directory->users_active);
  base_json_writer_end_object (json);
  base_json_writer_name (json, "groups");
  base_json_writer_begin_object (json);
  base_json_writer_add_int (json, "total", directory->groups_total);
  base_json_writer_end_object (json);
  base_json_writer_name (json, "memberships");
  base_json_writer_begin_object (json);
  base_json_writer_add_int (json, "total", directory->memberships_total);
  base_json_writer_end_object (json);
  base_json_writer_add_time (json, "last_request", directory->last_request);
  base_json_writer_add_time (json, "last_change", directory->last_change);
}

static void
answer_directory (DirectoryExchange    *exchange,
                  const StoreDirectory *directory)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();

  base_json_writer_begin_object (json);
  add_directory (json, exchange->context, directory);
  base_json_writer_end_object (json);
  directory_admin_answer (exchange, 200, json);
}

static gboolean
create_job (DirectoryAdminTask  *task,
            StoreWriter         *writer,
            GError             **error)
{
  gint64 expires = directory_admin_default_expiry (store_writer_get_time (writer));

  return store_writer_create_directory (writer, task->name, &task->directory, error) &&
         store_writer_create_key (writer, task->directory->seq, "First key", STORE_SCOPE_PROVISION,
                                  task->hash, task->prefix, expires, &task->key, error) &&
         directory_admin_note_key (task, writer, task->key->id, task->key->name, "key created",
                                   error);
}

static void
create_answer (DirectoryAdminTask *task)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();

  base_json_writer_begin_object (json);
  add_directory (json, task->exchange->context, task->directory);
  base_json_writer_name (json, "key");
  directory_admin_write_key (json, task->key, task->secret);
  base_json_writer_end_object (json);
  task->exchange->answer->secret = TRUE;
  directory_admin_answer (task->exchange, 201, json);
}

static gboolean
rename_job (DirectoryAdminTask  *task,
            StoreWriter         *writer,
            GError             **error)
{
  return store_writer_rename_directory (writer, task->directory_id, task->name, error) &&
         directory_admin_find (task, writer, error);
}

static void
rename_answer (DirectoryAdminTask *task)
{
  answer_directory (task->exchange, task->directory);
}

static gboolean
delete_job (DirectoryAdminTask  *task,
            StoreWriter         *writer,
            GError             **error)
{
  return store_writer_delete_directory (writer, task->directory_id, error);
}

static void
delete_answer (DirectoryAdminTask *task)
{
  task->exchange->answer->status = 204;
}

/* A task with the name of the body; answers and returns NULL if that is wrong. */
static DirectoryAdminTask *
task_with_name (DirectoryExchange *exchange)
{
  g_autoptr (DirectoryAdminTask) task = directory_admin_task_new (exchange);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = directory_document_parse (exchange, &error);

  if (document != NULL && directory_admin_take_name (task, document, TRUE, &error))
    return g_steal_pointer (&task);
  directory_exchange_fail (exchange, g_steal_pointer (&error));
  return NULL;
}

void
directory_admin_service (DirectoryExchange *exchange)
{
  DirectoryContext *context = exchange->context;
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();

  base_json_writer_begin_object (json);
  base_json_writer_add_text (json, "version", PACKAGE_VERSION);
  base_json_writer_add_text (json, "public_url", context->public_url);
  base_json_writer_add_text (json, "listen", context->listen);
  base_json_writer_add_text (json, "reach", directory_reach_of_url (context->public_url));
  base_json_writer_add_text (json, "port_taken_by", context->port_taken_by);
  base_json_writer_name (json, "features");
  base_json_writer_begin_array (json);
  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    base_json_writer_text (json, features[i]);
  base_json_writer_end_array (json);
  base_json_writer_end_object (json);
  directory_admin_answer (exchange, 200, json);
}

void
directory_admin_list (DirectoryExchange *exchange)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();
  g_autoptr (GPtrArray) directories = NULL;
  g_autoptr (GError) error = NULL;
  StoreReader *reader = directory_readers_take (exchange->context->readers, &error);

  if (reader != NULL)
    directories = store_reader_list_directories (reader, &error);
  directory_readers_give (exchange->context->readers, reader);
  if (directories == NULL)
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }

  base_json_writer_begin_array (json);
  for (guint i = 0; i < directories->len; i++)
    {
      base_json_writer_begin_object (json);
      add_directory (json, exchange->context, g_ptr_array_index (directories, i));
      base_json_writer_end_object (json);
    }
  base_json_writer_end_array (json);
  directory_admin_answer (exchange, 200, json);
}

void
directory_admin_create (DirectoryExchange *exchange)
{
  DirectoryAdminTask *task = task_with_name (exchange);
  g_autoptr (GError) error = NULL;

  if (task == NULL)
    return;
  if (!directory_admin_draw_key (task, &error))
    {
      directory_admin_task_free (task);
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }
  task->job = create_job;
  task->answer = create_answer;
  directory_admin_task_run (task);
}

void
directory_admin_show (DirectoryExchange *exchange)
{
  g_autoptr (StoreDirectory) directory = NULL;
  g_autoptr (GError) error = NULL;
  StoreReader *reader = directory_readers_take (exchange->context->readers, &error);

  if (reader != NULL)
    directory = store_reader_find_directory (reader, exchange->arguments[0], &error);
  directory_readers_give (exchange->context->readers, reader);
  if (directory != NULL)
    answer_directory (exchange, directory);
  else
    directory_exchange_fail (exchange, g_steal_pointer (&error));
}

void
directory_admin_rename (DirectoryExchange *exchange)
{
  DirectoryAdminTask *task = task_with_name (exchange);

  if (task == NULL)
    return;
  task->job = rename_job;
  task->answer = rename_answer;
  directory_admin_task_run (task);
}

void
directory_admin_delete (DirectoryExchange *exchange)
{
  DirectoryAdminTask *task = directory_admin_task_new (exchange);

  task->job = delete_job;
  task->answer = delete_answer;
  directory_admin_task_run (task);
}
