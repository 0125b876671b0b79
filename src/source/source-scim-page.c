/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The envelope of a list (RFC 7644 §3.4.2), taken apart without a document: the resources
 * themselves go to the roll as they stand. Keys come in any case (`resources`), totals as text, the
 * list bare of its envelope, errors under a status that says success; each is said. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-error.h"
#include "base/base-json-check.h"
#include "http/http-error-shape.h"
#include "source/source-scim-read.h"
#include "source/source.h"

/* Members by which errors are known, in the shapes of SCIM, OAuth, Graph, Okta and others. */
static const char *const error_keys[] = {
  "Errors", "error", "detail", "scimType", "errorCode", "errorSummary", "message", NULL,
};

/* What an envelope turned out to be. */
typedef struct
{
  gboolean list; /* any member of a ListResponse */
  gboolean error;
} Shape;

static char *
dup_slice (const BaseJsonSlice *slice)
{
  return g_strndup (slice->text, slice->length);
}

static gboolean
is_spelled (const BaseJsonSlice *key,
            const char          *word)
{
  return key->length == strlen (word) && memcmp (key->text, word, key->length) == 0;
}

/* One resource of the page: its id, and whether it brings members. */
static void
look_at_resource (BaseJsonReader *reader,
                  SourceScimPage *page)
{
  g_autofree char *id = NULL;
  gboolean has_members = FALSE;
  BaseJsonSlice key;
  BaseJsonSlice text;
  guint n = 0;

  page->n++;
  if (base_json_reader_peek (reader) != BASE_JSON_OBJECT)
    {
      base_json_reader_skip (reader, NULL);
      return;
    }

  base_json_reader_enter (reader);
  while (base_json_reader_next_member (reader, &n, &key))
    {
      has_members |= base_json_slice_is (&key, "members");
      if (id == NULL && base_json_slice_is (&key, "id") && base_json_reader_scalar (reader, &text))
        id = dup_slice (&text);
      else
        base_json_reader_skip (reader, NULL);
    }

  if (id != NULL && !has_members)
    g_ptr_array_add (page->bare, g_strdup (id));
  if (page->n == 1)
    page->first = g_strdup (id);
  g_free (page->last);
  page->last = g_steal_pointer (&id);
}

static void
read_resources (BaseJsonReader *reader,
                SourceScimPage *page)
{
  const char *start;
  guint n = 0;

  if (base_json_reader_peek (reader) != BASE_JSON_ARRAY)
    {
      base_json_reader_skip (reader, NULL);
      return;
    }

  start = reader->at;
  base_json_reader_enter (reader);
  while (base_json_reader_next_element (reader, &n))
    look_at_resource (reader, page);
  page->resources = (BaseJsonSlice){ start, (gsize)(reader->at - start) };
}

static void
read_total (SourceScimRead *self,
            BaseJsonReader *reader,
            SourceScimPage *page)
{
  gboolean as_text = base_json_reader_peek (reader) == BASE_JSON_STRING;
  g_autofree char *digits = NULL;
  BaseJsonSlice text;

  if (!base_json_reader_scalar (reader, &text))
    {
      base_json_reader_skip (reader, NULL);
      return;
    }
  digits = dup_slice (&text);
  if (!g_ascii_string_to_signed (digits, 10, 0, G_MAXINT64, &page->total, NULL))
    page->total = -1;
  else if (as_text)
    source_scim_fault (self, ROLL_FAULT_WRONG_TYPE, "totalResults");
}

static void
read_schemas (SourceScimRead *self,
              BaseJsonReader *reader,
              Shape          *shape)
{
  BaseJsonSlice urn;
  guint n = 0;

  if (base_json_reader_peek (reader) != BASE_JSON_ARRAY)
    {
      base_json_reader_skip (reader, NULL);
      return;
    }
  base_json_reader_enter (reader);
  while (base_json_reader_next_element (reader, &n))
    {
      if (!base_json_reader_text (reader, &urn))
        base_json_reader_skip (reader, NULL);
      else if (base_json_slice_is (&urn, SCIM_URN_ERROR))
        shape->error = TRUE;
      else if (urn.length > 24 &&
               g_ascii_strncasecmp (urn.text, "urn:scim:schemas:core:1.", 24) == 0)
        source_scim_fault (self, ROLL_FAULT_OLD_SCHEMA, "urn:scim:schemas:core:1.0");
    }
}

static void
read_cursor (BaseJsonReader *reader,
             SourceScimPage *page)
{
  BaseJsonSlice text;

  if (!base_json_reader_scalar (reader, &text))
    base_json_reader_skip (reader, NULL);
  else if (text.length > 0)
    page->next_cursor = dup_slice (&text);
}

static gboolean
is_error_key (const BaseJsonSlice *key)
{
  for (guint i = 0; error_keys[i] != NULL; i++)
    if (base_json_slice_is (key, error_keys[i]))
      return TRUE;
  return FALSE;
}

static void
read_envelope (SourceScimRead *self,
               BaseJsonReader *reader,
               SourceScimPage *page,
               Shape          *shape)
{
  BaseJsonSlice key;
  guint n = 0;

  base_json_reader_enter (reader);
  while (base_json_reader_next_member (reader, &n, &key))
    {
      if (base_json_slice_is (&key, "Resources"))
        {
          if (!is_spelled (&key, "Resources"))
            source_scim_fault (self, ROLL_FAULT_LOWERCASE_KEYS, "resources");
          shape->list = TRUE;
          read_resources (reader, page);
        }
      else if (base_json_slice_is (&key, "totalResults"))
        {
          shape->list = TRUE;
          read_total (self, reader, page);
        }
      else if (base_json_slice_is (&key, "nextCursor"))
        read_cursor (reader, page);
      else if (base_json_slice_is (&key, "schemas"))
        read_schemas (self, reader, shape);
      else
        {
          shape->error |= is_error_key (&key);
          base_json_reader_skip (reader, NULL);
        }
    }
}

