/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads and shows operations (RFC 7644 §3.7). A path may begin with the base URL, with `/v2`, or
 * with neither. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-bulk-operation.h"

#include <string.h>

#include "base/base-json-member.h"
#include "directory/directory-bulk-links.h"
#include "directory/directory-error.h"
#include "directory/directory-page.h"
#include "scim/scim-error.h"

typedef struct
{
  const char *name;
  DirectoryChangeKind kind;
} MethodRow;

static const MethodRow method_rows[] = {
  { "POST", DIRECTORY_CHANGE_CREATE },
  { "PUT", DIRECTORY_CHANGE_REPLACE },
  { "PATCH", DIRECTORY_CHANGE_PATCH },
  { "DELETE", DIRECTORY_CHANGE_DELETE },
};

typedef struct
{
  const char *endpoint;
  StoreType type;
  const char *shape;
  const char *shape_of_one;
} PathRow;

static const PathRow path_rows[] = {
  { "Users", STORE_USER, "/Users", "/Users/{id}" },
  { "Groups", STORE_GROUP, "/Groups", "/Groups/{id}" },
};

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (DirectoryBulkOperation *self,
        ScimError               code,
        const char             *format,
        ...)
{
  g_autofree char *words = NULL;
  va_list args;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  directory_bulk_operation_fail (self, g_error_new_literal (SCIM_ERROR, (int)code, words));
  return FALSE;
}

/* The string @name; %FALSE if it is something else. */
static gboolean
read_text (DirectoryBulkOperation  *self,
           JsonObject              *document,
           const char              *name,
           const char             **text)
{
  JsonNode *node = base_json_find (document, name);

  *text = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (self, SCIM_ERROR_INVALID_SYNTAX, "An operation's %s must be a string", name);
  *text = json_node_get_string (node);
  return TRUE;
}

static gboolean
read_method (DirectoryBulkOperation *self,
             JsonObject             *document)
{
  const char *text;

  if (!read_text (self, document, "method", &text))
    return FALSE;
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (method_rows); i++)
    if (g_ascii_strcasecmp (text, method_rows[i].name) == 0)
      {
        self->method = method_rows[i].name;
        self->kind = method_rows[i].kind;
        return TRUE;
      }
  return refuse (self, SCIM_ERROR_INVALID_SYNTAX,
                 "An operation's method is POST, PUT, PATCH or DELETE");
}

static gboolean
read_path (DirectoryBulkOperation *self,
           JsonObject             *document,
           const char             *base_url)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) segments = g_ptr_array_new ();
  const PathRow *row = NULL;
  const char *path;

  if (!read_text (self, document, "path", &path))
    return FALSE;
  if (path == NULL)
    return refuse (self, SCIM_ERROR_INVALID_SYNTAX, "An operation needs a path");
  if (g_str_has_prefix (path, base_url))
    path += strlen (base_url);

  parts = g_strsplit (path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !(segments->len == 0 && g_str_equal (parts[i], "v2")))
      g_ptr_array_add (segments, parts[i]);
  for (guint i = 0; segments->len > 0 && i < G_N_ELEMENTS (path_rows); i++)
    if (g_str_equal (segments->pdata[0], path_rows[i].endpoint))
      row = &path_rows[i];
  if (row == NULL || segments->len > 2)
    return refuse (self, SCIM_ERROR_NOT_FOUND, "There is nothing at the operation's path");

  self->type = row->type;
  self->shape = segments->len == 2 ? row->shape_of_one : row->shape;
  if (segments->len == 2)
    self->target = g_strdup (segments->pdata[1]);
  if ((self->kind == DIRECTORY_CHANGE_CREATE) == (self->target != NULL))
    return refuse (self, SCIM_ERROR_METHOD, "The operation's path does not take %s", self->method);
  return TRUE;
}

static gboolean
read_data (DirectoryBulkOperation *self,
           JsonObject             *document)
{
  self->data = base_json_find (document, "data");
  if (self->kind == DIRECTORY_CHANGE_DELETE)
    self->data = NULL;
  else if (self->data == NULL || !JSON_NODE_HOLDS_OBJECT (self->data))
    return refuse (self, SCIM_ERROR_INVALID_SYNTAX, "A %s needs a JSON object as data",
                   self->method);
  return TRUE;
}

