/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that came from elsewhere goes through cli_text_clean() before it is shown. */

#define G_LOG_DOMAIN "rollcall-cli"

#include "config.h"

#include "cli/cli-text.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDEST 100

static const char *const styles[] = {
  [CLI_STYLE_PLAIN] = "",        [CLI_STYLE_STRONG] = "\033[1m",
  [CLI_STYLE_WELL] = "\033[32m", [CLI_STYLE_ATTENTION] = "\033[33m",
  [CLI_STYLE_QUIET] = "\033[2m",
};

/* Embeddings, overrides and isolates (Unicode UAX #9). */
static gboolean
turns_direction (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
}

char *
cli_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) clean = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t')
        g_string_append_c (clean, ' ');
      else if (g_unichar_iscntrl (c) || turns_direction (c) || c == 0x2028 || c == 0x2029)
        g_string_append (clean, "\357\277\275");
      else
        g_string_append_unichar (clean, c);
    }
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

guint
cli_text_width (const char *text)
{
  guint width = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

char *
cli_text_time (gint64 time)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (time == 0)
    return g_strdup ("–");
  utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("–");
}

gboolean
cli_text_has_colour (void)
{
  const char *no_color = g_getenv ("NO_COLOR");

  if (no_color != NULL && *no_color != '\0')
    return FALSE;
  return isatty (STDOUT_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

void
cli_text_print (CliStyle    style,
                const char *text)
{
  g_return_if_fail (text != NULL);

  if (style != CLI_STYLE_PLAIN && cli_text_has_colour ())
    printf ("%s%s\033[0m", styles[style], text);
  else
    fputs (text, stdout);
}

void
cli_text_print_wrapped (const char *text,
                        guint       indent)
{
  g_auto (GStrv) words = NULL;
  guint columns = cli_text_columns ();
  guint at = 0;

  g_return_if_fail (text != NULL);

  words = g_strsplit (text, " ", -1);
  for (char **word = words; *word != NULL; word++)
    {
      guint width = cli_text_width (*word);

      if (at > 0 && at + 1 + width > columns)
        {
          fputc ('\n', stdout);
          at = 0;
        }
      if (at == 0)
        {
          printf ("%*s", (int)indent, "");
          at = indent;
        }
      else
        {
          fputc (' ', stdout);
          at++;
        }
      fputs (*word, stdout);
      at += width;
    }
  fputc ('\n', stdout);
}

guint
cli_text_columns (void)
{
  struct winsize size;

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
    return MIN (size.ws_col, WIDEST);
  return 80;
}
