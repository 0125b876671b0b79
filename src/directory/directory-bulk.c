/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Operations are done in slices: those whose references are all there are planned on the HTTP
 * thread and queued as jobs, each with its own savepoint; when the last is durable, the next slice
 * is made. Between two slices other requests have their turn, and the key is looked at anew.
 *
 * An operation waits for those that it refers to, also if they come behind it. When all that are
 * left wait for each other, one of the circles is made in one job: each without its references
 * first, then these (RFC 7644 §3.7.1). What refers to something that failed, or to nothing, is a
 * 409. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-bulk.h"

#include "base/base-json-writer.h"
#include "directory/directory-activity.h"
#include "directory/directory-auth.h"
#include "directory/directory-bulk-links.h"
#include "directory/directory-bulk-private.h"
#include "directory/directory-change-plan.h"
#include "directory/directory-context.h"
#include "directory/directory-error.h"
#include "directory/directory-limits.h"
#include "scim/scim-error.h"
#include "scim/scim-json.h"

#define URN_RESPONSE "urn:ietf:params:scim:api:messages:2.0:BulkResponse"

/* One operation on its way to the writer. */
typedef struct
{
  DirectoryBulk *bulk;
  DirectoryBulkOperation *operation;
} Task;

static gboolean
has_stopped (DirectoryBulk *bulk)
{
  return bulk->max_errors > 0 && bulk->errors >= bulk->max_errors;
}

/* (nullable): the id of what an operation has made, also if that isn't durable yet. */
static const char *
find_id_cb (const char *name,
            gpointer    data)
{
  DirectoryBulkOperation *operation = g_hash_table_lookup (((DirectoryBulk *)data)->named, name);

  if (operation == NULL || operation->change == NULL || *operation->change->written.id == '\0' ||
      operation->state == DIRECTORY_BULK_FAILED)
    return NULL;
  return operation->change->written.id;
}

/* Fails an operation, and tells the activity as if it had been a request of its own. */
static void
fail (DirectoryBulk          *bulk,
      DirectoryBulkOperation *operation,
      GError                 *error)
{
  DirectoryExchange *exchange = bulk->exchange;
  g_autoptr (GError) told = directory_error_translate (error);
  StoreActivity item;

  if (scim_error_get_status (told) >= 500)
    g_warning ("%s failed in its bulk: %s", exchange->request->id, error->message);
  directory_bulk_operation_fail (operation, error);
  operation->state = DIRECTORY_BULK_FAILED;
  bulk->errors++;

  g_clear_pointer (&operation->note.meaning, g_free);
  g_free (operation->note.detail);
  operation->note.detail = g_strdup (told->message);
  if (operation->type != 0)
    operation->note.resource_type = store_type_to_scim (operation->type)->name;
  g_free (operation->note.resource_id);
  operation->note.resource_id = g_strdup (operation->target);
  operation->note.idp = exchange->note.idp;
  directory_activity_describe (exchange, &operation->note, scim_error_get_status (told), &item);
  item.method = operation->method != NULL ? operation->method : exchange->request->method_text;
  item.path = operation->shape;
  directory_activity_append (exchange->context->activity, &item);
}

static void
fail_with (DirectoryBulk          *bulk,
           DirectoryBulkOperation *operation,
           ScimError               code,
           const char             *words)
{
  fail (bulk, operation, g_error_new_literal (SCIM_ERROR, (int)code, words));
}

/* What an operation waits for: %DIRECTORY_BULK_DONE if for nothing, %DIRECTORY_BULK_FAILED if it
 * can't come. */
static DirectoryBulkState
links_state (DirectoryBulk          *bulk,
             DirectoryBulkOperation *operation)
{
  DirectoryBulkState state = DIRECTORY_BULK_DONE;

  for (guint i = 0; i < operation->links->len; i++)
    {
      DirectoryBulkOperation *other = g_hash_table_lookup (bulk->named, operation->links->pdata[i]);

      if (other == NULL || other->state == DIRECTORY_BULK_FAILED)
        return DIRECTORY_BULK_FAILED;
      if (other->state != DIRECTORY_BULK_DONE)
        state = DIRECTORY_BULK_WAITING;
    }
  return state;
}