static const char *
add_link_cb (const char *name,
             gpointer    data)
{
  GPtrArray *links = data;

  if (!g_ptr_array_find_with_equal_func (links, name, g_str_equal, NULL))
    g_ptr_array_add (links, g_strdup (name));
  return NULL;
}

static gboolean
read_operation (DirectoryBulkOperation *self,
                JsonNode               *node,
                const char             *base_url)
{
  JsonObject *document;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (self, SCIM_ERROR_INVALID_SYNTAX, "An operation must be a JSON object");
  document = json_node_get_object (node);
  if (!read_text (self, document, "bulkId", &self->bulk_id) ||
      !read_text (self, document, "version", &self->version) || !read_method (self, document) ||
      !read_path (self, document, base_url) || !read_data (self, document))
    return FALSE;
  if (self->kind == DIRECTORY_CHANGE_CREATE && (self->bulk_id == NULL || *self->bulk_id == '\0'))
    return refuse (self, SCIM_ERROR_INVALID_VALUE, "A POST needs a bulkId");
  if (self->target != NULL && g_str_has_prefix (self->target, DIRECTORY_BULK_ID))
    add_link_cb (self->target + strlen (DIRECTORY_BULK_ID), self->links);
  if (self->data != NULL)
    directory_bulk_links_resolve (self->data, add_link_cb, self->links);
  return TRUE;
}

DirectoryBulkOperation *
directory_bulk_operation_new (const char *base_url,
                              JsonNode   *document)
{
  DirectoryBulkOperation *self = g_new0 (DirectoryBulkOperation, 1);

  g_return_val_if_fail (base_url != NULL && document != NULL, self);

  self->shape = "/";
  self->links = g_ptr_array_new_with_free_func (g_free);
  read_operation (self, document, base_url);
  return self;
}

void
directory_bulk_operation_free (DirectoryBulkOperation *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->change, directory_change_free);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->target);
  g_free (self->note.meaning);
  g_free (self->note.detail);
  g_free (self->note.resource_id);
  g_free (self->note.resource_name);
  g_free (self);
}

void
directory_bulk_operation_fail (DirectoryBulkOperation *self,
                               GError                 *error)
{
  g_return_if_fail (self != NULL && error != NULL);

  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static void
show_error (DirectoryBulkOperation *self,
            BaseJsonWriter         *json)
{
  g_autoptr (GError) told = directory_error_translate (self->error);
  g_autofree char *status = g_strdup_printf ("%u", scim_error_get_status (told));
  g_autofree char *response = scim_error_to_json (told, NULL);

  base_json_writer_add_text (json, "status", status);
  base_json_writer_add_raw (json, "response", response);
}

void
directory_bulk_operation_show (DirectoryBulkOperation *self,
                               const char             *base_url,
                               BaseJsonWriter         *json)
{
  gboolean done;
  const char *id;

  g_return_if_fail (self != NULL && base_url != NULL && json != NULL);

  done = self->state == DIRECTORY_BULK_DONE;
  id = done && self->kind == DIRECTORY_CHANGE_CREATE ? self->change->written.id : self->target;
  base_json_writer_begin_object (json);
  if (self->method != NULL)
    base_json_writer_add_text (json, "method", self->method);
  if (self->bulk_id != NULL)
    base_json_writer_add_text (json, "bulkId", self->bulk_id);
  if (done && self->kind != DIRECTORY_CHANGE_DELETE && self->change->written.version != 0)
    {
      g_autofree char *etag = directory_page_etag (self->change->written.version);

      base_json_writer_add_text (json, "version", etag);
    }
  if (id != NULL && self->type != 0)
    {
      g_autofree char *location =
          g_strconcat (base_url, store_type_to_scim (self->type)->endpoint, "/", id, NULL);

      base_json_writer_add_text (json, "location", location);
    }
  if (done)
    {
      g_autofree char *status = g_strdup_printf ("%u", directory_change_status (self->change));

      base_json_writer_add_text (json, "status", status);
    }
  else
    show_error (self, json);
  base_json_writer_end_object (json);
}
