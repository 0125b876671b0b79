/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each call is one request: path and body are made here, the session sends, bounds and words the
 * answer, admin-types.c reads it. Ids go into paths escaped, whoever gave them. */

#define G_LOG_DOMAIN "rollcall-admin"

#include "config.h"

#include "admin/admin-client.h"

#include <glib/gi18n.h>

#include "admin/admin-json.h"
#include "base/base-json-writer.h"
#include "http/http-session.h"
#include "http/http-url.h"

#define HTTP_GONE 410
#define ADMIN_API "/admin/v1"

/* Seconds that an answer may come later than the wait that was asked for. */
#define ANSWER_SECONDS 60

struct _AdminClient
{
  GObject parent_instance;

  HttpSession *session;
  char *address;
};

G_DEFINE_FINAL_TYPE (AdminClient, admin_client, G_TYPE_OBJECT)

static HttpResponse *
admin_client_send (AdminClient   *self,
                   const char    *method,
                   const char    *path,
                   const char    *body,
                   const char    *what,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (HttpResponse) response = NULL;
  g_autofree char *whole = g_strconcat (ADMIN_API, path, NULL);

  g_assert (ADMIN_IS_CLIENT (self));

  response = http_session_send (self->session, method, whole, body,
                                body != NULL ? "application/json" : NULL, cancellable, error);
  if (response == NULL)
    return NULL;
  if (http_response_get_status (response) == HTTP_GONE)
    {
      g_set_error (error, ADMIN_ERROR, ADMIN_ERROR_EXPIRED,
                   _("%s: some of it is no longer kept; begin with the newest"), what);
      return NULL;
    }
  if (!http_response_check (response, what, error))
    return NULL;
  return g_steal_pointer (&response);
}

static JsonNode *
admin_client_ask (AdminClient   *self,
                  const char    *method,
                  const char    *path,
                  const char    *body,
                  const char    *what,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (HttpResponse) response = NULL;

  response = admin_client_send (self, method, path, body, what, cancellable, error);
  return response != NULL ? http_response_get_json (response, error) : NULL;
}

/* The object that @node is, or %NULL with %ADMIN_ERROR_BAD_ANSWER. */
static JsonObject *
expect_object (JsonNode  *node,
               GError   **error)
{
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  g_set_error_literal (error, ADMIN_ERROR, ADMIN_ERROR_BAD_ANSWER,
                       _("This address answers, but not as a Rollcall directory service does: "
                         "check the service's address"));
  return NULL;
}

static JsonArray *
expect_list (JsonNode  *node,
             GError   **error)
{
  JsonArray *list = node != NULL ? admin_json_get_list (node) : NULL;

  if (list == NULL)
    expect_object (NULL, error);
  return list;
}

static AdminDirectory *
read_directory (JsonNode  *node,
                GError   **error)
{
  JsonObject *object = expect_object (node, error);
  AdminDirectory *directory;

  if (object == NULL)
    return NULL;

  directory = admin_directory_new_from_json (object);
  if (directory == NULL)
    expect_object (NULL, error);
  return directory;
}

static AdminKey *
read_key (JsonNode  *node,
          GError   **error)
{
  JsonObject *object = expect_object (node, error);
  AdminKey *key;

  if (object == NULL)
    return NULL;

  key = admin_key_new_from_json (object);
  if (key == NULL)
    expect_object (NULL, error);
  return key;
}

static char *
directory_path (const char *directory,
                const char *rest)
{
  g_autofree char *id = http_url_escape (directory);

  return g_strconcat ("/directories/", id, rest, NULL);
}

static char *
key_path (const char *directory,
          const char *key,
          const char *rest)
{
  g_autofree char *id = http_url_escape (key);
  g_autofree char *behind = g_strconcat ("/keys/", id, rest, NULL);

  return directory_path (directory, behind);
}

/* `{"name":NAME}` */
static char *
name_body (const char *name)
{
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();

  base_json_writer_begin_object (writer);
  base_json_writer_add_text (writer, "name", name);
  base_json_writer_end_object (writer);
  return base_json_writer_take (writer);
}

static void
admin_client_finalize (GObject *object)
{
  AdminClient *self = ADMIN_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (admin_client_parent_class)->finalize (object);
}

static void
admin_client_class_init (AdminClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = admin_client_finalize;
}

static void
admin_client_init (AdminClient *self)
{
}

