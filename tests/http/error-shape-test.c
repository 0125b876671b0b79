/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every shape of a refusal that we know of, from tests/data/error-shapes.json, and what isn't
 * one. */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "http/http-error-shape.h"

typedef struct
{
  const char *shape; /* a member of the file */
  const char *words;
  const char *scim_type;
} Expected;

static const Expected expected[] = {
  { "scim", "userName is taken", "uniqueness" },
  { "scim_status_number", "bad filter", NULL },
  { "scim11", "Start index too big", NULL },
  { "atlassian_gateway", "Not authorized to access : scim/directory/d/Users", NULL },
  { "graph", "Insufficient privileges (Authorization_RequestDenied)", NULL },
  { "oauth", "AADSTS7000215: Invalid client secret provided. (invalid_client)", NULL },
  { "okta", "API call exceeded rate limit due to too many requests. (E0000047)", NULL },
  { "google", "Not Authorized to access this resource/api", NULL },
  { "github", "Not Found", NULL },
  { "plain_text", "Unauthorized", NULL },
};

static void
test_file (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "error-shapes.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *shapes;

  g_assert_true (json_parser_load_from_file (parser, path, &error));
  g_assert_no_error (error);
  shapes = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpuint (json_object_get_size (shapes), ==, G_N_ELEMENTS (expected));

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      JsonNode *node = json_object_get_member (shapes, expected[i].shape);
      g_autofree char *body = JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node)
                                                           : json_to_string (node, FALSE);
      g_autofree char *scim_type = NULL;
      g_autofree char *words = http_error_shape_read (body, -1, &scim_type);

      g_assert_cmpstr (words, ==, expected[i].words);
      g_assert_cmpstr (scim_type, ==, expected[i].scim_type);
    }
}

#define KEY "rcd_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg37cCQ0"

/* A body, and what is left of it. */
static const char *const bodies[][2] = {
  { "", NULL },
  { " \r\n ", NULL },
  { "{}", NULL },
  { "[]", NULL },
  { "{\"x\":", NULL },
  { "{\"detail\":\"\"}", NULL },
  { "{\"detail\":7}", NULL },
  { "\xff\xfe", NULL },
  { "[{\"detail\":\"in a list\"}]", "in a list" },
  /* RFC 9457 */
  { "{\"type\":\"about:blank\",\"title\":\"Gone\",\"status\":410}", "Gone" },
  { "{\"title\":\"Gone\",\"status\":410,\"detail\":\"It was deleted.\"}", "It was deleted." },
  { "{\"errorCode\":\"E0000001\",\"errorSummary\":\"Api validation failed\","
    "\"errorCauses\":[{\"errorSummary\":\"login: taken\"}]}",
    "login: taken (E0000001)" },
  { "{\"errors\":[{\"status\":\"404\",\"detail\":\"no such person\"}]}", "no such person" },
  { "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"is too long\"}]}",
    "is too long" },
  { "two\nlines\tand\x01 more", "two lines and more" },
  { "red \x1b[31mtext\xc2\x9b and \u202edlo", "red [31mtext and dlo" },
  { "<!DOCTYPE html>\n<html><head><TITLE>\n 502 Bad &amp; Gateway</TITLE>", "502 Bad & Gateway" },
  { "<html><body>no title</body></html>", NULL },
  { "{\"detail\":\"the key " KEY " is unknown\"}", "the key … is unknown" },
  { "{\"detail\":\"got Authorization: Bearer abc-123\"}", "got Authorization: Bearer …" },
};

static void
test_bodies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *words = http_error_shape_read (bodies[i][0], -1, NULL);

      g_assert_cmpstr (words, ==, bodies[i][1]);
    }
  g_assert_null (http_error_shape_read (NULL, 0, NULL));
}

/* Cut by characters, and redacted before: a key that the cut would split is gone as a whole. */
static void
test_cut (void)
{
  g_autofree char *filler = g_strnfill (270, 'x');
  g_autofree char *body = g_strdup_printf ("{\"detail\":\"%s " KEY " ä%s\"}", filler, filler);
  g_autofree char *words = http_error_shape_read (body, -1, NULL);
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *huge = g_strnfill (300000, 'x');

  g_assert_cmpint (g_utf8_strlen (words, -1), ==, 300);
  g_assert_true (g_str_has_suffix (words, "…"));
  g_assert_null (strstr (words, "rcd_"));
  g_assert_null (http_error_shape_read (deep, -1, NULL));
  g_assert_null (http_error_shape_read (huge, -1, NULL));
}

/* The length counts, not a NUL. */
static void
test_length (void)
{
  g_autofree char *words = http_error_shape_read ("refused, and more", 7, NULL);

  g_assert_cmpstr (words, ==, "refused");
  g_assert_null (http_error_shape_read ("a\0b", 3, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error-shape/file", test_file);
  g_test_add_func ("/error-shape/bodies", test_bodies);
  g_test_add_func ("/error-shape/cut", test_cut);
  g_test_add_func ("/error-shape/length", test_length);
  return g_test_run ();
}
