/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A SCIM service as a source: what it can, its users, its groups, what it wrote down. The key is
 * asked for once a reading and lives in the session alone. */

#define G_LOG_DOMAIN "rollcall-source"

#include "config.h"

#include "source/source-scim.h"

#include <glib/gi18n.h>

#include "base/base-json-writer.h"
#include "base/base-secret.h"
#include "source/source-scim-read.h"

/* A page of everybody may take its time. */
#define TIMEOUT_SECONDS 120

struct _SourceScim
{
  GObject parent_instance;

  char *base_url;
  SourceSecrets *secrets;
  AdminClient *admin;
  char *directory;
};

static gboolean
set_key (SourceScim      *self,
         SourceScimRead  *read,
         GError         **error)
{
  g_auto (BaseSecret) key = NULL;
  g_autoptr (GError) cause = NULL;

  if (self->secrets == NULL)
    return TRUE;
  key = source_secrets_lookup (self->secrets, "key", read->cancellable, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  read->has_key = key != NULL;
  return key == NULL || http_session_set_key (read->session, key, error);
}

gboolean
source_scim_open (SourceScim      *self,
                  SourceScimRead  *read,
                  GCancellable    *cancellable,
                  GError         **error)
{
  read->cancellable = cancellable;
  read->session = http_session_new (self->base_url, error);
  if (read->session == NULL || !set_key (self, read, error))
    return FALSE;
  http_session_set_body_limit (read->session, SOURCE_SCIM_BODY_LIMIT);
  http_session_set_timeout (read->session, TIMEOUT_SECONDS);
  return TRUE;
}

static gboolean
begin (SourceScim      *self,
       SourceScimRead  *read,
       GCancellable    *cancellable,
       GError         **error)
{
  return source_scim_open (self, read, cancellable, error) && source_scim_discover (read, error);
}

/* Some services have no groups at all. */
static gboolean
read_groups (SourceScimRead  *read,
             gint64          *total,
             GError         **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GPtrArray) bare = NULL;

  *total = -1;
  if (!source_scim_read_list (read, scim_resource_type_group (), total, &bare, &cause))
    {
      if (g_error_matches (cause, HTTP_ERROR, HTTP_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  /* Where any group came with members, one without has none. */
  if (bare->len < roll_writer_get_groups (read->writer))
    return TRUE;
  return source_scim_read_members (read, bare, error);
}

static void
add_reported (BaseJsonWriter *json,
              const char     *name,
              gint64          total)
{
  if (total < 0)
    return;
  base_json_writer_name (json, name);
  base_json_writer_begin_object (json);
  base_json_writer_add_int (json, "total", total);
  base_json_writer_end_object (json);
}

static void
set_reported (SourceScimRead *read,
              gint64          users,
              gint64          groups)
{
  g_autoptr (BaseJsonWriter) json = base_json_writer_new ();
  g_autofree char *text = NULL;

  if (users < 0 && groups < 0)
    return;
  base_json_writer_begin_object (json);
  add_reported (json, "users", users);
  add_reported (json, "groups", groups);
  base_json_writer_end_object (json);
  text = base_json_writer_take (json);
  roll_writer_set_reported (read->writer, text);
}

static gboolean
read_everything (SourceScim      *self,
                 SourceScimRead  *read,
                 GError         **error)
{
  g_autoptr (GPtrArray) ignored = NULL;
  gint64 users;
  gint64 groups;

  if (!source_scim_read_list (read, scim_resource_type_user (), &users, &ignored, error) ||
      !read_groups (read, &groups, error))
    return FALSE;
  set_reported (read, users, groups);
  return self->admin == NULL ||
         source_scim_read_failures (read, self->admin, self->directory, error);
}

static const char *
source_scim_get_kind (Source *source)
{
  return "scim";
}

static gboolean
source_scim_read (Source        *source,
                  RollWriter    *writer,
                  BaseProgress   progress,
                  gpointer       progress_data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  SourceScim *self = SOURCE_SCIM (source);
  SourceScimRead read = { .writer = writer, .report = { progress, progress_data, 0 } };
  gboolean good;

  good = begin (self, &read, cancellable, error) && read_everything (self, &read, error);
  g_clear_object (&read.session);
  return good;
}

static gboolean
test_page (SourceScimRead  *read,
           GError         **error)
{
  g_auto (SourceScimPage) page = { 0 };

  return source_scim_get_page (read,
                               read->cursor ? "/Users?cursor&count=1"
                                            : "/Users?startIndex=1&count=1",
                               NULL, _("reading a user"), &page, error);
}

static gboolean
source_scim_test (Source        *source,
                  GCancellable  *cancellable,
                  GError       **error)
{
  SourceScimRead read = { 0 };
  gboolean good;

  good = begin (SOURCE_SCIM (source), &read, cancellable, error) && test_page (&read, error);
  g_clear_object (&read.session);
  return good;
}

static void
source_scim_iface_init (SourceInterface *iface)
{
  iface->get_kind = source_scim_get_kind;
  iface->read = source_scim_read;
  iface->test = source_scim_test;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SourceScim,
                               source_scim,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SOURCE_TYPE_SOURCE, source_scim_iface_init))

static void
source_scim_finalize (GObject *object)
{
  SourceScim *self = SOURCE_SCIM (object);

  g_clear_object (&self->secrets);
  g_clear_object (&self->admin);
  g_free (self->base_url);
  g_free (self->directory);

  G_OBJECT_CLASS (source_scim_parent_class)->finalize (object);
}

static void
source_scim_class_init (SourceScimClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = source_scim_finalize;
}

static void
source_scim_init (SourceScim *self)
{
}

Source *
source_scim_new (const char     *base_url,
                 SourceSecrets  *secrets,
                 GError        **error)
{
  g_autoptr (HttpSession) session = NULL;
  SourceScim *self;

  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (secrets == NULL || SOURCE_IS_SECRETS (secrets), NULL);

  /* A session checks the URL; the one that reads is made in the thread that reads. */
  session = http_session_new (base_url, error);
  if (session == NULL)
    return NULL;

  self = g_object_new (SOURCE_TYPE_SCIM, NULL);
  self->base_url = g_strdup (base_url);
  g_set_object (&self->secrets, secrets);
  return SOURCE_SOURCE (self);
}

void
source_scim_set_admin (SourceScim  *self,
                       AdminClient *admin,
                       const char  *directory)
{
  g_return_if_fail (SOURCE_IS_SCIM (self));
  g_return_if_fail (admin == NULL || ADMIN_IS_CLIENT (admin));

  g_set_object (&self->admin, admin);
  g_free (self->directory);
  self->directory = g_strdup (directory);
}
