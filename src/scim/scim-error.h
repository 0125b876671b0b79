/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The SCIM error: a scimType (or none), its HTTP status, a sentence (RFC 7644 §3.12). Each code
 * of the domain is one row of a table with both. */

#pragma once

#include "scim/scim-types.h"

G_BEGIN_DECLS

#define SCIM_ERROR (scim_error_quark ())

/**
 * ScimError:
 *
 * Codes from %SCIM_ERROR_INVALID_FILTER to %SCIM_ERROR_INVALID_COUNT carry a scimType; those behind
 * are statuses without one.
 */
typedef enum
{
  SCIM_ERROR_INVALID_FILTER,     /* 400 */
  SCIM_ERROR_TOO_MANY,           /* 400 */
  SCIM_ERROR_UNIQUENESS,         /* 409 */
  SCIM_ERROR_MUTABILITY,         /* 400 */
  SCIM_ERROR_INVALID_SYNTAX,     /* 400 */
  SCIM_ERROR_INVALID_PATH,       /* 400 */
  SCIM_ERROR_NO_TARGET,          /* 400 */
  SCIM_ERROR_INVALID_VALUE,      /* 400 */
  SCIM_ERROR_INVALID_VERSION,    /* 400, invalidVers */
  SCIM_ERROR_SENSITIVE,          /* 403 */
  SCIM_ERROR_INVALID_CURSOR,     /* 400, RFC 9865 §2.1 */
  SCIM_ERROR_EXPIRED_CURSOR,     /* 400 */
  SCIM_ERROR_INVALID_COUNT,      /* 400 */
  SCIM_ERROR_BAD_REQUEST,        /* 400, no scimType */
  SCIM_ERROR_UNAUTHORIZED,       /* 401 */
  SCIM_ERROR_FORBIDDEN,          /* 403 */
  SCIM_ERROR_NOT_FOUND,          /* 404 */
  SCIM_ERROR_METHOD,             /* 405 */
  SCIM_ERROR_NOT_ACCEPTABLE,     /* 406 */
  SCIM_ERROR_CONFLICT,           /* 409, no scimType */
  SCIM_ERROR_PRECONDITION,       /* 412 */
  SCIM_ERROR_TOO_LARGE,          /* 413 */
  SCIM_ERROR_MEDIA_TYPE,         /* 415 */
  SCIM_ERROR_TOO_MANY_REQUESTS,  /* 429 */
  SCIM_ERROR_INTERNAL,           /* 500 */
  SCIM_ERROR_NOT_IMPLEMENTED,    /* 501 */
  SCIM_ERROR_UNAVAILABLE,        /* 503 */
  SCIM_ERROR_NO_SPACE,           /* 507 */
} ScimError;

GQuark      scim_error_quark      (void);

/* The HTTP status of @error: its row's, or 500 for another domain's. */
guint       scim_error_get_status (const GError *error);

/* (nullable): the scimType of @error, such as "invalidFilter" */
const char *scim_error_get_type   (const GError *error);

/**
 * scim_error_to_json:
 * @error: any error; another domain's becomes 500 without its words
 * @request_id: (nullable): named at the end of the detail, for the log
 *
 * Returns: (transfer full): the error's body (RFC 7644 §3.12), `status` as a string.
 */
char       *scim_error_to_json    (const GError *error,
                                   const char   *request_id);

G_END_DECLS
