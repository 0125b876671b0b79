/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the http room. What each code means stands in the header. */

#define G_LOG_DOMAIN "rollcall-http"

#include "config.h"

#include "http/http-error-private.h"

#include <string.h>

#include "base/base-redact.h"

#define MAX_CHARACTERS 300

G_DEFINE_QUARK (http-error-quark, http_error)

/* One line without what a terminal or a label would obey: control characters, and those that turn
 * the direction of writing. */
static char *
make_line (const char *text)
{
  GString *line = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean blank = g_unichar_isspace (character) || g_unichar_iscntrl (character);

      if (g_unichar_type (character) == G_UNICODE_FORMAT)
        continue;
      if (!blank)
        g_string_append_unichar (line, character);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  return g_strchomp (g_string_free (line, FALSE));
}

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

char *
http_words_clean (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *line = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *cut = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  /* Redacted before it is cut, since a secret cut in two is no longer known for one. */
  valid = g_utf8_make_valid (text, -1);
  line = make_line (valid);
  clean = base_redact (line);
  if (*clean == '\0')
    return NULL;
  if (g_utf8_strlen (clean, -1) <= MAX_CHARACTERS)
    return g_steal_pointer (&clean);

  cut = g_utf8_substring (clean, 0, MAX_CHARACTERS - 1);
  return g_strconcat (cut, "…", NULL);
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
