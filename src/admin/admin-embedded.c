/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A thread holds one connection to the service's socket, over which nothing is said: the service
 * counts it as a client and stays. When the service closes it for being silent, the thread makes
 * the next at once; when nobody listens any more, it ends. A service that was just ending when
 * we found it is found out by asking it about itself, and then started anew. */

#define G_LOG_DOMAIN "rollcall-admin"

#include "config.h"

#include "admin/admin-embedded.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <string.h>

#include "admin/admin-launch.h"
#include "base/base-json-member.h"

#define STARTS 3

struct _AdminEmbedded
{
  GObject parent_instance;

  char *service;
  char *url;
  GSubprocess *process; /* if we started it */
  GCancellable *release;
  GThread *holder;
};

G_DEFINE_FINAL_TYPE (AdminEmbedded, admin_embedded, G_TYPE_OBJECT)

/* What the holding thread owns. */
typedef struct
{
  char *path;
  GSocketConnection *connection;
  GCancellable *release;
} Hold;

static void
hold_free (Hold *hold)
{
  g_free (hold->path);
  g_clear_object (&hold->connection);
  g_clear_object (&hold->release);
  g_free (hold);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Hold, hold_free)

static GSocketConnection *
connect_to (const char    *path,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  return g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), cancellable, error);
}

static gpointer
hold_cb (gpointer data)
{
  g_autoptr (Hold) hold = data;

  while (hold->connection != NULL)
    {
      GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (hold->connection));
      char byte;

      /* Returns when the service closes the connection, or when we let go. */
      while (g_input_stream_read (stream, &byte, 1, hold->release, NULL) > 0)
        ;
      g_clear_object (&hold->connection);
      if (g_cancellable_is_cancelled (hold->release))
        break;
      hold->connection = connect_to (hold->path, hold->release, NULL);
    }
  return NULL;
}

/* Opens the held connection and asks the service for its URL over another. */
static gboolean
admin_embedded_attach (AdminEmbedded  *self,
                       const char     *path,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (AdminClient) client = NULL;
  g_autoptr (JsonNode) about = NULL;
  JsonObject *object;
  Hold *hold;

  g_assert (ADMIN_IS_EMBEDDED (self));

  connection = connect_to (path, cancellable, error);
  if (connection == NULL)
    return FALSE;

  g_free (self->service);
  self->service = g_strconcat ("unix:", path, NULL);
  client = admin_client_new (self->service, NULL, error);
  about = client != NULL ? admin_client_get_service (client, cancellable, error) : NULL;
  if (about == NULL)
    return FALSE;

  object = json_node_get_object (about);
  g_free (self->url);
  self->url = base_json_get_text (object, "listen") != NULL
                  ? g_strdup (base_json_get_text (object, "public_url"))
                  : NULL;

  hold = g_new0 (Hold, 1);
  hold->path = g_strdup (path);
  hold->connection = g_steal_pointer (&connection);
  hold->release = g_object_ref (self->release);
  self->holder = g_thread_new ("rollcall-hold", hold_cb, hold);
  return TRUE;
}

static void
admin_embedded_let_go (AdminEmbedded *self)
{
  g_assert (ADMIN_IS_EMBEDDED (self));

  g_cancellable_cancel (self->release);
  g_clear_pointer (&self->holder, g_thread_join);
}

static void
admin_embedded_finalize (GObject *object)
{
  AdminEmbedded *self = ADMIN_EMBEDDED (object);

  admin_embedded_let_go (self);
  g_clear_object (&self->release);
  g_clear_object (&self->process);
  g_clear_pointer (&self->service, g_free);
  g_clear_pointer (&self->url, g_free);

  G_OBJECT_CLASS (admin_embedded_parent_class)->finalize (object);
}

static void
admin_embedded_class_init (AdminEmbeddedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = admin_embedded_finalize;
}

static void
admin_embedded_init (AdminEmbedded *self)
{
  self->release = g_cancellable_new ();
}

char *
admin_embedded_get_default_service (void)
{
  g_autofree char *folder = admin_launch_get_runtime_folder ();

  return g_strconcat ("unix:", folder, "/directory.sock", NULL);
}

AdminEmbedded *
admin_embedded_ensure (GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (AdminEmbedded) self = g_object_new (ADMIN_TYPE_EMBEDDED, NULL);
  g_autofree char *service = admin_embedded_get_default_service ();

  for (guint i = 0; i < STARTS; i++)
    {
      g_autoptr (AdminLaunched) launched = NULL;
      gboolean last = i + 1 == STARTS;

      if (admin_embedded_attach (self, service + strlen ("unix:"), cancellable, NULL))
        return g_steal_pointer (&self);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      launched = admin_launch (cancellable, error);
      if (launched == NULL)
        return NULL;
      if (admin_embedded_attach (self, launched->socket, cancellable, last ? error : NULL))
        {
          self->process = g_steal_pointer (&launched->process);
          return g_steal_pointer (&self);
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, last ? NULL : error))
        return NULL;
    }
  return NULL;
}

const char *
admin_embedded_get_service (AdminEmbedded *self)
{
  g_return_val_if_fail (ADMIN_IS_EMBEDDED (self), NULL);

  return self->service;
}

const char *
admin_embedded_get_url (AdminEmbedded *self)
{
  g_return_val_if_fail (ADMIN_IS_EMBEDDED (self), NULL);

  return self->url;
}

gboolean
admin_embedded_stop (AdminEmbedded  *self,
                     GError        **error)
{
  g_return_val_if_fail (ADMIN_IS_EMBEDDED (self), FALSE);

  admin_embedded_let_go (self);
  if (self->process == NULL)
    return TRUE;

  g_subprocess_send_signal (self->process, SIGTERM);
  return g_subprocess_wait (self->process, NULL, error);
}