static gboolean
refuse_shape (HttpResponse  *response,
              const char    *what,
              GError       **error)
{
  gsize length;
  const char *text = g_bytes_get_data (http_response_get_body (response), &length);
  g_autofree char *words = http_error_shape_read (text, (gssize)length, NULL);

  g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_ANSWER,
               words != NULL ? _("the server sent an error while %s (%s)")
                             : _("the server sent no list while %s; is this the base URL of a SCIM "
                                 "service?"),
               what, words);
  return FALSE;
}

/* JSON as far as can be told without a document. A wrong byte inside is left for the roll, which
 * names the resource. */
static gboolean
check_text (HttpResponse  *response,
            const char    *text,
            gsize          length,
            const char    *what,
            GError       **error)
{
  g_autoptr (GError) cause = NULL;
  JsonNode *node;

  if (length > 0 && (base_json_check (text, length, SOURCE_SCIM_MAX_DEPTH, &cause) ||
                     g_error_matches (cause, BASE_ERROR, BASE_ERROR_ENCODING)))
    {
      while (length > 0 && (g_ascii_isspace (*text) || (guchar)*text >= 0x80))
        {
          text++;
          length--;
        }
      if (length > 0 && (*text == '{' || *text == '['))
        return TRUE;
    }

  /* The session knows best what came instead. */
  node = http_response_get_json (response, error);
  if (node == NULL)
    return FALSE;
  json_node_unref (node);
  return refuse_shape (response, what, error);
}

static void
check_content_type (SourceScimRead *self,
                    HttpResponse   *response)
{
  const char *type = http_response_get_header (response, "Content-Type");
  g_autofree char *folded = g_ascii_strdown (type != NULL ? type : "", -1);

  if (strstr (folded, "json") == NULL)
    source_scim_fault (self, ROLL_FAULT_WRONG_CONTENT_TYPE, type != NULL ? type : _("none"));
}

/* @again is set for an error under a 2xx status. */
static gboolean
try_page (SourceScimRead  *self,
          const char      *path,
          const char      *search,
          const char      *what,
          SourceScimPage  *page,
          gboolean        *again,
          GError         **error)
{
  g_auto (BaseJsonReader) reader = { 0 };
  Shape shape = { 0 };
  const char *text;
  gsize length;

  *again = FALSE;
  *page = (SourceScimPage){ .total = -1 };
  page->bare = g_ptr_array_new_with_free_func (g_free);
  page->response = source_scim_send (self, path, search, what, error);
  if (page->response == NULL)
    return FALSE;

  text = g_bytes_get_data (http_response_get_body (page->response), &length);
  if (!check_text (page->response, text, length, what, error))
    return FALSE;
  check_content_type (self, page->response);

  base_json_reader_init (&reader, text, length);
  if (base_json_reader_peek (&reader) == BASE_JSON_ARRAY)
    {
      shape.list = TRUE;
      read_resources (&reader, page);
    }
  else
    {
      read_envelope (self, &reader, page, &shape);
    }

  if (!base_json_reader_check (&reader, error))
    {
      g_prefix_error (error, "%s: ", what);
      return FALSE;
    }
  if (shape.list)
    return TRUE;
  *again = shape.error;
  return refuse_shape (page->response, what, error);
}

void
source_scim_page_clear (SourceScimPage *self)
{
  g_clear_pointer (&self->response, http_response_unref);
  g_clear_pointer (&self->next_cursor, g_free);
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->last, g_free);
  g_clear_pointer (&self->bare, g_ptr_array_unref);
}

void
source_scim_fault (SourceScimRead *self,
                   RollFault       fault,
                   const char     *detail)
{
  if (self->writer != NULL)
    roll_writer_add_fault (self->writer, fault, detail);
}

HttpResponse *
source_scim_send (SourceScimRead  *self,
                  const char      *path,
                  const char      *search,
                  const char      *what,
                  GError         **error)
{
  g_autoptr (HttpResponse) response = NULL;

  response = http_session_send (self->session, search != NULL ? "POST" : "GET", path, search, NULL,
                                self->cancellable, error);
  if (response == NULL)
    return NULL;
  if (http_response_get_status (response) == 401 && !self->has_key)
    {
      g_set_error_literal (error, SOURCE_ERROR, SOURCE_ERROR_NO_KEY,
                           _("the service wants a key and there is none"));
      return NULL;
    }
  return http_response_check (response, what, error) ? g_steal_pointer (&response) : NULL;
}

gboolean
source_scim_get_page (SourceScimRead  *self,
                      const char      *path,
                      const char      *search,
                      const char      *what,
                      SourceScimPage  *page,
                      GError         **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean again;

  if (try_page (self, path, search, what, page, &again, &cause))
    return TRUE;

  if (again)
    {
      source_scim_fault (self, ROLL_FAULT_ERROR_WITH_SUCCESS, cause->message);
      source_scim_page_clear (page);
      return try_page (self, path, search, what, page, &again, error);
    }
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
