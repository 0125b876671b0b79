/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list is planned (parameters, filter, order, view), read, and answered. What indexes serve is
 * read at once on the HTTP thread; a scan is handed to directory-scan.h and answered when it comes
 * back. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-scim-list.h"

#include "directory/directory-context.h"
#include "directory/directory-cursor.h"
#include "directory/directory-document.h"
#include "directory/directory-error.h"
#include "directory/directory-limits.h"
#include "directory/directory-page.h"
#include "directory/directory-places.h"
#include "directory/directory-readers.h"
#include "directory/directory-recognise.h"
#include "directory/directory-routes.h"
#include "directory/directory-scan.h"
#include "scim/scim-error.h"
#include "scim/scim-filter.h"
#include "scim/scim-tolerance.h"

#define URN_SEARCH "urn:ietf:params:scim:api:messages:2.0:SearchRequest"

/**
 * Parameters:
 * @start_index: 0 if the client said nothing of it
 * @cursor: (nullable): empty for the first page
 */
typedef struct
{
  const char *filter;
  const char *sort_by;
  const char *sort_order;
  const char *attributes;
  const char *excluded;
  const char *cursor;
  gint64 start_index;
  gint64 count;
} Parameters;

/* What is made of the parameters for one type. */
typedef struct
{
  DirectoryView *view;
  ScimFilter *filter;
  ScimPath *sort;
} Part;

/**
 * List:
 * @parts: one, or two if all types are listed
 * @query: what is listed; borrows from @parts
 * @followed: (nullable): how the places of its pages are called, if it goes on behind a row though
 *   it has an index
 * @scope: (nullable): what its cursors are signed with, if it goes on by cursors
 * @place: where it begins then
 * @next: where it goes on
 */
typedef struct
{
  Part parts[2];
  guint n_parts;
  char *base_url;
  StoreQuery *query;
  char *scope;
  char *followed;
  StorePlace place;
  StorePlace next;
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
  g_clear_pointer (&list->query, store_query_free);
  for (guint i = 0; i < G_N_ELEMENTS (list->parts); i++)
    {
      g_clear_pointer (&list->parts[i].view, directory_view_free);
      g_clear_pointer (&list->parts[i].sort, scim_path_free);
      g_clear_pointer (&list->parts[i].filter, scim_filter_free);
    }
  store_place_clear (&list->place);
  store_place_clear (&list->next);
  g_clear_pointer (&list->rows, g_ptr_array_unref);
  g_clear_error (&list->error);
  g_free (list->base_url);
  g_free (list->scope);
  g_free (list->followed);
  g_free (list);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (List, list_free)

static const StoreType all_types[] = { STORE_USER, STORE_GROUP };

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_descending (const Parameters *parameters)
{
  return parameters->sort_order != NULL &&
         g_ascii_strcasecmp (parameters->sort_order, "descending") == 0;
}

static void
note_shape (DirectoryExchange *exchange,
            const ScimFilter  *filter)
{
  g_autofree char *shape = NULL;

  if (filter == NULL || exchange->note.shape != NULL)
    return;
  shape = scim_filter_to_shape (filter);
  exchange->note.shape = g_strconcat (exchange->route->shape, "?filter=", shape, NULL);
}

/* In a list of all types an attribute that a type lacks has no value there (RFC 7644 §3.4.2.1):
 * then the lenient reading is the right one, as long as one type has them all. */
static ScimProfile
choose_profile (DirectoryExchange *exchange,
                const Parameters  *parameters)
{
  ScimProfile profile = exchange->directory->profile;

  if (exchange->route->type != 0 || profile == SCIM_PROFILE_LENIENT)
    return profile;
  for (guint i = 0; i < G_N_ELEMENTS (all_types); i++)
    {
      g_autoptr (ScimFilter) filter =
          scim_filter_parse (store_type_to_scim (all_types[i]), parameters->filter, profile, NULL);

      if (filter != NULL)
        return SCIM_PROFILE_LENIENT;
    }
  return profile;
}

/* Whether @sort names something, in any of the parts. */
static gboolean
check_order (const List  *list,
             GError     **error)
{
  for (guint i = 0; i < list->n_parts; i++)
    if (list->parts[i].sort == NULL || list->parts[i].sort->attribute != NULL)
      return TRUE;
  g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_INVALID_PATH,
                       "sortBy names no attribute of what is listed");
  return FALSE;
}

