/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who can call a URL, and what request URLs are made of a base URL. */

#include "config.h"

#include "http/http-address.h"
#include "http/http-error.h"
#include "http/http-url.h"

typedef struct
{
  const char *url;
  HttpReach   reach;
} Reach;

static const Reach reaches[] = {
  { "http://127.0.0.1:8642/scim", HTTP_REACH_COMPUTER },
  { "http://127.8.9.10", HTTP_REACH_COMPUTER },
  { "https://[::1]:8642/", HTTP_REACH_COMPUTER },
  { "http://LOCALHOST:1", HTTP_REACH_COMPUTER },
  { "unix:/run/user/1000/rollcall/directory.sock", HTTP_REACH_COMPUTER },
  { "no url", HTTP_REACH_COMPUTER },
  { "https://192.168.1.7/scim", HTTP_REACH_NETWORK },
  { "https://10.0.0.1", HTTP_REACH_NETWORK },
  { "https://172.31.255.255", HTTP_REACH_NETWORK },
  { "https://169.254.1.1", HTTP_REACH_NETWORK },
  { "https://100.64.0.1", HTTP_REACH_NETWORK },
  { "https://0.0.0.0", HTTP_REACH_NETWORK },
  { "https://[fd00::1]", HTTP_REACH_NETWORK },
  { "https://[fe80::1]", HTTP_REACH_NETWORK },
  { "https://[::ffff:8.8.8.8]", HTTP_REACH_NETWORK },
  { "https://intranet/scim", HTTP_REACH_NETWORK },
  { "https://nas.local", HTTP_REACH_NETWORK },
  { "https://NAS.LOCAL.", HTTP_REACH_NETWORK },
  { "https://scim.corp", HTTP_REACH_NETWORK },
  { "http://scim.example.com", HTTP_REACH_NETWORK },
  { "https://scim.example.com/v2", HTTP_REACH_INTERNET },
  { "https://8.8.8.8/", HTTP_REACH_INTERNET },
  { "https://172.32.0.1/", HTTP_REACH_INTERNET },
  { "https://100.128.0.1/", HTTP_REACH_INTERNET },
  { "https://[2001:4860:4860::8888]/", HTTP_REACH_INTERNET },
};

static void
test_reach (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (reaches); i++)
    {
      g_test_message ("%s", reaches[i].url);
      g_assert_cmpint (http_url_get_reach (reaches[i].url), ==, reaches[i].reach);
    }
  g_assert_cmpstr (http_reach_to_string (HTTP_REACH_COMPUTER), ==, "computer");
  g_assert_cmpstr (http_reach_to_string (HTTP_REACH_NETWORK), ==, "network");
  g_assert_cmpstr (http_reach_to_string (HTTP_REACH_INTERNET), ==, "internet");
}

static void
test_loopback (void)
{
  g_assert_true (http_host_is_loopback ("127.0.0.1"));
  g_assert_true (http_host_is_loopback ("127.255.255.254"));
  g_assert_true (http_host_is_loopback ("::1"));
  g_assert_true (http_host_is_loopback ("LocalHost"));
  g_assert_false (http_host_is_loopback ("localhost.example.com"));
  g_assert_false (http_host_is_loopback ("127.0.0.1.example.com"));
  g_assert_false (http_host_is_loopback ("127.1"));
  g_assert_false (http_host_is_loopback ("0.0.0.0"));
  g_assert_false (http_host_is_loopback (""));
}

static void
test_escape (void)
{
  g_autofree char *text = http_url_escape ("userName eq \"a+b@x.org\" & é/~");

  g_assert_cmpstr (text, ==, "userName%20eq%20%22a%2Bb%40x.org%22%20%26%20%C3%A9%2F~");
}

typedef struct
{
  const char *url;
  int         code; /* an HttpError */
} Refused;

