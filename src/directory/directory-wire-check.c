/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The checks of a request's head, one row each, in the order in which they are made (RFC 9112 §3.2,
 * §6.1, §6.3, §11; RFC 9110 §5.1, §5.5). What libmicrohttpd hides from us (NUL, bare LF) can't be
 * checked here: docs/deploy.md says so. */

#define G_LOG_DOMAIN "rollcall-directory"

#include "config.h"

#include "directory/directory-wire-check.h"

#include <string.h>

/* tchar of RFC 9110 §5.6.2 */
static gboolean
is_token (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("!#$%&'*+-.^_`|~", *text) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
fails_version (DirectoryRequest *request)
{
  return !g_str_equal (request->version, "HTTP/1.1") && !g_str_equal (request->version, "HTTP/1.0");
}

static gboolean
fails_method (DirectoryRequest *request)
{
  return request->method == DIRECTORY_METHOD_NONE;
}

static gboolean
fails_target (DirectoryRequest *request)
{
  if (request->target[0] != '/')
    return TRUE;
  for (const char *c = request->target; *c != '\0'; c++)
    if ((guchar)*c <= ' ' || *c == 0x7f || *c == '#')
      return TRUE;
  return !g_utf8_validate (request->target, -1, NULL);
}

static gboolean
fails_names (DirectoryRequest *request)
{
  for (guint i = 0; i < request->headers->len; i++)
    if (!is_token (g_array_index (request->headers, DirectoryPair, i).name))
      return TRUE;
  return FALSE;
}

static gboolean
fails_values (DirectoryRequest *request)
{
  for (guint i = 0; i < request->headers->len; i++)
    for (const char *c = g_array_index (request->headers, DirectoryPair, i).value; *c != '\0'; c++)
      if (g_ascii_iscntrl (*c) && *c != '\t')
        return TRUE;
  return FALSE;
}

static gboolean
fails_host_count (DirectoryRequest *request)
{
  return directory_request_count_header (request, "Host") != 1;
}

static gboolean
fails_host (DirectoryRequest *request)
{
  const char *host = directory_request_get_header (request, "Host");

  for (const char *c = host; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-._~:[]", *c) == NULL)
      return TRUE;
  return *host == '\0';
}

static gboolean
fails_framing (DirectoryRequest *request)
{
  return directory_request_get_header (request, "Content-Length") != NULL &&
         directory_request_get_header (request, "Transfer-Encoding") != NULL;
}

static gboolean
fails_lengths (DirectoryRequest *request)
{
  return directory_request_count_header (request, "Content-Length") > 1;
}

static gboolean
fails_length (DirectoryRequest *request)
{
  const char *length = directory_request_get_header (request, "Content-Length");

  if (length == NULL)
    return FALSE;
  return *length == '\0' || strspn (length, "0123456789") != strlen (length) ||
         strlen (length) > 18;
}

static gboolean
fails_transfer_coding (DirectoryRequest *request)
{
  const char *coding = directory_request_get_header (request, "Transfer-Encoding");

  if (coding == NULL)
    return FALSE;
  return directory_request_count_header (request, "Transfer-Encoding") > 1 ||
         g_ascii_strcasecmp (coding, "chunked") != 0 || g_str_equal (request->version, "HTTP/1.0");
}

static gboolean
fails_content_coding (DirectoryRequest *request)
{
  const char *coding = directory_request_get_header (request, "Content-Encoding");

  return coding != NULL && g_ascii_strcasecmp (coding, "identity") != 0;
}

static gboolean
fails_authorization (DirectoryRequest *request)
{
  return directory_request_count_header (request, "Authorization") > 1;
}

static const DirectoryWireCheck checks[] = {
  { "version", fails_version, 505, "Only HTTP/1.1 and HTTP/1.0 are spoken here" },
  { "header-name", fails_names, 400, "A header's name is not a token" },
  { "header-value", fails_values, 400, "A header's value holds a control character" },
  { "host-count", fails_host_count, 400, "A request needs exactly one Host header" },
  { "host", fails_host, 400, "The Host header is not a host name" },
  { "framing", fails_framing, 400,
    "A request must not have both Content-Length and "
    "Transfer-Encoding" },
  { "two-lengths", fails_lengths, 400, "A request must not have two Content-Length headers" },
  { "length", fails_length, 400, "The Content-Length is not a number" },
  { "transfer-coding", fails_transfer_coding, 501,
    "The only transfer coding known here is chunked" },
  { "content-coding", fails_content_coding, 415, "Send the body without Content-Encoding" },
  { "two-authorizations", fails_authorization, 400,
    "A request must not have two Authorization "
    "headers" },
  { "target", fails_target, 400,
    "The request target must be a path that begins with / and holds no "
    "blanks or control characters" },
  { "method", fails_method, 501, "This method is not known here" },
};

const DirectoryWireCheck *
directory_wire_check (DirectoryRequest *request)
{
  g_return_val_if_fail (request != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (checks[i].fails (request))
      return &checks[i];
  return NULL;
}
