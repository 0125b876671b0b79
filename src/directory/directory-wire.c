/* SPDX-License-Identifier: GPL-3.0-or-later */

/* libmicrohttpd with epoll, a pool of threads, suspend and resume. A request goes through three
 * doors: its headers are checked here (directory-wire-check.c) and refused with the connection
 * closed; then `admit` may refuse it before its body is read; then `handle` answers or waits. A
 * refused body is read and thrown away up to a bound, so that the client reads our answer instead
 * of a reset. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-wire.h"

#include <arpa/inet.h>
#include <gio/gio.h>
#include <microhttpd.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/base-buffer.h"
#include "directory/directory-context.h"
#include "directory/directory-error.h"
#include "directory/directory-limits.h"
#include "directory/directory-wire-check.h"
#include "scim/scim-error.h"

/* What is read and thrown away behind a refusal before the connection is cut. */
#define DISCARD_LIMIT (1024 * 1024)

struct _DirectoryWire
{
  DirectoryContext *context;
  DirectoryWireOptions options;
  struct MHD_Daemon *daemon;
  gboolean quiet;
  int clients;
};

static enum MHD_Result
add_header_cb (void               *cls,
               enum MHD_ValueKind  kind,
               const char         *name,
               const char         *value)
{
  DirectoryRequest *request = cls;
  DirectoryPair pair = { name, value != NULL ? value : "" };

  g_array_append_val (request->headers, pair);
  return MHD_YES;
}

static ssize_t
read_stream_cb (void     *cls,
                uint64_t  position,
                char     *buffer,
                size_t    max)
{
  DirectoryAnswer *answer = cls;
  gsize length;

  if (answer->sent == answer->body->len)
    {
      g_autoptr (GError) error = NULL;

      g_string_truncate (answer->body, 0);
      answer->sent = 0;
      if (!answer->stream.next (answer->stream.data, answer->body, &error))
        {
          g_warning ("A long answer was broken off: %s", error->message);
          return MHD_CONTENT_READER_END_WITH_ERROR;
        }
      if (answer->body->len == 0)
        return MHD_CONTENT_READER_END_OF_STREAM;
    }

  length = MIN (max, answer->body->len - answer->sent);
  memcpy (buffer, answer->body->str + answer->sent, length);
  answer->sent += length;
  return (ssize_t)length;
}

static void
free_answer_cb (void *cls)
{
  directory_answer_free (cls);
}

static struct MHD_Response *
make_response (DirectoryAnswer *answer)
{
  g_assert (answer != NULL);

  if (answer->body == NULL)
    answer->body = g_string_new (NULL);
  if (answer->stream.next != NULL)
    return MHD_create_response_from_callback (MHD_SIZE_UNKNOWN, 32 * 1024, read_stream_cb, answer,
                                              free_answer_cb);
  return MHD_create_response_from_buffer_with_free_callback_cls (answer->body->len,
                                                                 answer->body->str, free_answer_cb,
                                                                 answer);
}

static enum MHD_Result
send_answer (DirectoryExchange *exchange)
{
  DirectoryAnswer *answer = g_steal_pointer (&exchange->answer);
  guint status = answer->status;
  struct MHD_Response *response;
  enum MHD_Result result;

  g_assert (status >= 200);

  response = make_response (answer);
  if (response == NULL)
    {
      directory_answer_free (answer);
      return MHD_NO;
    }
  if (answer->type != NULL && status != 204 && status != 304)
    MHD_add_response_header (response, "Content-Type", answer->type);
  for (guint i = 0; i < answer->headers->len; i++)
    {
      const DirectoryPair *pair = &g_array_index (answer->headers, DirectoryPair, i);

      MHD_add_response_header (response, pair->name, pair->value);
    }
  MHD_add_response_header (response, "Cache-Control", "no-store");
  if (answer->close || g_atomic_int_get (&exchange->context->stopping))
    MHD_add_response_header (response, "Connection", "close");
  result = MHD_queue_response (exchange->connection, status, response);
  MHD_destroy_response (response);
  return result;
}

static enum MHD_Result
refuse (DirectoryExchange *exchange,
        guint              status,
        const char        *words)
{
  exchange->answer->close = TRUE;
  directory_answer_set_problem (exchange->answer, status, words, exchange->request->id);
  g_message ("%s refused on the wire: %u %s", exchange->request->id, status, words);
  return send_answer (exchange);
}

/* In the words that the path's clients read. */
static enum MHD_Result
refuse_large (DirectoryExchange *exchange)
{
  g_autofree char *words =
      g_strdup_printf ("The body is larger than %" G_GSIZE_FORMAT " MiB, which is the limit",
                       exchange->context->limits->body / (1024 * 1024));

  directory_exchange_fail_with (exchange, SCIM_ERROR_TOO_LARGE, words);
  exchange->answer->close = TRUE;
  g_message ("%s refused on the wire: %u %s", exchange->request->id, exchange->answer->status,
             words);
  return send_answer (exchange);
}

