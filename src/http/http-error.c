/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the http room. What each code means stands in the header. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-error-private.h"

#include <string.h>

G_DEFINE_QUARK (http-error-quark, http_error)

char *
http_words (const char *words,
            const char *value)
{
  const char *place;

  g_return_val_if_fail (words != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  place = strstr (words, "%s");
  if (place == NULL)
    return g_strdup (words);
  return g_strdup_printf ("%.*s%s%s", (int)(place - words), words, value, place + 2);
}

void
http_set_error (GError     **error,
                HttpError    code,
                const char  *words,
                const char  *value)
{
  g_autofree char *message = http_words (words, value);

  g_set_error_literal (error, HTTP_ERROR, (int)code, message);
}
