/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The SCIM error as one table: a row for each code, with the status and the scimType that go on
 * the wire (RFC 7644 §3.12, RFC 9865 §2.1). An error of another domain is somebody's internal
 * matter: it becomes a 500, and its words never reach a client. */

#define G_LOG_DOMAIN "rollcall-scim"

#include "config.h"

#include "scim/scim-error.h"

#include "base/base-json-writer.h"

typedef struct
{
  ScimError code;
  guint status;
  const char *type; /* NULL where the RFC names none */
} ErrorRow;

static const ErrorRow rows[] = {
  { SCIM_ERROR_INVALID_FILTER, 400, "invalidFilter" },
  { SCIM_ERROR_TOO_MANY, 400, "tooMany" },
  { SCIM_ERROR_UNIQUENESS, 409, "uniqueness" },
  { SCIM_ERROR_MUTABILITY, 400, "mutability" },
  { SCIM_ERROR_INVALID_SYNTAX, 400, "invalidSyntax" },
  { SCIM_ERROR_INVALID_PATH, 400, "invalidPath" },
  { SCIM_ERROR_NO_TARGET, 400, "noTarget" },
  { SCIM_ERROR_INVALID_VALUE, 400, "invalidValue" },
  { SCIM_ERROR_INVALID_VERSION, 400, "invalidVers" },
  { SCIM_ERROR_SENSITIVE, 403, "sensitive" },
  { SCIM_ERROR_INVALID_CURSOR, 400, "invalidCursor" },
  { SCIM_ERROR_EXPIRED_CURSOR, 400, "expiredCursor" },
  { SCIM_ERROR_INVALID_COUNT, 400, "invalidCount" },
  { SCIM_ERROR_BAD_REQUEST, 400, NULL },
  { SCIM_ERROR_UNAUTHORIZED, 401, NULL },
  { SCIM_ERROR_FORBIDDEN, 403, NULL },
  { SCIM_ERROR_NOT_FOUND, 404, NULL },
  { SCIM_ERROR_METHOD, 405, NULL },
  { SCIM_ERROR_NOT_ACCEPTABLE, 406, NULL },
  { SCIM_ERROR_CONFLICT, 409, NULL },
  { SCIM_ERROR_PRECONDITION, 412, NULL },
  { SCIM_ERROR_TOO_LARGE, 413, NULL },
  { SCIM_ERROR_MEDIA_TYPE, 415, NULL },
  { SCIM_ERROR_TOO_MANY_REQUESTS, 429, NULL },
  { SCIM_ERROR_INTERNAL, 500, NULL },
  { SCIM_ERROR_NOT_IMPLEMENTED, 501, NULL },
  { SCIM_ERROR_UNAVAILABLE, 503, NULL },
  { SCIM_ERROR_NO_SPACE, 507, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rows) == SCIM_ERROR_NO_SPACE + 1);

G_DEFINE_QUARK (scim - error - quark, scim_error)

static const ErrorRow *
find_row (const GError *error)
{
  g_assert (error != NULL);

  if (error->domain != SCIM_ERROR)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((int)rows[i].code == error->code)
      return &rows[i];
  return NULL;
}

guint
scim_error_get_status (const GError *error)
{
  const ErrorRow *row;

  g_return_val_if_fail (error != NULL, 500);

  row = find_row (error);
  return row != NULL ? row->status : 500;
}

const char *
scim_error_get_type (const GError *error)
{
  const ErrorRow *row;

  g_return_val_if_fail (error != NULL, NULL);

  row = find_row (error);
  return row != NULL ? row->type : NULL;
}

char *
scim_error_to_json (const GError *error,
                    const char   *request_id)
{
  g_autoptr (BaseJsonWriter) writer = NULL;
  g_autofree char *status = NULL;
  g_autofree char *detail = NULL;
  const ErrorRow *row;

  g_return_val_if_fail (error != NULL, NULL);

  row = find_row (error);
  status = g_strdup_printf ("%u", row != NULL ? row->status : 500);
  detail = g_strdup_printf (request_id != NULL ? "%s (request %s)" : "%s",
                            row != NULL ? error->message : "The service failed.", request_id);

  writer = base_json_writer_new ();
  base_json_writer_begin_object (writer);
  base_json_writer_name (writer, "schemas");
  base_json_writer_begin_array (writer);
  base_json_writer_text (writer, SCIM_URN_ERROR);
  base_json_writer_end_array (writer);
  base_json_writer_add_text (writer, "status", status);
  if (row != NULL && row->type != NULL)
    base_json_writer_add_text (writer, "scimType", row->type);
  base_json_writer_add_text (writer, "detail", detail);
  base_json_writer_end_object (writer);
  return base_json_writer_take (writer);
}