/* (transfer full) (nullable): the query for one type; %NULL without an error if nothing of it can
 * match. */
static StoreQuery *
plan_part (DirectoryExchange  *exchange,
           const Parameters   *parameters,
           StoreType           type,
           ScimProfile         profile,
           List               *list,
           GError            **error)
{
  Part *part = &list->parts[list->n_parts];
  const ScimResourceType *scim_type = store_type_to_scim (type);
  g_autoptr (StoreQuery) query = NULL;

  part->view = directory_view_new (exchange->context, exchange->directory, type,
                                   parameters->attributes, parameters->excluded, error);
  if (part->view == NULL)
    return NULL;
  if (is_given (parameters->filter))
    {
      part->filter = scim_filter_parse (scim_type, parameters->filter, profile, error);
      if (part->filter == NULL)
        return NULL;
      note_shape (exchange, part->filter);
    }
  if (is_given (parameters->sort_by))
    {
      part->sort = scim_path_parse (scim_type, parameters->sort_by, profile, error);
      if (part->sort == NULL)
        return NULL;
    }
  if (exchange->route->type == 0 && part->filter != NULL &&
      scim_filter_is_never (part->filter, scim_type))
    return NULL;

  query = store_query_new (exchange->directory->seq, type, part->filter, error);
  if (query != NULL)
    store_query_set_base_url (query, list->base_url);
  if (query == NULL ||
      (part->sort != NULL &&
       !store_query_set_sort (query, part->sort, is_descending (parameters), error)))
    return NULL;
  return g_steal_pointer (&query);
}

static gboolean
plan_query (DirectoryExchange  *exchange,
            const Parameters   *parameters,
            List               *list,
            GError            **error)
{
  StoreType one = exchange->route->type;
  ScimProfile profile = is_given (parameters->filter) ? choose_profile (exchange, parameters)
                                                      : exchange->directory->profile;
  g_autoptr (GError) wrong = NULL;

  for (guint i = 0; i < (one != 0 ? 1 : G_N_ELEMENTS (all_types)); i++)
    {
      StoreQuery *query =
          plan_part (exchange, parameters, one != 0 ? one : all_types[i], profile, list, &wrong);

      list->n_parts++;
      if (wrong != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&wrong));
          return FALSE;
        }
      if (query != NULL && list->query != NULL)
        store_query_join (list->query, query);
      else if (query != NULL)
        list->query = query;
    }
  return check_order (list, error);
}

/* Paging by cursor (RFC 9865): the cursor belongs to this query alone. */
static gboolean
plan_cursor (DirectoryExchange  *exchange,
             const Parameters   *parameters,
             List               *list,
             GError            **error)
{
  if (parameters->cursor == NULL)
    return TRUE;
  if (parameters->start_index != 0)
    {
      g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_INVALID_VALUE,
                           "A page begins at startIndex or at cursor, not at both");
      return FALSE;
    }
  list->scope =
      g_strdup_printf ("%" G_GINT64_FORMAT "\n%d\n%s\n%s\n%d", exchange->directory->seq,
                       exchange->route->type, parameters->filter != NULL ? parameters->filter : "",
                       parameters->sort_by != NULL ? parameters->sort_by : "",
                       is_descending (parameters));
  return directory_cursor_read (exchange, list->scope, parameters->cursor, &list->place, error);
}

static char *
place_name (const List *list,
            gint64      start_index)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, list->followed, start_index);
}

/* An order that an index has is followed from where the page before ended, if that is known. */
static void
plan_place (DirectoryExchange *exchange,
            const Parameters  *parameters,
            List              *list)
{
  g_autofree char *name = NULL;

  if (list->scope != NULL || list->count == 0 || list->query == NULL ||
      !store_query_has_index (list->query))
    return;
  list->followed =
      g_strdup_printf ("%" G_GINT64_FORMAT " %d %s %d", exchange->key->seq, exchange->route->type,
                       parameters->sort_by, is_descending (parameters));
  name = place_name (list, list->start_index);
  if (list->start_index > 1)
    directory_places_find (exchange->context->places, name, &list->place);
  if (list->start_index > 1 && list->place.kind == STORE_PLACE_START)
    list->place = (StorePlace){ STORE_PLACE_OFFSET, list->start_index - 1, 0, NULL };
}

