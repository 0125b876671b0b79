/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The client against a real HTTP server: what is sent, waits, redirects, bounds, sockets, and that
 * no key gets into a log or an error. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "http/http-session.h"
#include "test-server.h"

#define KEY "rcd_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg37cCQ0"
#define FOREIGN_KEY "xoxb-0123456789-abc"

typedef struct
{
  TestServer *server;
  TestServer *other;   /* another origin */
  HttpSession *session;
  GMutex lock;
  GPtrArray *seen;     /* "METHOD /path?query key|no key body", of both servers */
  guint hits;
} Fixture;

static void
note (Fixture           *fixture,
      SoupServerMessage *message,
      const char        *where)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *path = g_uri_to_string_partial (soup_server_message_get_uri (message), 0);
  const char *behind = strchr (strstr (path, "//") + 2, '/');
  const char *bearer = soup_message_headers_get_one (headers, "Authorization");

  g_mutex_lock (&fixture->lock);
  g_ptr_array_add (fixture->seen,
                   g_strdup_printf ("%s%s %s %s %s",
                                    where,
                                    soup_server_message_get_method (message),
                                    behind,
                                    bearer != NULL ? bearer : "no key",
                                    body->length > 0 ? body->data : "-"));
  fixture->hits++;
  g_mutex_unlock (&fixture->lock);
}

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *type,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
redirect (SoupServerMessage *message,
          guint              status,
          const char        *location)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Location",
                                location);
  soup_server_message_set_status (message, status, NULL);
}

static void
set_header (SoupServerMessage *message,
            const char        *name,
            const char        *value)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), name, value);
}

/* Writes without end, a chunk whenever the last has gone. */
static void
more_cb (SoupServerMessage *message,
         gpointer           user_data)
{
  static const char chunk[65536] = { ' ' };

  soup_message_body_append (soup_server_message_get_response_body (message),
                            SOUP_MEMORY_STATIC,
                            chunk,
                            sizeof chunk);
}

static void
answer_endlessly (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (more_cb), NULL);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (more_cb), NULL);
}

/* 64 MB of blanks in a few KB. */
static void
answer_bomb (SoupServerMessage *message)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) out = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  g_autofree char *blanks = g_strnfill (1024 * 1024, ' ');
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 64; i++)
    g_output_stream_write_all (out, blanks, 1024 * 1024, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 100 * 1024);

  set_header (message, "Content-Encoding", "gzip");
  soup_server_message_set_status (message, 200, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
}

