/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts together what a side needs: source, roll, secrets, and, for a directory of a Rollcall
 * service that is ours, the service itself. Only a saved side keeps its roll; a plain one has it
 * in a private folder that goes with it. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-side.h"

#include <glib/gi18n.h>
#include <string.h>

#include "connection/connection-list.h"
#include "desk/desk-error.h"
#include "desk/desk-key.h"
#include "desk/desk-secrets.h"
#include "source/source-scim.h"

#define SCIM_SCHEME "scim:"

struct _DeskSide
{
  GObject parent_instance;

  char *name;
  char *base_url;
  Connection *connection;
  SourceSecrets *secrets;
  SourceSecrets *provision_secrets;
  DeskService *service;
  Source *source;
  Roll *roll;
};

G_DEFINE_FINAL_TYPE (DeskSide, desk_side, G_TYPE_OBJECT)

/* (nullable): what stands behind @scheme in @text, if it begins so, in whatever case */
static const char *
behind_scheme (const char *text,
               const char *scheme)
{
  gsize length = strlen (scheme);

  return g_ascii_strncasecmp (text, scheme, length) == 0 ? text + length : NULL;
}

/* (transfer full): what to call a side that nobody named */
static char *
name_of_uri (const char *text)
{
  g_autoptr (GUri) url = NULL;
  const char *rest = behind_scheme (text, SCIM_SCHEME);

  if (rest != NULL)
    {
      url = g_uri_parse (rest, G_URI_FLAGS_NONE, NULL);
      if (url != NULL && g_uri_get_host (url) != NULL)
        return g_strdup (g_uri_get_host (url));
      return g_strdup (text);
    }
  if (behind_scheme (text, "counts:") != NULL)
    return g_strdup (_("typed-in numbers"));

  rest = behind_scheme (text, "csv:");
  if (rest == NULL)
    rest = behind_scheme (text, "jsonl:");
  return g_path_get_basename (rest != NULL ? rest : text);
}

/* Finds the saved connection that @text names. %NULL without an error if it is a URI. */
static Connection *
find_connection (const char  *text,
                 GError     **error)
{
  g_autoptr (GError) why = NULL;
  Connection *connection = connection_list_find (text, &why);

  if (connection != NULL)
    return connection;
  if (source_is_uri (text) && !g_error_matches (why, CONNECTION_ERROR, CONNECTION_ERROR_NEWER))
    return NULL;

  if (g_error_matches (why, CONNECTION_ERROR, CONNECTION_ERROR_NOT_FOUND))
    g_set_error (error, SOURCE_ERROR, SOURCE_ERROR_BAD_SIDE,
                 _("%s. A side that isn't saved begins with scim:, csv:, jsonl: or counts:, a file "
                   "with ./"),
                 why->message);
  else
    g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}