AdminClient *
admin_client_new (const char  *service,
                  const char  *token,
                  GError     **error)
{
  g_autoptr (HttpSession) session = NULL;
  AdminClient *self;

  g_return_val_if_fail (service != NULL, NULL);

  session = http_session_new (service, error);
  if (session == NULL || (token != NULL && !http_session_set_key (session, token, error)))
    return NULL;

  http_session_set_timeout (session, ANSWER_SECONDS);
  self = g_object_new (ADMIN_TYPE_CLIENT, NULL);
  self->session = g_steal_pointer (&session);
  self->address = g_strdup (service);
  return self;
}

const char *
admin_client_get_address (AdminClient *self)
{
  g_return_val_if_fail (ADMIN_IS_CLIENT (self), NULL);

  return self->address;
}

JsonNode *
admin_client_get_service (AdminClient   *self,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), NULL);

  node = admin_client_ask (self, "GET", "/", NULL, _("asking the service about itself"),
                           cancellable, error);
  if (node == NULL || expect_object (node, error) == NULL)
    return NULL;
  return g_steal_pointer (&node);
}

AdminDirectory *
admin_client_create_directory (AdminClient   *self,
                               const char    *name,
                               GCancellable  *cancellable,
                               GError       **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  body = name_body (name);
  node = admin_client_ask (self, "POST", "/directories", body, _("making the directory"),
                           cancellable, error);
  return node != NULL ? read_directory (node, error) : NULL;
}

GPtrArray *
admin_client_list_directories (AdminClient   *self,
                               GCancellable  *cancellable,
                               GError       **error)
{
  g_autoptr (GPtrArray) directories = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *list;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), NULL);

  node = admin_client_ask (self, "GET", "/directories", NULL, _("listing the directories"),
                           cancellable, error);
  list = node != NULL ? expect_list (node, error) : NULL;
  if (list == NULL)
    return NULL;

  directories = g_ptr_array_new_with_free_func ((GDestroyNotify)admin_directory_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      AdminDirectory *directory = read_directory (json_array_get_element (list, i), error);

      if (directory == NULL)
        return NULL;
      g_ptr_array_add (directories, directory);
    }
  return g_steal_pointer (&directories);
}

gboolean
admin_client_rename_directory (AdminClient   *self,
                               const char    *id,
                               const char    *name,
                               GCancellable  *cancellable,
                               GError       **error)
{
  g_autoptr (HttpResponse) response = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (id != NULL && name != NULL, FALSE);

  path = directory_path (id, NULL);
  body = name_body (name);
  response = admin_client_send (self, "PATCH", path, body, _("renaming the directory"), cancellable,
                                error);
  return response != NULL;
}

gboolean
admin_client_delete_directory (AdminClient   *self,
                               const char    *id,
                               GCancellable  *cancellable,
                               GError       **error)
{
  g_autoptr (HttpResponse) response = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  path = directory_path (id, NULL);
  response = admin_client_send (self, "DELETE", path, NULL, _("deleting the directory"),
                                cancellable, error);
  return response != NULL;
}

GPtrArray *
admin_client_list_keys (AdminClient   *self,
                        const char    *directory,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *path = NULL;
  JsonArray *list;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  path = directory_path (directory, "/keys");
  node = admin_client_ask (self, "GET", path, NULL, _("listing the keys"), cancellable, error);
  list = node != NULL ? expect_list (node, error) : NULL;
  if (list == NULL)
    return NULL;

  keys = g_ptr_array_new_with_free_func ((GDestroyNotify)admin_key_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      AdminKey *key = read_key (json_array_get_element (list, i), error);

      if (key == NULL)
        return NULL;
      g_ptr_array_add (keys, key);
    }
  return g_steal_pointer (&keys);
}

AdminKey *
admin_client_create_key (AdminClient   *self,
                         const char    *directory,
                         const char    *name,
                         const char    *scope,
                         gint64         expires,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), NULL);
  g_return_val_if_fail (directory != NULL && name != NULL && scope != NULL, NULL);

  base_json_writer_begin_object (writer);
  base_json_writer_add_text (writer, "name", name);
  base_json_writer_add_text (writer, "scope", scope);
  if (expires >= 0)
    base_json_writer_add_time (writer, "expires", expires);
  base_json_writer_end_object (writer);
  body = base_json_writer_take (writer);

  path = directory_path (directory, "/keys");
  node = admin_client_ask (self, "POST", path, body, _("making a key"), cancellable, error);
  return node != NULL ? read_key (node, error) : NULL;
}

