/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which ways of running the service make sense: every rule of directory-options.c, from both
 * sides. */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "directory/directory-options.h"

typedef struct
{
  const char *listen;
  const char *public_url;
  const char *certificate;
  const char *key;
  gboolean behind_proxy;
  const char *wrong; /* a word of the message; NULL if it is well */
} Row;

static const Row rows[] = {
  { NULL, NULL, NULL, NULL, FALSE, NULL },
  { "127.0.0.1:8642", NULL, NULL, NULL, FALSE, NULL },
  { "[::1]:8642", NULL, NULL, NULL, FALSE, NULL },
  { "localhost:0", NULL, NULL, NULL, FALSE, NULL },
  { "127.0.0.1", NULL, NULL, NULL, FALSE, "--listen" },
  { "127.0.0.1:99999", NULL, NULL, NULL, FALSE, "--listen" },
  { "::1:8642", NULL, NULL, NULL, FALSE, "brackets" },
  { "server:8642", NULL, NULL, NULL, FALSE, "IP address" },
  { "0.0.0.0:443", NULL, NULL, NULL, FALSE, "--public-url" },
  { "0.0.0.0:443", "https://s.example", NULL, NULL, FALSE, "--behind-proxy" },
  { "0.0.0.0:443", "https://s.example", NULL, NULL, TRUE, NULL },
  { "0.0.0.0:443", "https://s.example", "c", "k", FALSE, NULL },
  { "0.0.0.0:443", "https://s.example", "c", NULL, FALSE, "together" },
  { "0.0.0.0:443", "https://s.example", "c", "k", TRUE, "leave out" },
  { NULL, NULL, NULL, NULL, TRUE, "--public-url" },
  { NULL, "http://s.example", NULL, NULL, FALSE, "https" },
  { NULL, "http://s.example", NULL, NULL, TRUE, NULL },
  { NULL, "http://127.0.0.1:8642", NULL, NULL, FALSE, NULL },
  { NULL, "ftp://s.example", NULL, NULL, FALSE, "--public-url" },
  { NULL, "https://s.example/a b", NULL, NULL, FALSE, "--public-url" },
  { NULL, "https://s.example/\303\274", NULL, NULL, FALSE, "--public-url" },
  { NULL, "https://u@s.example", NULL, NULL, FALSE, "user" },
  { NULL, "https://s.example#f", NULL, NULL, FALSE, "fragment" },
};

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DirectoryOptions) options = directory_options_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u", i);
      options->listen = g_strdup (rows[i].listen);
      options->public_url = g_strdup (rows[i].public_url);
      options->certificate = g_strdup (rows[i].certificate);
      options->certificate_key = g_strdup (rows[i].key);
      options->behind_proxy = rows[i].behind_proxy;
      if (directory_options_check (options, &error))
        {
          g_assert_no_error (error);
          g_assert_null (rows[i].wrong);
          continue;
        }
      g_assert_error (error, DIRECTORY_OPTIONS_ERROR, DIRECTORY_OPTIONS_ERROR_USAGE);
      g_assert_nonnull (rows[i].wrong);
      g_assert_nonnull (strstr (error->message, rows[i].wrong));
    }
}

static void
test_trailing_slash (void)
{
  g_autoptr (DirectoryOptions) options = directory_options_new ();

  options->public_url = g_strdup ("https://s.example/deep//");
  g_assert_true (directory_options_check (options, NULL));
  g_assert_cmpstr (options->public_url, ==, "https://s.example/deep");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/options/rules", test_rules);
  g_test_add_func ("/directory/options/trailing-slash", test_trailing_slash);
  return g_test_run ();
}
