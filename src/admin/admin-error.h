/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Errors of the admin room, and the one question that others ask about any error of it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ADMIN_ERROR (admin_error_quark ())

/**
 * AdminError:
 * @ADMIN_ERROR_NO_PROGRAM: rollcall-directory isn't installed where it is looked for
 * @ADMIN_ERROR_START: the service refused to start; the message ends with its own words
 * @ADMIN_ERROR_NOT_READY: the service started and didn't get ready in time
 * @ADMIN_ERROR_NOT_FOUND: no directory or key of that name or id; the message lists those there are
 * @ADMIN_ERROR_AMBIGUOUS: several have that name; use the id
 * @ADMIN_ERROR_BAD_ANSWER: the service answered something else than the administration API
 * @ADMIN_ERROR_EXPIRED: what was asked for is no longer kept; begin with the newest
 */
typedef enum
{
  ADMIN_ERROR_NO_PROGRAM,
  ADMIN_ERROR_START,
  ADMIN_ERROR_NOT_READY,
  ADMIN_ERROR_NOT_FOUND,
  ADMIN_ERROR_AMBIGUOUS,
  ADMIN_ERROR_BAD_ANSWER,
  ADMIN_ERROR_EXPIRED,
} AdminError;

GQuark   admin_error_quark          (void);

/**
 * admin_error_is_unreachable:
 * @error: (nullable): of any room
 *
 * Returns: whether @error means that the service could not be reached or understood, rather than
 *   that it said no: no start, no answer, no trust, a wrong key.
 */
gboolean admin_error_is_unreachable (const GError *error);

G_END_DECLS
