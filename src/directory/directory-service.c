/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Beginning: lock and store, then the socket, then the port (chosen once and kept, since base URLs
 * hold it), then the ready line. End: no new connections, waiting readers answered, what was begun
 * finished, then the wires, the readers and the store, in that order. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-service.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "directory/directory-activity.h"
#include "directory/directory-auth.h"
#include "directory/directory-context.h"
#include "directory/directory-cursor.h"
#include "directory/directory-dispatch.h"
#include "directory/directory-limits.h"
#include "directory/directory-listen.h"
#include "directory/directory-lock.h"
#include "directory/directory-paths.h"
#include "directory/directory-places.h"
#include "directory/directory-readers.h"
#include "directory/directory-recognise.h"
#include "directory/directory-retention.h"
#include "directory/directory-scan.h"
#include "directory/directory-wait.h"
#include "directory/directory-wire.h"

#define SETTING_PORT "port"
#define DAY (24 * 60 * 60)
#define DRAIN_PAUSE (5 * 1000)

struct _DirectoryService
{
  DirectoryOptions *options;
  DirectoryContext context;
  char *data;
  char *socket_path;
  char *ready;
  char *certificate;
  char *certificate_key;
  DirectoryWire *socket_wire;
  DirectoryWire *tcp_wire;
  DirectoryRetention *retention;
  GMainLoop *loop;
  guint term; /* from the beginning: whoever reads the ready line may end us at once */
  guint interrupt;
  int clients;
  guint unused_timer;
};

static gboolean
quit_cb (gpointer data)
{
  DirectoryService *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
unused_cb (gpointer data)
{
  DirectoryService *self = data;

  self->unused_timer = 0;
  if (g_atomic_int_get (&self->clients) == 0)
    g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/* On the main loop: the last client went, or the first came. */
static gboolean
clients_changed_cb (gpointer data)
{
  DirectoryService *self = data;

  g_clear_handle_id (&self->unused_timer, g_source_remove);
  if (g_atomic_int_get (&self->clients) == 0)
    self->unused_timer =
        g_timeout_add_seconds (self->context.limits->unused_seconds, unused_cb, self);
  return G_SOURCE_REMOVE;
}

/* On any thread. */
static void
clients_cb (int      count,
            gpointer data)
{
  DirectoryService *self = data;

  g_atomic_int_set (&self->clients, count);
  if (self->options->until_unused && count <= 1 && !g_atomic_int_get (&self->context.stopping))
    g_idle_add (clients_changed_cb, self);
}

static guint16
stored_port (DirectoryService *self)
{
  g_autofree char *text = store_get_setting (self->context.store, SETTING_PORT, NULL);
  guint64 port = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL))
    return 0;
  return (guint16)port;
}

static gboolean
keep_port (DirectoryService  *self,
           guint16            port,
           GError           **error)
{
  g_autofree char *text = g_strdup_printf ("%u", port);

  return store_set_setting (self->context.store, SETTING_PORT, text, error);
}

/* The port that was asked for, or the one that was chosen at the first start. -1 with @error unset
 * means that another process has the chosen one. */