static void
begin_change (DirectoryBulk          *bulk,
              DirectoryBulkOperation *operation)
{
  operation->note.idp = bulk->exchange->note.idp;
  operation->change =
      directory_change_new (bulk->exchange, operation->kind, operation->type, operation->target);
  operation->change->note = &operation->note;
  operation->change->method = operation->method;
  operation->change->shape = operation->shape;
  operation->change->if_match = operation->version;
}

/* Makes an operation whose references are all there ready for the writer. */
static gboolean
plan (DirectoryBulk           *bulk,
      DirectoryBulkOperation  *operation,
      GError                 **error)
{
  if (operation->data != NULL)
    directory_bulk_links_resolve (operation->data, find_id_cb, bulk);
  if (operation->target != NULL && g_str_has_prefix (operation->target, DIRECTORY_BULK_ID))
    {
      const char *id = find_id_cb (operation->target + strlen (DIRECTORY_BULK_ID), bulk);

      g_assert (id != NULL);
      g_free (operation->target);
      operation->target = g_strdup (id);
    }
  begin_change (bulk, operation);
  return operation->kind == DIRECTORY_CHANGE_DELETE ||
         directory_change_plan (operation->change, json_node_get_object (operation->data), error);
}

static gboolean
one_job (StoreWriter  *writer,
         gpointer      data,
         GError      **error)
{
  Task *task = data;
  GError *failed = NULL;

  if (has_stopped (task->bulk))
    {
      task->operation->stopped = TRUE;
      g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_CONFLICT,
                           "Too many operations before this one failed");
      return FALSE;
    }
  if (directory_change_job (writer, task->operation->change, &failed))
    return TRUE;
  task->bulk->errors++;
  g_propagate_error (error, failed);
  return FALSE;
}

static void
one_done_cb (const GError *error,
             gpointer      data)
{
  Task *task = data;
  DirectoryBulk *bulk = task->bulk;

  if (error != NULL)
    task->operation->change->error = g_error_copy (error);
  g_free (task);
  if (--bulk->running == 0)
    directory_exchange_resume (bulk->exchange);
}

/* The second half of a circle: what an operation's references have become. */
static gboolean
complete (DirectoryBulk           *bulk,
          DirectoryBulkOperation  *operation,
          StoreWriter             *writer,
          GError                 **error)
{
  g_autoptr (ScimResource) full = NULL;

  directory_bulk_links_resolve (operation->data, find_id_cb, bulk);
  full = scim_resource_new (store_type_to_scim (operation->type),
                            json_node_get_object (operation->data),
                            bulk->exchange->directory->profile, error);
  return full != NULL && directory_change_complete (operation->change, writer, full, error);
}

