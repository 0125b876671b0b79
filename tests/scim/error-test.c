/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every code's status and scimType as RFC 7644 §3.12 and RFC 9865 §2.1 give them, and the body. */

#include "config.h"

#include <gio/gio.h>

#include "scim-test.h"

static const struct
{
  int code;
  guint status;
  const char *type;
} rows[] = {
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

static void
test_rows (void)
{
  g_assert_cmpint (G_N_ELEMENTS (rows), ==, SCIM_ERROR_NO_SPACE + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new (SCIM_ERROR, rows[i].code, "Why “%s”.", "x");
      g_autofree char *json = scim_error_to_json (error, NULL);
      g_autofree char *status = g_strdup_printf ("%u", rows[i].status);
      g_autoptr (JsonObject) body = test_json (json);

      g_assert_cmpint (scim_error_get_status (error), ==, rows[i].status);
      g_assert_cmpstr (scim_error_get_type (error), ==, rows[i].type);
      g_assert_cmpstr (json_object_get_string_member (body, "status"), ==, status);
      g_assert_cmpstr (json_object_get_string_member_with_default (body, "scimType", NULL), ==,
                       rows[i].type);
      g_assert_cmpstr (json_object_get_string_member (body, "detail"), ==, "Why “x”.");
      g_assert_cmpstr (
          json_array_get_string_element (json_object_get_array_member (body, "schemas"), 0), ==,
          SCIM_URN_ERROR);
    }
}

static void
test_request_id (void)
{
  g_autoptr (GError) error = g_error_new (SCIM_ERROR, SCIM_ERROR_NOT_FOUND, "Gone.");
  g_autofree char *json = scim_error_to_json (error, "r-17");
  g_autoptr (JsonObject) body = test_json (json);

  g_assert_cmpstr (json_object_get_string_member (body, "detail"), ==, "Gone. (request r-17)");
}

/* Another domain's words may name files or hold somebody's data. */
static void
test_foreign (void)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "secret place");
  g_autofree char *json = scim_error_to_json (error, NULL);

  g_assert_cmpint (scim_error_get_status (error), ==, 500);
  g_assert_null (scim_error_get_type (error));
  g_assert_null (strstr (json, "secret"));
  g_assert_nonnull (strstr (json, "\"status\":\"500\""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scim/error/rows", test_rows);
  g_test_add_func ("/scim/error/request-id", test_request_id);
  g_test_add_func ("/scim/error/foreign", test_foreign);
  return g_test_run ();
}
