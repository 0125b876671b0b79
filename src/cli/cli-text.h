/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text for a terminal: harmless, measured in columns, coloured only where that is wanted. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLI_STYLE_PLAIN,
  CLI_STYLE_STRONG,
  CLI_STYLE_WELL,
  CLI_STYLE_ATTENTION,
  CLI_STYLE_QUIET,
} CliStyle;

/* (transfer full): @text on one line, valid UTF-8, without control characters and without
 * characters that turn the reading direction: what a server sent must not steer a terminal. */
char    *cli_text_clean     (const char *text);

/* How many columns @text takes: wide characters two, combining ones none. */
guint    cli_text_width     (const char *text);

/* (transfer full): a time for a person, in local time; "–" for 0 */
char    *cli_text_time      (gint64      time);

/* Whether standard output wants colour: a terminal, no NO_COLOR, not a dumb one. */
gboolean cli_text_has_colour (void);

/* Prints @text on standard output in @style, if there is colour, without a newline. */
void     cli_text_print     (CliStyle    style,
                             const char *text);

/* Prints @text broken at blanks to fit the terminal, each line behind @indent columns. */
void     cli_text_print_wrapped (const char *text,
                                 guint       indent);

/* Columns of the terminal behind standard output; 80 if there is none. */
guint    cli_text_columns   (void);

G_END_DECLS