static void
keep_place (DirectoryExchange *exchange,
            const List        *list)
{
  g_autofree char *name = place_name (list, list->start_index + list->count);

  directory_places_keep (exchange->context->places, name, &list->next);
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
  list->base_url = directory_context_base_url (exchange->context, exchange->directory->id);
  list->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)directory_row_free);
  if (!plan_query (exchange, parameters, list, error) ||
      !plan_cursor (exchange, parameters, list, error))
    return NULL;
  plan_place (exchange, parameters, list);
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
  if (list->query == NULL)
    return;
  if ((list->scope != NULL || list->followed != NULL) && list->count > 0)
    store_reader_follow (reader, list->query, &list->place, list->count, deadline, row_cb, list,
                         &list->next, &list->total, &list->error);
  else
    store_reader_list (reader, list->query, list->start_index, list->count, deadline, row_cb, list,
                       &list->total, &list->error);
}

static void
answer_list (DirectoryExchange *exchange,
             gpointer           data)
{
  g_autoptr (List) list = data;
  DirectoryPageList page = { 0 };

  if (list->error != NULL)
    {
      directory_exchange_fail (exchange, g_steal_pointer (&list->error));
      return;
    }
  directory_recognise_list (exchange, list->parts[0].filter, list->count, list->total);
  page.view = g_steal_pointer (&list->parts[0].view);
  page.other = g_steal_pointer (&list->parts[1].view);
  page.rows = g_steal_pointer (&list->rows);
  page.start_index = list->scope == NULL ? list->start_index : 0;
  page.total = list->total;
  if (list->next.kind != STORE_PLACE_START && list->followed != NULL)
    keep_place (exchange, list);
  else if (list->next.kind != STORE_PLACE_START)
    page.next = directory_cursor_write (exchange, list->scope, &list->next);
  directory_page_answer_list (exchange, &page);
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

  if (list->query != NULL && store_query_is_scan (list->query))
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
    .cursor = directory_request_get_query (request, "cursor"),
  };
  const char *start = directory_request_get_query (request, "startIndex");

  if (!directory_request_get_number (request, "startIndex", 0, &parameters.start_index, &error) ||
      !directory_request_get_number (request, "count", exchange->context->limits->page,
                                     &parameters.count, &error))
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }
  if (start != NULL)
    parameters.start_index = MAX (parameters.start_index, 1);
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

/* What isn't said to be a SearchRequest is one only for lenient clients. */
static gboolean
check_schemas (DirectoryExchange  *exchange,
               JsonObject         *document,
               GError            **error)
{
  g_autofree char *schemas = join_names (document, "schemas");

  if (scim_tolerates (exchange->directory->profile, SCIM_TOLERATE_MISSING_SCHEMA) ||
      g_strcmp0 (schemas, URN_SEARCH) == 0)
    return TRUE;
  g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX,
                       "schemas must be [\"" URN_SEARCH "\"]");
  return FALSE;
}

void
directory_scim_search (DirectoryExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = directory_document_parse (exchange, &error);
  g_autofree char *attributes = NULL;
  g_autofree char *excluded = NULL;
  Parameters parameters = { 0 };

  if (document == NULL || !check_schemas (exchange, document, &error) ||
      !directory_document_get_text (document, "filter", &parameters.filter, &error) ||
      !directory_document_get_text (document, "sortBy", &parameters.sort_by, &error) ||
      !directory_document_get_text (document, "sortOrder", &parameters.sort_order, &error) ||
      !directory_document_get_text (document, "cursor", &parameters.cursor, &error) ||
      !directory_document_get_int (document, "startIndex", 0, &parameters.start_index, &error) ||
      !directory_document_get_int (document, "count", exchange->context->limits->page,
                                   &parameters.count, &error))
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return;
    }
  if (json_object_has_member (document, "startIndex"))
    parameters.start_index = MAX (parameters.start_index, 1);
  attributes = join_names (document, "attributes");
  excluded = join_names (document, "excludedAttributes");
  parameters.attributes = attributes;
  parameters.excluded = excluded;
  run (exchange, &parameters);
}
