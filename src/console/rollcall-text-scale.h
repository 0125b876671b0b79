/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Widths at which a layout changes, by the size of the text. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rollcall_text_scale:
 * @widget: whose settings count
 * @pixels: a width with text of the usual size
 *
 * Returns: the width that has room for as much text with the size that a person chose.
 */
int rollcall_text_scale (GtkWidget *widget,
                         int        pixels);

G_END_DECLS
