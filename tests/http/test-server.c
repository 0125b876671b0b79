/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The servers of the client's tests; see the header. The thread that makes one waits until it
 * listens, and ends it before the test goes on. */

#include "config.h"

#include "test-server.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

struct _TestServer
{
  TestHandler      handler;
  gpointer         user_data;
  GTlsCertificate *certificate;
  char            *socket_path;
  char            *url;
  GThread         *thread;
  GMainContext    *context;
  GMainLoop       *loop;
  GMutex           lock;
  GCond            ready;
};

struct _TestWire
{
  TestSpeaker      speaker;
  gpointer         user_data;
  char            *url;
  GThread         *thread;
  GSocketListener *listener;
  GCancellable    *end;
  gint             count;
};

static void
handler_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  TestServer *self = user_data;

  self->handler (message, path, self->user_data);
}

static void
listen_on (TestServer *self,
           SoupServer *server)
{
  g_autoptr (GError) error = NULL;

  if (self->socket_path != NULL)
    {
      g_autoptr (GSocketAddress) address = g_unix_socket_address_new (self->socket_path);

      soup_server_listen (server, address, 0, &error);
    }
  else
    {
      soup_server_listen_local (server,
                                0,
                                SOUP_SERVER_LISTEN_IPV4_ONLY |
                                    (self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                                &error);
    }
  g_assert_no_error (error);
}

static char *
find_url (TestServer *self,
          SoupServer *server)
{
  GSList *uris;
  char *url;

  if (self->socket_path != NULL)
    return g_strconcat ("unix:", self->socket_path, NULL);

  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("%s://127.0.0.1:%d",
                         g_uri_get_scheme (uris->data),
                         g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return url;
}

static gpointer
server_thread (gpointer data)
{
  TestServer *self = data;
  g_autoptr (SoupServer) server = NULL;

  g_main_context_push_thread_default (self->context);
  server = soup_server_new ("tls-certificate", self->certificate, NULL);
  soup_server_add_handler (server, NULL, handler_cb, self, NULL);
  listen_on (self, server);

  g_mutex_lock (&self->lock);
  self->url = find_url (self, server);
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);

  g_main_loop_run (self->loop);
  soup_server_disconnect (server);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

TestServer *
test_server_new (TestHandler      handler,
                 gpointer         user_data,
                 GTlsCertificate *certificate,
                 const char      *socket_path)
{
  TestServer *self = g_new0 (TestServer, 1);

  self->handler = handler;
  self->user_data = user_data;
  self->certificate = certificate;
  self->socket_path = g_strdup (socket_path);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);

  g_mutex_lock (&self->lock);
  self->thread = g_thread_new ("server", server_thread, self);
  while (self->url == NULL)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

void
test_server_free (TestServer *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready);
  g_free (self->socket_path);
  g_free (self->url);
  g_free (self);
}

const char *
test_server_get_url (TestServer *self)
{
  return self->url;
}

static gpointer
wire_thread (gpointer data)
{
  TestWire *self = data;

  for (;;)
    {
      g_autoptr (GSocketConnection) connection =
          g_socket_listener_accept (self->listener, NULL, self->end, NULL);

      if (connection == NULL)
        return NULL;
      self->speaker (connection, (guint)g_atomic_int_add (&self->count, 1), self->user_data);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    }
}

TestWire *
test_wire_new (TestSpeaker speaker,
               gpointer    user_data)
{
  TestWire *self = g_new0 (TestWire, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  self->speaker = speaker;
  self->user_data = user_data;
  self->listener = g_socket_listener_new ();
  self->end = g_cancellable_new ();
  g_socket_listener_add_address (self->listener,
                                 any_port,
                                 G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP,
                                 NULL,
                                 &address,
                                 &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  self->thread = g_thread_new ("wire", wire_thread, self);
  return self;
}

void
test_wire_free (TestWire *self)
{
  g_cancellable_cancel (self->end);
  g_thread_join (self->thread);
  g_object_unref (self->listener);
  g_object_unref (self->end);
  g_free (self->url);
  g_free (self);
}

const char *
test_wire_get_url (TestWire *self)
{
  return self->url;
}

guint
test_wire_get_count (TestWire *self)
{
  return (guint)g_atomic_int_get (&self->count);
}

void
test_wire_read (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) head = g_string_new (NULL);
  const char *length;
  char byte;

  while (!g_str_has_suffix (head->str, "\r\n\r\n") &&
         g_input_stream_read (in, &byte, 1, NULL, NULL) == 1)
    g_string_append_c (head, byte);

  /* What is left unread when a connection is closed resets it. */
  length = strstr (head->str, "Content-Length: ");
  for (guint64 n = length != NULL ? g_ascii_strtoull (length + 16, NULL, 10) : 0; n > 0; n--)
    g_input_stream_read (in, &byte, 1, NULL, NULL);
}

gboolean
test_wire_write (GSocketConnection *connection,
                 const char        *text)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  return g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}