static void
server_cb (SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *elsewhere = NULL;
  guint status;

  note (fixture, message, "");
  if (fixture->other != NULL)
    elsewhere = g_strconcat (test_server_get_url (fixture->other), "/there?x=1", NULL);

  if (sscanf (path, "/status/%u", &status) == 1)
    answer (message, status, "application/json", "{\"detail\":\"the words\"}");
  else if (sscanf (path, "/redirect/%u", &status) == 1)
    redirect (message, status, "/landed?a=b");
  else if (sscanf (path, "/away/%u", &status) == 1)
    redirect (message, status, elsewhere);
  else if (g_str_equal (path, "/loop"))
    redirect (message, 302, "/loop");
  else if (g_str_equal (path, "/insecure"))
    redirect (message, 302, "http://scim.example.com/x?secret=1");
  else if (g_str_equal (path, "/ftp"))
    redirect (message, 302, "ftp://127.0.0.1/x");
  else if (g_str_equal (path, "/busy") || g_str_equal (path, "/busy-date"))
    {
      if (fixture->hits == 3)
        answer (message, 200, "application/json", "{}");
      else
        {
          answer (message, g_str_equal (path, "/busy") ? 429 : 503, NULL, NULL);
          set_header (message,
                      "Retry-After",
                      g_str_equal (path, "/busy") ? "0" : "Wed, 21 Oct 2015 07:28:00 GMT");
        }
    }
  else if (g_str_equal (path, "/busy-long"))
    {
      answer (message, 429, NULL, NULL);
      set_header (message, "Retry-After", "3600");
    }
  else if (g_str_equal (path, "/busy-ever"))
    {
      answer (message, 429, NULL, NULL);
      set_header (message, "Retry-After", "0");
    }
  else if (g_str_equal (path, "/agent"))
    answer (message, 200, "text/plain", soup_message_headers_get_one (headers, "User-Agent"));
  else if (g_str_equal (path, "/type"))
    answer (message, 200, "text/plain", soup_message_headers_get_one (headers, "Content-Type"));
  else if (g_str_equal (path, "/cookie"))
    {
      const char *cookie = soup_message_headers_get_one (headers, "Cookie");

      answer (message, 200, "text/plain", cookie != NULL ? cookie : "none");
      set_header (message, "Set-Cookie", "session=1; Path=/");
    }
  else if (g_str_equal (path, "/echo"))
    {
      g_autofree char *body = g_strdup_printf (
          "{\"detail\":\"got %s\"}", soup_message_headers_get_one (headers, "Authorization"));

      answer (message, 400, "application/json", body);
    }
  else if (g_str_equal (path, "/challenge"))
    {
      answer (message, 401, NULL, NULL);
      set_header (message,
                  "WWW-Authenticate",
                  "Bearer error=\"invalid_token\", error_description=\"expired on 2026-01-31\"");
    }
  else if (g_str_equal (path, "/html"))
    answer (message, 200, "text/html", "<!DOCTYPE html><title>Sign in</title>");
  else if (g_str_equal (path, "/deep"))
    {
      g_autofree char *deep = g_strnfill (100000, '[');

      answer (message, 200, "application/json", deep);
    }
  else if (g_str_equal (path, "/broken"))
    answer (message, 200, "application/json", "{\"a\":");
  else if (g_str_equal (path, "/endless"))
    answer_endlessly (message);
  else if (g_str_equal (path, "/bomb"))
    answer_bomb (message);
  else if (g_str_equal (path, "/headers"))
    {
      answer (message, 200, "application/json", "{}");
      set_header (message, "X-Twice", "first");
      set_header (message, "X-Twice", "second");
    }
  else
    answer (message, 200, "application/scim+json", "{\"ok\":true}");
}

static void
other_cb (SoupServerMessage *message,
          const char        *path,
          gpointer           user_data)
{
  note (user_data, message, "OTHER ");
  if (strstr (g_uri_get_query (soup_server_message_get_uri (message)), "refuse") != NULL)
    answer (message, 401, NULL, NULL);
  else
    answer (message, 200, "application/json", "{\"other\":true}");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;

  g_mutex_init (&fixture->lock);
  fixture->seen = g_ptr_array_new_with_free_func (g_free);
  fixture->other = test_server_new (other_cb, fixture, NULL, NULL);
  fixture->server = test_server_new (server_cb, fixture, NULL, NULL);
  base = g_strconcat (test_server_get_url (fixture->server), "/", NULL);
  fixture->session = http_session_new (base, &error);
  g_assert_no_error (error);
  g_assert_true (http_session_set_key (fixture->session, KEY, &error));
  http_session_set_timeout (fixture->session, 20);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->session);
  g_clear_pointer (&fixture->server, test_server_free);
  g_clear_pointer (&fixture->other, test_server_free);
  g_ptr_array_unref (fixture->seen);
  g_mutex_clear (&fixture->lock);
}

static HttpResponse *
get (Fixture     *fixture,
     const char  *path,
     GError     **error)
{
  return http_session_send (fixture->session, "GET", path, NULL, NULL, NULL, error);
}

static char *
get_text (Fixture    *fixture,
          const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) response = get (fixture, path, &error);

  g_assert_no_error (error);
  return g_strdup (g_bytes_get_data (http_response_get_body (response), NULL));
}

/* The next request that the servers saw. */
static void
assert_seen (Fixture    *fixture,
             const char *expected)
{
  g_mutex_lock (&fixture->lock);
  g_assert_cmpuint (fixture->seen->len, >, 0);
  g_assert_cmpstr (fixture->seen->pdata[0], ==, expected);
  g_ptr_array_remove_index (fixture->seen, 0);
  g_mutex_unlock (&fixture->lock);
}

