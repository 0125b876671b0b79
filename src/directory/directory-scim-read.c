/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One look-up by index, and the stored text spliced. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-scim-read.h"

#include "directory/directory-context.h"
#include "directory/directory-error.h"
#include "directory/directory-page.h"
#include "directory/directory-readers.h"
#include "directory/directory-routes.h"
#include "scim/scim-error.h"

static void
row_cb (const StoreRow *row,
        gpointer        data)
{
  DirectoryRow **copy = data;

  *copy = directory_row_copy (row);
}

static DirectoryRow *
read_row (DirectoryExchange  *exchange,
          GError            **error)
{
  StoreReader *reader = directory_readers_take (exchange->context->readers, error);
  DirectoryRow *row = NULL;

  if (reader == NULL)
    return NULL;
  store_reader_get (reader, exchange->directory->seq, exchange->route->type, exchange->arguments[1],
                    row_cb, &row, error);
  directory_readers_give (exchange->context->readers, reader);
  return row;
}

void
directory_scim_read (DirectoryExchange *exchange)
{
  DirectoryRequest *request = exchange->request;
  const char *known = directory_request_get_header (request, "If-None-Match");
  g_autoptr (GError) error = NULL;
  g_autoptr (DirectoryView) view = NULL;
  g_autoptr (DirectoryRow) row = NULL;

  view = directory_view_new (exchange->context, exchange->directory, exchange->route->type,
                             directory_request_get_query (request, "attributes"),
                             directory_request_get_query (request, "excludedAttributes"), &error);
  if (view != NULL)
    row = read_row (exchange, &error);
  if (row == NULL)
    {
      exchange->note.resource_id = g_strdup (exchange->arguments[1]);
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }

  if (known != NULL && directory_page_etag_matches (known, row->version))
    {
      g_autofree char *etag = directory_page_etag (row->version);

      exchange->answer->status = 304;
      directory_answer_add_header (exchange->answer, "ETag", etag);
      return;
    }
  directory_page_answer_one (exchange, 200, g_steal_pointer (&view), g_steal_pointer (&row));
}
