/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The session: what is known of a server, and the loops around one exchange: tries, then redirects.
 * Its SoupSession and the main context that runs it belong to the thread of the last request;
 * another thread makes them anew. The key lives in secret memory here and goes into one header, and
 * only to the origin it was given for. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-session.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <libsoup/soup.h>

#include "base/base-key-text.h"
#include "base/base-secret.h"
#include "base/base-time.h"
#include "http/http-address.h"
#include "http/http-exchange-private.h"
#include "http/http-redirect-private.h"
#include "http/http-retry.h"

#define DEFAULT_BODY_LIMIT (32 * 1024 * 1024)
#define DEFAULT_TIMEOUT 60
#define DEFAULT_RETRIES 4
#define DEFAULT_LONGEST_WAIT 120
#define DEFAULT_CONTENT_TYPE "application/scim+json"
#define USER_AGENT "Rollcall/" PACKAGE_VERSION

struct _HttpSession
{
  GObject       parent_instance;

  HttpAddress  *address;
  char         *key;
  char         *user_agent;
  GTlsDatabase *trust;
  gsize         body_limit;
  guint         timeout;
  guint         retries;
  guint         longest_wait;
  gboolean      writes_repeatable;

  SoupSession  *soup;
  GMainContext *context;
  GThread      *thread;

  guint         waits;
  gint64        waited;
};

G_DEFINE_FINAL_TYPE (HttpSession, http_session, G_TYPE_OBJECT)

static SoupSession *
make_soup (HttpSession *self)
{
  g_autoptr (GSocketAddress) socket = NULL;
  SoupSession *soup;

  if (self->address->socket_path != NULL)
    socket = g_unix_socket_address_new (self->address->socket_path);

  soup = g_object_new (SOUP_TYPE_SESSION, "remote-connectable", socket, NULL);
  soup_session_remove_feature_by_type (soup, SOUP_TYPE_AUTH_MANAGER);
  if (self->trust != NULL)
    soup_session_set_tls_database (soup, self->trust);

  /* What stays on this computer must not be shown to a proxy. */
  if (http_uri_is_loopback (self->address->uri))
    soup_session_set_proxy_resolver (soup, NULL);
  return soup;
}

static void
drop_soup (HttpSession *self)
{
  g_clear_object (&self->soup);
  g_clear_pointer (&self->context, g_main_context_unref);
}

/* Each request runs between these two. */
static void
enter (HttpSession *self)
{
  if (self->thread != g_thread_self ())
    drop_soup (self);
  self->thread = g_thread_self ();

  if (self->context == NULL)
    self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  if (self->soup == NULL)
    self->soup = make_soup (self);
}

static void
leave (HttpSession *self)
{
  g_main_context_pop_thread_default (self->context);
}

static void
set_too_long_wait (HttpSession   *self,
                   HttpResponse  *response,
                   gint64         wait,
                   GError       **error)
{
  gint64 seconds = (wait + 999) / 1000;

  g_set_error (error,
               HTTP_ERROR,
               http_response_get_status (response) == 429 ? HTTP_ERROR_RATE_LIMITED
                                                          : HTTP_ERROR_SERVER,
               ngettext ("the service asks to wait for %" PRId64 " second, longer than "
                         "the %u allowed; try again later",
                         "the service asks to wait for %" PRId64 " seconds, longer than "
                         "the %u allowed; try again later",
                         (gulong)seconds),
               seconds,
               self->longest_wait);
}

static gboolean
wait_as_asked (HttpSession   *self,
               HttpResponse  *response,
               guint          attempt,
               GCancellable  *cancellable,
               GError       **error)
{
  gint64 wait = http_retry_get_wait (response, attempt, base_time_now ());

  if (wait > self->longest_wait * G_GINT64_CONSTANT (1000))
    {
      set_too_long_wait (self, response, wait, error);
      return FALSE;
    }

  self->waits++;
  self->waited += wait;
  return http_exchange_wait (self->context, wait, cancellable, error);
}

