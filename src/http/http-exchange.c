/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One exchange, run to its end on a main context of our own. Though the caller waits, libsoup's
 * asynchronous calls are used: only so can one deadline end a connection that is never made,
 * headers that trickle and a body that never stops, and can the caller cancel at any byte.
 *
 * Every byte of an answer passes a bounded buffer, behind libsoup's gzip decoder, so a small answer
 * that unpacks to a large one ends at the same bound. Nothing of a request or an answer is
 * logged. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-exchange-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/base-buffer.h"
#include "base/base-error.h"
#include "base/base-redact.h"
#include "http/http-error-private.h"
#include "http/http-response-private.h"
#include "http/http-tls.h"

/* A key shorter than this may be any word of an answer. */
#define SHORTEST_REPEATED 8

#define CHUNK (64 * 1024)

typedef struct
{
  SoupSession *soup;
  SoupMessage *message;
  const HttpRequest *request;
  GCancellable *stop; /* cancelled by the deadline and by the caller's */
  GInputStream *stream;
  BaseBuffer *buffer;
  guint8 *chunk;
  GTlsCertificate *certificate; /* the one that was refused */
  GTlsCertificateFlags faults;
  GError *error;
  gboolean expired;
  gboolean cancelled;
  gboolean done;
} Exchange;

static void
exchange_clear (Exchange *self)
{
  g_clear_object (&self->message);
  g_clear_object (&self->stop);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->buffer, base_buffer_free);
  g_clear_pointer (&self->chunk, g_free);
  g_clear_object (&self->certificate);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exchange, exchange_clear)

static void
end (Exchange *self,
     GError   *error)
{
  self->error = error;
  self->done = TRUE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Exchange *self = user_data;
  GError *error = NULL;
  gssize length = g_input_stream_read_finish (self->stream, result, &error);

  if (length > 0 && base_buffer_append (self->buffer, self->chunk, (gsize)length, &error))
    g_input_stream_read_async (self->stream, self->chunk, CHUNK, G_PRIORITY_DEFAULT, self->stop,
                               read_cb, self);
  else
    end (self, error);
}

/* Whether the answer says of itself that it is too long. */
static gboolean
announced_too_large (Exchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
         soup_message_headers_get_content_length (headers) > (goffset)self->request->body_limit;
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Exchange *self = user_data;
  GError *error = NULL;

  self->stream = soup_session_send_finish (self->soup, result, &error);
  if (self->stream == NULL)
    {
      end (self, error);
      return;
    }
  if (announced_too_large (self) && !g_str_equal (self->request->method, "HEAD"))
    {
      end (self, g_error_new_literal (BASE_ERROR, BASE_ERROR_TOO_LARGE, "announced"));
      return;
    }

  self->chunk = g_malloc (CHUNK);
  g_input_stream_read_async (self->stream, self->chunk, CHUNK, G_PRIORITY_DEFAULT, self->stop,
                             read_cb, self);
}

static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  faults,
                       gpointer              user_data)
{
  Exchange *self = user_data;

  g_set_object (&self->certificate, certificate);
  self->faults = faults;
  return FALSE;
}

static gboolean
deadline_cb (gpointer user_data)
{
  Exchange *self = user_data;

  self->expired = TRUE;
  g_cancellable_cancel (self->stop);
  return G_SOURCE_REMOVE;
}

/* Runs on our context, so that libsoup is only ever touched by this thread. */
static gboolean
cancelled_cb (gpointer user_data)
{
  Exchange *self = user_data;

  self->cancelled = TRUE;
  g_cancellable_cancel (self->stop);
  return G_SOURCE_REMOVE;
}

static gboolean
waited_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static GSource *
attach (GMainContext *context,
        GSource      *source,
        GSourceFunc   callback,
        gpointer      user_data)
{
  g_source_set_callback (source, callback, user_data, NULL);
  g_source_attach (source, context);
  return source;
}

static void
detach (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static gboolean
wakened_cb (GSource     *source,
            GSourceFunc  callback,
            gpointer     user_data)
{
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static void
wake_cb (GCancellable *cancellable,
         gpointer      source)
{
  g_source_set_ready_time (source, 0);
}

/* A source that is ready when the caller cancels, from whatever thread. GLib's own
 * (g_cancellable_source_new) loses itself in 2.74 if it is destroyed while that thread is at it. */
static GSource *
attach_cancellable (GMainContext *context,
                    GCancellable *cancellable,
                    GSourceFunc   callback,
                    gpointer      user_data,
                    gulong       *handler)
{
  static GSourceFuncs wakened = { .dispatch = wakened_cb };
  GSource *source;

  *handler = 0;
  if (cancellable == NULL)
    return NULL;
  source = attach (context, g_source_new (&wakened, sizeof (GSource)), callback, user_data);
  *handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), source, NULL);
  return source;
}