static void
assert_fails (Fixture    *fixture,
              const char *method,
              const char *path,
              const char *body,
              HttpError   code,
              const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) response =
      http_session_send (fixture->session, method, path, body, NULL, NULL, &error);

  g_assert_null (response);
  g_test_message ("%s", error->message);
  g_assert_error (error, HTTP_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_requests (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) response = get (fixture, "/Users?filter=a%20b", &error);
  g_autoptr (HttpResponse) posted = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *agent = get_text (fixture, "/agent");
  g_autofree char *type = NULL;
  const char *body;
  gsize length;

  g_assert_no_error (error);
  g_assert_cmpstr (http_session_get_base_url (fixture->session),
                   ==,
                   test_server_get_url (fixture->server));
  g_assert_cmpuint (http_response_get_status (response), ==, 200);
  g_assert_true (http_response_check (response, "reading users", &error));
  body = g_bytes_get_data (http_response_get_body (response), &length);
  g_assert_cmpint (body[length], ==, '\0');
  json = http_response_get_json (response, &error);
  g_assert_true (json_object_get_boolean_member (json_node_get_object (json), "ok"));
  g_assert_cmpstr (http_response_get_header (response, "content-TYPE"),
                   ==,
                   "application/scim+json");
  g_assert_null (http_response_get_header (response, "X-None"));
  g_assert_cmpstr (agent, ==, "Rollcall/" PACKAGE_VERSION);

  posted = http_session_send (fixture->session, "POST", "/Users", "{\"a\":1}", NULL, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&posted, http_response_unref);
  posted = http_session_send (fixture->session, "PATCH", "/type", "{}", NULL, NULL, &error);
  g_assert_cmpstr (g_bytes_get_data (http_response_get_body (posted), NULL),
                   ==,
                   "application/scim+json");

  assert_seen (fixture, "GET /Users?filter=a%20b Bearer " KEY " -");
  assert_seen (fixture, "GET /agent Bearer " KEY " -");
  assert_seen (fixture, "POST /Users Bearer " KEY " {\"a\":1}");

  http_session_set_user_agent (fixture->session, "Azure AD SCIM");
  g_assert_true (http_session_set_key (fixture->session, NULL, &error));
  type = get_text (fixture, "/agent");
  g_assert_cmpstr (type, ==, "Azure AD SCIM");
  assert_seen (fixture, "PATCH /type Bearer " KEY " {}");
  assert_seen (fixture, "GET /agent no key -");
}

static void
test_base_query (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *base =
      g_strconcat (test_server_get_url (fixture->server), "/v2/?aadOptscim062020", NULL);
  g_autofree char *next = g_strconcat (test_server_get_url (fixture->server), "/page?n=2", NULL);
  g_autofree char *away = g_strconcat (test_server_get_url (fixture->other), "/page?n=2", NULL);
  g_autofree char *text = NULL;
  g_autofree char *page = NULL;

  g_object_unref (fixture->session);
  fixture->session = http_session_new (base, NULL);
  text = get_text (fixture, "/Users?count=1");
  page = get_text (fixture, next);
  assert_seen (fixture, "GET /v2/Users?count=1&aadOptscim062020 no key -");
  assert_seen (fixture, "GET /page?n=2&aadOptscim062020 no key -");
  assert_fails (fixture, "GET", away, NULL, HTTP_ERROR_REDIRECTED, "points to another address");
  g_assert_cmpuint (fixture->seen->len, ==, 0);
}

static void
test_headers (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (HttpResponse) response = get (fixture, "/headers", NULL);
  g_autofree char *first = get_text (fixture, "/cookie");
  g_autofree char *second = get_text (fixture, "/cookie");

  g_assert_cmpstr (http_response_get_header (response, "x-twice"), ==, "first");
  g_assert_cmpstr (first, ==, "none");
  g_assert_cmpstr (second, ==, "none");
}

static void
test_waits (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const paths[] = { "/busy", "/busy-date" };
  gint64 waited;

  g_assert_cmpuint (http_session_get_waits (fixture->session, &waited), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *text = NULL;

      fixture->hits = 0;
      text = get_text (fixture, paths[i]);
      g_assert_cmpstr (text, ==, "{}");
      g_assert_cmpuint (fixture->hits, ==, 3);
    }
  g_assert_cmpuint (http_session_get_waits (fixture->session, &waited), ==, 4);
  g_assert_cmpint (waited, ==, 400);
}