static void
find_peer (DirectoryExchange *exchange)
{
  DirectoryRequest *request = exchange->request;
  const union MHD_ConnectionInfo *info;

  request->over_socket = exchange->wire->options.over_socket;
  if (request->over_socket)
    {
      struct ucred credentials = { 0 };
      socklen_t length = sizeof credentials;

      info = MHD_get_connection_info (exchange->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
      request->peer_is_us =
          info != NULL &&
          getsockopt (info->connect_fd, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0 &&
          credentials.uid == geteuid ();
      return;
    }

  info = MHD_get_connection_info (exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info != NULL && info->client_addr != NULL)
    {
      char text[INET6_ADDRSTRLEN] = "";
      const struct sockaddr *address = info->client_addr;

      if (address->sa_family == AF_INET)
        inet_ntop (AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, text,
                   sizeof text);
      else if (address->sa_family == AF_INET6)
        inet_ntop (AF_INET6, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, text,
                   sizeof text);
      request->peer = g_strdup (text);
    }
}

static gint64
announced_length (DirectoryRequest *request)
{
  const char *text = directory_request_get_header (request, "Content-Length");
  gint64 length = 0;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &length, NULL))
    return 0;
  return length;
}

/* The first call for a request: its headers are there, its body isn't. */
static enum MHD_Result
take_headers (DirectoryExchange *exchange,
              const char        *method,
              const char        *version)
{
  DirectoryRequest *request = exchange->request;
  const DirectoryLimits *limits = exchange->context->limits;
  const DirectoryWireCheck *failed;
  g_autoptr (GError) error = NULL;

  exchange->seen = TRUE;
  request->method_text = g_strdup (method);
  request->version = g_strdup (version);
  request->method = directory_method_from_string (method);
  MHD_get_connection_values (exchange->connection, MHD_HEADER_KIND, add_header_cb, request);
  find_peer (exchange);

  failed = directory_wire_check (request);
  if (failed != NULL)
    return refuse (exchange, failed->status, failed->words);
  if (!directory_request_parse (request, limits, &error))
    return refuse (exchange, 400, error->message);
  if (announced_length (request) > (gint64)limits->body)
    return refuse_large (exchange);

  exchange->refused = !exchange->wire->options.admit (exchange);
  if (exchange->refused)
    {
      exchange->wire->options.finish (exchange);
      if (announced_length (request) > DISCARD_LIMIT)
        {
          exchange->answer->close = TRUE;
          return send_answer (exchange);
        }
    }
  return MHD_YES;
}

static enum MHD_Result
take_body (DirectoryExchange *exchange,
           const char        *data,
           size_t             size)
{
  if (!exchange->refused && !exchange->too_large)
    {
      if (exchange->body == NULL)
        exchange->body = base_buffer_new (exchange->context->limits->body);
      if (base_buffer_append (exchange->body, data, size, NULL))
        return MHD_YES;
      exchange->too_large = TRUE;
      g_clear_pointer ((BaseBuffer **)&exchange->body, base_buffer_free);
    }
  exchange->discarded += size;
  return exchange->discarded <= DISCARD_LIMIT ? MHD_YES : MHD_NO;
}

/* Ends a wait: what was put off is done now. */
static void
end_wait (DirectoryExchange *exchange)
{
  DirectoryContinue next = g_steal_pointer (&exchange->next);

  exchange->waiting = FALSE;
  g_atomic_int_add (&exchange->context->waiting, -1);
  next (exchange, g_steal_pointer (&exchange->next_data));
}

/* The body is there, or a wait has ended. */
static enum MHD_Result
go_on (DirectoryExchange *exchange)
{
  if (exchange->refused)
    return send_answer (exchange);
  if (exchange->too_large)
    return refuse_large (exchange);

  if (exchange->waiting)
    end_wait (exchange);
  else
    {
      if (exchange->body != NULL)
        exchange->request->body = base_buffer_to_bytes (g_steal_pointer (&exchange->body));
      exchange->wire->options.handle (exchange);
    }

  if (exchange->waiting)
    return MHD_YES;
  exchange->wire->options.finish (exchange);
  return send_answer (exchange);
}

static enum MHD_Result
access_cb (void                   *cls,
           struct MHD_Connection  *connection,
           const char             *url,
           const char             *method,
           const char             *version,
           const char             *upload_data,
           size_t                 *upload_data_size,
           void                  **req_cls)
{
  DirectoryExchange *exchange = *req_cls;

  if (exchange == NULL)
    return MHD_NO;
  if (!exchange->seen)
    return take_headers (exchange, method, version);
  if (*upload_data_size > 0)
    {
      size_t size = *upload_data_size;

      *upload_data_size = 0;
      return take_body (exchange, upload_data, size);
    }
  return go_on (exchange);
}

