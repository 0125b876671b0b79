/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list is planned (parameters, filter, order, view), read, and answered. What indexes serve is
 * read at once on the HTTP thread; a scan is handed to directory-scan.h and answered when it comes
 * back. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-scim-list.h"

#include "directory/directory-context.h"
#include "directory/directory-document.h"
#include "directory/directory-error.h"
#include "directory/directory-limits.h"
#include "directory/directory-page.h"
#include "directory/directory-readers.h"
#include "directory/directory-recognise.h"
#include "directory/directory-routes.h"
#include "directory/directory-scan.h"
#include "scim/scim-error.h"
#include "scim/scim-filter.h"

typedef struct
{
  const char *filter;
  const char *sort_by;
  const char *sort_order;
  const char *attributes;
  const char *excluded;
  gint64 start_index;
  gint64 count;
} Parameters;

typedef struct
{
  DirectoryView *view;
  ScimFilter *filter;
  ScimPath *sort;
  StoreQuery *query;
  gint64 start_index;
  gint64 count;
  GPtrArray *rows;
  gint64 total;
  GError *error;
} List;

static void
list_free (List *list)
{
  if (list == NULL)
    return;
  g_clear_pointer (&list->view, directory_view_free);
  g_clear_pointer (&list->query, store_query_free);
  g_clear_pointer (&list->sort, scim_path_free);
  g_clear_pointer (&list->filter, scim_filter_free);
  g_clear_pointer (&list->rows, g_ptr_array_unref);
  g_clear_error (&list->error);
  g_free (list);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (List, list_free)

static gboolean
plan_order (DirectoryExchange  *exchange,
            const Parameters   *parameters,
            List               *list,
            GError            **error)
{
  const ScimResourceType *type = store_type_to_scim (exchange->route->type);
  gboolean descending = parameters->sort_order != NULL &&
                        g_ascii_strcasecmp (parameters->sort_order, "descending") == 0;

  if (parameters->sort_by == NULL || *parameters->sort_by == '\0')
    return TRUE;
  list->sort = scim_path_parse (type, parameters->sort_by, exchange->directory->profile, error);
  if (list->sort == NULL)
    return FALSE;
  if (list->sort->attribute == NULL)
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_INVALID_PATH, "sortBy names no attribute of a %s",
                   type->name);
      return FALSE;
    }
  return store_query_set_sort (list->query, list->sort, descending, error);
}

static void
note_shape (DirectoryExchange *exchange,
            const ScimFilter  *filter)
{
  g_autofree char *shape = NULL;

  if (filter == NULL)
    return;
  shape = scim_filter_to_shape (filter);
  exchange->note.shape = g_strconcat (exchange->route->shape, "?filter=", shape, NULL);
}

static List *
plan (DirectoryExchange  *exchange,
      const Parameters   *parameters,
      GError            **error)
{
  const DirectoryLimits *limits = exchange->context->limits;
  g_autoptr (List) list = g_new0 (List, 1);

  list->start_index = MAX (parameters->start_index, 1);
  list->count = CLAMP (parameters->count, 0, (gint64)limits->page_max);
  list->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)directory_row_free);

  list->view = directory_view_new (exchange->context, exchange->directory, exchange->route->type,
                                   parameters->attributes, parameters->excluded, error);
  if (list->view == NULL)
    return NULL;
  if (parameters->filter != NULL && *parameters->filter != '\0')
    {
      list->filter = scim_filter_parse (store_type_to_scim (exchange->route->type),
                                        parameters->filter, exchange->directory->profile, error);
      if (list->filter == NULL)
        return NULL;
      note_shape (exchange, list->filter);
    }
  list->query =
      store_query_new (exchange->directory->seq, exchange->route->type, list->filter, error);
  if (list->query == NULL || !plan_order (exchange, parameters, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

static void
row_cb (const StoreRow *row,
        gpointer        data)
{
  List *list = data;

  g_ptr_array_add (list->rows, directory_row_copy (row));
}

static void
read_list (StoreReader  *reader,
           gint64        deadline,
           const GError *error,
           gpointer      data)
{
  List *list = data;

  if (reader == NULL)
    {
      list->error = g_error_copy (error);
      return;
    }
  store_reader_list (reader, list->query, list->start_index, list->count, deadline, row_cb, list,
                     &list->total, &list->error);
}

static void
answer_list (DirectoryExchange *exchange,
             gpointer           data)
{
  g_autoptr (List) list = data;

  if (list->error != NULL)
    {
      directory_exchange_fail (exchange, g_steal_pointer (&list->error));
      return;
    }
  directory_recognise_list (exchange, list->filter, list->count, list->total);
  directory_page_answer_list (exchange, g_steal_pointer (&list->view),
                              g_steal_pointer (&list->rows), list->start_index, list->total);
}

static void
run (DirectoryExchange *exchange,
     const Parameters  *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (List) list = plan (exchange, parameters, &error);
  StoreReader *reader;

  if (list == NULL)
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }

  if (store_query_is_scan (list->query))
    {
      if (directory_scan_submit (exchange->context->scan, exchange, read_list, answer_list, list,
                                 &error))
        {
          g_steal_pointer (&list);
          return;
        }
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      directory_answer_add_header (exchange->answer, "Retry-After", "1");
      return;
    }

  reader = directory_readers_take (exchange->context->readers, &error);
  read_list (reader, 0, error, list);
  directory_readers_give (exchange->context->readers, reader);
  answer_list (exchange, g_steal_pointer (&list));
}

void
directory_scim_list (DirectoryExchange *exchange)
{
  DirectoryRequest *request = exchange->request;
  g_autoptr (GError) error = NULL;
  Parameters parameters = {
    .filter = directory_request_get_query (request, "filter"),
    .sort_by = directory_request_get_query (request, "sortBy"),
    .sort_order = directory_request_get_query (request, "sortOrder"),
    .attributes = directory_request_get_query (request, "attributes"),
    .excluded = directory_request_get_query (request, "excludedAttributes"),
  };

  if (!directory_request_get_number (request, "startIndex", 1, &parameters.start_index, &error) ||
      !directory_request_get_number (request, "count", exchange->context->limits->page,
                                     &parameters.count, &error))
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }
  run (exchange, &parameters);
}

/* (transfer full) (nullable): the strings of an array, joined by commas, as the query would have
 * them */
static char *
join_names (JsonObject *document,
            const char *name)
{
  JsonNode *node = json_object_get_member (document, name);
  GString *out;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  out = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);
      const char *text = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;

      if (text != NULL)
        g_string_append_printf (out, "%s%s", out->len > 0 ? "," : "", text);
    }
  return g_string_free (out, FALSE);
}

void
directory_scim_search (DirectoryExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = directory_document_parse (exchange, &error);
  g_autofree char *attributes = NULL;
  g_autofree char *excluded = NULL;
  Parameters parameters = { 0 };

  if (document == NULL ||
      !directory_document_get_text (document, "filter", &parameters.filter, &error) ||
      !directory_document_get_text (document, "sortBy", &parameters.sort_by, &error) ||
      !directory_document_get_text (document, "sortOrder", &parameters.sort_order, &error) ||
      !directory_document_get_int (document, "startIndex", 1, &parameters.start_index, &error) ||
      !directory_document_get_int (document, "count", exchange->context->limits->page,
                                   &parameters.count, &error))
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }
  attributes = join_names (document, "attributes");
  excluded = join_names (document, "excludedAttributes");
  parameters.attributes = attributes;
  parameters.excluded = excluded;
  run (exchange, &parameters);
}