static void
test_waits_end (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) response = NULL;

  assert_fails (fixture, "GET", "/busy-long", NULL, HTTP_ERROR_RATE_LIMITED, "for 3600 seconds");
  g_assert_cmpuint (fixture->hits, ==, 1);

  /* 429 is no failure of a POST's: it may be repeated. */
  http_session_set_retries (fixture->session, 2, 10);
  response = http_session_send (fixture->session, "POST", "/busy-ever", "{}", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->hits, ==, 4);
  g_assert_cmpuint (http_response_get_status (response), ==, 429);
  g_assert_false (http_response_check (response, "creating a user", &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_RATE_LIMITED);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (200000);
  cancel_cb (data);
  return NULL;
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const paths[] = { "/busy-long", "/endless" };

  http_session_set_retries (fixture->session, 1, 4000);
  http_session_set_body_limit (fixture->session, G_MAXSIZE / 4);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);
      gint64 start = g_get_monotonic_time ();

      g_assert_null (
          http_session_send (fixture->session, "GET", paths[i], NULL, NULL, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
      g_thread_join (thread);

      g_clear_error (&error);
      g_assert_null (
          http_session_send (fixture->session, "GET", "/", NULL, NULL, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_redirects (Fixture       *fixture,
                gconstpointer  data)
{
  static const guint every[] = { 301, 302, 303, 307, 308 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) posted = NULL;
  g_autoptr (HttpResponse) stopped = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (every); i++)
    {
      g_autofree char *path = g_strdup_printf ("/redirect/%u", every[i]);
      g_autofree char *text = get_text (fixture, path);
      g_autofree char *first = g_strdup_printf ("GET %s Bearer " KEY " -", path);

      g_assert_cmpstr (text, ==, "{\"ok\":true}");
      assert_seen (fixture, first);
      assert_seen (fixture, "GET /landed?a=b Bearer " KEY " -");
    }

  posted = http_session_send (fixture->session, "POST", "/redirect/308", "{}", NULL, NULL, &error);
  g_assert_no_error (error);
  assert_seen (fixture, "POST /redirect/308 Bearer " KEY " {}");
  assert_seen (fixture, "POST /landed?a=b Bearer " KEY " {}");

  stopped = http_session_send (fixture->session, "POST", "/redirect/302", "{}", NULL, NULL, &error);
  g_assert_no_error (error);
  assert_seen (fixture, "POST /redirect/302 Bearer " KEY " {}");
  g_assert_cmpuint (fixture->seen->len, ==, 0);
  g_assert_false (http_response_check (stopped, "creating a user", &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_REDIRECTED);
  g_assert_nonnull (strstr (error->message, "/landed"));
}

/* Another origin gets neither the key nor a person. */
static void
test_redirects_away (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *text = get_text (fixture, "/away/302");

  g_assert_cmpstr (text, ==, "{\"other\":true}");
  assert_seen (fixture, "GET /away/302 Bearer " KEY " -");
  assert_seen (fixture, "OTHER GET /there?x=1 no key -");

  assert_fails (fixture,
                "POST",
                "/away/307",
                "{\"person\":1}",
                HTTP_ERROR_REDIRECTED,
                "no data was sent there");
  assert_seen (fixture, "POST /away/307 Bearer " KEY " {\"person\":1}");
  g_assert_cmpuint (fixture->seen->len, ==, 0);
}

static void
test_redirects_refused (Fixture       *fixture,
                        gconstpointer  data)
{
  assert_fails (fixture, "GET", "/loop", NULL, HTTP_ERROR_REDIRECTED, "keeps sending us elsewhere");
  g_assert_cmpuint (fixture->hits, ==, 6);
  assert_fails (fixture, "GET", "/insecure", NULL, HTTP_ERROR_REDIRECTED, "isn't encrypted");
  assert_fails (fixture, "GET", "/ftp", NULL, HTTP_ERROR_REDIRECTED, "no web address");
}

/* A stranger's 401 is explained by the key that it didn't get. */
static void
away_and_refuse_cb (SoupServerMessage *message,
                    const char        *path,
                    gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *there = g_strconcat (test_server_get_url (fixture->other), "/x?refuse", NULL);

  redirect (message, 302, there);
}

static void
test_redirects_end (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (TestServer) server = test_server_new (away_and_refuse_cb, fixture, NULL, NULL);

  g_object_unref (fixture->session);
  fixture->session = http_session_new (test_server_get_url (server), NULL);
  g_assert_true (http_session_set_key (fixture->session, KEY, NULL));
  assert_fails (fixture, "GET", "/", NULL, HTTP_ERROR_REDIRECTED, "make it the base URL");
  assert_seen (fixture, "OTHER GET /x?refuse no key -");
}

static void
test_bounds (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *text = NULL;

  http_session_set_body_limit (fixture->session, 5);
  assert_fails (fixture, "GET", "/", NULL, HTTP_ERROR_TOO_LARGE, "larger than 5");
  http_session_set_body_limit (fixture->session, 1024 * 1024);
  assert_fails (fixture, "GET", "/endless", NULL, HTTP_ERROR_TOO_LARGE, "larger than 1.0");
  assert_fails (fixture, "GET", "/bomb", NULL, HTTP_ERROR_TOO_LARGE, "larger than 1.0");

  /* The session goes on, and a bound that is met exactly is no fault. */
  http_session_set_body_limit (fixture->session, 11);
  text = get_text (fixture, "/");
  g_assert_cmpstr (text, ==, "{\"ok\":true}");
}

static void
assert_no_json (Fixture    *fixture,
                const char *path,
                HttpError   code,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) response = get (fixture, path, &error);

  g_assert_no_error (error);
  g_assert_null (http_response_get_json (response, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, HTTP_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_json (Fixture       *fixture,
           gconstpointer  data)
{
  assert_no_json (fixture, "/html", HTTP_ERROR_NOT_JSON, "web page instead of SCIM");
  assert_no_json (fixture, "/deep", HTTP_ERROR_TOO_DEEP, "more than 64 deep");
  assert_no_json (fixture, "/broken", HTTP_ERROR_NOT_JSON, "the end before all brackets close");
  assert_no_json (fixture, "/agent", HTTP_ERROR_NOT_JSON, "not usable JSON");
  assert_no_json (fixture, "/busy-ever", HTTP_ERROR_NOT_JSON, "empty answer");
}

typedef struct
{
  const char *path;
  HttpError   code;
  const char *words;
} Refusal;

static const Refusal refusals[] = {
  { "/status/400", HTTP_ERROR_REFUSED, "refused while reading users (400: the words)" },
  { "/status/401", HTTP_ERROR_UNAUTHORIZED,
    "refused the key while reading users: it is unknown, expired or revoked (401: the words)" },
  { "/challenge", HTTP_ERROR_UNAUTHORIZED, "(401: expired on 2026-01-31)" },
  { "/status/403", HTTP_ERROR_FORBIDDEN, "(403: the words)" },
  { "/status/404", HTTP_ERROR_NOT_FOUND, "found nothing" },
  { "/status/409", HTTP_ERROR_CONFLICT, "conflict" },
  { "/status/418", HTTP_ERROR_REFUSED, "(418: the words)" },
  { "/status/500", HTTP_ERROR_SERVER, "failed while reading users" },
  { "/status/304", HTTP_ERROR_REDIRECTED, "(304)" },
};

static void
test_check (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HttpResponse) response = get (fixture, refusals[i].path, &error);

      g_assert_no_error (error);
      g_assert_false (http_response_check (response, "reading users", &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, HTTP_ERROR, (int)refusals[i].code);
      g_assert_nonnull (strstr (error->message, refusals[i].words));
    }
}

static void
test_socket (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("rollcall-http-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.sock", NULL);
  g_autofree char *url = g_strconcat ("unix:", path, NULL);
  g_autofree char *text = NULL;
  TestServer *server = test_server_new (server_cb, fixture, NULL, path);

  g_object_unref (fixture->session);
  fixture->session = http_session_new (url, NULL);
  g_assert_cmpstr (http_session_get_base_url (fixture->session), ==, url);
  text = get_text (fixture, "/admin/v1?x=1");
  g_assert_cmpstr (text, ==, "{\"ok\":true}");
  assert_seen (fixture, "GET /admin/v1?x=1 no key -");
  assert_fails (fixture, "GET", "/away/302", NULL, HTTP_ERROR_REDIRECTED, "sends us outside");

  test_server_free (server);
  g_unlink (path);
  assert_fails (fixture, "GET", "/", NULL, HTTP_ERROR_UNREACHABLE, path);
  g_rmdir (folder);
}

static gpointer
get_thread (gpointer data)
{
  return get_text (data, "/");
}

static void
test_threads (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *here = get_text (fixture, "/");
      GThread *thread = g_thread_new ("get", get_thread, fixture);
      g_autofree char *there = g_thread_join (thread);

      g_assert_cmpstr (here, ==, "{\"ok\":true}");
      g_assert_cmpstr (there, ==, "{\"ok\":true}");
    }
}

static const char *const wrong_keys[] = {
  "",
  "rcd_cut",
  "with blank",
  "line\nend",
  "line\r\nX-Injected: yes",
  "Bearer abc",
  "schlüssel",
};

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong_keys); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (http_session_set_key (fixture->session, wrong_keys[i], &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, HTTP_ERROR, HTTP_ERROR_KEY_TEXT);
    }
  g_assert_true (http_session_set_key (fixture->session, FOREIGN_KEY, NULL));
  text = get_text (fixture, "/");
  assert_seen (fixture, "GET / Bearer " FOREIGN_KEY " -");
}

static GLogWriterOutput
capture_cb (GLogLevelFlags   level,
            const GLogField *fields,
            gsize            n_fields,
            gpointer         user_data)
{
  static GMutex lock;
  GString *log = user_data;

  g_mutex_lock (&lock);
  for (gsize i = 0; i < n_fields; i++)
    {
      if (fields[i].length < 0 && fields[i].value != NULL)
        g_string_append_printf (log, "%s=%s\n", fields[i].key, (const char *)fields[i].value);
    }
  g_mutex_unlock (&lock);
  return G_LOG_WRITER_HANDLED;
}

/* A server that repeats the key in its error, in a process that logs everything. */
static void
test_no_secret (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const keys[] = { KEY, FOREIGN_KEY };
  GString *log = g_string_new (NULL); /* outlives us: a log writer can't be taken away */

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stdout_unmatched ("*xoxb-*");
      g_test_trap_assert_stdout_unmatched ("*rcd_0123456*");
      g_string_free (log, TRUE);
      return;
    }

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_log_set_writer_func (capture_cb, log, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HttpResponse) response = NULL;

      g_assert_true (http_session_set_key (fixture->session, keys[i], NULL));
      response = get (fixture, "/echo", &error);
      g_assert_no_error (error);
      g_assert_false (http_response_check (response, "reading users", &error));
      g_assert_nonnull (strstr (error->message, "got Bearer …"));
      g_assert_null (strstr (error->message, keys[i]));
      g_clear_error (&error);
      g_assert_null (get (fixture, "/loop", &error));
      g_assert_null (strstr (error->message, keys[i]));
    }
  g_debug ("captured");
  g_assert_nonnull (strstr (log->str, "captured"));
  g_assert_null (strstr (log->str, KEY));
  g_assert_null (strstr (log->str, FOREIGN_KEY));
}

typedef struct
{
  const char *path;
  void (*function) (Fixture *fixture, gconstpointer data);
} Test;

static const Test tests[] = {
  { "/session/requests", test_requests },
  { "/session/base-query", test_base_query },
  { "/session/headers", test_headers },
  { "/session/waits", test_waits },
  { "/session/waits-end", test_waits_end },
  { "/session/cancel", test_cancel },
  { "/session/redirects", test_redirects },
  { "/session/redirects-away", test_redirects_away },
  { "/session/redirects-refused", test_redirects_refused },
  { "/session/redirects-end", test_redirects_end },
  { "/session/bounds", test_bounds },
  { "/session/json", test_json },
  { "/session/check", test_check },
  { "/session/socket", test_socket },
  { "/session/threads", test_threads },
  { "/session/keys", test_keys },
  { "/session/no-secret", test_no_secret },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);
  return g_test_run ();
}