static void
detach_cancellable (GSource      *source,
                    GCancellable *cancellable,
                    gulong        handler)
{
  if (source == NULL)
    return;
  g_cancellable_disconnect (cancellable, handler);
  detach (source);
}

static SoupMessage *
make_message (const HttpRequest *request)
{
  SoupMessage *message = soup_message_new_from_uri (request->method, request->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  /* Without this libsoup opens a new connection for each POST and PATCH. */
  if (request->repeatable)
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  soup_message_headers_replace (headers, "User-Agent", request->user_agent);
  soup_message_headers_replace (headers, "Accept", "application/scim+json, application/json");
  soup_message_headers_replace (headers, "Accept-Encoding", "gzip");
  if (request->key != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", request->key, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
      explicit_bzero (bearer, strlen (bearer));
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
  return message;
}

/* libsoup's words for the failures below are for programmers. */
typedef struct
{
  GIOErrorEnum code;
  HttpError ours;
  gboolean lost;
  const char *words; /* with the host */
} IoFailure;

static const IoFailure io_failures[] = {
  { G_IO_ERROR_CONNECTION_REFUSED, HTTP_ERROR_UNREACHABLE, FALSE,
    N_ ("nobody answers at %s; is the service running, and the port right?") },
  { G_IO_ERROR_NOT_FOUND, HTTP_ERROR_UNREACHABLE, FALSE,
    N_ ("nobody answers at %s; is the service running?") },
  { G_IO_ERROR_PERMISSION_DENIED, HTTP_ERROR_UNREACHABLE, FALSE,
    N_ ("this user may not connect to %s; run it as the user who runs the service") },
  { G_IO_ERROR_HOST_NOT_FOUND, HTTP_ERROR_UNREACHABLE, FALSE,
    N_ ("there is no computer named %s; check the base URL") },
  { G_IO_ERROR_HOST_UNREACHABLE, HTTP_ERROR_UNREACHABLE, FALSE,
    N_ ("no way leads to %s; check the network") },
  { G_IO_ERROR_NETWORK_UNREACHABLE, HTTP_ERROR_UNREACHABLE, FALSE,
    N_ ("no way leads to %s; check the network") },
  { G_IO_ERROR_PROXY_FAILED, HTTP_ERROR_UNREACHABLE, FALSE,
    N_ ("the proxy doesn't connect to %s; check the proxy in the system's settings") },
  { G_IO_ERROR_PROXY_AUTH_FAILED, HTTP_ERROR_UNREACHABLE, FALSE,
    N_ ("the proxy on the way to %s refuses us; check the proxy in the system's settings") },
  { G_IO_ERROR_PROXY_NEED_AUTH, HTTP_ERROR_UNREACHABLE, FALSE,
    N_ ("the proxy on the way to %s wants a password; set it in the system's settings") },
  { G_IO_ERROR_PROXY_NOT_ALLOWED, HTTP_ERROR_UNREACHABLE, FALSE,
    N_ ("the proxy on the way to %s refuses us; check the proxy in the system's settings") },
  { G_IO_ERROR_CONNECTION_CLOSED, HTTP_ERROR_UNREACHABLE, TRUE,
    N_ ("the connection to %s was lost; try again") },
  { G_IO_ERROR_PARTIAL_INPUT, HTTP_ERROR_UNREACHABLE, TRUE,
    N_ ("the connection to %s was lost; try again") },
  { G_IO_ERROR_TIMED_OUT, HTTP_ERROR_TIMEOUT, FALSE,
    N_ ("%s does not answer in time; try again later") },
};

static gboolean
set_io_failure (const char  *host,
                GError      *cause,
                gboolean    *lost,
                GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (io_failures); i++)
    {
      const IoFailure *failure = &io_failures[i];

      if (!g_error_matches (cause, G_IO_ERROR, (int)failure->code))
        continue;

      *lost = failure->lost;
      http_set_error (error, failure->ours, _ (failure->words), host);
      return TRUE;
    }
  return FALSE;
}

/* Whom we called, for messages. */
static char *
get_peer (const HttpRequest *request)
{
  GUri *uri = request->uri;

  if (request->socket_path != NULL)
    return g_strdup (request->socket_path);
  return g_uri_get_port (uri) > 0
             ? g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri))
             : g_strdup (g_uri_get_host (uri));
}

static void
set_too_large (Exchange  *self,
               GError   **error)
{
  g_autofree char *bound = g_format_size (self->request->body_limit);
  g_autofree char *peer = get_peer (self->request);

  g_set_error (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE,
               _("the answer of %s is larger than %s and was not read to its end"), peer, bound);
}

