/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Request targets taken apart: what is decoded, what is tolerated, what is refused. */

#include "config.h"

#include <glib.h>

#include "directory/directory-limits.h"
#include "directory/directory-page.h"
#include "directory/directory-reach.h"
#include "directory/directory-request.h"
#include "scim/scim-error.h"

static DirectoryRequest *
parse (const char *target)
{
  g_autoptr (DirectoryRequest) request = directory_request_new (target);
  g_autoptr (GError) error = NULL;

  if (directory_request_parse (request, directory_limits_default (), &error))
    return g_steal_pointer (&request);
  g_assert_error (error, SCIM_ERROR, SCIM_ERROR_BAD_REQUEST);
  return NULL;
}

static void
add_header (DirectoryRequest *request,
            const char       *name,
            const char       *value)
{
  DirectoryPair pair = { name, value };

  g_array_append_val (request->headers, pair);
}

static void
test_paths (void)
{
  static const struct
  {
    const char *target;
    const char *segments; /* joined by |, NULL if refused */
  } rows[] = {
    { "/", "" },
    { "/a/b", "a|b" },
    { "/a/b/", "a|b" },
    { "//a///b", "a|b" },
    { "/a%20b/c%2Fd", "a b|c/d" },
    { "/a+b", "a+b" },
    { "/%C3%A9", "\xc3\xa9" },
    { "/a?b/c", "a" },
    { "/a/../b", NULL },
    { "/a/./b", NULL },
    { "/a/%2e%2E/b", NULL },
    { "/.search", ".search" },
    { "/a%00", NULL },
    { "/a%", NULL },
    { "/a%4", NULL },
    { "/a%g1", NULL },
    { "/%ff", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DirectoryRequest) request = parse (rows[i].target);
      g_autoptr (GString) joined = g_string_new (NULL);

      g_test_message ("%s", rows[i].target);
      g_assert_cmpint (request != NULL, ==, rows[i].segments != NULL);
      for (guint j = 0; request != NULL && j < request->segments->len; j++)
        g_string_append_printf (joined, "%s%s", j > 0 ? "|" : "",
                                (char *)g_ptr_array_index (request->segments, j));
      if (request != NULL)
        g_assert_cmpstr (joined->str, ==, rows[i].segments);
    }
}

static void
test_queries (void)
{
  g_autoptr (DirectoryRequest) request =
      parse ("/a?filter=userName+eq+%22a%2Bb%26c%22&count=3&&aadOptscim062020&Count=4&x=");
  g_autoptr (GString) many = g_string_new ("/a?");
  gint64 number;

  g_assert_nonnull (request);
  g_assert_cmpstr (directory_request_get_query (request, "filter"), ==, "userName eq \"a+b&c\"");
  g_assert_cmpstr (directory_request_get_query (request, "aadOptscim062020"), ==, "");
  g_assert_cmpstr (directory_request_get_query (request, "x"), ==, "");
  g_assert_null (directory_request_get_query (request, "y"));
  g_assert_true (directory_request_get_number (request, "count", 1, &number, NULL));
  g_assert_cmpint (number, ==, 4);
  g_assert_true (directory_request_get_number (request, "x", 7, &number, NULL));
  g_assert_cmpint (number, ==, 7);
  g_assert_false (directory_request_get_number (request, "filter", 7, &number, NULL));

  g_assert_null (parse ("/a?b=%"));
  g_assert_null (parse ("/a?b=%00"));
  for (guint i = 0; i < 100; i++)
    g_string_append (many, "a=b&");
  g_assert_null (parse (many->str));
}

static void
test_media_types (void)
{
  static const struct
  {
    const char *value;
    gboolean carries;
    gboolean accepts;
  } rows[] = {
    { "application/scim+json", TRUE, TRUE },
    { "application/JSON", TRUE, TRUE },
    { "application/json; charset=utf-8", TRUE, TRUE },
    { "application/jsonp", FALSE, FALSE },
    { "text/html", FALSE, FALSE },
    { "*/*", FALSE, TRUE },
    { "application/*", FALSE, TRUE },
    { "text/html, application/json;q=0.5", FALSE, TRUE },
    { "application/json;q=0, text/html", TRUE, FALSE },
    { "", TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DirectoryRequest) request = parse ("/");

      g_test_message ("%s", rows[i].value);
      add_header (request, "content-type", rows[i].value);
      add_header (request, "ACCEPT", rows[i].value);
      g_assert_cmpint (directory_request_carries_json (request), ==, rows[i].carries);
      g_assert_cmpint (directory_request_accepts_json (request), ==, rows[i].accepts);
    }
}

static void
test_tags (void)
{
  g_autofree char *tag = directory_page_etag (12);

  g_assert_cmpstr (tag, ==, "W/\"12\"");
  g_assert_true (directory_page_etag_matches (tag, 12));
  g_assert_true (directory_page_etag_matches ("\"12\"", 12));
  g_assert_true (directory_page_etag_matches ("\"1\", W/\"12\"", 12));
  g_assert_true (directory_page_etag_matches ("*", 12));
  g_assert_false (directory_page_etag_matches ("W/\"1\"", 12));
  g_assert_false (directory_page_etag_matches ("12", 12));
  g_assert_false (directory_page_etag_matches ("", 12));
}

static void
test_reach (void)
{
  static const struct
  {
    const char *url;
    const char *reach;
  } rows[] = {
    { "http://127.0.0.1:8642", "computer" },  { "http://localhost", "computer" },
    { "http://[::1]:8642", "computer" },      { "https://10.1.2.3", "network" },
    { "https://192.168.0.7/x", "network" },   { "https://[fd00::1]", "network" },
    { "https://server", "network" },          { "https://server.local", "network" },
    { "http://scim.example.com", "network" }, { "https://scim.example.com", "internet" },
    { "https://203.0.113.9", "internet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (directory_reach_of_url (rows[i].url), ==, rows[i].reach);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/request/paths", test_paths);
  g_test_add_func ("/directory/request/queries", test_queries);
  g_test_add_func ("/directory/request/media-types", test_media_types);
  g_test_add_func ("/directory/request/tags", test_tags);
  g_test_add_func ("/directory/request/reach", test_reach);
  return g_test_run ();
}
