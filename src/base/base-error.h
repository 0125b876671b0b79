/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Errors of the base room. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BASE_ERROR (base_error_quark ())

/**
 * BaseError:
 * @BASE_ERROR_KEY_TEXT: a key text is not whole; paste it again
 * @BASE_ERROR_TIME: a time is not RFC 3339
 * @BASE_ERROR_CSV: a CSV file is broken; the message names line and column
 * @BASE_ERROR_ENCODING: a text is neither UTF-8 nor UTF-16; save the file anew
 * @BASE_ERROR_TOO_LARGE: a bounded buffer is full; the message names the bound
 * @BASE_ERROR_TOO_DEEP: a JSON text nests deeper than allowed
 * @BASE_ERROR_JSON: a JSON text is not well-formed
 * @BASE_ERROR_SYSTEM: the system refused something; the message says what
 */
typedef enum
{
  BASE_ERROR_KEY_TEXT,
  BASE_ERROR_TIME,
  BASE_ERROR_CSV,
  BASE_ERROR_ENCODING,
  BASE_ERROR_TOO_LARGE,
  BASE_ERROR_TOO_DEEP,
  BASE_ERROR_JSON,
  BASE_ERROR_SYSTEM,
} BaseError;

GQuark base_error_quark (void);

G_END_DECLS
