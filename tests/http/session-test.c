/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The client against a real HTTP server: what is sent, waits, bounds, sockets, threads. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "session-fixture.h"

static void
test_requests (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) response = session_get (fixture, "/Users?filter=a%20b", &error);
  g_autoptr (HttpResponse) posted = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *agent = session_get_text (fixture, "/agent");
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

  session_assert_seen (fixture, "GET /Users?filter=a%20b Bearer " KEY " -");
  session_assert_seen (fixture, "GET /agent Bearer " KEY " -");
  session_assert_seen (fixture, "POST /Users Bearer " KEY " {\"a\":1}");

  http_session_set_user_agent (fixture->session, "Azure AD SCIM");
  g_assert_true (http_session_set_key (fixture->session, NULL, &error));
  type = session_get_text (fixture, "/agent");
  g_assert_cmpstr (type, ==, "Azure AD SCIM");
  session_assert_seen (fixture, "PATCH /type Bearer " KEY " {}");
  session_assert_seen (fixture, "GET /agent no key -");
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
  text = session_get_text (fixture, "/Users?count=1");
  page = session_get_text (fixture, next);
  session_assert_seen (fixture, "GET /v2/Users?count=1&aadOptscim062020 no key -");
  session_assert_seen (fixture, "GET /page?n=2&aadOptscim062020 no key -");
  session_assert_fails (fixture, "GET", away, NULL, HTTP_ERROR_REDIRECTED,
                        "points to another address");
  g_assert_cmpuint (fixture->seen->len, ==, 0);
}

static void
test_headers (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (HttpResponse) response = session_get (fixture, "/headers", NULL);
  g_autofree char *first = session_get_text (fixture, "/cookie");
  g_autofree char *second = session_get_text (fixture, "/cookie");

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
      text = session_get_text (fixture, paths[i]);
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

  session_assert_fails (fixture, "GET", "/busy-long", NULL, HTTP_ERROR_RATE_LIMITED,
                        "for 3600 seconds");
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
test_bounds (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *text = NULL;

  http_session_set_body_limit (fixture->session, 5);
  session_assert_fails (fixture, "GET", "/", NULL, HTTP_ERROR_TOO_LARGE, "larger than 5");
  http_session_set_body_limit (fixture->session, 1024 * 1024);
  session_assert_fails (fixture, "GET", "/endless", NULL, HTTP_ERROR_TOO_LARGE, "larger than 1.0");
  session_assert_fails (fixture, "GET", "/bomb", NULL, HTTP_ERROR_TOO_LARGE, "larger than 1.0");

  /* The session goes on, and a bound that is met exactly is no fault. */
  http_session_set_body_limit (fixture->session, 11);
  text = session_get_text (fixture, "/");
  g_assert_cmpstr (text, ==, "{\"ok\":true}");
}

static void
assert_no_json (Fixture    *fixture,
                const char *path,
                HttpError   code,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) response = session_get (fixture, path, &error);

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
      g_autoptr (HttpResponse) response = session_get (fixture, refusals[i].path, &error);

      g_assert_no_error (error);
      g_assert_false (http_response_check (response, "reading users", &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, HTTP_ERROR, (int)refusals[i].code);
      g_assert_nonnull (strstr (error->message, refusals[i].words));
    }
}

static void
test_check_without_key (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) response = NULL;

  g_assert_true (http_session_set_key (fixture->session, NULL, NULL));
  response = session_get (fixture, "/status/401", &error);
  g_assert_no_error (error);
  g_assert_false (http_response_check (response, "reading users", &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (error->message, "wants a key while reading users"));
}

static void
test_socket (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("rollcall-http-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.sock", NULL);
  g_autofree char *url = g_strconcat ("unix:", path, NULL);
  g_autofree char *text = NULL;
  TestServer *server = test_server_new (session_server_cb, fixture, NULL, path);

  g_object_unref (fixture->session);
  fixture->session = http_session_new (url, NULL);
  g_assert_cmpstr (http_session_get_base_url (fixture->session), ==, url);
  text = session_get_text (fixture, "/admin/v1?x=1");
  g_assert_cmpstr (text, ==, "{\"ok\":true}");
  session_assert_seen (fixture, "GET /admin/v1?x=1 no key -");
  session_assert_fails (fixture, "GET", "/away/302", NULL, HTTP_ERROR_REDIRECTED,
                        "sends us outside");

  test_server_free (server);
  g_unlink (path);
  session_assert_fails (fixture, "GET", "/", NULL, HTTP_ERROR_UNREACHABLE, path);
  g_rmdir (folder);
}

static gpointer
get_thread (gpointer data)
{
  return session_get_text (data, "/");
}

static void
test_threads (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *here = session_get_text (fixture, "/");
      GThread *thread = g_thread_new ("get", get_thread, fixture);
      g_autofree char *there = g_thread_join (thread);

      g_assert_cmpstr (here, ==, "{\"ok\":true}");
      g_assert_cmpstr (there, ==, "{\"ok\":true}");
    }
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
  { "/session/bounds", test_bounds },
  { "/session/json", test_json },
  { "/session/check", test_check },
  { "/session/check-without-key", test_check_without_key },
  { "/session/socket", test_socket },
  { "/session/threads", test_threads },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, session_set_up, tests[i].function, session_tear_down);
  return g_test_run ();
}
