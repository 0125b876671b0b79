/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One table brings the store's errors to the protocol's. The words of a failure inside (a broken
 * database, a bug) go to the log with the request's id, never to the client. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-error.h"

#include <string.h>

#include "base/base-json-writer.h"
#include "scim/scim-error.h"

#include "directory/directory-routes.h"

#define HTTP_GONE 410

/* Bytes of a refusal that the activity keeps. */
#define MAX_DETAIL 500

typedef struct
{
  StoreError from;
  ScimError to;
  const char *words; /* NULL keeps the store's, which are written for people */
} ErrorRow;

static const ErrorRow error_rows[] = {
  { STORE_ERROR_FAILED, SCIM_ERROR_INTERNAL, "The service failed; its log says why" },
  { STORE_ERROR_FULL, SCIM_ERROR_NO_SPACE, "The service's disk is full; nothing was written" },
  { STORE_ERROR_NOT_FOUND, SCIM_ERROR_NOT_FOUND, NULL },
  { STORE_ERROR_TAKEN, SCIM_ERROR_UNIQUENESS, NULL },
  { STORE_ERROR_CHANGED, SCIM_ERROR_PRECONDITION,
    "It has been changed by another request meanwhile" },
  { STORE_ERROR_TOO_MANY_KEYS, SCIM_ERROR_CONFLICT, NULL },
  { STORE_ERROR_EXPIRED_CURSOR, SCIM_ERROR_EXPIRED_CURSOR, NULL },
  { STORE_ERROR_SELF_MEMBER, SCIM_ERROR_INVALID_VALUE, NULL },
  { STORE_ERROR_DEADLINE, SCIM_ERROR_TOO_MANY,
    "The filter or sort order needs more work than the "
    "service gives one request; ask by userName, externalId, displayName or e-mail address" },
};

static const char *
title_of (guint status)
{
  static const struct
  {
    guint status;
    const char *title;
  } titles[] = {
    { 400, "Bad Request" },
    { 401, "Unauthorized" },
    { 403, "Forbidden" },
    { 404, "Not Found" },
    { 405, "Method Not Allowed" },
    { 406, "Not Acceptable" },
    { 409, "Conflict" },
    { 410, "Gone" },
    { 412, "Precondition Failed" },
    { 413, "Content Too Large" },
    { 415, "Unsupported Media Type" },
    { 421, "Misdirected Request" },
    { 429, "Too Many Requests" },
    { 500, "Internal Server Error" },
    { 501, "Not Implemented" },
    { 503, "Service Unavailable" },
    { 505, "HTTP Version Not Supported" },
    { 507, "Insufficient Storage" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (titles[i].status == status)
      return titles[i].title;
  return "Error";
}

static guint
status_of (const GError *error)
{
  if (g_error_matches (error, SCIM_ERROR, SCIM_ERROR_EXPIRED_CURSOR))
    return HTTP_GONE;
  return scim_error_get_status (error);
}

void
directory_answer_set_problem (DirectoryAnswer *self,
                              guint            status,
                              const char      *detail,
                              const char      *request_id)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();

  g_return_if_fail (self != NULL);

  base_json_writer_begin_object (json);
  base_json_writer_add_text (json, "type", "about:blank");
  base_json_writer_add_text (json, "title", title_of (status));
  base_json_writer_add_int (json, "status", status);
  base_json_writer_add_text (json, "detail", detail);
  base_json_writer_add_text (json, "request_id", request_id);
  base_json_writer_end_object (json);
  directory_answer_set_text (self, status, "application/problem+json",
                             base_json_writer_take (json));
}

GError *
directory_error_translate (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == SCIM_ERROR)
    return g_error_copy (error);
  if (error->domain == STORE_ERROR)
    for (guint i = 0; i < G_N_ELEMENTS (error_rows); i++)
      if (error->code == (int)error_rows[i].from)
        return g_error_new_literal (SCIM_ERROR, (int)error_rows[i].to,
                                    error_rows[i].words != NULL ? error_rows[i].words
                                                                : error->message);
  return g_error_new_literal (SCIM_ERROR, SCIM_ERROR_INTERNAL,
                              "The service failed; its log says why");
}

gboolean
directory_exchange_is_scim (DirectoryExchange *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->route != NULL)
    return self->route->access != DIRECTORY_ACCESS_ADMIN;
  return self->request->segments->len == 0 ||
         !g_str_equal (g_ptr_array_index (self->request->segments, 0), "admin");
}

void
directory_exchange_fail (DirectoryExchange *self,
                         GError            *error)
{
  g_autoptr (GError) original = error;
  g_autoptr (GError) told = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (error != NULL);

  told = directory_error_translate (original);
  if (scim_error_get_status (told) >= 500 && scim_error_get_status (told) != 501)
    g_warning ("%s failed: %s", self->request->id, original->message);

  g_free (self->note.detail);
  self->note.detail =
      g_utf8_make_valid (told->message, (gssize)MIN (strlen (told->message), MAX_DETAIL));
  directory_answer_reset (self->answer);
  if (directory_exchange_is_scim (self))
    directory_answer_set_text (self->answer, scim_error_get_status (told), SCIM_CONTENT_TYPE,
                               scim_error_to_json (told, self->request->id));
  else
    directory_answer_set_problem (self->answer, status_of (told), told->message, self->request->id);
}

void
directory_exchange_fail_with (DirectoryExchange *self,
                              int                code,
                              const char        *words)
{
  directory_exchange_fail (self, g_error_new_literal (SCIM_ERROR, code, words));
}
