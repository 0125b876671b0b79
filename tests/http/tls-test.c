/* SPDX-License-Identifier: GPL-3.0-or-later */

/* TLS with certificates made for the occasion by openssl(1): what is trusted, and how each fault is
 * worded. No request, and so no key, ever reaches a server whose certificate is refused. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "http/http-session.h"
#include "http/http-tls.h"
#include "test-server.h"

typedef struct
{
  char *folder;
  guint hits;
} Fixture;

/* A request for a certificate, and its signing by the authority. */
#define LEAF(name, subject, san, days)                                                             \
  "openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=" subject         \
  " -addext subjectAltName=" san " -keyout " name ".key -out " name ".csr",                        \
      "openssl x509 -req -in " name ".csr -CA ca.pem -CAkey ca.key -CAcreateserial"                \
      " -copy_extensions copy -days " days " -out " name ".pem"

static const char *const commands[] = {
  "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
  " -subj /CN=Test-Authority -keyout ca.key -out ca.pem",
  LEAF ("good", "good.example", "IP:127.0.0.1", "1"),
  LEAF ("expired", "expired.example", "IP:127.0.0.1", "-1"),
  LEAF ("other", "other.example", "DNS:other.example", "1"),
};

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rollcall-tls-XXXXXX", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (GStrv) argv = g_strsplit (commands[i], " ", -1);
      g_autofree char *words = NULL;
      int status;

      g_spawn_sync (fixture->folder,
                    argv,
                    NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                    NULL,
                    NULL,
                    NULL,
                    &words,
                    &status,
                    &error);
      g_assert_no_error (error);
      if (status != 0)
        g_error ("%s: %s", commands[i], words);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
answer_cb (SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  Fixture *fixture = user_data;

  g_atomic_int_inc ((gint *)&fixture->hits);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
}

/* The error's message, or NULL if all went well. */
static char *
try_server (Fixture    *fixture,
            const char *name,
            gboolean    trust)
{
  g_autofree char *authority = g_build_filename (fixture->folder, "ca.pem", NULL);
  g_autofree char *pem = g_strdup_printf ("%s/%s.pem", fixture->folder, name);
  g_autofree char *key = g_strdup_printf ("%s/%s.key", fixture->folder, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate =
      g_tls_certificate_new_from_files (pem, key, &error);
  g_autoptr (TestServer) server = NULL;
  g_autoptr (HttpSession) session = NULL;
  g_autoptr (HttpResponse) response = NULL;

  g_assert_no_error (error);
  server = test_server_new (answer_cb, fixture, certificate, NULL);
  session = http_session_new (test_server_get_url (server), &error);
  g_assert_no_error (error);
  g_assert_true (http_session_set_key (session, "a-secret-key", &error));
  if (trust)
    g_assert_true (http_session_set_trust (session, authority, &error));

  response = http_session_send (session, "GET", "/", NULL, NULL, NULL, &error);
  if (response != NULL)
    return NULL;

  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TLS);
  g_test_message ("%s", error->message);
  return g_strdup (error->message);
}

static void
test_trusted (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *message = try_server (fixture, "good", TRUE);

  g_assert_null (message);
  g_assert_cmpuint (fixture->hits, ==, 1);
}

typedef struct
{
  const char *name;
  gboolean    trust;
  const char *words;
  const char *subject;
} Fault;

static const Fault faults[] = {
  { "good", FALSE, "doesn't know who issued it", "subject: CN=good.example; issuer: CN=Test-Auth" },
  { "expired", TRUE, "it expired on 20", "subject: CN=expired.example; issuer: CN=Test-Authority" },
  { "other", TRUE, "belongs to another host than 127.0.0.1", "subject: CN=other.example" },
};

static void
test_faults (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *message = try_server (fixture, faults[i].name, faults[i].trust);

      g_assert_nonnull (message);
      g_assert_nonnull (strstr (message, "the certificate of 127.0.0.1 is refused"));
      g_assert_nonnull (strstr (message, faults[i].words));
      g_assert_nonnull (strstr (message, faults[i].subject));
    }
  g_assert_cmpuint (fixture->hits, ==, 0);
}

/* Each fault that GIO knows has its words; of several, the one that explains most is said. */
static const struct
{
  GTlsCertificateFlags flags;
  const char *words;
} worded[] = {
  { G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_UNKNOWN_CA, "it expired on 20" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "check this computer's clock" },
  { G_TLS_CERTIFICATE_REVOKED | G_TLS_CERTIFICATE_BAD_IDENTITY, "was revoked" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_UNKNOWN_CA, "another host than x.org" },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "doesn't know who issued it" },
  { G_TLS_CERTIFICATE_INSECURE, "too weak" },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, "it is not valid" },
};

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *pem = g_build_filename (fixture->folder, "good.pem", NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (pem, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (worded); i++)
    {
      g_autofree char *words = http_tls_describe ("x.org", certificate, worded[i].flags, "library");

      g_test_message ("%s", words);
      g_assert_nonnull (strstr (words, worded[i].words));
      g_assert_nonnull (strstr (words, "subject: CN=good.example"));
    }
}

/* https to a port that speaks plain http, as most servers answer it. */
static void
plain_cb (GSocketConnection *connection,
          guint              n,
          gpointer           user_data)
{
  test_wire_write (connection, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
}

static void
test_plain (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TestWire) wire = test_wire_new (plain_cb, NULL);
  g_autofree char *url = g_strconcat ("https", test_wire_get_url (wire) + 4, NULL);
  g_autoptr (HttpSession) session = http_session_new (url, NULL);
  g_autoptr (GError) error = NULL;

  http_session_set_timeout (session, 20);
  g_assert_null (http_session_send (session, "GET", "/", NULL, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, "does it speak https"));
}

/* From https to http nothing follows, not even to this computer. */
static void
downgrade_cb (SoupServerMessage *message,
              const char        *path,
              gpointer           user_data)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Location",
                                "http://127.0.0.1:1/x");
  soup_server_message_set_status (message, 302, NULL);
}

static void
test_downgrade (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *authority = g_build_filename (fixture->folder, "ca.pem", NULL);
  g_autofree char *pem = g_build_filename (fixture->folder, "good.pem", NULL);
  g_autofree char *key = g_build_filename (fixture->folder, "good.key", NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_files (pem, key, NULL);
  g_autoptr (TestServer) server = test_server_new (downgrade_cb, NULL, certificate, NULL);
  g_autoptr (HttpSession) session = http_session_new (test_server_get_url (server), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (http_session_set_trust (session, authority, NULL));
  g_assert_null (http_session_send (session, "GET", "/", NULL, NULL, NULL, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_REDIRECTED);
  g_assert_nonnull (strstr (error->message, "isn't encrypted"));
}

static void
test_trust_unreadable (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (HttpSession) session = http_session_new ("https://127.0.0.1", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (http_session_set_trust (session, "/nowhere/ca.pem", &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TLS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/tls/trusted", Fixture, NULL, set_up, test_trusted, tear_down);
  g_test_add ("/tls/faults", Fixture, NULL, set_up, test_faults, tear_down);
  g_test_add ("/tls/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/tls/plain", Fixture, NULL, set_up, test_plain, tear_down);
  g_test_add ("/tls/downgrade", Fixture, NULL, set_up, test_downgrade, tear_down);
  g_test_add ("/tls/trust-unreadable", Fixture, NULL, set_up, test_trust_unreadable, tear_down);
  return g_test_run ();
}
