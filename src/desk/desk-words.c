/* SPDX-License-Identifier: GPL-3.0-or-later */

/* printf's ' flag groups in no locale but a named one, and scripts run in none; so the digits are
 * grouped here. */

#define G_LOG_DOMAIN "rollcall-desk"

#include "config.h"

#include "desk/desk-words.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

char *
desk_words_number (gint64 number)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const struct lconv *convention = localeconv ();
  const char *separator = convention->thousands_sep;

  if (number < 0)
    return g_strdup ("?");
  if (*separator == '\0' || !g_utf8_validate (separator, -1, NULL))
    separator = ",";

  g_string_printf (text, "%" G_GINT64_FORMAT, number);
  for (gssize at = (gssize)text->len - 3; at > 0; at -= 3)
    g_string_insert (text, at, separator);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
desk_words_count (CompareKind kind,
                  gint64      number)
{
  g_autofree char *text = desk_words_number (number);
  gulong n = (gulong)MAX (number, 0);

  switch (kind)
    {
    case COMPARE_USERS:
      return g_strdup_printf (ngettext ("%s person", "%s people", n), text);
    case COMPARE_GROUPS:
      return g_strdup_printf (ngettext ("%s group", "%s groups", n), text);
    case COMPARE_MEMBERSHIPS:
      return g_strdup_printf (ngettext ("%s membership", "%s memberships", n), text);
    case COMPARE_N_KINDS:
    default:
      g_return_val_if_reached (g_steal_pointer (&text));
    }
}
