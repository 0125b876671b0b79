/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that can be known without the writer is found out first (directory-change-plan.h).
 * Then the change is queued with its connection suspended, and answered when it is durable. Users
 * answer PATCH with 200 and their body, Groups with 204 unless attributes were asked for, since
 * their members may be many (RFC 7644 §3.5.2). */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-scim-write.h"

#include "directory/directory-change-plan.h"
#include "directory/directory-context.h"
#include "directory/directory-error.h"
#include "directory/directory-page.h"
#include "directory/directory-routes.h"

static void
fail (DirectoryExchange *exchange,
      GError            *error)
{
  DirectoryNote *note = &exchange->note;

  g_clear_pointer (&note->meaning, g_free);
  note->resource_type = store_type_to_scim (exchange->route->type)->name;
  if (exchange->arguments[1] != NULL)
    {
      g_free (note->resource_id);
      note->resource_id = g_strdup (exchange->arguments[1]);
    }
  else
    g_clear_pointer (&note->resource_id, g_free);
  directory_exchange_fail (exchange, error);
}

static void
answer_change (DirectoryExchange *exchange,
               gpointer           data)
{
  g_autoptr (DirectoryChange) change = data;

  if (change->error != NULL)
    {
      fail (exchange, g_steal_pointer (&change->error));
      return;
    }
  exchange->note.written = TRUE;
  if (change->shows)
    {
      directory_page_answer_one (exchange, change->kind == DIRECTORY_CHANGE_CREATE ? 201 : 200,
                                 g_steal_pointer (&change->view), directory_change_row (change));
      return;
    }
  exchange->answer->status = 204;
  if (change->kind == DIRECTORY_CHANGE_PATCH && change->written.version != 0)
    {
      g_autofree char *etag = directory_page_etag (change->written.version);

      directory_answer_add_header (exchange->answer, "ETag", etag);
    }
}

static void
done_cb (const GError *error,
         gpointer      data)
{
  DirectoryChange *change = data;

  if (error != NULL)
    change->error = g_error_copy (error);
  directory_exchange_resume (change->exchange);
}

static void
run (DirectoryExchange   *exchange,
     DirectoryChangeKind  kind)
{
  g_autoptr (DirectoryChange) change =
      directory_change_new (exchange, kind, exchange->route->type, exchange->arguments[1]);
  g_autoptr (GError) error = NULL;
  DirectoryChange *queued;
  gsize bytes;

  change->if_match = directory_request_get_header (exchange->request, "If-Match");
  change->if_none_match = directory_request_get_header (exchange->request, "If-None-Match");
  if (!directory_change_plan_request (change, &error))
    {
      fail (exchange, g_steal_pointer (&error));
      return;
    }
  bytes = 1024 + (exchange->request->body != NULL ? g_bytes_get_size (exchange->request->body) : 0);
  queued = g_steal_pointer (&change);
  directory_exchange_wait (exchange, answer_change, queued);
  store_submit (exchange->context->store, directory_change_job, done_cb, queued, bytes);
}

void
directory_scim_create (DirectoryExchange *exchange)
{
  run (exchange, DIRECTORY_CHANGE_CREATE);
}

void
directory_scim_replace (DirectoryExchange *exchange)
{
  run (exchange, DIRECTORY_CHANGE_REPLACE);
}

void
directory_scim_patch (DirectoryExchange *exchange)
{
  run (exchange, DIRECTORY_CHANGE_PATCH);
}

void
directory_scim_delete (DirectoryExchange *exchange)
{
  run (exchange, DIRECTORY_CHANGE_DELETE);
}
