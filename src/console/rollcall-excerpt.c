/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cut between characters; the count says that something is left out, and how much. */

#define G_LOG_DOMAIN "rollcall-console"

#include "config.h"

#include "console/rollcall-excerpt.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desk/desk-words.h"

char *
rollcall_excerpt_new (const char *text,
                      glong       characters)
{
  g_autofree char *number = NULL;
  g_autofree char *beginning = NULL;
  glong length;

  g_return_val_if_fail (characters > 0, NULL);

  if (text == NULL || strlen (text) <= (gsize)characters)
    return g_strdup (text);
  length = g_utf8_strlen (text, -1);
  if (length <= characters)
    return g_strdup (text);

  beginning = g_utf8_substring (text, 0, characters);
  number = desk_words_number (length);
  /* Translators: the beginning of a text that is too long to be shown, and its length */
  return g_strdup_printf (_("%s… (%s characters)"), beginning, number);
}
