/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which errors mean that nobody could be talked to. Callers that see neither HTTP nor its errors
 * ask here, and choose their exit code or their page by the answer. */

#define G_LOG_DOMAIN "rollcall-admin"

#include "config.h"

#include "admin/admin-error.h"

#include "http/http-error.h"

G_DEFINE_QUARK (admin - error - quark, admin_error)

gboolean
admin_error_is_unreachable (const GError *error)
{
  if (error == NULL)
    return FALSE;

  if (error->domain == ADMIN_ERROR)
    return error->code == ADMIN_ERROR_NO_PROGRAM || error->code == ADMIN_ERROR_START ||
           error->code == ADMIN_ERROR_NOT_READY || error->code == ADMIN_ERROR_BAD_ANSWER;

  if (error->domain != HTTP_ERROR)
    return FALSE;

  switch ((HttpError)error->code)
    {
    case HTTP_ERROR_FAILED:
    case HTTP_ERROR_INSECURE:
    case HTTP_ERROR_UNREACHABLE:
    case HTTP_ERROR_TIMEOUT:
    case HTTP_ERROR_TLS:
    case HTTP_ERROR_REDIRECTED:
    case HTTP_ERROR_TOO_LARGE:
    case HTTP_ERROR_TOO_DEEP:
    case HTTP_ERROR_NOT_JSON:
    case HTTP_ERROR_UNAUTHORIZED:
    case HTTP_ERROR_FORBIDDEN:
    case HTTP_ERROR_RATE_LIMITED:
    case HTTP_ERROR_SERVER:
    case HTTP_ERROR_KEY_TEXT:
      return TRUE;
    case HTTP_ERROR_BAD_URL:
    case HTTP_ERROR_NOT_FOUND:
    case HTTP_ERROR_CONFLICT:
    case HTTP_ERROR_REFUSED:
    default:
      return FALSE;
    }
}