gboolean
admin_client_extend_key (AdminClient   *self,
                         const char    *directory,
                         const char    *key,
                         gint64         expires,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();
  g_autoptr (HttpResponse) response = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (directory != NULL && key != NULL, FALSE);

  base_json_writer_begin_object (writer);
  base_json_writer_add_time (writer, "expires", expires);
  base_json_writer_end_object (writer);
  body = base_json_writer_take (writer);

  path = key_path (directory, key, NULL);
  response = admin_client_send (self, "PATCH", path, body, _("changing when the key expires"),
                                cancellable, error);
  return response != NULL;
}

AdminKey *
admin_client_replace_key (AdminClient   *self,
                          const char    *directory,
                          const char    *key,
                          gint64         overlap_seconds,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr (BaseJsonWriter) writer = base_json_writer_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), NULL);
  g_return_val_if_fail (directory != NULL && key != NULL, NULL);

  base_json_writer_begin_object (writer);
  base_json_writer_add_int (writer, "overlap_seconds", overlap_seconds);
  base_json_writer_add_boolean (writer, "end_on_first_use", FALSE);
  base_json_writer_end_object (writer);
  body = base_json_writer_take (writer);

  path = key_path (directory, key, "/replace");
  node = admin_client_ask (self, "POST", path, body, _("replacing the key"), cancellable, error);
  return node != NULL ? read_key (node, error) : NULL;
}

gboolean
admin_client_revoke_key (AdminClient   *self,
                         const char    *directory,
                         const char    *key,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (HttpResponse) response = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (directory != NULL && key != NULL, FALSE);

  path = key_path (directory, key, NULL);
  response =
      admin_client_send (self, "DELETE", path, NULL, _("revoking the key"), cancellable, error);
  return response != NULL;
}

static void
append_text (GString    *path,
             const char *name,
             const char *value)
{
  g_autofree char *escaped = value != NULL ? http_url_escape (value) : NULL;

  if (escaped != NULL)
    g_string_append_printf (path, "&%s=%s", name, escaped);
}

JsonNode *
admin_client_query_activity (AdminClient               *self,
                             const char                *directory,
                             const AdminActivityQuery  *query,
                             GCancellable              *cancellable,
                             GError                   **error)
{
  g_autoptr (GString) rest = g_string_new ("/activity?");
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (ADMIN_IS_CLIENT (self), NULL);
  g_return_val_if_fail (directory != NULL && query != NULL, NULL);
  g_return_val_if_fail (query->before >= 0 && query->wait <= 60, NULL);

  if (query->before > 0)
    g_string_append_printf (rest, "before=%" G_GINT64_FORMAT, query->before);
  else
    g_string_append_printf (rest, "wait=%u", query->wait);
  if (query->before == 0 && query->after >= 0)
    g_string_append_printf (rest, "&after=%" G_GINT64_FORMAT, query->after);
  if (query->limit > 0)
    g_string_append_printf (rest, "&limit=%u", query->limit);
  if (query->min_status > 0)
    g_string_append_printf (rest, "&min_status=%u", query->min_status);
  append_text (rest, "kind", query->kind);
  append_text (rest, "resource", query->resource);

  path = directory_path (directory, rest->str);
  http_session_set_timeout (self->session, query->wait + ANSWER_SECONDS);
  node = admin_client_ask (self, "GET", path, NULL, _("reading the activity"), cancellable, error);
  http_session_set_timeout (self->session, ANSWER_SECONDS);
  if (node == NULL || expect_object (node, error) == NULL || expect_list (node, error) == NULL)
    return NULL;
  return g_steal_pointer (&node);
}

JsonNode *
admin_client_get_activity (AdminClient   *self,
                           const char    *directory,
                           gint64         after,
                           guint          wait,
                           guint          limit,
                           const char    *kind,
                           guint          min_status,
                           GCancellable  *cancellable,
                           GError       **error)
{
  const AdminActivityQuery query = { .after = after,
                                     .wait = wait,
                                     .limit = limit,
                                     .kind = kind,
                                     .min_status = min_status };

  return admin_client_query_activity (self, directory, &query, cancellable, error);
}

JsonNode *
admin_client_get_activity_before (AdminClient   *self,
                                  const char    *directory,
                                  gint64         before,
                                  guint          limit,
                                  const char    *kind,
                                  guint          min_status,
                                  GCancellable  *cancellable,
                                  GError       **error)
{
  const AdminActivityQuery query = { .before = before,
                                     .limit = limit,
                                     .kind = kind,
                                     .min_status = min_status };

  g_return_val_if_fail (before > 0, NULL);

  return admin_client_query_activity (self, directory, &query, cancellable, error);
}
