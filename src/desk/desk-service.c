/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Service and client in one, so that the hold on an embedded service can't be forgotten. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-service.h"

#include <glib/gi18n.h>

#include "base/base-json-member.h"
#include "base/base-secret.h"
#include "desk/desk-error.h"

struct _DeskService
{
  GObject parent_instance;

  AdminEmbedded *embedded;
  AdminClient *client;
  char *address;
  char *token;
};

G_DEFINE_FINAL_TYPE (DeskService, desk_service, G_TYPE_OBJECT)

/* Who can call a service, and what to do if that isn't enough. */
static const char *const reach_sentences[] = {
  [DESK_REACH_UNKNOWN] = N_ ("The service doesn't say who can call it."),
  [DESK_REACH_NOBODY] =
      N_ ("Nobody can call it now: another program has this service's port. End that "
          "program and start the service anew; the base URL stays the same."),
  [DESK_REACH_THIS_COMPUTER] =
      N_ ("It works on this computer only: an identity provider in the cloud can't call "
          "it. Rehearse here with “rollcallctl provision”, or run rollcall-directory on a "
          "server with a public https address."),
  [DESK_REACH_THIS_NETWORK] =
      N_ ("It works in this network only: an identity provider in the cloud can't call it, "
          "except through its on-premises agent. For the cloud, run rollcall-directory "
          "behind a public https address."),
  [DESK_REACH_INTERNET] =
      N_ ("It can be called from the internet, so a cloud identity provider can use it."),
};

static void
desk_service_finalize (GObject *object)
{
  DeskService *self = DESK_SERVICE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->embedded);
  g_clear_pointer (&self->address, g_free);
  base_secret_clear (&self->token);

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
      self->token = base_secret_dup (token);
      self->client = admin_client_new (address, token, error);
      if (self->client == NULL)
        g_prefix_error (error, "%s: ", address);
    }
  return self->client != NULL ? g_steal_pointer (&self) : NULL;
}

gboolean
desk_service_can_administer (const Connection *connection)
{
  g_return_val_if_fail (connection != NULL, FALSE);

  return connection->service != NULL && connection->directory != NULL;
}

gboolean
desk_service_is_embedded (const Connection *connection)
{
  g_return_val_if_fail (connection != NULL, FALSE);

  return g_strcmp0 (connection->service, CONNECTION_EMBEDDED) == 0;
}

DeskService *
desk_service_new_for (const Connection  *connection,
                      DeskSession       *session,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_auto (BaseSecret) token = NULL;
  g_autoptr (GError) why = NULL;

  g_return_val_if_fail (connection != NULL, NULL);

  if (!desk_service_can_administer (connection))
    {
      g_set_error (
          error, DESK_ERROR, DESK_ERROR_NOT_ADMINISTRATOR,
          _("“%s” is administered elsewhere: its keys and its activity aren't ours to see"),
          connection->name);
      return NULL;
    }
  if (g_str_has_prefix (connection->service, "http"))
    {
      token = desk_session_lookup (session, connection->uuid, "admin-token", cancellable, &why);
      if (why != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return NULL;
        }
      if (token == NULL)
        {
          g_set_error (error, DESK_ERROR, DESK_ERROR_NOT_ADMINISTRATOR,
                       _("The administrator's token of %s isn't kept here; give it anew"),
                       connection->service);
          return NULL;
        }
    }
  return desk_service_new (connection->service, token, cancellable, error);
}

AdminClient *
desk_service_get_client (DeskService *self)
{
  g_return_val_if_fail (DESK_IS_SERVICE (self), NULL);

  return self->client;
}

const char *
desk_service_get_token (DeskService *self)
{
  g_return_val_if_fail (DESK_IS_SERVICE (self), NULL);

  return self->token;
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

gboolean
desk_service_get_reach (DeskService   *self,
                        DeskReach     *reach,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (JsonNode) about = NULL;

  g_return_val_if_fail (DESK_IS_SERVICE (self), FALSE);
  g_return_val_if_fail (reach != NULL, FALSE);

  about = admin_client_get_service (self->client, cancellable, error);
  if (about == NULL)
    return FALSE;
  *reach = desk_service_lacks_port (self)
               ? DESK_REACH_NOBODY
               : desk_reach_from_text (base_json_get_text (json_node_get_object (about), "reach"));
  return TRUE;
}

char *
desk_service_describe_reach (DeskService   *self,
                             GCancellable  *cancellable,
                             GError       **error)
{
  DeskReach reach;

  g_return_val_if_fail (DESK_IS_SERVICE (self), NULL);

  if (!desk_service_get_reach (self, &reach, cancellable, error))
    return NULL;
  return g_strdup (_ (reach_sentences[reach]));
}