static gboolean
do_circle (DirectoryBulk           *bulk,
           DirectoryBulkOperation **at,
           StoreWriter             *writer,
           GError                 **error)
{
  for (guint i = 0; i < bulk->slice->len; i++)
    {
      *at = bulk->slice->pdata[i];
      if (!directory_change_write ((*at)->change, writer, error))
        return FALSE;
    }
  for (guint i = 0; i < bulk->slice->len; i++)
    {
      *at = bulk->slice->pdata[i];
      if (!complete (bulk, *at, writer, error) ||
          !directory_change_append_activity ((*at)->change, writer, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
circle_job (StoreWriter  *writer,
            gpointer      data,
            GError      **error)
{
  DirectoryBulk *bulk = data;
  DirectoryBulkOperation *at = NULL;
  GError *failed = NULL;

  if (do_circle (bulk, &at, writer, &failed))
    return TRUE;
  at->change->error = g_error_copy (failed);
  g_propagate_error (error, failed);
  return FALSE;
}

static void
circle_done_cb (const GError *error,
                gpointer      data)
{
  DirectoryBulk *bulk = data;

  for (guint i = 0; error != NULL && i < bulk->slice->len; i++)
    {
      DirectoryBulkOperation *operation = bulk->slice->pdata[i];

      if (operation->change->error == NULL)
        operation->change->error =
            error->domain == STORE_ERROR && error->code == STORE_ERROR_FULL
                ? g_error_copy (error)
                : g_error_new_literal (SCIM_ERROR, SCIM_ERROR_CONFLICT,
                                       "An operation that this one refers to failed");
    }
  directory_exchange_resume (bulk->exchange);
}

/* Takes over what came of the last slice. */
static void
harvest (DirectoryBulk *bulk)
{
  /* The writer's count was for stopping in time; what isn't durable either is an error too. */
  bulk->errors = 0;
  for (guint i = 0; i < bulk->operations->len; i++)
    if (((DirectoryBulkOperation *)bulk->operations->pdata[i])->state == DIRECTORY_BULK_FAILED)
      bulk->errors++;
  for (guint i = 0; i < bulk->slice->len; i++)
    {
      DirectoryBulkOperation *operation = bulk->slice->pdata[i];

      if (operation->stopped)
        operation->state = DIRECTORY_BULK_WAITING;
      else if (operation->change->error != NULL)
        fail (bulk, operation, g_steal_pointer (&operation->change->error));
      else
        operation->state = DIRECTORY_BULK_DONE;
    }
  g_ptr_array_set_size (bulk->slice, 0);
  bulk->circle = FALSE;
}

/* Fails what can't be done, and takes the next operations that can. Returns whether there was
 * anything of either. */
static gboolean
fill_slice (DirectoryBulk *bulk)
{
  const DirectoryLimits *limits = bulk->exchange->context->limits;
  gboolean any = FALSE;

  for (guint i = 0; i < bulk->operations->len && bulk->slice->len < limits->bulk_slice; i++)
    {
      DirectoryBulkOperation *operation = bulk->operations->pdata[i];
      g_autoptr (GError) error = NULL;
      DirectoryBulkState links;

      if (operation->state != DIRECTORY_BULK_WAITING)
        continue;
      links = links_state (bulk, operation);
      if (links == DIRECTORY_BULK_WAITING && operation->error == NULL)
        continue;

      /* What fails is counted behind those before it, which the writer has yet to do. */
      if (operation->error != NULL || links == DIRECTORY_BULK_FAILED ||
          !plan (bulk, operation, &error))
        {
          if (bulk->max_errors > 0 && bulk->slice->len > 0)
            {
              g_clear_pointer (&operation->change, directory_change_free);
              return TRUE;
            }
          if (operation->error != NULL)
            fail (bulk, operation, g_error_copy (operation->error));
          else if (error != NULL)
            fail (bulk, operation, g_steal_pointer (&error));
          else
            fail_with (bulk, operation, SCIM_ERROR_CONFLICT,
                       "The operation refers to another that failed, or that isn't there");
          any = TRUE;
          if (has_stopped (bulk))
            return TRUE;
          continue;
        }
      operation->state = DIRECTORY_BULK_RUNNING;
      g_ptr_array_add (bulk->slice, operation);
      any = TRUE;
    }
  return any;
}

/* Adds @operation and all that it waits for. */
static void
gather_circle (DirectoryBulk          *bulk,
               DirectoryBulkOperation *operation)
{
  if (operation->state != DIRECTORY_BULK_WAITING)
    return;
  operation->state = DIRECTORY_BULK_RUNNING;
  g_ptr_array_add (bulk->slice, operation);
  for (guint i = 0; i < operation->links->len; i++)
    gather_circle (bulk, g_hash_table_lookup (bulk->named, operation->links->pdata[i]));
}

/* Takes a circle: a POST that waits and all that it waits for, of which each waits. What waits but
 * makes nothing is waited for by nobody. */
static gboolean
fill_circle (DirectoryBulk *bulk)
{
  for (guint i = 0; i < bulk->operations->len && bulk->slice->len == 0; i++)
    {
      DirectoryBulkOperation *operation = bulk->operations->pdata[i];

      if (operation->state == DIRECTORY_BULK_WAITING && operation->kind == DIRECTORY_CHANGE_CREATE)
        gather_circle (bulk, operation);
    }
  if (bulk->slice->len == 0)
    return FALSE;

  bulk->circle = TRUE;
  for (guint i = 0; i < bulk->slice->len; i++)
    {
      DirectoryBulkOperation *operation = bulk->slice->pdata[i];
      g_autoptr (JsonNode) bare = scim_json_copy (operation->data);

      directory_bulk_links_strip (bare);
      begin_change (bulk, operation);
      directory_change_plan (operation->change, json_node_get_object (bare),
                             &operation->change->error);
    }
  return TRUE;
}

/* Whether one of a circle can't be made; then none is. */
static gboolean
is_broken (DirectoryBulk *bulk)
{
  for (guint i = 0; bulk->circle && i < bulk->slice->len; i++)
    if (((DirectoryBulkOperation *)bulk->slice->pdata[i])->change->error != NULL)
      return TRUE;
  return FALSE;
}

static void
break_circle (DirectoryBulk *bulk)
{
  for (guint i = 0; i < bulk->slice->len; i++)
    {
      DirectoryBulkOperation *operation = bulk->slice->pdata[i];

      if (operation->change->error == NULL)
        operation->change->error =
            g_error_new_literal (SCIM_ERROR, SCIM_ERROR_CONFLICT,
                                 "An operation that this one refers to failed");
    }
  harvest (bulk);
}

static void
answer (DirectoryBulk *bulk)
{
  DirectoryExchange *exchange = bulk->exchange;
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();

  base_json_writer_begin_object (json);
  base_json_writer_name (json, "schemas");
  base_json_writer_begin_array (json);
  base_json_writer_text (json, URN_RESPONSE);
  base_json_writer_end_array (json);
  base_json_writer_name (json, "Operations");
  base_json_writer_begin_array (json);
  for (guint i = 0; i < bulk->operations->len; i++)
    {
      DirectoryBulkOperation *operation = bulk->operations->pdata[i];

      if (operation->state == DIRECTORY_BULK_DONE || operation->state == DIRECTORY_BULK_FAILED)
        directory_bulk_operation_show (operation, bulk->base_url, json);
    }
  base_json_writer_end_array (json);
  base_json_writer_end_object (json);
  directory_answer_set_text (exchange->answer, 200, SCIM_CONTENT_TYPE,
                             base_json_writer_take (json));
}

/* A key that has ended meanwhile ends what is left. */
static gboolean
may_go_on (DirectoryBulk *bulk)
{
  DirectoryExchange *exchange = bulk->exchange;

  if (directory_auth_admit (exchange))
    return TRUE;
  directory_answer_reset (exchange->answer);
  for (guint i = 0; exchange->directory != NULL && i < bulk->operations->len; i++)
    {
      DirectoryBulkOperation *operation = bulk->operations->pdata[i];

      if (operation->state == DIRECTORY_BULK_WAITING)
        fail_with (bulk, operation, SCIM_ERROR_UNAUTHORIZED, "The key has ended");
    }
  return FALSE;
}

static void
submit (DirectoryBulk *bulk)
{
  Store *store = bulk->exchange->context->store;
  gsize bytes =
      bulk->exchange->request->body != NULL ? g_bytes_get_size (bulk->exchange->request->body) : 0;
  guint n = bulk->slice->len;

  bytes = 1024 + bytes / MAX (bulk->operations->len, 1);
  bulk->running = n;
  directory_exchange_wait (bulk->exchange, bulk->go_on, bulk);
  if (bulk->circle)
    {
      store_submit (store, circle_job, circle_done_cb, bulk, bytes * n);
      return;
    }
  /* Behind the last submission everything may be over: nothing of the bulk is touched then. */
  for (guint i = 0; i < n; i++)
    {
      Task *task = g_new0 (Task, 1);

      task->bulk = bulk;
      task->operation = bulk->slice->pdata[i];
      store_submit (store, one_job, one_done_cb, task, bytes);
    }
}

/* Does what is next: a slice, a circle, or the answer. */
static void
go_on (DirectoryExchange *exchange,
       gpointer           data)
{
  g_autoptr (DirectoryBulk) bulk = data;

  if (bulk->slice->len > 0)
    {
      harvest (bulk);
      if (exchange->gone)
        return;
      if (!may_go_on (bulk))
        {
          answer (bulk);
          return;
        }
    }

  while (!has_stopped (bulk) && bulk->slice->len == 0 && (fill_slice (bulk) || fill_circle (bulk)))
    if (is_broken (bulk))
      break_circle (bulk);
  if (bulk->slice->len > 0)
    submit (g_steal_pointer (&bulk));
  else
    answer (bulk);
}

void
directory_bulk (DirectoryExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DirectoryBulk) bulk = NULL;

  g_return_if_fail (exchange != NULL);

  bulk = directory_bulk_read (exchange, &error);
  if (bulk == NULL)
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }
  bulk->go_on = go_on;
  exchange->note.meaning = g_strdup_printf ("bulk of %u operations", bulk->operations->len);
  go_on (exchange, g_steal_pointer (&bulk));
}
