/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Service and client in one, so that the hold on an embedded service can't be forgotten. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-service.h"

#include <glib/gi18n.h>

#include "connection/connection.h"

struct _DeskService
{
  GObject parent_instance;

  AdminEmbedded *embedded;
  AdminClient *client;
  char *address;
};

G_DEFINE_FINAL_TYPE (DeskService, desk_service, G_TYPE_OBJECT)

/* The words of the administration API for who can call a service, and ours. */
static const struct
{
  const char *reach;
  const char *sentence;
} reaches[] = {
  { "computer",
    N_ ("It works on this computer only: an identity provider in the cloud can't call "
        "it. Rehearse here with “rollcallctl provision”, or run rollcall-directory on a "
        "server with a public https address.") },
  { "network",
    N_ ("It works in this network only: an identity provider in the cloud can't call it, "
        "except through its on-premises agent. For the cloud, run rollcall-directory "
        "behind a public https address.") },
  { "internet",
    N_ ("It can be called from the internet, so a cloud identity provider can use it.") },
};

static void
desk_service_finalize (GObject *object)
{
  DeskService *self = DESK_SERVICE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->embedded);
  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (desk_service_parent_class)->finalize (object);
}

static void
desk_service_class_init (DeskServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desk_service_finalize;
}

static void
desk_service_init (DeskService *self)
{
}

DeskService *
desk_service_new (const char    *address,
                  const char    *token,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (DeskService) self = g_object_new (DESK_TYPE_SERVICE, NULL);

  if (address == NULL || g_strcmp0 (address, CONNECTION_EMBEDDED) == 0)
    {
      self->embedded = admin_embedded_ensure (cancellable, error);
      if (self->embedded == NULL)
        return NULL;
      self->address = g_strdup (CONNECTION_EMBEDDED);
      self->client = admin_client_new (admin_embedded_get_service (self->embedded), NULL, error);
    }
  else
    {
      self->address = g_strdup (address);
      self->client = admin_client_new (address, token, error);
      if (self->client == NULL)
        g_prefix_error (error, "%s: ", address);
    }
  return self->client != NULL ? g_steal_pointer (&self) : NULL;
}

AdminClient *
desk_service_get_client (DeskService *self)
{
  g_return_val_if_fail (DESK_IS_SERVICE (self), NULL);

  return self->client;
}

const char *
desk_service_get_address (DeskService *self)
{
  g_return_val_if_fail (DESK_IS_SERVICE (self), NULL);

  return self->address;
}

gboolean
desk_service_lacks_port (DeskService *self)
{
  g_return_val_if_fail (DESK_IS_SERVICE (self), FALSE);

  return self->embedded != NULL && admin_embedded_get_url (self->embedded) == NULL;
}

char *
desk_service_describe_reach (DeskService   *self,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_autoptr (JsonNode) about = NULL;
  JsonNode *reach;

  g_return_val_if_fail (DESK_IS_SERVICE (self), NULL);

  about = admin_client_get_service (self->client, cancellable, error);
  if (about == NULL)
    return NULL;
  if (desk_service_lacks_port (self))
    return g_strdup (_("Nobody can call it now: another program has this service's port. End that "
                       "program and start the service anew; the base URL stays the same."));

  reach = json_object_get_member (json_node_get_object (about), "reach");
  for (guint i = 0; reach != NULL && i < G_N_ELEMENTS (reaches); i++)
    if (json_node_get_value_type (reach) == G_TYPE_STRING &&
        g_strcmp0 (json_node_get_string (reach), reaches[i].reach) == 0)
      return g_strdup (_ (reaches[i].sentence));
  return g_strdup (_("The service doesn't say who can call it."));
}
