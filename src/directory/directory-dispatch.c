/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the route of a request and lets it through or not. Whatever a refusal depends on is known
 * before the body is read, so that nobody without a key makes the service hold one. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-dispatch.h"

#include <string.h>

#include "directory/directory-activity.h"
#include "directory/directory-auth.h"
#include "directory/directory-context.h"
#include "directory/directory-error.h"
#include "directory/directory-recognise.h"
#include "directory/directory-routes.h"
#include "scim/scim-error.h"

#define BODY_METHODS (DIRECTORY_METHOD_POST | DIRECTORY_METHOD_PUT | DIRECTORY_METHOD_PATCH)

static gboolean
refuse_misdirected (DirectoryExchange *exchange)
{
  exchange->answer->close = TRUE;
  directory_answer_set_problem (exchange->answer, 421,
                                "The service does not answer to this host name; use the base URL "
                                "as it was shown",
                                exchange->request->id);
  return FALSE;
}

/* Against DNS rebinding: a page in a browser can make its own host name point at loopback. */
static gboolean
admit_host (DirectoryExchange *exchange)
{
  const char *host = directory_request_get_header (exchange->request, "Host");
  const char *end;
  gsize length;

  if (exchange->request->over_socket || exchange->context->hosts == NULL)
    return TRUE;

  end = *host == '[' ? strchr (host, ']') : strchr (host, ':');
  if (*host == '[' && end != NULL)
    end++;
  length = end != NULL ? (gsize)(end - host) : strlen (host);
  if (end != NULL && *end != '\0' &&
      (*end != ':' || strspn (end + 1, "0123456789") != strlen (end + 1)))
    return refuse_misdirected (exchange);
  for (guint i = 0; exchange->context->hosts[i] != NULL; i++)
    {
      const char *allowed = exchange->context->hosts[i];

      if (strlen (allowed) == length && g_ascii_strncasecmp (host, allowed, length) == 0)
        return TRUE;
    }
  return refuse_misdirected (exchange);
}

static gboolean
admit_peer (DirectoryExchange *exchange)
{
  if (!exchange->request->over_socket || exchange->request->peer_is_us)
    return TRUE;
  exchange->answer->close = TRUE;
  directory_answer_set_problem (exchange->answer, 403,
                                "The socket is for the user who runs the service",
                                exchange->request->id);
  return FALSE;
}

static guint
skip_public_path (DirectoryContext *context,
                  GPtrArray        *segments)
{
  g_auto (GStrv) parts = NULL;
  guint skipped = 0;

  if (context->public_path == NULL)
    return 0;
  parts = g_strsplit (context->public_path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (skipped >= segments->len ||
          !g_str_equal (g_ptr_array_index (segments, skipped), parts[i]))
        return 0;
      skipped++;
    }
  return skipped;
}

/* Whether it looks like a protocol version of RFC 7644 §3.13: v and digits. */
static gboolean
is_version (const char *part)
{
  return part[0] == 'v' && part[1] != '\0' && strspn (part + 1, "0123456789.") == strlen (part + 1);
}

/* (transfer container): the path's segments without public path and version */
static GPtrArray *
path_parts (DirectoryExchange  *exchange,
            GError            **error)
{
  GPtrArray *segments = exchange->request->segments;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = skip_public_path (exchange->context, segments); i < segments->len; i++)
    g_ptr_array_add (parts, g_ptr_array_index (segments, i));

  if (parts->len > 3 && g_str_equal (g_ptr_array_index (parts, 0), "scim") &&
      is_version (g_ptr_array_index (parts, 3)))
    {
      if (!g_str_equal (g_ptr_array_index (parts, 3), "v2"))
        {
          g_set_error_literal (
              error, SCIM_ERROR, SCIM_ERROR_INVALID_VERSION,
              "Only version 2 of the protocol is spoken here: use v2, or no version");
          return NULL;
        }
      g_ptr_array_remove_index (parts, 3);
    }
  return g_steal_pointer (&parts);
}

static gboolean
find_route (DirectoryExchange *exchange)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = path_parts (exchange, &error);
  DirectoryMethod allowed;
  g_autofree char *list = NULL;

  if (parts == NULL)
    {
      directory_exchange_fail (exchange, g_steal_pointer (&error));
      return FALSE;
    }
  exchange->route =
      directory_routes_find (parts, exchange->request->method, exchange->arguments, &allowed);
  if (exchange->route != NULL)
    return TRUE;
  if (allowed == DIRECTORY_METHOD_NONE)
    {
      directory_exchange_fail_with (exchange, SCIM_ERROR_NOT_FOUND,
                                    "There is nothing at this path");
      return FALSE;
    }
  directory_exchange_fail_with (exchange, SCIM_ERROR_METHOD,
                                "This path does not take the request's method; Allow lists which");
  list = directory_method_list (allowed);
  directory_answer_add_header (exchange->answer, "Allow", list);
  return FALSE;
}

static gboolean
admit_media_types (DirectoryExchange *exchange)
{
  if (exchange->route->access == DIRECTORY_ACCESS_OPEN)
    return TRUE;
  if ((exchange->request->method & BODY_METHODS) != 0 &&
      !directory_request_carries_json (exchange->request))
    {
      directory_exchange_fail_with (exchange, SCIM_ERROR_MEDIA_TYPE,
                                    "Send the body as application/scim+json or application/json");
      return FALSE;
    }
  if (exchange->route->access != DIRECTORY_ACCESS_ADMIN &&
      !directory_request_accepts_json (exchange->request))
    {
      directory_exchange_fail_with (exchange, SCIM_ERROR_NOT_ACCEPTABLE,
                                    "Answers are application/scim+json; Accept does not allow it");
      return FALSE;
    }
  return TRUE;
}

gboolean
directory_dispatch_admit (DirectoryExchange *exchange)
{
  g_return_val_if_fail (exchange != NULL, FALSE);

  return admit_host (exchange) && admit_peer (exchange) && find_route (exchange) &&
         directory_auth_admit (exchange) && admit_media_types (exchange);
}

void
directory_dispatch_handle (DirectoryExchange *exchange)
{
  g_return_if_fail (exchange != NULL);

  /* A body may have taken its time: a key that ended meanwhile is dead now. */
  if (exchange->request->body != NULL && !directory_auth_admit (exchange))
    return;
  directory_recognise_request (exchange);
  exchange->route->handler (exchange);
}

void
directory_dispatch_finish (DirectoryExchange *exchange)
{
  DirectoryRequest *request = exchange->request;

  g_return_if_fail (exchange != NULL);

  g_debug ("%s %s %s %u %.1f ms", request->id, request->method_text,
           exchange->route != NULL ? exchange->route->pattern : "-", exchange->answer->status,
           (double)(g_get_monotonic_time () - request->started) / 1000);
  directory_metrics_count (&exchange->context->metrics, exchange->answer->status);
  directory_activity_record (exchange->context->activity, exchange);
}