/* The target as sent; libmicrohttpd's own decoding would hide what it did. */
static void *
target_cb (void                  *cls,
           const char            *uri,
           struct MHD_Connection *connection)
{
  DirectoryWire *self = cls;
  DirectoryExchange *exchange = directory_exchange_new (self->context, self, uri);

  exchange->connection = connection;
  return exchange;
}

/* A client that left while its connection was suspended is found out when that is resumed, and then
 * libmicrohttpd comes here at once: whoever waited is told, so that nothing is held for ever. */
static void
completed_cb (void                             *cls,
              struct MHD_Connection            *connection,
              void                            **req_cls,
              enum MHD_RequestTerminationCode   code)
{
  DirectoryExchange *exchange = g_steal_pointer (req_cls);

  if (exchange != NULL && exchange->waiting)
    {
      exchange->gone = TRUE;
      end_wait (exchange);
      exchange->wire->options.finish (exchange);
    }
  directory_exchange_free (exchange);
}

static void
connection_cb (void                                 *cls,
               struct MHD_Connection                *connection,
               void                                **socket_context,
               enum MHD_ConnectionNotificationCode   code)
{
  DirectoryWire *self = cls;
  int by = code == MHD_CONNECTION_NOTIFY_STARTED ? 1 : -1;
  int count = g_atomic_int_add (&self->clients, by) + by;

  if (self->options.clients != NULL)
    self->options.clients (count, self->options.data);
}

G_GNUC_PRINTF (2, 0)
static void
log_cb (void       *cls,
        const char *format,
        va_list     arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  g_debug ("%s", g_strchomp (text));
}

DirectoryWire *
directory_wire_new (DirectoryContext            *context,
                    const DirectoryWireOptions  *options,
                    GError                     **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (struct MHD_OptionItem));
  DirectoryWire *self;
  unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;

  g_return_val_if_fail (context != NULL && options != NULL, NULL);

  self = g_new0 (DirectoryWire, 1);
  self->context = context;
  self->options = *options;

#define ADD(option, number, pointer)                                                   \
  G_STMT_START                                                                         \
  {                                                                                    \
    struct MHD_OptionItem item_ = { (option), (intptr_t)(number), (void *)(pointer) }; \
    g_array_append_val (list, item_);                                                  \
  }                                                                                    \
  G_STMT_END
  ADD (MHD_OPTION_LISTEN_SOCKET, options->listen_fd, NULL);
  ADD (MHD_OPTION_STRICT_FOR_CLIENT, 0, NULL);
  ADD (MHD_OPTION_CONNECTION_MEMORY_LIMIT, context->limits->connection_memory, NULL);
  ADD (MHD_OPTION_CONNECTION_LIMIT, context->limits->connections, NULL);
  ADD (MHD_OPTION_CONNECTION_TIMEOUT, options->over_socket ? 0 : context->limits->idle_seconds,
       NULL);
  ADD (MHD_OPTION_URI_LOG_CALLBACK, target_cb, self);
  ADD (MHD_OPTION_NOTIFY_COMPLETED, completed_cb, NULL);
  ADD (MHD_OPTION_NOTIFY_CONNECTION, connection_cb, self);
  if (options->threads > 1)
    ADD (MHD_OPTION_THREAD_POOL_SIZE, options->threads, NULL);
  if (options->certificate != NULL)
    {
      flags |= MHD_USE_TLS;
      ADD (MHD_OPTION_HTTPS_MEM_CERT, 0, options->certificate);
      ADD (MHD_OPTION_HTTPS_MEM_KEY, 0, options->certificate_key);
    }
  ADD (MHD_OPTION_END, 0, NULL);
#undef ADD

  self->daemon =
      MHD_start_daemon (flags, 0, NULL, NULL, access_cb, self, MHD_OPTION_EXTERNAL_LOGGER, log_cb,
                        NULL, MHD_OPTION_ARRAY, list->data, MHD_OPTION_END);
  if (self->daemon != NULL)
    return self;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       "The HTTP server did not start; is the certificate or its key broken?");
  g_free (self);
  return NULL;
}

void
directory_wire_quiesce (DirectoryWire *self)
{
  int fd;

  g_return_if_fail (self != NULL);

  if (self->quiet)
    return;
  self->quiet = TRUE;
  fd = MHD_quiesce_daemon (self->daemon);
  if (fd >= 0)
    close (fd);
}

void
directory_wire_free (DirectoryWire *self)
{
  if (self == NULL)
    return;
  MHD_stop_daemon (self->daemon);
  g_free (self);
}

void
directory_wire_suspend (gpointer connection)
{
  MHD_suspend_connection (connection);
}

void
directory_wire_resume (gpointer connection)
{
  MHD_resume_connection (connection);
}