static const Refused refused[] = {
  { "", HTTP_ERROR_BAD_URL },
  { "scim.example.com/v2", HTTP_ERROR_BAD_URL },
  { "ftp://example.com", HTTP_ERROR_BAD_URL },
  { "https://", HTTP_ERROR_BAD_URL },
  { "https:///v2", HTTP_ERROR_BAD_URL },
  { "https://ada:secret@example.com/", HTTP_ERROR_BAD_URL },
  { "https://a b/", HTTP_ERROR_BAD_URL },
  { "unix:relative.sock", HTTP_ERROR_BAD_URL },
  { "http://scim.example.com/v2", HTTP_ERROR_INSECURE },
  { "http://192.168.1.7/", HTTP_ERROR_INSECURE },
  { "http://localhost.example.com/", HTTP_ERROR_INSECURE },
  { "http://127.0.0.1@example.com/", HTTP_ERROR_INSECURE },
  { "http://127.1/", HTTP_ERROR_INSECURE },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (http_address_parse (refused[i].url, &error));
      g_test_message ("%s: %s", refused[i].url, error->message);
      g_assert_error (error, HTTP_ERROR, refused[i].code);
      g_assert_null (g_strrstr (error->message, "secret"));
    }
}

/* Base URL, path, and the URL that is asked. */
static const char *const resolved[][3] = {
  { "https://x.org", "", "https://x.org/" },
  { "https://x.org/", "/Users", "https://x.org/Users" },
  { "https://x.org/scim/v2/", "/Users?count=1", "https://x.org/scim/v2/Users?count=1" },
  { "https://x.org/scim/v2//", "?a=b", "https://x.org/scim/v2?a=b" },
  { "https://x.org/v2?aadOptscim062020", "/Users", "https://x.org/v2/Users?aadOptscim062020" },
  { "https://x.org/v2?t=1", "/Users?count=1", "https://x.org/v2/Users?count=1&t=1" },
  { "https://x.org/v2/?", "/Users", "https://x.org/v2/Users" },
  { "https://x.org:8443/v2", "/Users/a%2Fb", "https://x.org:8443/v2/Users/a%2Fb" },
  { "https://x.org/v2", "https://X.org:443/v2/Users?page=2", "https://X.org/v2/Users?page=2" },
  { "https://x.org/v2?t=1", "https://x.org/n?page=2", "https://x.org/n?page=2&t=1" },
  { "https://x.org/v2?t=1", "https://x.org/n?t=1&page=2", "https://x.org/n?t=1&page=2" },
  { "http://[::1]:80/v2", "/Users", "http://[::1]/v2/Users" },
  { "unix:/run/x.sock", "/admin/v1", "http://localhost/admin/v1" },
};

static void
test_resolve (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (resolved); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HttpAddress) address = http_address_parse (resolved[i][0], &error);
      g_autoptr (GUri) uri = NULL;
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      uri = http_address_resolve (address, resolved[i][1], &error);
      g_assert_no_error (error);
      text = g_uri_to_string (uri);
      g_assert_cmpstr (text, ==, resolved[i][2]);
    }
}

static void
test_resolve_elsewhere (void)
{
  static const char *const elsewhere[] = { "https://y.org/v2/Users?token=secret",
                                           "http://x.org/v2/Users",
                                           "https://x.org:8443/v2/Users",
                                           "Users" };
  g_autoptr (HttpAddress) address = http_address_parse ("https://x.org/v2", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (http_address_resolve (address, elsewhere[i], &error));
      g_assert_error (error, HTTP_ERROR, HTTP_ERROR_REDIRECTED);
      g_assert_null (g_strrstr (error->message, "secret"));
    }
}

/* A link that a server sends can't add lines to our request. */
static void
test_resolve_lines (void)
{
  g_autoptr (HttpAddress) address = http_address_parse ("https://x.org/v2", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (http_address_resolve (address, "https://x.org/a HTTP/1.1\r\nX: y", &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_BAD_URL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/url/reach", test_reach);
  g_test_add_func ("/url/loopback", test_loopback);
  g_test_add_func ("/url/escape", test_escape);
  g_test_add_func ("/url/refused", test_refused);
  g_test_add_func ("/url/resolve", test_resolve);
  g_test_add_func ("/url/resolve-elsewhere", test_resolve_elsewhere);
  g_test_add_func ("/url/resolve-lines", test_resolve_lines);
  return g_test_run ();
}
