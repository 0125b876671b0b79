/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session-fixture.h"

#include <stdio.h>
#include <string.h>

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
  g_ptr_array_add (fixture->seen, g_strdup_printf ("%s%s %s %s %s", where,
                                                   soup_server_message_get_method (message), behind,
                                                   bearer != NULL ? bearer : "no key",
                                                   body->length > 0 ? body->data : "-"));
  fixture->hits++;
  g_mutex_unlock (&fixture->lock);
}

void
session_answer (SoupServerMessage *message,
                guint              status,
                const char        *type,
                const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

void
session_redirect (SoupServerMessage *message,
                  guint              status,
                  const char        *location)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location",
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

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC,
                            chunk, sizeof chunk);
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

void
session_server_cb (SoupServerMessage *message,
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
    session_answer (message, status, "application/json", "{\"detail\":\"the words\"}");
  else if (sscanf (path, "/redirect/%u", &status) == 1)
    session_redirect (message, status, "/landed?a=b");
  else if (sscanf (path, "/away/%u", &status) == 1)
    session_redirect (message, status, elsewhere);
  else if (g_str_equal (path, "/loop"))
    session_redirect (message, 302, "/loop");
  else if (g_str_equal (path, "/insecure"))
    session_redirect (message, 302, "http://scim.example.com/x?secret=1");
  else if (g_str_equal (path, "/ftp"))
    session_redirect (message, 302, "ftp://127.0.0.1/x");
  else if (g_str_equal (path, "/busy") || g_str_equal (path, "/busy-date"))
    {
      if (fixture->hits == 3)
        session_answer (message, 200, "application/json", "{}");
      else
        {
          session_answer (message, g_str_equal (path, "/busy") ? 429 : 503, NULL, NULL);
          set_header (message, "Retry-After",
                      g_str_equal (path, "/busy") ? "0" : "Wed, 21 Oct 2015 07:28:00 GMT");
        }
    }
  else if (g_str_equal (path, "/busy-long"))
    {
      session_answer (message, 429, NULL, NULL);
      set_header (message, "Retry-After", "3600");
    }
  else if (g_str_equal (path, "/busy-ever"))
    {
      session_answer (message, 429, NULL, NULL);
      set_header (message, "Retry-After", "0");
    }
  else if (g_str_equal (path, "/agent"))
    session_answer (message, 200, "text/plain",
                    soup_message_headers_get_one (headers, "User-Agent"));
  else if (g_str_equal (path, "/type"))
    session_answer (message, 200, "text/plain",
                    soup_message_headers_get_one (headers, "Content-Type"));
  else if (g_str_equal (path, "/cookie"))
    {
      const char *cookie = soup_message_headers_get_one (headers, "Cookie");

      session_answer (message, 200, "text/plain", cookie != NULL ? cookie : "none");
      set_header (message, "Set-Cookie", "session=1; Path=/");
    }
  else if (g_str_equal (path, "/echo"))
    {
      g_autofree char *body =
          g_strdup_printf ("{\"detail\":\"got %s\"}",
                           soup_message_headers_get_one (headers, "Authorization"));

      session_answer (message, 400, "application/json", body);
    }
  else if (g_str_equal (path, "/echo-alone"))
    {
      const char *key = soup_message_headers_get_one (headers, "Authorization");
      g_autofree char *body =
          g_strdup_printf ("{\"detail\":\"no key %s here\"}", key + strlen ("Bearer "));

      session_answer (message, 403, "application/json", body);
    }
  else if (g_str_equal (path, "/challenge"))
    {
      session_answer (message, 401, NULL, NULL);
      set_header (message, "WWW-Authenticate",
                  "Bearer error=\"invalid_token\", error_description=\"expired on 2026-01-31\"");
    }
  else if (g_str_equal (path, "/html"))
    session_answer (message, 200, "text/html", "<!DOCTYPE html><title>Sign in</title>");
  else if (g_str_equal (path, "/deep"))
    {
      g_autofree char *deep = g_strnfill (100000, '[');

      session_answer (message, 200, "application/json", deep);
    }
  else if (g_str_equal (path, "/broken"))
    session_answer (message, 200, "application/json", "{\"a\":");
  else if (g_str_equal (path, "/endless"))
    answer_endlessly (message);
  else if (g_str_equal (path, "/bomb"))
    answer_bomb (message);
  else if (g_str_equal (path, "/headers"))
    {
      session_answer (message, 200, "application/json", "{}");
      set_header (message, "X-Twice", "first");
      set_header (message, "X-Twice", "second");
    }
  else
    session_answer (message, 200, "application/scim+json", "{\"ok\":true}");
}

static void
other_cb (SoupServerMessage *message,
          const char        *path,
          gpointer           user_data)
{
  note (user_data, message, "OTHER ");
  if (strstr (g_uri_get_query (soup_server_message_get_uri (message)), "refuse") != NULL)
    session_answer (message, 401, NULL, NULL);
  else
    session_answer (message, 200, "application/json", "{\"other\":true}");
}

void
session_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;

  g_mutex_init (&fixture->lock);
  fixture->seen = g_ptr_array_new_with_free_func (g_free);
  fixture->other = test_server_new (other_cb, fixture, NULL, NULL);
  fixture->server = test_server_new (session_server_cb, fixture, NULL, NULL);
  base = g_strconcat (test_server_get_url (fixture->server), "/", NULL);
  fixture->session = http_session_new (base, &error);
  g_assert_no_error (error);
  g_assert_true (http_session_set_key (fixture->session, KEY, &error));
  http_session_set_timeout (fixture->session, 20);
}

void
session_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_object (&fixture->session);
  g_clear_pointer (&fixture->server, test_server_free);
  g_clear_pointer (&fixture->other, test_server_free);
  g_ptr_array_unref (fixture->seen);
  g_mutex_clear (&fixture->lock);
}

HttpResponse *
session_get (Fixture     *fixture,
             const char  *path,
             GError     **error)
{
  return http_session_send (fixture->session, "GET", path, NULL, NULL, NULL, error);
}

char *
session_get_text (Fixture    *fixture,
                  const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpResponse) response = session_get (fixture, path, &error);

  g_assert_no_error (error);
  return g_strdup (g_bytes_get_data (http_response_get_body (response), NULL));
}

void
session_assert_seen (Fixture    *fixture,
                     const char *expected)
{
  g_mutex_lock (&fixture->lock);
  g_assert_cmpuint (fixture->seen->len, >, 0);
  g_assert_cmpstr (fixture->seen->pdata[0], ==, expected);
  g_ptr_array_remove_index (fixture->seen, 0);
  g_mutex_unlock (&fixture->lock);
}

void
session_assert_fails (Fixture    *fixture,
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
