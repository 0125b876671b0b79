/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The child's standard output is a pipe that is read up to the ready line and then closed; it
 * prints nothing more there. Its log outlives us and is therefore a file, begun anew by each
 * start. A child that ends without a ready line has said why in the last line of that file. */

#define G_LOG_DOMAIN "rollcall-admin"

#include "config.h"

#include "admin/admin-launch.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "base/base-json-check.h"
#include "base/base-json-member.h"
#include "base/base-redact.h"

#define PROGRAM "rollcall-directory"
#define READY_SECONDS 60
#define LONGEST_READY_LINE 4096
#define LONGEST_WORDS 2048

/* Where the program may lie, relative to our own executable's folder; then LIBEXECDIR, BINDIR,
 * PATH. */
static const char *const beside[] = { ".", "../libexec", "../libexec/rollcall" };

/* (transfer full) (nullable): @folder/rollcall-directory if it can be run */
static char *
try_folder (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, PROGRAM, NULL);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

char *
admin_launch_find_program (GError **error)
{
  const char *told = g_getenv ("ROLLCALL_DIRECTORY_PROGRAM");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  char *path = NULL;

  if (told != NULL && *told != '\0')
    {
      if (g_file_test (told, G_FILE_TEST_IS_EXECUTABLE))
        return g_strdup (told);
      g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_NO_PROGRAM,
                   _("ROLLCALL_DIRECTORY_PROGRAM names “%s”, which can't be run"), told);
      return NULL;
    }

  for (guint i = 0; path == NULL && folder != NULL && i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *there = g_build_filename (folder, beside[i], NULL);

      path = try_folder (there);
    }
  if (path == NULL)
    path = try_folder (LIBEXECDIR);
  if (path == NULL)
    path = try_folder (BINDIR);
  if (path == NULL)
    path = g_find_program_in_path (PROGRAM);
  if (path == NULL)
    g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_NO_PROGRAM,
                 _("The directory service (%s) isn't installed: install it, or name a service "
                   "elsewhere with --service"),
                 PROGRAM);
  return path;
}

/* Takes what only we may know out of the child's environment. */
static void
hide_secrets (GSubprocessLauncher *launcher)
{
  g_auto (GStrv) names = g_listenv ();

  for (char **name = names; *name != NULL; name++)
    if (g_str_has_prefix (*name, "ROLLCALL_") &&
        (g_str_has_suffix (*name, "KEY") || g_str_has_suffix (*name, "TOKEN")))
      g_subprocess_launcher_unsetenv (launcher, *name);
}

static void
new_session_cb (gpointer data)
{
  setsid ();
}

/* (transfer full) (nullable): the running child; @log_path is where it logs */
static GSubprocess *
spawn (const char  *program,
       char       **log_path,
       GError     **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) why = NULL;
  g_autofree char *folder = admin_launch_get_runtime_folder ();

  *log_path = g_build_filename (folder, "directory.log", NULL);
  g_unlink (*log_path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_START, _("Can't make the folder %s: %s"), folder,
                   g_strerror (errno));
      return NULL;
    }

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_set_stderr_file_path (launcher, *log_path);
  g_subprocess_launcher_set_child_setup (launcher, new_session_cb, NULL, NULL);
  hide_secrets (launcher);
  process = g_subprocess_launcher_spawn (launcher, &why, program, "serve", "--until-unused", NULL);
  if (process == NULL)
    g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_START, _("Can't start the directory service: %s"),
                 why->message);
  return g_steal_pointer (&process);
}

/* Waits until @fd can be read. Returns -1 with an error when cancelled or too late. */
static int
wait_readable (int            fd,
               gint64         deadline,
               GCancellable  *cancellable,
               GError       **error)
{
  GPollFD polls[2] = { { fd, G_IO_IN | G_IO_HUP | G_IO_ERR, 0 } };
  guint n_polls = 1;
  int ready;

  if (g_cancellable_make_pollfd (cancellable, &polls[1]))
    n_polls++;
  do
    {
      gint64 left = (deadline - g_get_monotonic_time ()) / 1000;

      ready = g_poll (polls, n_polls, (int)CLAMP (left, 0, G_MAXINT));
    }
  while (ready < 0 && errno == EINTR);
  if (n_polls > 1)
    g_cancellable_release_fd (cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (ready > 0)
    return 0;
  g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_NOT_READY,
               _("The directory service didn't get ready within %d seconds; try again, or run "
                 "“%s serve” to see what it does"),
               READY_SECONDS, PROGRAM);
  return -1;
}