static HttpResponse *
send_with_retries (HttpSession        *self,
                   const HttpRequest  *request,
                   GCancellable       *cancellable,
                   GError            **error)
{
  for (guint attempt = 0;; attempt++)
    {
      g_autoptr (GError) mine = NULL;
      g_autoptr (HttpResponse) response = NULL;
      gboolean lost;

      response = http_exchange (self->soup, self->context, request, &lost, cancellable, &mine);
      if (response != NULL && http_retry_is_safe (request->method) && http_retry_is_cut (response))
        lost = TRUE;
      if (response != NULL &&
          (attempt >= self->retries || !(lost || http_retry_is_asked (response))))
        return g_steal_pointer (&response);

      if (response != NULL && !lost)
        {
          if (!wait_as_asked (self, response, attempt, cancellable, error))
            return NULL;
        }
      else if (!lost || attempt >= self->retries || !http_retry_is_safe (request->method))
        {
          g_assert (mine != NULL);
          g_propagate_error (error, g_steal_pointer (&mine));
          return NULL;
        }
    }
}

static HttpResponse *
send_and_follow (HttpSession   *self,
                 HttpRequest   *request,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (GUri) uri = g_uri_ref (request->uri);

  for (guint redirects = 0;; redirects++)
    {
      g_autoptr (HttpResponse) response = NULL;
      g_autoptr (GUri) next = NULL;

      request->uri = uri;
      response = send_with_retries (self, request, cancellable, error);
      if (response == NULL)
        return NULL;
      if (!http_redirect_is_followed (response, request->method))
        {
          if (!http_redirect_check_end (self->address, uri, response, error))
            return NULL;
          return g_steal_pointer (&response);
        }

      next = http_redirect_get_next (self->address, request, response, redirects, error);
      if (next == NULL)
        return NULL;
      if (!http_uri_same_origin (next, self->address->uri))
        request->key = NULL;
      g_uri_unref (uri);
      uri = g_steal_pointer (&next);
    }
}

static void
http_session_finalize (GObject *object)
{
  HttpSession *self = HTTP_SESSION (object);

  drop_soup (self);
  g_clear_pointer (&self->address, http_address_free);
  g_clear_pointer (&self->key, base_secret_free);
  g_clear_pointer (&self->user_agent, g_free);
  g_clear_object (&self->trust);

  G_OBJECT_CLASS (http_session_parent_class)->finalize (object);
}

static void
http_session_class_init (HttpSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = http_session_finalize;
}

static void
http_session_init (HttpSession *self)
{
  self->user_agent = g_strdup (USER_AGENT);
  self->body_limit = DEFAULT_BODY_LIMIT;
  self->timeout = DEFAULT_TIMEOUT;
  self->retries = DEFAULT_RETRIES;
  self->longest_wait = DEFAULT_LONGEST_WAIT;
}

HttpSession *
http_session_new (const char  *base_url,
                  GError     **error)
{
  HttpAddress *address;
  HttpSession *self;

  g_return_val_if_fail (base_url != NULL, NULL);

  address = http_address_parse (base_url, error);
  if (address == NULL)
    return NULL;

  self = g_object_new (HTTP_TYPE_SESSION, NULL);
  self->address = address;
  return self;
}

/* Only what may stand in a header: a line end would begin another one. */
static gboolean
check_key (const char  *key,
           GError     **error)
{
  if (base_key_text_is_ours (key))
    return base_key_text_check (key, error);

  if (g_ascii_strncasecmp (key, "Bearer ", 7) == 0)
    {
      g_set_error_literal (error,
                           HTTP_ERROR,
                           HTTP_ERROR_KEY_TEXT,
                           _("leave out the word Bearer before the key"));
      return FALSE;
    }

  for (const char *at = key; *at != '\0' || at == key; at++)
    {
      if (*at > 0x20 && *at < 0x7f)
        continue;

      g_set_error_literal (error,
                           HTTP_ERROR,
                           HTTP_ERROR_KEY_TEXT,
                           *key == '\0' ? _("the key is empty")
                                        : _("the key holds a blank, a line end or a character that "
                                            "no key has; copy the key alone"));
      return FALSE;
    }
  return TRUE;
}

