/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the key goes and where it never does: redirects, other origins, logs, errors. */

#include "config.h"

#include <string.h>

#include "session-fixture.h"

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
      g_autofree char *text = session_get_text (fixture, path);
      g_autofree char *first = g_strdup_printf ("GET %s Bearer " KEY " -", path);

      g_assert_cmpstr (text, ==, "{\"ok\":true}");
      session_assert_seen (fixture, first);
      session_assert_seen (fixture, "GET /landed?a=b Bearer " KEY " -");
    }

  posted = http_session_send (fixture->session, "POST", "/redirect/308", "{}", NULL, NULL, &error);
  g_assert_no_error (error);
  session_assert_seen (fixture, "POST /redirect/308 Bearer " KEY " {}");
  session_assert_seen (fixture, "POST /landed?a=b Bearer " KEY " {}");

  stopped = http_session_send (fixture->session, "POST", "/redirect/302", "{}", NULL, NULL, &error);
  g_assert_no_error (error);
  session_assert_seen (fixture, "POST /redirect/302 Bearer " KEY " {}");
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
  g_autofree char *text = session_get_text (fixture, "/away/302");

  g_assert_cmpstr (text, ==, "{\"other\":true}");
  session_assert_seen (fixture, "GET /away/302 Bearer " KEY " -");
  session_assert_seen (fixture, "OTHER GET /there?x=1 no key -");

  session_assert_fails (fixture,
                        "POST",
                        "/away/307",
                        "{\"person\":1}",
                        HTTP_ERROR_REDIRECTED,
                        "no data was sent there");
  session_assert_seen (fixture, "POST /away/307 Bearer " KEY " {\"person\":1}");
  g_assert_cmpuint (fixture->seen->len, ==, 0);
}

static void
test_redirects_refused (Fixture       *fixture,
                        gconstpointer  data)
{
  session_assert_fails (fixture, "GET", "/loop", NULL, HTTP_ERROR_REDIRECTED,
                        "keeps sending us elsewhere");
  g_assert_cmpuint (fixture->hits, ==, 6);
  session_assert_fails (fixture, "GET", "/insecure", NULL, HTTP_ERROR_REDIRECTED,
                        "isn't encrypted");
  session_assert_fails (fixture, "GET", "/ftp", NULL, HTTP_ERROR_REDIRECTED, "no web address");
}

/* A stranger's 401 is explained by the key that it didn't get. */
static void
away_and_refuse_cb (SoupServerMessage *message,
                    const char        *path,
                    gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *there = g_strconcat (test_server_get_url (fixture->other), "/x?refuse", NULL);

  session_redirect (message, 302, there);
}

static void
test_redirects_end (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (TestServer) server = test_server_new (away_and_refuse_cb, fixture, NULL, NULL);

  g_object_unref (fixture->session);
  fixture->session = http_session_new (test_server_get_url (server), NULL);
  g_assert_true (http_session_set_key (fixture->session, KEY, NULL));
  session_assert_fails (fixture, "GET", "/", NULL, HTTP_ERROR_REDIRECTED, "make it the base URL");
  session_assert_seen (fixture, "OTHER GET /x?refuse no key -");
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
  text = session_get_text (fixture, "/");
  session_assert_seen (fixture, "GET / Bearer " FOREIGN_KEY " -");
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
      response = session_get (fixture, "/echo", &error);
      g_assert_no_error (error);
      g_assert_false (http_response_check (response, "reading users", &error));
      g_assert_nonnull (strstr (error->message, "got Bearer …"));
      g_assert_null (strstr (error->message, keys[i]));
      g_clear_error (&error);
      g_clear_pointer (&response, http_response_unref);
      response = session_get (fixture, "/echo-alone", &error);
      g_assert_no_error (error);
      g_assert_false (http_response_check (response, "reading users", &error));
      g_assert_nonnull (strstr (error->message, "no key *"));
      g_assert_null (strstr (error->message, keys[i]));
      g_clear_error (&error);
      g_assert_null (session_get (fixture, "/loop", &error));
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
  { "/session/redirects", test_redirects },
  { "/session/redirects-away", test_redirects_away },
  { "/session/redirects-refused", test_redirects_refused },
  { "/session/redirects-end", test_redirects_end },
  { "/session/keys", test_keys },
  { "/session/no-secret", test_no_secret },
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
