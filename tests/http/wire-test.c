/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The client against servers that break off, trickle, never stop, or speak something else; and how
 * long it waits when it is asked to. */

#include "config.h"

#include <string.h>

#include "base/base-time.h"
#include "http/http-response-private.h"
#include "http/http-retry.h"
#include "http/http-session.h"
#include "test-server.h"

#define WHOLE "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"

static HttpSession *
make_session (const char *url)
{
  g_autoptr (GError) error = NULL;
  HttpSession *session = http_session_new (url, &error);

  g_assert_no_error (error);
  http_session_set_timeout (session, 10);
  return session;
}

/* Sends one request and expects the error. Returns how long it took, in milliseconds. */
static gint64
assert_fails (HttpSession *session,
              const char  *method,
              HttpError    code,
              const char  *words)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  const char *body = g_str_equal (method, "GET") ? NULL : "{}";

  g_assert_null (http_session_send (session, method, "/", body, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, HTTP_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, words));
  return (g_get_monotonic_time () - start) / 1000;
}

/* Breaks off twice, at the nth place, then answers. */
static const char *const stumps[] = {
  "",
  "HTTP/1.1 200 OK\r\nContent-Le",
  "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
};

/* The one loss that libsoup doesn't see. */
static const char between_chunks[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                                     "Content-Type: application/json\r\n\r\n2\r\n[1\r\n";

/* Of which libsoup says that they are lost or that they are no HTTP, as the bytes happen to
 * come. */
#define HALF_HEADERS 1

static void
break_off_cb (GSocketConnection *connection,
              guint              n,
              gpointer           user_data)
{
  test_wire_read (connection);
  test_wire_write (connection, n < 2 ? user_data : WHOLE);
}

static void
test_lost (void)
{
  static const char *const repeated[] = { "GET", "PUT", "DELETE" };
  static const char *const sent_once[] = { "POST", "PATCH" };

  for (guint i = 0; i < G_N_ELEMENTS (stumps); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (repeated); j++)
        {
          g_autoptr (TestWire) wire = test_wire_new (break_off_cb, (gpointer)stumps[i]);
          g_autoptr (HttpSession) session = make_session (test_wire_get_url (wire));
          g_autoptr (GError) error = NULL;
          g_autoptr (HttpResponse) response =
              http_session_send (session, repeated[j], "/", NULL, NULL, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (http_response_get_status (response), ==, 200);
          g_assert_cmpuint (test_wire_get_count (wire), ==, 3);
        }
      for (guint j = 0; j < G_N_ELEMENTS (sent_once); j++)
        {
          g_autoptr (TestWire) wire = test_wire_new (break_off_cb, (gpointer)stumps[i]);
          g_autoptr (HttpSession) session = make_session (test_wire_get_url (wire));

          g_autoptr (GError) error = NULL;

          g_assert_null (http_session_send (session, sent_once[j], "/", "{}", NULL, NULL, &error));
          g_test_message ("%s", error->message);
          if (i != HALF_HEADERS || error->code != HTTP_ERROR_FAILED)
            g_assert_error (error, HTTP_ERROR, HTTP_ERROR_UNREACHABLE);
          g_assert_cmpuint (test_wire_get_count (wire), ==, 1);
        }
    }
}

static void
test_lost_between_chunks (void)
{
  g_autoptr (TestWire) wire = test_wire_new (break_off_cb, (gpointer)between_chunks);
  g_autoptr (TestWire) post_wire = test_wire_new (break_off_cb, (gpointer)between_chunks);
  g_autoptr (HttpSession) session = make_session (test_wire_get_url (wire));
  g_autoptr (HttpSession) post_session = make_session (test_wire_get_url (post_wire));
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) response = NULL;
  g_autoptr (HttpResponse) posted = NULL;

  response = http_session_send (session, "GET", "/", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_bytes_get_data (http_response_get_body (response), NULL), ==, "{}");
  g_assert_cmpuint (test_wire_get_count (wire), ==, 3);

  posted = http_session_send (post_session, "POST", "/", "{}", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_wire_get_count (post_wire), ==, 1);
  g_assert_null (http_response_get_json (posted, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_NOT_JSON);
}

static void
break_off_ever_cb (GSocketConnection *connection,
                   guint              n,
                   gpointer           user_data)
{
  test_wire_read (connection);
}

static void
test_lost_ever (void)
{
  g_autoptr (TestWire) wire = test_wire_new (break_off_ever_cb, NULL);
  g_autoptr (HttpSession) session = make_session (test_wire_get_url (wire));

  http_session_set_retries (session, 2, 10);
  assert_fails (session, "GET", HTTP_ERROR_UNREACHABLE, "was lost");
  g_assert_cmpuint (test_wire_get_count (wire), ==, 3);
}

/* Closes a connection that was kept alive, at the moment when the next request comes. A POST must
 * not be lost to that: it gets a connection of its own. */
static void
keep_alive_once_cb (GSocketConnection *connection,
                    guint              n,
                    gpointer           user_data)
{
  test_wire_read (connection);
  test_wire_write (connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
}

static void
test_stale (void)
{
  static const char *const methods[] = { "GET", "GET", "POST", "PATCH" };
  g_autoptr (TestWire) wire = test_wire_new (keep_alive_once_cb, NULL);
  g_autoptr (HttpSession) session = make_session (test_wire_get_url (wire));

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HttpResponse) response =
          http_session_send (session, methods[i], "/", NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (http_response_get_status (response), ==, 200);
    }
}

/* One byte each 50 ms, without end: no single wait is long, the whole is. */
static void
trickle_cb (GSocketConnection *connection,
            guint              n,
            gpointer           user_data)
{
  test_wire_read (connection);
  if (!test_wire_write (connection, user_data))
    return;
  while (test_wire_write (connection, "x"))
    g_usleep (50000);
}

static void
test_trickle (void)
{
  static const char *const beginnings[] = {
    "HTTP/1.1 200 OK\r\nX-Long: ",
    "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (TestWire) wire = test_wire_new (trickle_cb, (gpointer)beginnings[i]);
      g_autoptr (HttpSession) session = make_session (test_wire_get_url (wire));
      gint64 took;

      http_session_set_timeout (session, 1);
      took = assert_fails (session, "GET", HTTP_ERROR_TIMEOUT, "did not answer within 1 second");
      g_assert_cmpint (took, >=, 900);
      g_assert_cmpint (took, <, 5000);
      g_assert_cmpuint (test_wire_get_count (wire), ==, 1);
      g_clear_object (&session);
    }
}

/* Says nothing until the other side goes. */
static void
silent_cb (GSocketConnection *connection,
           guint              n,
           gpointer           user_data)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char bytes[256];

  while (g_input_stream_read (in, bytes, sizeof bytes, NULL, NULL) > 0)
    continue;
}