gboolean
http_session_set_key (HttpSession  *self,
                      const char   *key,
                      GError      **error)
{
  g_autoptr (GError) mine = NULL;

  g_return_val_if_fail (HTTP_IS_SESSION (self), FALSE);

  if (key != NULL && !check_key (key, &mine))
    {
      g_set_error_literal (error, HTTP_ERROR, HTTP_ERROR_KEY_TEXT, mine->message);
      return FALSE;
    }

  base_secret_clear (&self->key);
  self->key = base_secret_dup (key);
  return TRUE;
}

void
http_session_set_user_agent (HttpSession *self,
                             const char  *user_agent)
{
  g_return_if_fail (HTTP_IS_SESSION (self));
  g_return_if_fail (user_agent != NULL);

  g_free (self->user_agent);
  self->user_agent = g_strdup (user_agent);
}

void
http_session_set_writes_repeatable (HttpSession *self,
                                    gboolean     repeatable)
{
  g_return_if_fail (HTTP_IS_SESSION (self));

  self->writes_repeatable = repeatable;
}

gboolean
http_session_set_trust (HttpSession  *self,
                        const char   *file,
                        GError      **error)
{
  g_autoptr (GTlsDatabase) trust = NULL;
  g_autoptr (GError) mine = NULL;

  g_return_val_if_fail (HTTP_IS_SESSION (self), FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  trust = g_tls_file_database_new (file, &mine);
  if (trust == NULL)
    {
      g_set_error (error,
                   HTTP_ERROR,
                   HTTP_ERROR_TLS,
                   _("the certificate authorities in %s can't be read: %s"),
                   file,
                   mine->message);
      return FALSE;
    }

  g_set_object (&self->trust, trust);
  drop_soup (self);
  return TRUE;
}

void
http_session_set_body_limit (HttpSession *self,
                             gsize        bytes)
{
  g_return_if_fail (HTTP_IS_SESSION (self));

  self->body_limit = bytes;
}

void
http_session_set_timeout (HttpSession *self,
                          guint        seconds)
{
  g_return_if_fail (HTTP_IS_SESSION (self));
  g_return_if_fail (seconds > 0);

  self->timeout = seconds;
}

void
http_session_set_retries (HttpSession *self,
                          guint        retries,
                          guint        longest_wait_seconds)
{
  g_return_if_fail (HTTP_IS_SESSION (self));

  self->retries = retries;
  self->longest_wait = longest_wait_seconds;
}

const char *
http_session_get_base_url (HttpSession *self)
{
  g_return_val_if_fail (HTTP_IS_SESSION (self), NULL);

  return self->address->text;
}

HttpResponse *
http_session_send (HttpSession   *self,
                   const char    *method,
                   const char    *path,
                   const char    *body,
                   const char    *content_type,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GBytes) bytes = NULL;
  HttpRequest request = { 0 };
  HttpResponse *response;

  g_return_val_if_fail (HTTP_IS_SESSION (self), NULL);
  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  uri = http_address_resolve (self->address, path, error);
  if (uri == NULL)
    return NULL;
  if (body != NULL)
    bytes = g_bytes_new (body, strlen (body));

  request.method = method;
  request.uri = uri;
  request.repeatable = self->writes_repeatable;
  request.socket_path = self->address->socket_path;
  request.body = bytes;
  request.content_type = content_type != NULL ? content_type : DEFAULT_CONTENT_TYPE;
  request.key = self->key;
  request.user_agent = self->user_agent;
  request.body_limit = self->body_limit;
  request.timeout = self->timeout;

  enter (self);
  response = send_and_follow (self, &request, cancellable, error);
  leave (self);
  return response;
}

guint
http_session_get_waits (HttpSession *self,
                        gint64      *waited)
{
  g_return_val_if_fail (HTTP_IS_SESSION (self), 0);

  if (waited != NULL)
    *waited = self->waited;
  return self->waits;
}