/* (transfer full) (nullable): the first line of @stream; %NULL without an error if it ended before
 * */
static char *
read_line (GInputStream  *stream,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gint64 deadline = g_get_monotonic_time () + READY_SECONDS * G_USEC_PER_SEC;
  int fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (stream));

  while (line->len < LONGEST_READY_LINE)
    {
      char byte;
      gssize got;

      if (wait_readable (fd, deadline, cancellable, error) != 0)
        return NULL;
      got = read (fd, &byte, 1);
      if (got < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (got <= 0)
        return NULL;
      if (byte == '\n')
        return g_string_free (g_steal_pointer (&line), FALSE);
      g_string_append_c (line, byte);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* Reads `{"ready":true,"url":…,"socket":…}` into @launched. */
static gboolean
read_ready (const char    *line,
            AdminLaunched *launched)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonObject *object;

  if (!base_json_check (line, strlen (line), 4, NULL) ||
      !json_parser_load_from_data (parser, line, -1, NULL))
    return FALSE;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;

  object = json_node_get_object (root);
  launched->socket = g_strdup (base_json_get_text (object, "socket"));
  launched->url = g_strdup (base_json_get_text (object, "url"));
  return launched->socket != NULL;
}

/* (transfer full): the last line that the service logged, cut and without secrets */
static char *
read_last_words (const char *log_path)
{
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  g_auto (GStrv) lines = NULL;
  const char *last = NULL;
  gsize length = 0;

  if (!g_file_get_contents (log_path, &text, &length, NULL) || length == 0)
    return g_strdup (_("it said nothing"));

  valid = g_utf8_make_valid (length > LONGEST_WORDS ? text + length - LONGEST_WORDS : text, -1);
  lines = g_strsplit (valid, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0')
      last = *line;
  if (last == NULL)
    return g_strdup (_("it said nothing"));
  if (g_str_has_prefix (last, PROGRAM ": "))
    last += strlen (PROGRAM ": ");
  return base_redact (last);
}

void
admin_launched_free (AdminLaunched *launched)
{
  if (launched == NULL)
    return;

  g_clear_object (&launched->process);
  g_free (launched->socket);
  g_free (launched->url);
  g_free (launched);
}

char *
admin_launch_get_runtime_folder (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");

  if (runtime != NULL && g_path_is_absolute (runtime))
    return g_build_filename (runtime, "rollcall", NULL);
  return g_build_filename (g_get_user_data_dir (), "rollcall-directory", NULL);
}

AdminLaunched *
admin_launch (GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (AdminLaunched) launched = g_new0 (AdminLaunched, 1);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) why = NULL;
  g_autofree char *program = admin_launch_find_program (error);
  g_autofree char *log_path = NULL;
  g_autofree char *line = NULL;

  if (program == NULL)
    return NULL;
  process = spawn (program, &log_path, error);
  if (process == NULL)
    return NULL;

  line = read_line (g_subprocess_get_stdout_pipe (process), cancellable, &why);
  if (why != NULL)
    {
      g_subprocess_send_signal (process, SIGTERM);
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  if (line == NULL || !read_ready (line, launched))
    {
      g_autofree char *words = NULL;

      g_subprocess_send_signal (process, SIGTERM);
      g_subprocess_wait (process, NULL, NULL);
      words = read_last_words (log_path);
      g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_START,
                   _("The directory service on this computer didn't start: %s"), words);
      return NULL;
    }

  g_input_stream_close (g_subprocess_get_stdout_pipe (process), NULL, NULL);
  launched->process = g_steal_pointer (&process);
  return g_steal_pointer (&launched);
}
