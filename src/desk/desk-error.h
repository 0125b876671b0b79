/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Errors of the desk room. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_ERROR (desk_error_quark ())

/**
 * DeskError:
 * @DESK_ERROR_NOT_READ: the last roll was asked for and there is none; read it first
 * @DESK_ERROR_NO_KEY: a key is needed and there is none; the message says where it is looked for
 * @DESK_ERROR_BAD_KEY: a key is not whole; nothing was sent
 * @DESK_ERROR_NOT_SCIM: only a SCIM directory can be written to
 * @DESK_ERROR_NO_DIALECT: no dialect of that name
 * @DESK_ERROR_UNDONE: something was begun and taken back; the message says why
 * @DESK_ERROR_BAD_URL: a base URL that can't be one; nothing was sent
 * @DESK_ERROR_TEST: a step of a connection test failed; the message says what and what to do
 * @DESK_ERROR_NOT_ADMINISTRATOR: we have no administrator's access to that directory
 */
typedef enum
{
  DESK_ERROR_NOT_READ,
  DESK_ERROR_NO_KEY,
  DESK_ERROR_BAD_KEY,
  DESK_ERROR_NOT_SCIM,
  DESK_ERROR_NO_DIALECT,
  DESK_ERROR_UNDONE,
  DESK_ERROR_BAD_URL,
  DESK_ERROR_TEST,
  DESK_ERROR_NOT_ADMINISTRATOR,
} DeskError;

GQuark desk_error_quark (void);

G_END_DECLS
