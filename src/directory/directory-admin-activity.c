/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the activity behind or before a cursor; with `wait`, a reader that finds nothing is
 * suspended until something is committed or its time is over. What was looked through without a
 * find is not looked through again: `next` moves on to the newest cursor that was there before the
 * look. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-admin-activity.h"

#include "base/base-time.h"
#include "directory/directory-admin.h"
#include "directory/directory-context.h"
#include "directory/directory-error.h"
#include "directory/directory-limits.h"
#include "directory/directory-readers.h"
#include "directory/directory-wait.h"
#include "scim/scim-error.h"

#define DEFAULT_LIMIT 100

typedef struct
{
  StoreDirectory *directory;
  StoreActivityFilter filter;
  gboolean from_now;
  gint64 until;
  gint64 next;
  gint64 oldest;
  guint found;
  BaseJsonWriter *json;
} Reading;

static void
reading_free (Reading *reading)
{
  if (reading == NULL)
    return;
  g_clear_pointer (&reading->directory, store_directory_free);
  g_clear_pointer (&reading->json, base_json_writer_free);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
add_resource (BaseJsonWriter      *json,
              const StoreActivity *item)
{
  base_json_writer_name (json, "resource");
  if (item->resource_type == NULL && item->resource_id == NULL && item->resource_name == NULL)
    {
      base_json_writer_null (json);
      return;
    }
  base_json_writer_begin_object (json);
  base_json_writer_add_text (json, "type", item->resource_type);
  base_json_writer_add_text (json, "id", item->resource_id);
  base_json_writer_add_text (json, "name", item->resource_name);
  base_json_writer_end_object (json);
}

static void
add_request (BaseJsonWriter      *json,
             const StoreActivity *item)
{
  base_json_writer_add_text (json, "method", item->method);
  base_json_writer_add_text (json, "path", item->path);
  if (item->status != 0)
    base_json_writer_add_int (json, "status", item->status);
  else
    base_json_writer_add_text (json, "status", NULL);
  base_json_writer_add_int (json, "duration_ms", item->duration_ms);
  base_json_writer_add_text (json, "client", item->client);
  base_json_writer_add_text (json, "idp", item->idp);
}

static void
item_cb (const StoreActivity *item,
         gpointer             data)
{
  Reading *reading = data;
  BaseJsonWriter *json = reading->json;

  reading->found++;
  reading->next = item->cursor;
  base_json_writer_begin_object (json);
  base_json_writer_add_int (json, "cursor", item->cursor);
  base_json_writer_add_time (json, "time", item->time);
  base_json_writer_add_text (json, "request_id", item->request_id);
  base_json_writer_add_text (json, "kind", item->kind);
  add_request (json, item);
  base_json_writer_add_text (json, "meaning", item->meaning);
  base_json_writer_add_int (json, "count", item->count);
  base_json_writer_add_text (json, "key_id", item->key_id);
  add_resource (json, item);
  base_json_writer_add_text (json, "detail", item->detail);
  base_json_writer_add_raw (json, "changes", item->changes != NULL ? item->changes : "[]");
  base_json_writer_end_object (json);
}

static gboolean
look (Reading      *reading,
      StoreReader  *reader,
      GError      **error)
{
  gint64 newest;

  g_clear_pointer (&reading->json, base_json_writer_free);
  reading->json = base_json_writer_new ();
  reading->found = 0;
  base_json_writer_begin_object (reading->json);
  base_json_writer_name (reading->json, "items");
  base_json_writer_begin_array (reading->json);

  if (!store_reader_activity_range (reader, reading->directory->seq, &newest, &reading->oldest,
                                    error))
    return FALSE;
  if (reading->from_now)
    {
      reading->from_now = FALSE;
      reading->filter.after = newest;
    }
  reading->next = reading->filter.after;
  if (!store_reader_activity (reader, reading->directory->seq, &reading->filter, item_cb, reading,
                              error))
    return FALSE;
  if (reading->filter.before == 0 && reading->found < reading->filter.limit)
    reading->filter.after = reading->next = MAX (reading->next, newest);
  return TRUE;
}

static void
answer (DirectoryExchange *exchange,
        Reading           *reading)
{
  BaseJsonWriter *json = reading->json;

  base_json_writer_end_array (json);
  base_json_writer_add_int (json, "next", reading->next);
  base_json_writer_add_int (json, "oldest", reading->oldest);
  base_json_writer_end_object (json);
  directory_admin_answer (exchange, 200, json);
}

/* Looks, and waits if there is nothing and time is left. */
static void
go_on_cb (DirectoryExchange *exchange,
          gpointer           data)
{
  g_autoptr (Reading) reading = data;
  DirectoryContext *context = exchange->context;

  for (;;)
    {
      gint64 seen = directory_wait_get_newest (context->wait);
      g_autoptr (GError) error = NULL;
      StoreReader *reader = directory_readers_take (context->readers, &error);
      gboolean read = reader != NULL && look (reading, reader, &error);

      directory_readers_give (context->readers, reader);
      if (!read)
        {
          directory_exchange_fail (exchange, g_steal_pointer (&error));
          return;
        }
      if (reading->found > 0 || g_get_monotonic_time () >= reading->until ||
          directory_wait_is_stopped (context->wait) || exchange->gone)
        break;
      if (directory_wait_add (context->wait, exchange, seen, reading->until, go_on_cb, reading))
        {
          g_steal_pointer (&reading);
          return;
        }
    }
  answer (exchange, reading);
}

static gboolean
take_parameters (DirectoryExchange  *exchange,
                 Reading            *reading,
                 GError            **error)
{
  DirectoryRequest *request = exchange->request;
  const DirectoryLimits *limits = exchange->context->limits;
  gint64 wait;
  gint64 limit;
  gint64 status;

  if (!directory_request_get_number (request, "after", -1, &reading->filter.after, error) ||
      !directory_request_get_number (request, "before", 0, &reading->filter.before, error) ||
      !directory_request_get_number (request, "wait", 0, &wait, error) ||
      !directory_request_get_number (request, "limit", DEFAULT_LIMIT, &limit, error) ||
      !directory_request_get_number (request, "min_status", 0, &status, error))
    return FALSE;
  reading->from_now = reading->filter.after < 0 && reading->filter.before == 0;
  reading->filter.after = MAX (reading->filter.after, 0);
  reading->filter.limit = (guint)CLAMP (limit, 1, (gint64)limits->activity_page);
  reading->filter.min_status = (guint)CLAMP (status, 0, 999);
  reading->filter.resource = directory_request_get_query (request, "resource");
  reading->filter.kind = directory_request_get_query (request, "kind");
  reading->until =
      g_get_monotonic_time () + CLAMP (wait, 0, (gint64)limits->wait_seconds) * G_USEC_PER_SEC;
  return TRUE;
}

static gboolean
find_directory (DirectoryExchange  *exchange,
                Reading            *reading,
                GError            **error)
{
  StoreReader *reader = directory_readers_take (exchange->context->readers, error);

  if (reader == NULL)
    return FALSE;
  reading->directory = store_reader_find_directory (reader, exchange->arguments[0], error);
  directory_readers_give (exchange->context->readers, reader);
  return reading->directory != NULL;
}

void
directory_admin_activity (DirectoryExchange *exchange)
{
  g_autoptr (Reading) reading = g_new0 (Reading, 1);
  g_autoptr (GError) error = NULL;

  if (!take_parameters (exchange, reading, &error) || !find_directory (exchange, reading, &error))
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }
  go_on_cb (exchange, g_steal_pointer (&reading));
}