static void
test_silent (void)
{
  g_autoptr (TestWire) wire = test_wire_new (silent_cb, NULL);
  g_autoptr (HttpSession) session = make_session (test_wire_get_url (wire));

  http_session_set_timeout (session, 1);
  g_assert_cmpint (assert_fails (session, "POST", HTTP_ERROR_TIMEOUT, "within 1 second"), <, 5000);
}

/* Headers without end, as fast as they are taken: they must not fill the memory. libsoup bounds
 * them, and then says that the connection was lost. */
static void
endless_headers_cb (GSocketConnection *connection,
                    guint              n,
                    gpointer           user_data)
{
  g_autofree char *value = g_strnfill (60000, 'x');
  g_autofree char *header = g_strconcat ("X-More: ", value, "\r\n", NULL);

  test_wire_read (connection);
  test_wire_write (connection, "HTTP/1.1 200 OK\r\n");
  while (test_wire_write (connection, header))
    g_atomic_int_inc ((gint *)user_data);
}

static void
test_endless_headers (void)
{
  gint written = 0;
  g_autoptr (TestWire) wire = test_wire_new (endless_headers_cb, &written);
  g_autoptr (HttpSession) session = make_session (test_wire_get_url (wire));

  http_session_set_retries (session, 0, 0);
  assert_fails (session, "GET", HTTP_ERROR_UNREACHABLE, "was lost");
  g_test_message ("%d headers of 60 KB were taken", g_atomic_int_get (&written));
  g_assert_cmpint (g_atomic_int_get (&written), <, 1000);
}

static void
other_protocol_cb (GSocketConnection *connection,
                   guint              n,
                   gpointer           user_data)
{
  test_wire_write (connection, "SSH-2.0-OpenSSH_9.2\r\n\r\n");
  test_wire_read (connection);
}

