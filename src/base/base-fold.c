/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding for comparison. Nearly every userName and address in the world is ASCII, for which NFC is
 * the identity and case folding is a table look-up; only the rest is normalised. Never
 * g_utf8_strdown(), which follows the locale (a Turkish one maps I elsewhere). */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-fold.h"

#include <string.h>

/* The length of @text if it is plain ASCII, else -1. */
static gssize
ascii_length (const char *text)
{
  const char *at = text;

  g_assert (text != NULL);

  while (*at != '\0' && ((guchar)*at & 0x80) == 0)
    at++;
  return *at == '\0' ? at - text : -1;
}

/* Takes @text. */
static char *
normalise (char *text)
{
  g_autofree char *valid = text;

  g_assert (text != NULL);

  return g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
}

char *
base_fold (const char *text)
{
  g_autofree char *exact = NULL;
  gssize length;

  if (text == NULL)
    return NULL;

  length = ascii_length (text);
  if (length >= 0)
    return g_ascii_strdown (text, length);

  exact = base_fold_exact (text);
  return normalise (g_utf8_casefold (exact, -1));
}

char *
base_fold_exact (const char *text)
{
  if (text == NULL)
    return NULL;

  if (ascii_length (text) >= 0)
    return g_strdup (text);

  return normalise (g_utf8_make_valid (text, -1));
}
