/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding for comparison. Nearly every userName and address in the world is ASCII, for which NFC is
 * the identity and case folding is a table look-up; only the rest is normalised. Never
 * g_utf8_strdown(), which follows the locale (a Turkish one maps I elsewhere). */

#define G_LOG_DOMAIN "rollcall-base"

#include "config.h"

#include "base/base-fold.h"

#include <string.h>

/* What people type who lack a letter, where taking off the accent doesn't give it. Casefolded. */
static const struct
{
  gunichar letter;
  const char *typed;
} typed_letters[] = {
  { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" },  { 0x00fe, "th" }, { 0x0111, "d" },
  { 0x0127, "h" },  { 0x0131, "i" }, { 0x0142, "l" },  { 0x0153, "oe" }, { 0x0167, "t" },
  { 0x2018, "'" },  { 0x2019, "'" }, { 0x2010, "-" },  { 0x2011, "-" },  { 0x00a0, " " },
  { 0x202f, " " },
};

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

/* The blocks of accents. The marks of other scripts are letters to those who write them. */
static gboolean
is_accent (gunichar letter)
{
  return (letter >= 0x0300 && letter <= 0x036f) || (letter >= 0x1ab0 && letter <= 0x1aff) ||
         (letter >= 0x1dc0 && letter <= 0x1dff) || (letter >= 0x20d0 && letter <= 0x20ff) ||
         (letter >= 0xfe20 && letter <= 0xfe2f);
}

static void
append_typed (GString  *out,
              gunichar  letter)
{
  if (is_accent (letter))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (typed_letters); i++)
    if (typed_letters[i].letter == letter)
      {
        g_string_append (out, typed_letters[i].typed);
        return;
      }
  g_string_append_unichar (out, letter);
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

char *
base_fold_search (const char *text)
{
  g_autofree char *folded = base_fold (text);
  g_autofree char *apart = NULL;
  GString *out;

  if (folded == NULL || ascii_length (folded) >= 0)
    return g_steal_pointer (&folded);

  apart = g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);
  out = g_string_sized_new (strlen (apart));
  for (const char *at = apart; *at != '\0'; at = g_utf8_next_char (at))
    append_typed (out, g_utf8_get_char (at));
  return normalise (g_string_free (out, FALSE));
}