static int
listen_tcp (DirectoryService  *self,
            guint16           *port,
            GError           **error)
{
  DirectoryOptions *options = self->options;
  g_autoptr (GError) taken = NULL;
  g_autofree char *who = NULL;
  int fd;

  *port = options->port != 0 ? options->port : stored_port (self);
  if (*port == 0)
    {
      fd = options->listen != NULL
               ? directory_listen_tcp (options->address, port, error)
               : directory_listen_tcp_free (options->address, directory_listen_first_port (),
                                            port, error);
      if (fd >= 0 && !keep_port (self, *port, error))
        {
          close (fd);
          return -1;
        }
      return fd;
    }

  fd = directory_listen_tcp (options->address, port, &taken);
  if (fd >= 0)
    return fd;
  if (!g_error_matches (taken, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    {
      g_propagate_error (error, g_steal_pointer (&taken));
      return -1;
    }
  who = directory_listen_who_has (*port);
  if (options->port != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
                   "Port %u is taken by %s; end that, or choose another port", *port, who);
      return -1;
    }
  g_message ("Port %u, which base URLs hold, is taken by %s: only the socket is served", *port,
             who);
  self->context.port_taken_by = g_steal_pointer (&who);
  return -1;
}

static char *
address_and_port (DirectoryOptions *options,
                  guint16           port)
{
  g_autofree char *address = g_inet_address_to_string (options->address);

  return g_inet_address_get_family (options->address) == G_SOCKET_FAMILY_IPV6
             ? g_strdup_printf ("[%s]:%u", address, port)
             : g_strdup_printf ("%s:%u", address, port);
}

static void
set_urls (DirectoryService *self,
          guint16           port)
{
  DirectoryContext *context = &self->context;
  g_autofree char *where = address_and_port (self->options, port);
  g_autoptr (GUri) uri = NULL;

  context->public_url =
      self->options->public_url != NULL
          ? g_strdup (self->options->public_url)
          : g_strconcat (self->options->certificate != NULL ? "https://" : "http://", where, NULL);
  if (context->port_taken_by == NULL)
    context->listen = g_strdup (where);

  uri = g_uri_parse (context->public_url, G_URI_FLAGS_NONE, NULL);
  if (*g_uri_get_path (uri) != '\0')
    context->public_path = g_strdup (g_uri_get_path (uri));
  if (self->options->is_loopback)
    {
      const char *hosts[] = { "127.0.0.1", "[::1]", "localhost", NULL, NULL };

      if (self->options->behind_proxy)
        hosts[3] = g_uri_get_host (uri);
      context->hosts = g_strdupv ((char **)hosts);
    }
}

static gboolean
read_certificate (DirectoryService  *self,
                  GError           **error)
{
  if (self->options->certificate == NULL)
    return TRUE;
  return g_file_get_contents (self->options->certificate, &self->certificate, NULL, error) &&
         g_file_get_contents (self->options->certificate_key, &self->certificate_key, NULL, error);
}

static DirectoryWire *
start_wire (DirectoryService  *self,
            int                fd,
            gboolean           over_socket,
            GError           **error)
{
  const DirectoryWireOptions options = {
    .listen_fd = fd,
    .over_socket = over_socket,
    .threads = over_socket ? 1 : (guint)self->options->threads,
    .certificate = over_socket ? NULL : self->certificate,
    .certificate_key = over_socket ? NULL : self->certificate_key,
    .admit = directory_dispatch_admit,
    .handle = directory_dispatch_handle,
    .finish = directory_dispatch_finish,
    .clients = over_socket ? clients_cb : NULL,
    .data = self,
  };

  return directory_wire_new (&self->context, &options, error);
}

static gboolean
start_listening (DirectoryService  *self,
                 GError           **error)
{
  g_autoptr (GError) failed = NULL;
  guint16 port;
  int fd = listen_tcp (self, &port, &failed);

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  set_urls (self, port);
  if (fd >= 0)
    {
      self->tcp_wire = start_wire (self, fd, FALSE, error);
      if (self->tcp_wire == NULL)
        return FALSE;
    }

  fd = directory_listen_unix (self->socket_path, error);
  if (fd < 0)
    return FALSE;
  self->socket_wire = start_wire (self, fd, TRUE, error);
  return self->socket_wire != NULL;
}

static gboolean
open_store (DirectoryService  *self,
            GError           **error)
{
  const StoreOptions options = { .page_limit = self->options->page_limit };
  DirectoryContext *context = &self->context;

  context->store = store_open (self->data, &options, error);
  if (context->store == NULL)
    return FALSE;
  directory_lock_forget (self->data);
  context->limits = directory_limits_default ();
  context->readers = directory_readers_new (context->store);
  context->wait = directory_wait_new ();
  context->activity = directory_activity_new (context->store, context->wait, context->limits);
  context->scan = directory_scan_new (context->readers, context->limits);
  context->failures = directory_failures_new ();
  context->evidence = directory_evidence_new ();
  context->places = directory_places_new ();
  directory_cursor_draw_key (context->cursor_key);
  store_set_activity_listener (context->store, directory_wait_tell, context->wait);
  self->retention = directory_retention_new (context, self->options->keep_seconds > 0
                                                          ? self->options->keep_seconds
                                                          : context->limits->keep_days * DAY);
  return TRUE;
}

/* Waits for what was begun. Suspended connections must be gone before their wire may end; each has
 * an end of its own. */
static void
drain (DirectoryService *self)
{
  DirectoryContext *context = &self->context;
  gint64 deadline = g_get_monotonic_time () + context->limits->drain_seconds * G_USEC_PER_SEC;

  g_atomic_int_set (&context->stopping, 1);
  if (self->tcp_wire != NULL)
    directory_wire_quiesce (self->tcp_wire);
  if (self->socket_wire != NULL)
    directory_wire_quiesce (self->socket_wire);
  directory_wait_stop (context->wait);
  while (g_atomic_int_get (&context->waiting) > 0 ||
         (g_atomic_int_get (&context->in_flight) > 0 && g_get_monotonic_time () < deadline))
    g_usleep (DRAIN_PAUSE);
  g_clear_pointer (&self->tcp_wire, directory_wire_free);
  g_clear_pointer (&self->socket_wire, directory_wire_free);
}

static void
close_store (DirectoryService *self)
{
  DirectoryContext *context = &self->context;

  g_clear_pointer (&self->retention, directory_retention_free);
  directory_activity_flush (context->activity);
  g_clear_pointer (&context->scan, directory_scan_free);
  g_clear_pointer (&context->readers, directory_readers_free);
  directory_lock_forget (self->data);
  if (self->ready != NULL)
    g_unlink (self->socket_path);
  g_clear_pointer (&context->store, store_close);
  g_clear_pointer (&context->activity, directory_activity_free);
  g_clear_pointer (&context->wait, directory_wait_free);
  g_clear_pointer (&context->failures, directory_failures_free);
  g_clear_pointer (&context->evidence, directory_evidence_free);
  g_clear_pointer (&context->places, directory_places_free);
}

DirectoryService *
directory_service_new (DirectoryOptions  *options,
                       GError           **error)
{
  g_autoptr (DirectoryService) self = NULL;

  g_return_val_if_fail (options != NULL, NULL);

  self = g_new0 (DirectoryService, 1);
  self->options = options;
  self->loop = g_main_loop_new (NULL, FALSE);
  self->term = g_unix_signal_add (SIGTERM, quit_cb, self);
  self->interrupt = g_unix_signal_add (SIGINT, quit_cb, self);
  self->data = directory_paths_data (options->data);
  self->socket_path = directory_paths_socket (self->data);
  if (!read_certificate (self, error) || !open_store (self, error) ||
      !start_listening (self, error))
    return NULL;

  self->ready = directory_lock_ready_line (&self->context, self->socket_path);
  if (!directory_lock_tell (self->data, self->ready, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
directory_service_get_ready (DirectoryService *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ready;
}

void
directory_service_run (DirectoryService *self)
{
  g_return_if_fail (self != NULL);

  if (self->options->until_unused)
    g_idle_add (clients_changed_cb, self);
  g_main_loop_run (self->loop);
  g_clear_handle_id (&self->term, g_source_remove);
  g_clear_handle_id (&self->interrupt, g_source_remove);
}

void
directory_service_free (DirectoryService *self)
{
  if (self == NULL)
    return;
  if (self->context.store != NULL)
    {
      drain (self);
      close_store (self);
    }
  g_clear_handle_id (&self->unused_timer, g_source_remove);
  while (g_source_remove_by_user_data (self))
    ;
  g_main_loop_unref (self->loop);
  g_free (self->context.public_url);
  g_free (self->context.public_path);
  g_free (self->context.listen);
  g_free (self->context.port_taken_by);
  g_strfreev (self->context.hosts);
  g_free (self->data);
  g_free (self->socket_path);
  g_free (self->ready);
  g_free (self->certificate);
  g_free (self->certificate_key);
  g_free (self);
}