static void
test_other_protocol (void)
{
  g_autoptr (TestWire) wire = test_wire_new (other_protocol_cb, NULL);
  g_autoptr (HttpSession) session = make_session (test_wire_get_url (wire));

  http_session_set_retries (session, 0, 0);
  assert_fails (session, "GET", HTTP_ERROR_FAILED, "does not speak HTTP");
}

static void
test_nobody (void)
{
  TestWire *wire = test_wire_new (silent_cb, NULL);
  g_autofree char *url = g_strdup (test_wire_get_url (wire));
  g_autoptr (HttpSession) session = make_session (url);

  test_wire_free (wire);
  assert_fails (session, "GET", HTTP_ERROR_UNREACHABLE, "nobody answers at 127.0.0.1:");
}

typedef struct
{
  const char *name; /* of a header, or NULL */
  const char *value;
  guint       attempt;
  gint64      wait;
} Wait;

/* Now is 2026-11-23T20:00:00Z. */
static const Wait waits[] = {
  { NULL, NULL, 0, 1000 },
  { NULL, NULL, 3, 8000 },
  { "Retry-After", "7", 3, 7000 },
  { "Retry-After", "0", 3, 100 },
  { "Retry-After", "-7", 1, 2000 },
  { "Retry-After", "soon", 1, 2000 },
  { "Retry-After", "99999999999999999999", 1, 2000 },
  { "Retry-After", "Mon, 23 Nov 2026 20:00:30 GMT", 0, 30000 },
  { "Retry-After", "Mon, 23 Nov 2026 19:00:00 GMT", 0, 100 },
  { "X-Rate-Limit-Reset", "1795464060", 0, 60000 },
  { "X-RateLimit-Reset", "1795464060", 0, 60000 },
};

static void
test_waits (void)
{
  gint64 now;

  g_assert_true (base_time_parse ("2026-11-23T20:00:00Z", &now, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
      g_autoptr (HttpResponse) response =
          http_response_new (429, headers, g_bytes_new_static ("", 0), TRUE);

      if (waits[i].name != NULL)
        soup_message_headers_append (headers, waits[i].name, waits[i].value);
      g_assert_true (http_retry_is_asked (response));
      g_assert_cmpint (http_retry_get_wait (response, waits[i].attempt, now), ==, waits[i].wait);
      soup_message_headers_unref (headers);
    }
}

static void
answer_some_cb (GSocketConnection *connection,
                guint              n,
                gpointer           user_data)
{
  static const char answer[] = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";

  for (guint i = 0; i < GPOINTER_TO_UINT (user_data); i++)
    {
      test_wire_read (connection);
      if (!test_wire_write (connection, answer))
        return;
    }
}

/* A write opens a connection of its own, unless it may arrive twice. */
static void
test_writes_repeatable (void)
{
  for (guint repeatable = 0; repeatable < 2; repeatable++)
    {
      g_autoptr (TestWire) wire =
          test_wire_new (answer_some_cb, GUINT_TO_POINTER (repeatable == 1 ? 3 : 1));
      g_autoptr (HttpSession) session = make_session (test_wire_get_url (wire));

      http_session_set_writes_repeatable (session, repeatable == 1);
      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (HttpResponse) response =
              http_session_send (session, "POST", "/", "{}", NULL, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (http_response_get_status (response), ==, 201);
        }
      g_assert_cmpuint (test_wire_get_count (wire), ==, repeatable == 1 ? 1 : 3);
      g_clear_object (&session);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/lost", test_lost);
  g_test_add_func ("/wire/lost-between-chunks", test_lost_between_chunks);
  g_test_add_func ("/wire/lost-ever", test_lost_ever);
  g_test_add_func ("/wire/stale", test_stale);
  g_test_add_func ("/wire/trickle", test_trickle);
  g_test_add_func ("/wire/silent", test_silent);
  g_test_add_func ("/wire/endless-headers", test_endless_headers);
  g_test_add_func ("/wire/other-protocol", test_other_protocol);
  g_test_add_func ("/wire/nobody", test_nobody);
  g_test_add_func ("/wire/waits", test_waits);
  g_test_add_func ("/wire/writes-repeatable", test_writes_repeatable);
  return g_test_run ();
}
