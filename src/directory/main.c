/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rollcall-directory: the SCIM directory service. One table of commands; stdout is for the one line
 * that a command is asked for, everything else goes to stderr. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/base-key-text.h"
#include "base/base-secret.h"
#include "directory/directory-lock.h"
#include "directory/directory-paths.h"
#include "directory/directory-service.h"
#include "store/store.h"

enum
{
  EXIT_WELL = 0,
  EXIT_FAILED = 1,
  EXIT_USAGE = 2,
  EXIT_RUNNING = 3,
};

typedef struct
{
  const char *name;
  const char *parameters;
  const char *summary;
  int (*run) (int argc, char **argv);
} Command;

static int
failed (const GError *error)
{
  fprintf (stderr, "rollcall-directory: %s\n", error->message);
  return EXIT_FAILED;
}

static int
wrong_usage (const char *words)
{
  fprintf (stderr, "rollcall-directory: %s\nSee rollcall-directory --help\n", words);
  return EXIT_USAGE;
}

/* Parses @entries; what is left must be @n_rest words, of which @rest gets the first. */
static gboolean
parse (int                  argc,
       char               **argv,
       const GOptionEntry  *entries,
       int                  n_rest,
       char               **rest,
       const char          *parameters)
{
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      wrong_usage (error->message);
      return FALSE;
    }
  if (argc - 1 != n_rest)
    {
      wrong_usage (argc - 1 > n_rest ? "There are more words than this command takes"
                                     : "The file is missing");
      return FALSE;
    }
  if (rest != NULL)
    *rest = g_strdup (argv[1]);
  return TRUE;
}

static int
say_who_runs (const char *given)
{
  g_autofree char *data = directory_paths_data (given);
  g_autofree char *line = directory_lock_ask (data);

  if (line == NULL)
    fprintf (stderr, "rollcall-directory: another service has %s, but it did not get ready\n",
             data);
  else
    fprintf (stdout, "%s\n", line);
  fflush (stdout);
  return EXIT_RUNNING;
}

static int
serve (int    argc,
       char **argv)
{
  g_autoptr (DirectoryOptions) options = directory_options_new ();
  g_autoptr (DirectoryService) service = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options->data, "Where the data is", "DIR" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen, "Where to listen", "ADDR:PORT" },
    { "public-url", 0, 0, G_OPTION_ARG_STRING, &options->public_url,
      "The address that clients see; it begins every base URL", "URL" },
    { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate,
      "Certificate and its chain, PEM", "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate_key,
      "The certificate's key, PEM", "FILE" },
    { "behind-proxy", 0, 0, G_OPTION_ARG_NONE, &options->behind_proxy,
      "A proxy before the service speaks TLS", NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->threads, "Threads that answer (2)", "N" },
    { "until-unused", 0, 0, G_OPTION_ARG_NONE, &options->until_unused,
      "End 10 seconds after the last client of the socket has gone", NULL },
    { "page-limit", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT64, &options->page_limit,
      "Pages the database may have, to try a full disk", "N" },
    { "keep-seconds", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT64, &options->keep_seconds,
      "How long activity is kept, to try what happens behind that", "N" },
    { NULL }
  };

  if (!parse (argc, argv, entries, 0, NULL, "serve"))
    return EXIT_USAGE;
  if (!directory_options_check (options, &error))
    return wrong_usage (error->message);

  service = directory_service_new (options, &error);
  if (service == NULL)
    return g_error_matches (error, STORE_ERROR, STORE_ERROR_LOCKED) ? say_who_runs (options->data)
                                                                    : failed (error);
  fprintf (stdout, "%s\n", directory_service_get_ready (service));
  fflush (stdout);
  directory_service_run (service);
  return EXIT_WELL;
}

static int
admin_token (int    argc,
             char **argv)
{
  g_autofree char *given = NULL;
  g_autofree char *data = NULL;
  g_autofree char *hash = NULL;
  g_auto (BaseSecret) token = NULL;
  g_autoptr (GError) error = NULL;
  gboolean replace = FALSE;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &given, "Where the data is", "DIR" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace, "End the one there is", NULL },
    { NULL }
  };

  if (!parse (argc, argv, entries, 0, NULL, "admin-token"))
    return EXIT_USAGE;
  data = directory_paths_data (given);
  token = base_key_text_new (&error);
  if (token == NULL)
    return failed (error);
  hash = base_key_text_hash (token);
  if (!store_set_admin_token (data, hash, replace, &error))
    return failed (error);
  fprintf (stdout, "%s\n", token);
  return EXIT_WELL;
}

/* The three commands that work on a data directory and perhaps a file. */
static int
run_on_data (int argc,
             char **argv,
             gboolean takes_file,
             gboolean (*work) (const char *data, const char *file, GError **error),
             const char *parameters)
{
  g_autofree char *given = NULL;
  g_autofree char *data = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = { { "data", 0, 0, G_OPTION_ARG_FILENAME, &given,
                                     "Where the data is", "DIR" },
                                   { NULL } };

  if (!parse (argc, argv, entries, takes_file ? 1 : 0, takes_file ? &file : NULL, parameters))
    return EXIT_USAGE;
  data = directory_paths_data (given);
  return work (data, file, &error) ? EXIT_WELL : failed (error);
}

static gboolean
check_data (const char  *data,
            const char  *file,
            GError     **error)
{
  return store_check (data, error);
}

static int
backup (int    argc,
        char **argv)
{
  return run_on_data (argc, argv, TRUE, store_backup, "backup FILE");
}

static int
restore (int    argc,
         char **argv)
{
  return run_on_data (argc, argv, TRUE, store_restore, "restore FILE");
}

static int
check (int    argc,
       char **argv)
{
  return run_on_data (argc, argv, FALSE, check_data, "check");
}

static const Command commands[] = {
  { "serve", "[OPTION…]", "run the service", serve },
  { "admin-token", "[--replace]", "print a new administrator's token, once", admin_token },
  { "backup", "FILE", "copy the data into FILE while the service runs", backup },
  { "restore", "FILE", "take FILE as the data of an empty data directory", restore },
  { "check", "", "verify the data", check },
};

static void
print_help (FILE *to)
{
  fprintf (to, "Usage: rollcall-directory COMMAND [--data DIR] …\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *begin = g_strdup_printf ("%s %s", commands[i].name, commands[i].parameters);

      fprintf (to, "  %-26s %s\n", begin, commands[i].summary);
    }
  fprintf (to, "\nrollcall-directory COMMAND --help tells a command's options.\n");
}

int
main (int    argc,
      char **argv)
{
  base_secret_protect_process ();
  setlocale (LC_ALL, "");
  signal (SIGPIPE, SIG_IGN);
  g_log_writer_default_set_use_stderr (TRUE);
  g_set_prgname ("rollcall-directory");

  if (argc < 2)
    {
      print_help (stderr);
      return EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      print_help (stdout);
      return EXIT_WELL;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      fprintf (stdout, "rollcall-directory %s\n", PACKAGE_VERSION);
      return EXIT_WELL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argc - 1, argv + 1);
  print_help (stderr);
  return EXIT_USAGE;
}