static void
set_error (Exchange  *self,
           gboolean  *lost,
           GError   **error)
{
  g_autofree char *host = get_peer (self->request);
  g_autofree char *words = base_redact (self->error->message);

  if (self->cancelled)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("stopped"));
  else if (self->expired)
    g_set_error (error, HTTP_ERROR, HTTP_ERROR_TIMEOUT,
                 ngettext ("%s did not answer within %u second",
                           "%s did not answer within %u seconds", self->request->timeout),
                 host, self->request->timeout);
  else if (g_error_matches (self->error, BASE_ERROR, BASE_ERROR_TOO_LARGE))
    set_too_large (self, error);
  else if (self->error->domain == G_TLS_ERROR)
    {
      g_autofree char *tls = http_tls_describe (g_uri_get_host (self->request->uri),
                                                self->certificate, self->faults, words);

      g_set_error_literal (error, HTTP_ERROR, HTTP_ERROR_TLS, tls);
    }
  else if (self->error->domain == G_RESOLVER_ERROR)
    g_set_error (error, HTTP_ERROR, HTTP_ERROR_UNREACHABLE,
                 _("the name %s is not known; check the base URL, and whether this computer is "
                   "online"),
                 g_uri_get_host (self->request->uri));
  else if (g_error_matches (self->error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING))
    {
      /* libsoup doesn't tell headers that broke off from what were no headers. */
      *lost = TRUE;
      g_set_error (error, HTTP_ERROR, HTTP_ERROR_FAILED,
                   _("what answers at %s broke off in its first lines, or does not speak HTTP; "
                     "check the port"),
                   host);
    }
  else if (!set_io_failure (host, self->error, lost, error))
    g_set_error (error, HTTP_ERROR, HTTP_ERROR_FAILED, "%s: %s", host, words);
}

static void
run (Exchange     *self,
     GMainContext *context,
     GCancellable *cancellable)
{
  GSource *deadline =
      attach (context, g_timeout_source_new (MIN (self->request->timeout, 1000000) * 1000),
              deadline_cb, self);
  gulong handler;
  GSource *cancelled = attach_cancellable (context, cancellable, cancelled_cb, self, &handler);

  soup_session_send_async (self->soup, self->message, G_PRIORITY_DEFAULT, self->stop, send_cb,
                           self);
  while (!self->done)
    g_main_context_iteration (context, TRUE);

  detach (deadline);
  detach_cancellable (cancelled, cancellable, handler);
  g_signal_handlers_disconnect_by_data (self->message, self);

  /* The rest of an answer that isn't wanted must not be waited for: close its connection. */
  if (self->error != NULL)
    soup_session_abort (self->soup);
  g_clear_object (&self->stream);

  /* What libsoup has put off to an idle callback is done now, while the message lives. */
  while (g_main_context_iteration (context, FALSE))
    continue;
}

/* (transfer full): the answer's body. A refusal may repeat the key that it refuses, in words that
 * base_redact() doesn't know; what is as short as a word isn't looked for. */
static GBytes *
take_body (Exchange *self)
{
  const char *key = self->request->key;
  gsize length = key != NULL ? strlen (key) : 0;
  GBytes *body = base_buffer_to_bytes (g_steal_pointer (&self->buffer));
  gsize size = g_bytes_get_size (body);
  char *data;

  if (soup_message_get_status (self->message) < 400 || length < SHORTEST_REPEATED || size < length)
    return body;

  data = g_bytes_unref_to_data (body, &size);
  for (char *at = data; (at = memmem (at, size - (gsize)(at - data), key, length)) != NULL;
       at += length)
    memset (at, '*', length);
  return g_bytes_new_take (data, size);
}

HttpResponse *
http_exchange (SoupSession        *soup,
               GMainContext       *context,
               const HttpRequest  *request,
               gboolean           *lost,
               GCancellable       *cancellable,
               GError            **error)
{
  g_auto (Exchange) self = { 0 };

  g_return_val_if_fail (SOUP_IS_SESSION (soup), NULL);
  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (lost != NULL, NULL);

  *lost = FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  self.soup = soup;
  self.request = request;
  self.stop = g_cancellable_new ();
  self.buffer = base_buffer_new (request->body_limit);
  self.message = make_message (request);
  g_signal_connect (self.message, "accept-certificate", G_CALLBACK (accept_certificate_cb), &self);

  run (&self, context, cancellable);
  if (self.error != NULL)
    {
      set_error (&self, lost, error);
      return NULL;
    }
  return http_response_new (soup_message_get_status (self.message),
                            soup_message_get_response_headers (self.message), take_body (&self),
                            request->key != NULL);
}

gboolean
http_exchange_wait (GMainContext  *context,
                    gint64         milliseconds,
                    GCancellable  *cancellable,
                    GError       **error)
{
  gboolean done = FALSE;
  GSource *timer, *cancelled;
  gulong handler;

  g_return_val_if_fail (milliseconds >= 0, FALSE);

  timer = attach (context, g_timeout_source_new ((guint)MIN (milliseconds, G_MAXINT)), waited_cb,
                  &done);
  cancelled = attach_cancellable (context, cancellable, waited_cb, &done, &handler);
  while (!done)
    g_main_context_iteration (context, TRUE);

  detach (timer);
  detach_cancellable (cancelled, cancellable, handler);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
