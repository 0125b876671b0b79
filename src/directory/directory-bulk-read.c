/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a bulk request. What is wrong with it as a whole refuses it; what is wrong with an
 * operation is that operation's error, which comes when it is its turn. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-bulk-private.h"

#include "base/base-json-member.h"
#include "directory/directory-context.h"
#include "directory/directory-document.h"
#include "directory/directory-limits.h"
#include "directory/directory-recognise.h"
#include "scim/scim-error.h"
#include "scim/scim-json.h"

#define URN_REQUEST "urn:ietf:params:scim:api:messages:2.0:BulkRequest"

static gboolean
check_schemas (DirectoryBulk  *bulk,
               GError        **error)
{
  JsonNode *schemas = base_json_find (bulk->document, "schemas");
  JsonArray *array;

  if (schemas != NULL && JSON_NODE_HOLDS_ARRAY (schemas))
    {
      array = json_node_get_array (schemas);
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          const char *urn = scim_json_get_text (json_array_get_element (array, i));

          if (urn != NULL && g_ascii_strcasecmp (urn, URN_REQUEST) == 0)
            return TRUE;
        }
    }
  g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX,
                       "schemas of a bulk request must have " URN_REQUEST);
  return FALSE;
}

static void
add_operation (DirectoryBulk *bulk,
               JsonNode      *document)
{
  DirectoryBulkOperation *operation = directory_bulk_operation_new (bulk->base_url, document);

  g_ptr_array_add (bulk->operations, operation);
  if (operation->error == NULL && operation->kind == DIRECTORY_CHANGE_CREATE &&
      !g_hash_table_insert (bulk->named, (gpointer)operation->bulk_id, operation))
    directory_bulk_operation_fail (operation,
                                   g_error_new_literal (SCIM_ERROR, SCIM_ERROR_INVALID_VALUE,
                                                        "The bulkId is another operation's too"));
}

static gboolean
read_operations (DirectoryBulk  *bulk,
                 GError        **error)
{
  const DirectoryLimits *limits = bulk->exchange->context->limits;
  JsonNode *node = base_json_find (bulk->document, "Operations");
  JsonArray *array;

  if (!directory_document_get_int (bulk->document, "failOnErrors", 0, &bulk->max_errors, error) ||
      !check_schemas (bulk, error))
    return FALSE;
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error_literal (error, SCIM_ERROR, SCIM_ERROR_INVALID_SYNTAX,
                           "A bulk request needs an array of Operations");
      return FALSE;
    }
  array = json_node_get_array (node);
  if (json_array_get_length (array) > limits->bulk_operations)
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_TOO_LARGE,
                   "A bulk request may have %u operations (maxOperations), not %u",
                   limits->bulk_operations, json_array_get_length (array));
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    add_operation (bulk, json_array_get_element (array, i));
  return TRUE;
}

static gboolean
read_request (DirectoryBulk  *bulk,
              GError        **error)
{
  DirectoryExchange *exchange = bulk->exchange;
  gsize limit = exchange->context->limits->bulk_bytes;

  if (exchange->request->body != NULL && g_bytes_get_size (exchange->request->body) > limit)
    {
      g_set_error (error, SCIM_ERROR, SCIM_ERROR_TOO_LARGE,
                   "A bulk request may have %" G_GSIZE_FORMAT " bytes (maxPayloadSize)", limit);
      return FALSE;
    }
  bulk->document = directory_document_parse (exchange, error);
  if (bulk->document == NULL)
    return FALSE;
  directory_recognise_document (exchange, bulk->document);
  return read_operations (bulk, error);
}

DirectoryBulk *
directory_bulk_read (DirectoryExchange  *exchange,
                     GError            **error)
{
  g_autoptr (DirectoryBulk) self = g_new0 (DirectoryBulk, 1);

  g_return_val_if_fail (exchange != NULL, NULL);

  self->exchange = exchange;
  self->base_url = directory_context_base_url (exchange->context, exchange->directory->id);
  self->operations = g_ptr_array_new_with_free_func ((GDestroyNotify)directory_bulk_operation_free);
  self->named = g_hash_table_new (g_str_hash, g_str_equal);
  self->slice = g_ptr_array_new ();
  return read_request (self, error) ? g_steal_pointer (&self) : NULL;
}

void
directory_bulk_free (DirectoryBulk *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->slice);
  g_hash_table_unref (self->named);
  g_ptr_array_unref (self->operations);
  g_clear_pointer (&self->document, json_object_unref);
  g_free (self->base_url);
  g_free (self);
}
