/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The baseline: libmicrohttpd with one thread, answering every GET with the bytes of one file and
 * every POST with those of another, from memory, without looking at either. What a service on the
 * same library can at best come near to.
 *
 * static-answer GET-FILE POST-FILE prints {"ready":true,"url":"http://127.0.0.1:PORT"} and serves
 * until its standard input ends. */

#include <arpa/inet.h>
#include <glib.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  struct MHD_Response *get;
  struct MHD_Response *post;
} Answers;

static struct MHD_Response *
load_answer (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  struct MHD_Response *response;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error))
    g_error ("%s", error->message);
  response = MHD_create_response_from_buffer (length, text, MHD_RESPMEM_MUST_COPY);
  MHD_add_response_header (response, "Content-Type", "application/scim+json");
  return response;
}

static enum MHD_Result
answer_cb (void                  *data,
           struct MHD_Connection *connection,
           const char            *url,
           const char            *method,
           const char            *version,
           const char            *upload,
           size_t                *upload_size,
           void                 **request)
{
  static int begun;
  Answers *answers = data;

  if (*request == NULL)
    {
      *request = &begun;
      return MHD_YES;
    }
  if (*upload_size > 0)
    {
      *upload_size = 0;
      return MHD_YES;
    }
  if (strcmp (method, "POST") == 0)
    return MHD_queue_response (connection, MHD_HTTP_CREATED, answers->post);
  return MHD_queue_response (connection, MHD_HTTP_OK, answers->get);
}

int
main (int    argc,
      char **argv)
{
  const union MHD_DaemonInfo *info;
  struct MHD_Daemon *daemon;
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  Answers answers;
  char end;

  if (argc != 3)
    {
      fprintf (stderr, "usage: static-answer GET-FILE POST-FILE\n");
      return 2;
    }
  answers.get = load_answer (argv[1]);
  answers.post = load_answer (argv[2]);
  daemon = MHD_start_daemon (MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, answer_cb, &answers,
                             MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_END);
  if (daemon == NULL)
    g_error ("libmicrohttpd doesn't start");
  info = MHD_get_daemon_info (daemon, MHD_DAEMON_INFO_BIND_PORT);
  printf ("{\"ready\":true,\"url\":\"http://127.0.0.1:%u\"}\n", info->port);
  fflush (stdout);

  while (read (STDIN_FILENO, &end, 1) > 0)
    ;
  MHD_stop_daemon (daemon);
  MHD_destroy_response (answers.get);
  MHD_destroy_response (answers.post);
  return 0;
}