/* Finds the service behind the connection, of which we are administrator, and what it says now. */
static gboolean
desk_side_open_service (DeskSide      *self,
                        DeskSession   *session,
                        gboolean       keys_given,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (AdminDirectory) directory = NULL;
  g_autoptr (GError) why = NULL;
  Connection *connection = self->connection;

  g_assert (DESK_IS_SIDE (self));

  if (!desk_service_can_administer (connection))
    return TRUE;
  self->service = desk_service_new_for (connection, session, cancellable, &why);
  /* Without an administrator's token it is read as anybody's service is, with its key. */
  if (g_error_matches (why, DESK_ERROR, DESK_ERROR_NOT_ADMINISTRATOR) ||
      (keys_given && why != NULL && why->domain == CONNECTION_ERROR))
    return TRUE;
  if (self->service == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  directory = admin_client_find_directory (desk_service_get_client (self->service),
                                           connection->directory, cancellable, &why);
  if (directory == NULL)
    {
      if (g_error_matches (why, ADMIN_ERROR, ADMIN_ERROR_NOT_FOUND))
        g_prefix_error (&why, _("The directory of the connection “%s” is gone. "),
                        connection->name);
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (desk_service_lacks_port (self->service))
    {
      g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_NOT_READY,
                   _("The directory service on this computer lacks its port, which another program "
                     "has, so %s can't be read: end that program and try again"),
                   directory->base_url);
      return FALSE;
    }

  g_free (self->base_url);
  self->base_url = g_strdup (directory->base_url);
  return keys_given ||
         desk_key_ensure_read (self->service, connection, session, cancellable, error);
}

static gboolean
desk_side_open_source (DeskSide    *self,
                       const char  *uri,
                       GError     **error)
{
  g_autofree char *scim = NULL;

  g_assert (DESK_IS_SIDE (self));

  if (self->base_url != NULL)
    scim = g_strconcat (SCIM_SCHEME, self->base_url, NULL);
  self->source = source_new_for_uri (scim != NULL ? scim : uri, self->secrets, error);
  if (self->source == NULL)
    {
      /* Before an @ stands a password. */
      if (self->base_url != NULL && *self->base_url != '\0' && strchr (self->base_url, '@') == NULL)
        g_prefix_error (error, "%s: ", self->base_url);
      return FALSE;
    }
  if (self->service != NULL && SOURCE_IS_SCIM (self->source))
    source_scim_set_admin (SOURCE_SCIM (self->source), desk_service_get_client (self->service),
                           self->connection->directory);
  return TRUE;
}

static gboolean
desk_side_open_roll (DeskSide  *self,
                     GError   **error)
{
  g_autofree char *folder = NULL;

  g_assert (DESK_IS_SIDE (self));

  if (self->connection != NULL)
    folder = connection_get_roll_folder (self->connection);
  self->roll = folder != NULL ? roll_open (folder, error) : roll_new_temporary (error);
  return self->roll != NULL;
}

static void
desk_side_finalize (GObject *object)
{
  DeskSide *self = DESK_SIDE (object);

  g_clear_object (&self->roll);
  g_clear_object (&self->source);
  g_clear_object (&self->service);
  g_clear_object (&self->secrets);
  g_clear_object (&self->provision_secrets);
  g_clear_pointer (&self->connection, connection_free);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (desk_side_parent_class)->finalize (object);
}

static void
desk_side_class_init (DeskSideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = desk_side_finalize;
}

static void
desk_side_init (DeskSide *self)
{
}

/* Opens what stands behind @uri: service, source and roll. */
static gboolean
desk_side_open (DeskSide      *self,
                const char    *uri,
                DeskSession   *session,
                gboolean       keys_given,
                GCancellable  *cancellable,
                GError       **error)
{
  g_assert (DESK_IS_SIDE (self));

  self->base_url = g_strdup (behind_scheme (uri, SCIM_SCHEME));
  if (self->connection != NULL &&
      !desk_side_open_service (self, session, keys_given, cancellable, error))
    return FALSE;
  return desk_side_open_source (self, uri, error) && desk_side_open_roll (self, error);
}

/* The kind in the keyring of the key that writes: a Rollcall directory's reading key can't. */
static const char *
writing_kind (const Connection *connection)
{
  return connection != NULL && connection->directory != NULL ? "provision-key" : "key";
}

DeskSide *
desk_side_new (const char     *text,
               SourceSecrets  *secrets,
               GCancellable   *cancellable,
               GError        **error)
{
  g_autoptr (DeskSide) self = g_object_new (DESK_TYPE_SIDE, NULL);
  g_autoptr (GError) why = NULL;
  const char *uuid;
  const char *uri;

  g_return_val_if_fail (text != NULL, NULL);

  self->connection = find_connection (text, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  uuid = self->connection != NULL ? self->connection->uuid : NULL;
  uri = self->connection != NULL ? self->connection->side : text;
  self->name = self->connection != NULL ? g_strdup (self->connection->name) : name_of_uri (text);

  self->secrets = desk_secrets_new (secrets, uuid, "key");
  self->provision_secrets = desk_secrets_new (secrets, uuid, writing_kind (self->connection));
  if (!desk_side_open (self, uri, NULL, secrets != NULL, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

DeskSide *
desk_side_new_for (const Connection  *connection,
                   DeskSession       *session,
                   GCancellable      *cancellable,
                   GError           **error)
{
  g_autoptr (DeskSide) self = g_object_new (DESK_TYPE_SIDE, NULL);

  g_return_val_if_fail (connection != NULL, NULL);
  g_return_val_if_fail (session == NULL || DESK_IS_SESSION (session), NULL);

  self->connection = connection_copy (connection);
  self->name = g_strdup (connection->name);
  self->secrets = desk_session_get_secrets (session, connection->uuid, "key");
  self->provision_secrets =
      desk_session_get_secrets (session, connection->uuid, writing_kind (connection));
  if (!desk_side_open (self, connection->side, session, FALSE, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
desk_side_get_name (DeskSide *self)
{
  g_return_val_if_fail (DESK_IS_SIDE (self), NULL);

  return self->name;
}

Source *
desk_side_get_source (DeskSide *self)
{
  g_return_val_if_fail (DESK_IS_SIDE (self), NULL);

  return self->source;
}

Roll *
desk_side_get_roll (DeskSide *self)
{
  g_return_val_if_fail (DESK_IS_SIDE (self), NULL);

  return self->roll;
}

const Connection *
desk_side_get_connection (DeskSide *self)
{
  g_return_val_if_fail (DESK_IS_SIDE (self), NULL);

  return self->connection;
}

const char *
desk_side_get_base_url (DeskSide *self)
{
  g_return_val_if_fail (DESK_IS_SIDE (self), NULL);

  return self->base_url;
}

SourceSecrets *
desk_side_get_secrets (DeskSide *self)
{
  g_return_val_if_fail (DESK_IS_SIDE (self), NULL);

  return self->secrets;
}

SourceSecrets *
desk_side_get_provision_secrets (DeskSide *self)
{
  g_return_val_if_fail (DESK_IS_SIDE (self), NULL);

  return self->provision_secrets;
}

gboolean
desk_side_read (DeskSide      *self,
                BaseProgress   progress,
                gpointer       progress_data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (GError) why = NULL;

  g_return_val_if_fail (DESK_IS_SIDE (self), FALSE);

  if (source_read (self->source, self->roll, progress, progress_data, cancellable, &why))
    return TRUE;

  /* A file's faults name the file; a service doesn't know what it is called here. */
  if (self->base_url != NULL && !g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (&why, "%s (%s): ", self->name, self->base_url);
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

gboolean
desk_side_check_saved (DeskSide  *self,
                       GError   **error)
{
  g_return_val_if_fail (DESK_IS_SIDE (self), FALSE);

  if (roll_is_published (self->roll))
    return TRUE;
  if (self->connection == NULL)
    g_set_error (error, DESK_ERROR, DESK_ERROR_NOT_READ,
                 _("“%s” is no saved connection, so there is no last roll of it; save it with "
                   "“rollcallctl connection add”, or read it anew"),
                 self->name);
  else
    g_set_error (error, DESK_ERROR, DESK_ERROR_NOT_READ, _("“%s” was never read; read it first"),
                 self->name);
  return FALSE;
}
