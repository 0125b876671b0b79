/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A request as the wire took it apart: method, decoded path, decoded query, headers, body. What its
 * texts hold is what the client sent; nothing here has been allowed yet. */

#pragma once

#include "directory/directory-types.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *value;
} DirectoryPair;

/**
 * DirectoryRequest:
 * @id: sixteen hex digits, in every log line and every error about this request
 * @target: path and query as sent
 * @segments: (element-type utf8): the path's decoded segments; empty ones are left out
 * @query: (element-type DirectoryPair): decoded, in order; both texts are owned
 * @headers: (element-type DirectoryPair): in order; both texts are the wire's
 * @over_socket: whether it came over the Unix socket
 * @peer: (nullable): address of the client, for the log
 * @started: monotonic time, microseconds
 * @time: wall clock, microseconds
 */
struct _DirectoryRequest
{
  char             id[17];
  DirectoryMethod  method;
  char            *method_text;
  char            *version;
  char            *target;
  GPtrArray       *segments;
  GArray          *query;
  GArray          *headers;
  GBytes          *body;
  gboolean         over_socket;
  gboolean         peer_is_us;
  char            *peer;
  gint64           started;
  gint64           time;
};

/* @target: as sent */
DirectoryRequest *directory_request_new        (const char             *target);
void              directory_request_free       (DirectoryRequest       *self);

/**
 * directory_request_parse:
 * @self: a request
 * @limits: how much is borne
 * @error: return location
 *
 * Takes the target apart: percent-decoding, `+` as a blank in the query, UTF-8 checked, no NUL, no
 * `.` or `..` in the path.
 *
 * Returns: %TRUE, or %FALSE with %SCIM_ERROR_BAD_REQUEST.
 */
gboolean          directory_request_parse      (DirectoryRequest       *self,
                                                const DirectoryLimits  *limits,
                                                GError                **error);

/* %DIRECTORY_METHOD_NONE if it isn't known. Methods are case-sensitive (RFC 9110 §9.1). */
DirectoryMethod   directory_method_from_string (const char             *text);

/* (transfer full): the names of the methods in @methods, for `Allow` */
char             *directory_method_list        (DirectoryMethod         methods);

/* (nullable): the first header of that name, case-insensitively */
const char       *directory_request_get_header (DirectoryRequest       *self,
                                                const char             *name);
guint             directory_request_count_header (DirectoryRequest     *self,
                                                const char             *name);

/* (nullable): the last parameter of that name (RFC 7644 names are compared without regard to
 * case) */
const char       *directory_request_get_query  (DirectoryRequest       *self,
                                                const char             *name);

/**
 * directory_request_get_number:
 * @self: a request
 * @name: a query parameter
 * @fallback: its value if it isn't there
 * @number: (out): its value
 * @error: return location
 *
 * Returns: %TRUE, or %FALSE with %SCIM_ERROR_INVALID_VALUE if it isn't a whole number.
 */
gboolean          directory_request_get_number (DirectoryRequest       *self,
                                                const char             *name,
                                                gint64                  fallback,
                                                gint64                 *number,
                                                GError                **error);

/**
 * directory_request_accepts_json:
 *
 * Returns: whether `Accept` allows `application/scim+json` or `application/json`; having none does.
 */
gboolean          directory_request_accepts_json (DirectoryRequest     *self);

/* Whether `Content-Type` is one of the two, or absent. */
gboolean          directory_request_carries_json (DirectoryRequest     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryRequest, directory_request_free)

G_END_DECLS
